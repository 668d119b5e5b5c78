"""One deed on several cases, taken back as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Case
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import case_page
from mdt_desktop.services.huddle import huddles, preparing
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


@dataclass(frozen=True)
class AddedToAgenda:
    """The huddle they were added to, how many, and how many were on its agenda already."""

    huddle_id: str
    day: date
    added: int
    already: int


def add_to_agenda(session: Session, case_ids: Sequence[str]) -> AddedToAgenda:
    """Put these onto the next open agenda; without one, the next huddle is planned first."""
    cases = session.records.among(Case, "id", list(case_ids))
    closed = [case.ref for case in cases if case.status == "closed"]
    if closed:
        raise Refused(f"{', '.join(closed)}: closed. Nobody was added; reopen first, or leave them out.")
    with session.one_intent():
        huddle = case_page.open_agenda(session) or preparing.plan(session, preparing.next_slot(session))
        there = {item.case_id for item in huddles.items_of(session, huddle.id)}
        waiting = [one for one in case_ids if one not in there]
        for case_id in waiting:
            preparing.add(session, huddle.id, case_id)
    return AddedToAgenda(huddle.id, huddle.day or session.today(), len(waiting), len(case_ids) - len(waiting))


def set_review(session: Session, case_ids: Sequence[str], day: date) -> int:
    """The same review day for all of these; answers with how many there are."""
    if day < session.today():
        raise Refused("A review lies ahead. Nothing was changed; choose today or a later day.")
    cases = session.records.among(Case, "id", list(case_ids))
    session.commit([edit(case, review_due=day, no_review_reason="") for case in cases])
    return len(cases)


def set_key_worker(session: Session, case_ids: Sequence[str], member_id: str) -> int:
    """The same key worker for all of these; answers with how many there are."""
    if directory(session).get(member_id) is None:
        raise Refused("Nobody in the directory was chosen. Nothing was changed.")
    cases = session.records.among(Case, "id", list(case_ids))
    session.commit([edit(case, key_worker_id=member_id, key_worker_text="") for case in cases])
    return len(cases)
