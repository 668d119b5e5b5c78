"""One line for each thing that an operator should know, on standard error. No person, no device, no token.

`level=info event=listening address=127.0.0.1:8400`. Under systemd each line begins with the priority that the
journal files it under, and the journal adds the time.
"""

import logging
import os
import sys
import time
import traceback

_PRIORITIES = {"error": 3, "warning": 4, "info": 6, "debug": 7}


def log(level: str, event: str, **fields: object) -> None:
    """Say it."""
    words = " ".join(f"{name}={_value(value)}" for name, value in fields.items() if value is not None)
    line = f"level={level} event={event} {words}".rstrip()
    if "JOURNAL_STREAM" in os.environ:
        line = f"<{_PRIORITIES[level]}>{line}"
    else:
        line = f"time={time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {line}"
    print(line, file=sys.stderr, flush=True)


def log_fault(event: str, error: BaseException, **fields: object) -> None:
    """A fault of ours: where it is, and what kind; not its words, which may hold what a client sent."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{os.path.basename(at.filename)}:{at.lineno}" for at in reversed(frames[-6:]))
    log("error", event, error=type(error).__name__, at=places, **fields)


class Lines(logging.Handler):
    """What the server under the hub has to say, in our lines."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line; of an exception its kind and place."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            log_fault("server", error)
        else:
            level = "error" if record.levelno >= logging.ERROR else "warning"
            log(level, "server", said=record.getMessage())


def _value(value: object) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    if text and text.isprintable() and not set(text) & set(' "='):
        return text
    return '"' + text.encode("unicode_escape").decode().replace('"', "'") + '"'
