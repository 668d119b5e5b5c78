"""Whether the team may talk about somebody: a refusal stops it unless a chair says why (docs/rules.md 14)."""

from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import AgendaItem, Audit, Basis, Case
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session

REFUSALS = ("refused", "withdrawn")
DESPITE = "break_glass"


def has_refused(session: Session, case_id: str) -> bool:
    """Whether somebody said no to being talked about, or took a yes back; a no counts beside any yes."""
    return session.records.first(Basis, "case_id = ? AND code IN (?, ?)", (case_id, *REFUSALS)) is not None


def reason_despite(session: Session, item_id: str) -> str:
    """Why this item is talked about all the same, as the chair recorded it; empty if nobody did."""
    found = session.records.first(
        Audit, "target_id = ? AND action = ?", (item_id, DESPITE), order="at DESC, id DESC"
    )
    return found.reason if found else ""


def refuse_if_refused(session: Session, item: AgendaItem) -> None:
    """`Refused` for an item about somebody who said no, while no reason against it is recorded."""
    if not has_refused(session, item.case_id) or reason_despite(session, item.id):
        return
    case = session.records.get(Case, item.case_id)
    raise Refused(
        f"{case.ref if case else 'This person'} has refused to be discussed. Nothing was recorded; "
        "talk about it without the name, or let a chair record a safeguarding or public-interest reason."
    )


def discuss_despite(session: Session, item_id: str, reason: str) -> None:
    """A chair records why somebody is talked about against their word, for this item alone."""
    item = session.records.get(AgendaItem, item_id)
    if item is None:
        raise Refused("That person is not on the agenda any more. Nothing was changed.")
    if not reason.strip():
        raise Refused("Give the safeguarding or public-interest reason. Nothing was changed.")
    # With it comes the roster, and This week should not wait for that.
    from mdt_desktop.services.team import team

    if not team.is_chair(session):
        raise Refused("Only a chair can go against a refusal. Nothing was changed; ask the chair.")
    event = Audit(
        id=new_id(),
        who=session.store.space.member,
        at=session.now(),
        action=DESPITE,
        target_kind="agenda_item",
        target_id=item.id,
        reason=reason.strip(),
    )
    session.commit([creation(event)], undoable=False)
