"""How long ago, in words: "12 min ago", "today 8:55am", "41 days ago"."""

from datetime import datetime, timedelta

from mdt_desktop.domain.day_words import clock_words, short_day
from mdt_desktop.services.session import ZONE

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def ago(then: datetime, now: datetime) -> str:
    """ "now" within a minute (and for a clock that runs ahead), then minutes, hours, days."""
    age = now - then
    if age < _MINUTE:
        return "just now"
    if age < _HOUR:
        return f"{age // _MINUTE} min ago"
    if age < _DAY:
        return f"{count_words(age // _HOUR, 'hour')} ago"
    return f"{count_words(age // _DAY, 'day')} ago"


def at_words(then: datetime, now: datetime) -> str:
    """ "9:38am today", "Thu 26 Nov, 4:05pm": a time that can be compared with a watch."""
    local = then.astimezone(ZONE)
    clock = clock_words(f"{local:%H:%M}")
    same_day = local.date() == now.astimezone(ZONE).date()
    return f"today at {clock}" if same_day else f"{short_day(local.date())} at {clock}"


def since_words(then: datetime | None, now: datetime) -> str:
    """ "Since 9:38am." or "Since Thu 19 Nov, 3 days."; empty when that is not known."""
    if then is None:
        return ""
    local = then.astimezone(ZONE)
    if local.date() == now.astimezone(ZONE).date():
        return f"Since {clock_words(f'{local:%H:%M}')}."
    return f"Since {short_day(local.date())}, {count_words(max(1, (now - then) // _DAY), 'day')}."


def count_words(count: int, thing: str) -> str:
    """ "1 change", "12 changes"."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
