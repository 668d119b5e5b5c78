"""Identifiers: random enough that two laptops offline never make the same one."""

import os
import time
from uuid import UUID


def new_id() -> str:
    """A UUIDv7 (RFC 9562, 5.7) as canonical text: sorts by the millisecond it was made in."""
    millis = time.time_ns() // 1_000_000
    value = (millis << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return str(UUID(int=value))
