"""What the huddle commands answer: agenda, quorum, minutes, and the item that somebody means."""

from typing import Any

from mdt_desktop.cli.answer import Answer
from mdt_desktop.domain.quorum import Quorum
from mdt_desktop.domain.records import AgendaItem, Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import case_lists, cases
from mdt_desktop.services.closing import signing
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session


def agenda(session: Session, huddle: Huddle) -> list[dict[str, Any]]:
    """A huddle's agenda as scripts see it."""
    items = huddles.items_of(session, huddle.id)
    refs = {row.id: row.ref for row in case_lists.rows_of(session, [item.case_id for item in items])}
    return [
        {
            "item": item.id,
            "case": refs.get(item.case_id, ""),
            "kind": item.kind,
            "minutes": item.minutes,
            "why": item.why,
            "status": item.status,
        }
        for item in items
    ]


def with_agenda(session: Session, huddle: Huddle) -> Answer:
    """The answer of whatever changes an agenda."""
    return Answer({"huddle": huddle.ref, "agenda": agenda(session, huddle)})


def quorum_value(state: Quorum) -> dict[str, Any]:
    """The quorum as scripts see it."""
    return {"rule": state.rule, "met": state.met, "missing": list(state.missing)}


def with_quorum(huddle: Huddle, state: Quorum) -> Answer:
    """The answer of whatever changes who is there."""
    words = "Quorum met." if state.met else f"Not quorate yet: needs {state.rule}."
    return Answer({"huddle": huddle.ref, "quorum": quorum_value(state)}, words)


def item_of(session: Session, huddle: Huddle, named: str) -> AgendaItem:
    """The item of an id, or of a case. `Refused` when it is not on this agenda."""
    items = huddles.items_of(session, huddle.id)
    for item in items:
        if item.id == named:
            return item
    case = cases.find_case(session, named)
    for item in items:
        if item.case_id == case.id:
            return item
    raise Refused(f"{case.ref} is not on the agenda of {huddle.ref}. Nothing was changed; add it first.")


def minutes_value(minutes: signing.Standing) -> dict[str, Any]:
    """One version of minutes as scripts see it."""
    return {"version": minutes.version, "status": minutes.status, "hash": minutes.hash}
