"""When a meeting begins and how long it may be, as typed."""

from datetime import time

from mdt_desktop.refused import Refused


def clock_time(typed: str) -> str:
    """A local time as “09:30”. `Refused` when it is none."""
    try:
        return time.fromisoformat(typed.strip().zfill(5)).strftime("%H:%M")
    except ValueError:
        raise Refused(f"“{typed}” is not a time. Nothing was changed; write it like 09:30.") from None


def refuse_length(minutes: int) -> None:
    """`Refused` for a huddle nobody holds."""
    if not 5 <= minutes <= 480:
        raise Refused("A huddle lasts between 5 and 480 minutes. Nothing was changed.")
