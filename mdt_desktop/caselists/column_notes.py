"""What to say about a column beside the field it goes to: how its values were understood, in words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mdt_desktop.caselists.cell_text import Reading
from mdt_desktop.caselists.dates import DateOrder
from mdt_desktop.caselists.fields import TargetField
from mdt_desktop.caselists.table import Cell, show
from mdt_desktop.caselists.values import neither_blank_nor_unknown

State = Literal["ok", "look", "off"]

FREE_TEXT_OFF = "Free text is left out unless you choose it"
FREE_TEXT_ON = "Free text: it may say more than the team should see"
EMPTY = "Empty in this file"
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence and its state: `ok`, `look` (something to see to) or `off` (not imported)."""

    words: str
    state: State


@dataclass(frozen=True, slots=True)
class Tally:
    """How a column's filled cells were read: how many, how many not, and which texts."""

    filled: int
    bad: int
    good_texts: tuple[str, ...]
    bad_texts: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of filled cells that could be read, 1.0 for an empty column."""
        return 1 - self.bad / self.filled if self.filled else 1.0


def tally(cells: Counter[Cell], read: Callable[[Cell], Reading]) -> Tally:
    """Read each distinct cell once and count."""
    filled = bad = 0
    good_texts: list[str] = []
    bad_texts: list[str] = []
    for cell, times in cells.items():
        if not neither_blank_nor_unknown(cell):
            continue
        filled += times
        reading = read(cell)
        if reading.value is None and reading.problem:
            bad += times
            bad_texts.append(show(cell))
        elif len(good_texts) <= 2 * _SHOWN:
            good_texts.append(show(cell))
    return Tally(filled, bad, tuple(good_texts), tuple(bad_texts))


def note_for(field: TargetField, found: Tally, order: DateOrder) -> Note:
    """What to say about a column that goes to `field`."""
    if not found.filled:
        return Note(EMPTY, "ok")
    writer = {
        "nhs_number": _number_note,
        "birth_date": lambda tallied: _date_note(tallied, order),
        "date": lambda tallied: _date_note(tallied, order),
        "past_date": lambda tallied: _date_note(tallied, order),
        "tier": _listed_note,
        "flag": _flag_note,
        "free_text": lambda _: Note(FREE_TEXT_ON, "look"),
        "age": _age_note,
    }.get(field.type, _plain_note)
    return writer(found)


def _number_note(found: Tally) -> Note:
    passed = found.filled - found.bad
    if not found.bad:
        return Note(
            "It passes the check digit" if passed == 1 else f"All {passed:,} pass the check digit", "ok"
        )
    return Note(f"{passed:,} of {found.filled:,} are valid, {found.bad:,} to fix", "look")


def _date_note(found: Tally, order: DateOrder) -> Note:
    if not (order.iso or order.day_first or order.month_first or order.either):
        return _plain_note(found)
    way = "year-month-day" if order.iso else order.order_words
    return _with_bad(f"Read as {way}", found)


def _listed_note(found: Tally) -> Note:
    shown = ", ".join(found.good_texts[:_SHOWN])
    many = len(found.good_texts)
    return _with_bad(f"{many} {'value' if many == 1 else 'values'} matched: {shown}", found)


def _flag_note(found: Tally) -> Note:
    texts = found.good_texts[:_SHOWN]
    if not texts:
        return _with_bad("Neither yes nor no", found)
    return _with_bad(" and ".join(texts) if len(texts) <= 2 else ", ".join(texts), found)


def _age_note(found: Tally) -> Note:
    return _with_bad("Only held against the date of birth", found)


def _plain_note(found: Tally) -> Note:
    return _with_bad("Matched", found)


def _with_bad(words: str, found: Tally) -> Note:
    return Note(f"{words}, {found.bad:,} to fix", "look") if found.bad else Note(words, "ok")
