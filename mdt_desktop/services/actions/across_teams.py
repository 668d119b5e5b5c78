"""One list of my actions, whichever of my teams they are in."""

from dataclasses import dataclass
from datetime import date

from mdt_desktop.domain.records import Team
from mdt_desktop.services.actions.rows import ActionRow, list_actions
from mdt_desktop.services.session import Session
from mdt_desktop.store import leaving


@dataclass(frozen=True)
class MyAction:
    """An action of mine, and the team it is in. `here`: the session looks at that team."""

    team: str
    space: str
    row: ActionRow
    here: bool = True


def my_actions(session: Session, *, overdue: bool = False) -> list[MyAction]:
    """My open actions in every team of the profile, those due first first."""
    store = session.store
    if not store.has_space():
        return []
    before, found = store.space, list[MyAction]()
    try:
        for space in store.spaces():
            if leaving.since(store.connection, space.no) is not None:
                continue
            store.use(space)
            team = session.records.first(Team)
            rows = list_actions(session, owner=space.member, overdue=overdue)
            found += [
                MyAction(team.name if team else "", space.name, row, space.no == before.no) for row in rows
            ]
    finally:
        store.use(before)
    return sorted(found, key=lambda one: (one.row.due or date.max, one.row.priority == "normal"))


def in_every_team(session: Session) -> list[MyAction] | None:
    """As `my_actions`; None where the profile holds one team only, whose own list says it all."""
    store = session.store
    held = [one for one in store.spaces() if leaving.since(store.connection, one.no) is None]
    return my_actions(session) if len(held) > 1 else None
