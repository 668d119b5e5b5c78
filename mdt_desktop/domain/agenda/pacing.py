"""How a running huddle stands against its plan, in words. Timers inform; they end nothing."""

import msgspec

MINUTE = 60


class RunFacts(msgspec.Struct, frozen=True):
    """Where a huddle is. Seconds run without pauses; minutes are planned ones, extra time included.

    `done_minutes` adds up the items left behind, `waiting_minutes` those still to come; `current_minutes`
    is None before the first item and between items.
    """

    elapsed_seconds: int
    meeting_minutes: int
    opening_minutes: int = 8
    readback_minutes: int = 2
    done_minutes: int = 0
    current_minutes: int | None = None
    current_seconds: int = 0
    waiting_minutes: int = 0


class Pace(msgspec.Struct, frozen=True):
    """`behind_seconds` is negative when ahead; `over_end_minutes` by how much the rest overruns the end."""

    behind_seconds: int
    left_seconds: int
    over_end_minutes: int
    words: str


def pace(facts: RunFacts) -> Pace:
    """Hold the clock against the plan: opening, then every item its own time.

    An item counts as far as it has run, at most its planned time; so does the opening before the first.
    """
    opening = facts.opening_minutes * MINUTE
    current = facts.current_minutes * MINUTE if facts.current_minutes is not None else 0
    if facts.current_minutes is None and not facts.done_minutes:
        planned = min(opening, facts.elapsed_seconds)
    else:
        planned = opening + facts.done_minutes * MINUTE + min(current, facts.current_seconds)
    behind = facts.elapsed_seconds - planned
    rest = max(0, current - facts.current_seconds) + (facts.waiting_minutes + facts.readback_minutes) * MINUTE
    if not facts.done_minutes and facts.current_minutes is None:
        rest += max(0, opening - facts.elapsed_seconds)
    left = facts.meeting_minutes * MINUTE - facts.elapsed_seconds
    over_end = max(0, -((left - rest) // MINUTE))
    return Pace(behind, left, over_end, pace_words(behind))


def pace_words(behind_seconds: int) -> str:
    """ "1 min behind plan", "3 min ahead of plan"; within a minute either way "On plan"."""
    minutes = abs(behind_seconds) // MINUTE
    if not minutes:
        return "On plan"
    return f"{minutes} min behind plan" if behind_seconds > 0 else f"{minutes} min ahead of plan"


def clock(seconds: int) -> str:
    """ "2:35"; "over by 0:40" when the time is used up."""
    minutes, rest = divmod(abs(seconds), MINUTE)
    return f"{minutes}:{rest:02}" if seconds >= 0 else f"over by {minutes}:{rest:02}"
