"""Short references people can say aloud: C-0042, A-17, H-2026-11-24.

Fixed when made. The founding device's are plain, every later device's carry its letter, so that two laptops
offline never make the same one.
"""

import re
from datetime import date
from typing import TypeVar

from mdt_desktop.domain.records import Huddle, Record
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session

R = TypeVar("R", bound=Record)


class Counter:
    """References of one kind, one after another, inside one intent."""

    def __init__(self, session: Session, kind: str, digits: int) -> None:
        letter = session.store.space.letter
        self._prefix = f"{'C' if kind == 'case' else 'A'}-{letter}"
        self._digits = digits
        pattern = f"{self._prefix}[0-9]*"
        rows = session.records.rows(
            f'SELECT max(CAST(substr(ref, {len(self._prefix) + 1}) AS INTEGER)) FROM "{kind}" '
            "WHERE space = ? AND ref GLOB ?",
            (pattern,),
        )
        self._last = int(rows[0][0] or 0)

    def next(self) -> str:
        """The next reference."""
        self._last += 1
        return f"{self._prefix}{self._last:0{self._digits}d}"


def case_references(session: Session) -> Counter:
    """C-0001, C-0002 …"""
    return Counter(session, "case", 4)


def action_references(session: Session) -> Counter:
    """A-1, A-2 …"""
    return Counter(session, "action", 1)


def huddle_reference(session: Session, day: date) -> str:
    """H-2026-11-24, the day's second H-2026-11-24-2; a later device's with its letter."""
    letter = session.store.space.letter
    base = f"H-{day.isoformat()}" + (f"-{letter}" if letter else "")
    taken = {
        huddle.ref for huddle in session.records.all(Huddle, "day = ?", (day.isoformat(),), retired=True)
    }
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def find(session: Session, record: type[R], named: str) -> R:
    """The record of an id or a reference. `Refused` if there is none, or if a clone made two."""
    found = session.records.get(record, named)
    if found and not found.retired:
        return found
    matches = session.records.all(record, "upper(ref) = upper(?)", (_tidy(named),))
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise Refused(
            f"There is no {record.KIND} “{named}” in this team. Nothing was changed; check the reference."
        )
    ids = ", ".join(match.id for match in matches)
    raise Refused(f"Two records are called “{named}”: {ids}. Nothing was changed; use the id instead.")


def _tidy(named: str) -> str:
    match = re.fullmatch(r"\s*([CcAa])-?([A-Za-z]*)0*(\d+)\s*", named)
    if not match:
        return named.strip()
    kind, letter, digits = match[1].upper(), match[2].upper(), int(match[3])
    return f"{kind}-{letter}{digits:04d}" if kind == "C" else f"{kind}-{letter}{digits}"
