"""Paths, header names, media types and the ways of saying who one is."""

import base64
import binascii

from mdt_desktop.crypto.unreadable import Malformed

SPACES = "/v1/spaces"
TOKEN = "/v1/token"
ROSTER = "/v1/spaces/{space}/roster"
ENTRIES = "/v1/spaces/{space}/entries"
HEADS = "/v1/spaces/{space}/heads"
EVENTS = "/v1/spaces/{space}/events"
BASELINE = "/v1/spaces/{space}/baseline"
BASELINE_CONTENT = "/v1/spaces/{space}/baseline/{hash}"
JOINS = "/v1/spaces/{space}/joins"
JOIN = "/v1/spaces/{space}/joins/{join}"

# Short, since they go with every call over links where each byte is waited for.
ROSTER_HEADER = "Roster"
"""First 16 bytes of the hash of the newest roster statement, as text. In every answer about a space."""
CURSOR_HEADER = "Cursor"
"""Where the answer leads to: what to ask with next (`cursor.Cursor`)."""
MORE_HEADER = "More"
"""How many entries lie behind that, where there are any: without it the answer leads to the end."""
AT_HEADER = "At"
"""How many bytes of a content are here, from its beginning."""

BEARER = "Bearer"
"""`Authorization: Bearer` and a token: a device."""
PERMIT = "Permit"
"""`Authorization: Permit` and the permit of an invitation, packed, as text: somebody who asks to join."""
ENROLMENT = "Enrolment"
"""`Authorization: Enrolment` and the operator's one-use code: whoever founds a space."""

FRAMES = "application/octet-stream"
MSGPACK = "application/msgpack"
PROBLEM = "application/problem+json"
EVENT_STREAM = "text/event-stream"
FORM = "application/x-www-form-urlencoded"

SHORT_HASH_BYTES = 16


def text_of(data: bytes) -> str:
    """Bytes as base64url without padding: 16 bytes are 22 characters."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    """The bytes that `text_of` wrote. Raises `Malformed`."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("not base64url") from error
    if text_of(data) != text:
        raise Malformed("another spelling of the same bytes")
    return data


def roster_mark(head: bytes) -> str:
    """What the `Roster` header says of a roster whose newest statement has this hash."""
    return text_of(head[:SHORT_HASH_BYTES])
