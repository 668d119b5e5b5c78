"""Which actions are shown, and in which groups: by organisation, owner, due date or person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.working_days import this_monday
from mdt_desktop.services.actions.action_page import ActionsView
from mdt_desktop.services.actions.rows import ActionRow

GROUPINGS = (
    ("organisation", "Organisation"),
    ("owner", "Owner"),
    ("due", "Due date"),
    ("person", "Person"),
)
EVERY_TEAM = "every"
EVERY_TEAM_WORDS = "Mine, in every team"
SCOPES = (("mine", "Mine"), ("team", "Team"), ("late", "Late"))
LATE, TODAY, THIS_WEEK, LATER, NO_DATE = "Late", "Today", "This week", "Later", "No date"
BUCKETS = (LATE, TODAY, THIS_WEEK, LATER, NO_DATE)
NOBODY = "Nobody yet"


@dataclass(frozen=True)
class Group:
    """Actions under one heading. `sector` colours an organisation; `rate` is its percentage on time."""

    key: str
    words: str
    rows: tuple[ActionRow, ...]
    sector: str = ""
    rate: int | None = None

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(row.late_days > 0 for row in self.rows)


def in_scope(rows: Iterable[ActionRow], scope: str) -> list[ActionRow]:
    """Mine, the whole team's, or those that are late."""
    kept = {"mine": lambda row: row.mine, "late": lambda row: row.late_days > 0}.get(scope, lambda row: True)
    return [row for row in rows if kept(row)]


def matching(rows: Iterable[ActionRow], text: str) -> list[ActionRow]:
    """Those that hold every word typed, in the action, the person, the owner or the organisation."""
    words = text.casefold().split()

    def holds(row: ActionRow) -> bool:
        whole = f"{row.text} {row.person} {row.owner} {row.organisation} {row.ref}".casefold()
        return all(word in whole for word in words)

    return [row for row in rows if holds(row)]


def bucket_of(row: ActionRow, today: date) -> str:
    """Where an open action stands on the board."""
    if row.due is None:
        return NO_DATE
    if row.due < today:
        return LATE
    if row.due == today:
        return TODAY
    return THIS_WEEK if row.due <= this_monday(today) + timedelta(days=6) else LATER


def grouped(view: ActionsView, rows: Iterable[ActionRow], by: str) -> list[Group]:
    """The groups in the order of what is most pressing in each; due dates keep their own order."""
    key = _KEYS[by](view)
    found: dict[str, list[ActionRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    groups = [_group(view, by, name, members) for name, members in found.items()]
    if by == "due":
        return sorted(groups, key=lambda group: BUCKETS.index(group.key))
    return sorted(groups, key=lambda group: (group.rows[0].due or date.max, group.words))


def _group(view: ActionsView, by: str, name: str, rows: list[ActionRow]) -> Group:
    ordered = sorted(rows, key=lambda row: (row.due or date.max, row.priority == "normal", row.id))
    if by != "organisation" or name == NOBODY:
        sector = ordered[0].sector if by == "owner" else ""
        return Group(name, name, tuple(ordered), sector)
    rate = view.rates.get(name)
    sector = next((row.sector for row in ordered if row.sector), "")
    return Group(name, name, tuple(ordered), sector, rate.per_cent if rate else None)


def _by_organisation(view: ActionsView) -> Callable[[ActionRow], str]:
    def name(row: ActionRow) -> str:
        if row.organisation:
            return row.organisation
        return vocabulary.label("sector", row.sector) if row.sector else row.owner or NOBODY

    return name


_KEYS: dict[str, Callable[[ActionsView], Callable[[ActionRow], str]]] = {
    "organisation": _by_organisation,
    "owner": lambda view: lambda row: row.owner or NOBODY,
    "due": lambda view: lambda row: bucket_of(row, view.today),
    "person": lambda view: lambda row: row.person or "For the team",
}
