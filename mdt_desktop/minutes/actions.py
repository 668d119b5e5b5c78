"""Actions in documents: always under their person, with who, for which organisation and by when."""

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Table

from mdt_desktop.minutes.blocks import BOLD
from mdt_desktop.minutes.content import CarriedAction
from mdt_desktop.minutes.discussed import Action
from mdt_desktop.minutes.lines import Span
from mdt_desktop.minutes.tables import Cell, Column, table
from mdt_desktop.minutes.tagging import Element
from mdt_desktop.minutes.wording import list_day, two_identifiers

_COLUMNS = (
    Column("No.", 10),
    Column("What", 50),
    Column("Owner", 29),
    Column("Organisation", 32),
    Column("By", 25),
    Column("Status", 26),
)
_CARRIED = (
    Column("Person", 41),
    Column("What", 33),
    Column("Owner", 31),
    Column("By", 25),
    Column("Status", 42),
)


def action_table(actions: Sequence[Action], day: date, parent: Element) -> Table:
    """The actions made for one person, or for the team."""
    return table(_COLUMNS, [_row(action, day) for action in actions], parent)


def carried_table(carried: Sequence[CarriedAction], day: date, parent: Element) -> Table:
    """Actions from before; each row names its person with two identifiers, on whatever page it stands."""
    return table(_CARRIED, [_carried_row(entry, day) for entry in carried], parent)


def _row(action: Action, day: date) -> list[Cell]:
    what = [Span(action.text)]
    if action.priority in ("urgent", "high"):
        what.insert(0, Span(f"{action.priority.capitalize()}: ", BOLD))
    return [str(action.number), what, _owner(action), action.organisation, _due(action, day), action.status]


def _carried_row(entry: CarriedAction, day: date) -> list[Cell]:
    action = entry.action
    owner = [*_owner(action), Span(f"\n{action.organisation}" if action.organisation else "")]
    status = "\n".join(filter(None, (action.status, entry.note)))
    who = two_identifiers(entry.person, day) if entry.person else "The team"
    return [who, action.text, owner, _due(action, day), status]


def _owner(action: Action) -> list[Span]:
    return [Span(action.owner) if action.owner else Span("No owner yet", BOLD)]


def _due(action: Action, day: date) -> list[Span]:
    return [Span(list_day(action.due, day)) if action.due else Span("No date yet", BOLD)]
