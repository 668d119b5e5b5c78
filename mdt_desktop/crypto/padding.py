"""Compressed and padded, so that a sealed body's size says little about what is in it (docs/security.md)."""

import zlib

from mdt_desktop.crypto.unreadable import DoesNotOpen

STEP_BYTES = 64
FINE_MAX_BYTES = 1024
INFLATED_MAX_BYTES = 2 * 1024 * 1024


def padded_size(size: int) -> int:
    """`size` rounded up: to 64 bytes up to 1 KiB, beyond to a sixteenth of the power of two below it.

    Those steps cost at most a sixteenth of the size, and leave sixteen sizes in every doubling.
    """
    step = STEP_BYTES
    if size > FINE_MAX_BYTES:
        step = 1 << ((size - 1).bit_length() - 1 - 4)
    return -(-size // step) * step


def deflate_padded(body: bytes) -> bytes:
    """`zlib(body)` with zeros up to `padded_size`; the compressed stream marks its own end."""
    deflated = zlib.compress(body)
    return deflated.ljust(padded_size(len(deflated)), b"\0")


def inflate_padded(padded: bytes) -> bytes:
    """The body that `deflate_padded` took; `DoesNotOpen` if over 2 MiB or wrongly padded."""
    inflater = zlib.decompressobj()
    try:
        body = inflater.decompress(padded, INFLATED_MAX_BYTES)
        if not inflater.eof:
            # Exactly 2 MiB leaves the stream's end unread; one byte more is over the limit.
            body += inflater.decompress(inflater.unconsumed_tail, 1)
    except zlib.error as error:
        raise DoesNotOpen("content that does not inflate") from error
    if not inflater.eof or len(body) > INFLATED_MAX_BYTES:
        raise DoesNotOpen("content cut short or over 2 MiB")
    padding = inflater.unused_data
    if padding.strip(b"\0") or padded_size(len(padded) - len(padding)) != len(padded):
        raise DoesNotOpen("content with the wrong padding")
    return body
