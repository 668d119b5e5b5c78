"""Read back at the end: every owner hears their actions and says yes."""

from dataclasses import dataclass

from mdt_desktop.domain.agenda import AgreedAction
from mdt_desktop.domain.agenda import read_back as in_order
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Action, Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services.actions.rows import ActionRow, action_rows
from mdt_desktop.services.closing.signing_gaps import open_actions
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.huddle.attendance import HERE
from mdt_desktop.services.session import Session


@dataclass(frozen=True)
class OwnerActions:
    """One owner's actions of this huddle. `owner_id` is empty for an organisation, and for nobody.

    `name` is empty where nobody owns them yet; `accepted` once they have said yes to all.
    """

    owner_id: str
    name: str
    here: bool
    accepted: bool
    rows: list[ActionRow]


def read_back(session: Session, huddle: Huddle) -> list[OwnerActions]:
    """What nobody owns first, then those who are here, then the others; each one's by date."""
    rows = {row.id: row for row in action_rows(session, open_actions(session, huddle))}
    here = {one.member_id for one in huddles.attendance_of(session, huddle.id) if one.status in HERE}
    agreed = [
        AgreedAction(row.id, row.ref, _told_apart(row), row.owner_id in here, row.due)
        for row in rows.values()
    ]
    return [_owner([rows[one.action_id] for one in found], here) for _, found in in_order(agreed)]


def confirm(session: Session, huddle: Huddle, owner_id: str) -> list[Action]:
    """They said yes: all their actions of this huddle that wait for it are accepted. Answers with them."""
    if not owner_id:
        raise Refused("Nobody owns these actions yet, so nobody can accept them. Choose an owner first.")
    waiting = [
        action
        for action in open_actions(session, huddle)
        if action.owner_id == owner_id and action.status in ("proposed", "assigned", "declined")
    ]
    session.commit([edit(action, status="accepted", status_reason="") for action in waiting])
    return waiting


def _told_apart(row: ActionRow) -> str:
    """Two owners may share a name: the id behind it keeps them apart without changing their order."""
    return f"{row.owner} {row.owner_id}" if row.owner else ""


def _owner(rows: list[ActionRow], here: set[str]) -> OwnerActions:
    first = rows[0]
    return OwnerActions(
        owner_id=first.owner_id,
        name=first.owner,
        here=bool(first.owner_id) and first.owner_id in here,
        accepted=bool(first.owner) and all(row.status == "accepted" for row in rows),
        rows=rows,
    )
