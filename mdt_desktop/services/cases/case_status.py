"""A case's way through the team: opened, on hold, monitored, closed, and reported deaths (docs/rules.md)."""

from datetime import date
from typing import Any

from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.day_words import day_month
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Case, Note, Person
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.actions.rows import OPEN_SQL
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.session import Session

WORKED_ON = ("active", "monitoring", "on_hold", "deceased_pending")


def open_case(session: Session, named: str) -> Case:
    """A proposed or closed case becomes active, and one on hold or monitored does again.

    One that was closed because somebody died is opened only once that is corrected.
    """
    case, today = references.find(session, Case, named), session.today()
    if case.status == "active":
        raise Refused(f"{case.ref} is open already. Nothing was changed.")
    person = session.records.get(Person, case.person_id)
    if person is not None and person.deceased != "no":
        raise Refused(
            f"The person of {case.ref} is recorded as having died. Nothing was changed; "
            "if that is a mistake, set deceased to “no” first."
        )
    fields: dict[str, Any] = {"status": "active", "opened_on": case.opened_on or today, "hold_until": None}
    if case.status == "closed":
        fields |= {"closed_on": None, "close_outcome": "", "close_note": "", "opened_on": today}
    session.commit([edit(case, **fields)])
    return references.find(session, Case, case.id)


def hold(session: Session, named: str, until: date, reason: str) -> Case:
    """In hospital, prison or abroad: suggested again from `until`. Open actions stay open for that reason."""
    case = _worked_on(session, named)
    if until <= session.today():
        raise Refused("The day to look again lies ahead. Nothing was changed; choose a later one.")
    if not reason.strip():
        raise Refused("Say why it is put on hold. Nothing was changed.")
    note = Note(
        id=new_id(),
        case_id=case.id,
        kind="event",
        text=f"On hold until {day_month(until)}: {reason.strip()}",
        by=session.me().display_name,
        at=session.now(),
    )
    session.commit([edit(case, status="on_hold", hold_until=until), creation(note)])
    return references.find(session, Case, case.id)


def monitor(session: Session, named: str) -> Case:
    """Only watched from now on. Open actions have to be closed or handed on first."""
    case = _worked_on(session, named)
    refuse_while_actions_are_open(session, case)
    session.commit([edit(case, status="monitoring", hold_until=None)])
    return references.find(session, Case, case.id)


def close_case(session: Session, named: str, outcome: str, note: str = "", *, keep: str = "") -> Case:
    """Close with an outcome. Open actions have to be closed or handed on first, each is named.

    `keep` is the reason why they stay open all the same; after a death they may without one.
    """
    case = references.find(session, Case, named)
    code = code_of("close_outcome", outcome, what="way to close a case")
    if case.status == "closed":
        raise Refused(f"{case.ref} is closed already. Nothing was changed.")
    if code != "died" and not keep.strip():
        refuse_while_actions_are_open(session, case)
    kept = f"Actions kept open: {keep.strip()}" if keep.strip() else ""
    words = "\n".join(part for part in (note.strip(), kept) if part)
    closed = {"status": "closed", "closed_on": session.today(), "close_outcome": code, "close_note": words}
    changes: list[Change] = [edit(case, **closed, hold_until=None)]
    person = session.records.get(Person, case.person_id)
    if code == "died" and person is not None:
        changes.append(edit(person, deceased="confirmed"))
    session.commit(changes)
    return references.find(session, Case, case.id)


def after_news_of_death(case: Case, deceased: str) -> dict[str, Any]:
    """What a reported death, or its correction, makes of a case that is worked on."""
    if deceased != "no" and case.status in WORKED_ON:
        return {"status": "deceased_pending"}
    if deceased == "no" and case.status == "deceased_pending":
        return {"status": "active"}
    return {}


def refuse_while_actions_are_open(session: Session, case: Case) -> None:
    """`Refused`, naming each action that is still open."""
    left = session.records.all(Action, f"case_id = ? AND {OPEN_SQL}", (case.id,))
    if left:
        names = ", ".join(f"{action.ref} ({action.text})" for action in left)
        raise Refused(
            f"{case.ref} still has open actions: {names}. Nothing was changed; "
            "close them, or say why they are no longer needed, then close the case."
        )


def _worked_on(session: Session, named: str) -> Case:
    case = references.find(session, Case, named)
    if case.status not in ("active", "monitoring", "on_hold"):
        raise Refused(f"{case.ref} is not open. Nothing was changed; open the case first.")
    return case
