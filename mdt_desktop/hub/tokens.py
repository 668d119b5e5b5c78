"""Tokens: what a device that has signed in shows with each call. Nothing of them is kept.

`device, end, mark`: 16 bytes, 4 (seconds since 1970), 16 (of a keyed BLAKE2b-256 over context, space, device
and end). The key is the space's own and lies in its row: any process knows a token that another gave.
"""

import hmac

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.primitives import ID_BYTES, hash_256
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.teams import Row
from mdt_desktop.wire.limits import TOKEN_SECONDS
from mdt_desktop.wire.names import bytes_of, text_of
from mdt_desktop.wire.problems import ProblemType

_END_BYTES = 4
_MARK_BYTES = 16


def token(row: Row, device: bytes, now: float) -> str:
    """A token for a device in this space: 48 characters, good for ten minutes."""
    end = (int(now) + TOKEN_SECONDS).to_bytes(_END_BYTES, "big")
    return text_of(device + end + _mark(row, device + end))


def bearer(row: Row, text: str, now: float) -> tuple[bytes, int]:
    """Whose token this is, and when it ends. Raises `CallRefused` if it is none of this space, or over."""
    try:
        data = bytes_of(text)
    except Malformed as error:
        raise refused(ProblemType.NOT_SIGNED_IN) from error
    said, mark = data[: ID_BYTES + _END_BYTES], data[ID_BYTES + _END_BYTES :]
    end = int.from_bytes(said[ID_BYTES:], "big")
    if not hmac.compare_digest(mark, _mark(row, said)) or end <= now:
        raise refused(ProblemType.NOT_SIGNED_IN)
    return said[:ID_BYTES], end


def _mark(row: Row, said: bytes) -> bytes:
    return hash_256(contexts.HUB_TOKEN + row.space + said, key=row.token_key)[:_MARK_BYTES]
