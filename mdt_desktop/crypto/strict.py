"""Reading msgpack that somebody else wrote: the shape that was asked for, or `Malformed`."""

from typing import TypeVar

from msgspec.msgpack import Decoder

from mdt_desktop.crypto.unreadable import Malformed

_Shape = TypeVar("_Shape")


def decoded(decoder: Decoder[_Shape], data: bytes) -> _Shape:
    """What `data` holds. Raises `Malformed`, whatever is wrong with it.

    Besides its own errors (all `ValueError`), msgspec lets through `UnicodeDecodeError` for text that is not
    UTF-8, and `RecursionError` for arrays nested without end.
    """
    try:
        return decoder.decode(data)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not of the expected shape: {error}") from error
