"""What else has to hold once a field is settled: no closing date on an open case, and the like."""

from typing import Any

from mdt_desktop.domain.records import Action, Case, Record

_CLOSING = {"closed_on": None, "close_outcome": ""}
_ENDED = ("transferred", "done", "not_done", "no_longer_needed")


def consequences(record: Record) -> dict[str, Any]:
    """The fields of a record that contradict its status, with what they become."""
    wanted: dict[str, Any] = {}
    if isinstance(record, Case):
        if record.status != "closed":
            wanted |= _CLOSING
        if record.status != "on_hold":
            wanted["hold_until"] = None
    if isinstance(record, Action) and record.status not in _ENDED:
        wanted |= {"closed_at": None, "closed_on": None}
    return {name: value for name, value in wanted.items() if getattr(record, name) != value}
