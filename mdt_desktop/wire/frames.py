"""Several messages in one body, each as it was received. A page says of each entry where it lies.

Frames: `u32 length, bytes`, one after the other. A page: `u32 length, u64 offset, bytes`. Big-endian.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mdt_desktop.crypto.unreadable import Malformed

_FRAME = struct.Struct("!I")
_PLACED = struct.Struct("!IQ")
_MESSAGE_MAX_BYTES = 512 * 1024


class Placed(NamedTuple):
    """An entry of a page."""

    offset: int
    """In the hub's log of this space. With the entry's hash it is the cursor behind it (`Cursor.at`)."""
    envelope: bytes


def framed(messages: Iterable[bytes]) -> bytes:
    """These messages as one body."""
    return b"".join(part for message in messages for part in (_FRAME.pack(len(message)), message))


def unframed(body: bytes, most: int) -> list[bytes]:
    """The messages that `framed` put together. Raises `Malformed`, also for more than `most`."""
    messages: list[bytes] = []
    at = 0
    while at < len(body):
        if len(messages) == most or at + _FRAME.size > len(body):
            raise Malformed("not a body of frames, or too many")
        (length,) = _FRAME.unpack_from(body, at)
        at += _FRAME.size
        if length > len(body) - at:
            raise Malformed("a frame that is cut off")
        messages.append(body[at : at + length])
        at += length
    return messages


def paged(entries: Iterable[Placed]) -> bytes:
    """These entries as a page."""
    return b"".join(part for offset, data in entries for part in (_PLACED.pack(len(data), offset), data))


class PageReader:
    """A page as it lands: whatever came whole can be used, however the rest was cut off."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Placed]:
        """The entries that are whole with these bytes. Raises `Malformed` for what can't be a page."""
        self._rest += data
        at = 0
        while at + _PLACED.size <= len(self._rest):
            length, offset = _PLACED.unpack_from(self._rest, at)
            if length > _MESSAGE_MAX_BYTES:
                raise Malformed("not a page of entries")
            end = at + _PLACED.size + length
            if end > len(self._rest):
                break
            yield Placed(offset, self._rest[at + _PLACED.size : end])
            at = end
        self._rest = self._rest[at:]

    @property
    def whole(self) -> bool:
        """Whether the last entry that began has ended."""
        return not self._rest


def read_page(body: bytes) -> list[Placed]:
    """The entries of a whole page. Raises `Malformed`."""
    reader = PageReader()
    entries = list(reader.feed(body))
    if not reader.whole:
        raise Malformed("a page that is cut off")
    return entries
