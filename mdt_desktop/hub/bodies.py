"""Reading a request's body: so much of it, and not too slowly."""

import asyncio

from starlette.requests import ClientDisconnect, Request

from mdt_desktop.hub.refusing import refused
from mdt_desktop.wire.problems import ProblemType

_GRACE_SECONDS = 30


async def body(request: Request, most: int, bytes_a_second: int) -> bytes:
    """The whole body. Raises `CallRefused` for one that is too large, comes too slowly, or breaks off."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise refused(ProblemType.TOO_LARGE, f"At most {most} bytes.")
    parts: list[bytes] = []
    size = 0
    stream = request.stream()
    start = asyncio.get_running_loop().time()
    while True:
        try:
            async with asyncio.timeout_at(start + _GRACE_SECONDS + size / bytes_a_second):
                part = await anext(stream, None)
        except TimeoutError as error:
            raise refused(ProblemType.SLOW_BODY) from error
        except ClientDisconnect as error:
            raise refused(ProblemType.MALFORMED, "The body broke off.") from error
        if part is None:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > most:
            raise refused(ProblemType.TOO_LARGE, f"At most {most} bytes.")
