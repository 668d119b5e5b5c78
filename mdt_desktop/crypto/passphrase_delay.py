"""The wait after a wrong passphrase: one second, doubling up to five minutes. Tries are not limited.

Kept in a small file, so that closing the program does not end it. It slows down somebody at the keyboard;
whoever can copy files can guess elsewhere, and there Argon2id is what slows them down.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec

from mdt_desktop.crypto.durable_file import write_durably
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.refused import Locked

FIRST_WAIT_SECONDS = 1
LONGEST_WAIT_SECONDS = 300
_DOUBLINGS = 10


class WrongPassphrase(Locked):
    """Not opened, and not tried again for `wait_seconds`."""

    def __init__(self, message: str, wait_seconds: int) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


class TooSoon(WrongPassphrase):
    """Not even tried: the wait after another try is not over, or that try is still going on."""


class _Tries(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    wrong: Annotated[int, msgspec.Meta(ge=0)] = 0
    last_ms: int = 0
    """Milliseconds since 1970, by a clock that somebody may set."""


_TRIES = msgspec.msgpack.Decoder(_Tries)


class PassphraseDelay:
    """The tries at one vault. `now` answers seconds since 1970."""

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._now = now
        self._unwritten = _Tries()

    def remaining_seconds(self) -> int:
        """Whole seconds until the next try, 0 if it may be now.

        A clock that was set back starts the wait afresh instead of making it longer than it ever was.
        """
        tries = self._read()
        now_ms = self._now_ms()
        if now_ms < tries.last_ms:
            tries = _Tries(tries.wrong, now_ms)
            self._write(tries)
        left_ms = _wait_seconds(tries.wrong) * 1000 - (now_ms - tries.last_ms)
        return max(0, -(-left_ms // 1000))

    def begin_try(self) -> None:
        """Count a try as wrong until it turns out right: pulling the plug in between gains nothing.

        Raises `WrongPassphrase` while the wait lasts, for a right passphrase too.
        """
        wait = self.remaining_seconds()
        if wait:
            raise TooSoon(
                "After a wrong passphrase there is a wait: nothing has changed, "
                f"try again in {in_words(wait)}.",
                wait,
            )
        self._write(_Tries(min(self._read().wrong + 1, _DOUBLINGS), self._now_ms()))

    def wrong(self) -> WrongPassphrase:
        """What to raise when the try was wrong."""
        wait = self.remaining_seconds()
        return WrongPassphrase(
            "That passphrase does not open this profile: nothing has changed, "
            f"try again in {in_words(wait)}.",
            wait,
        )

    def right(self) -> None:
        """Forget the wrong tries."""
        self._unwritten = _Tries()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _now_ms(self) -> int:
        return int(self._now() * 1000)

    def _read(self) -> _Tries:
        try:
            return decoded(_TRIES, self._path.read_bytes())
        except OSError:
            return self._unwritten
        except Malformed:
            # Somebody wrote into it: the longest wait, from now.
            if not self._unwritten.wrong:
                self._write(_Tries(_DOUBLINGS, self._now_ms()))
            return self._unwritten

    def _write(self, tries: _Tries) -> None:
        self._unwritten = tries
        # A full or read-only disk must not keep its owner from reading what is on it.
        with suppress(OSError):
            write_durably(self._path, msgspec.msgpack.encode(tries))


def in_words(seconds: int) -> str:
    """`1 second`, `40 seconds`, `3 minutes` (rounded up)."""
    if seconds <= 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"


def _wait_seconds(wrong: int) -> int:
    if not wrong:
        return 0
    return min(FIRST_WAIT_SECONDS << (min(wrong, _DOUBLINGS) - 1), LONGEST_WAIT_SECONDS)
