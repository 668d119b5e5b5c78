"""What the minutes say beside the discussions: who waits, earlier actions, deaths, learning, gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.records import AgendaItem, Case, Huddle, LearningCard, Person, ServiceGap
from mdt_desktop.minutes.content import CarriedAction, Death, NotDiscussed
from mdt_desktop.services.actions.rows import action_rows
from mdt_desktop.services.huddle import following
from mdt_desktop.services.huddle.earlier_actions import earlier_actions
from mdt_desktop.services.minutes.minutes_people import action, identity
from mdt_desktop.services.minutes.nameless import without_names
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import Directory


@dataclass(frozen=True)
class Around:
    """The cases and persons of one agenda, by id."""

    cases: dict[str, Case]
    persons: dict[str, Person]

    def of(self, item: AgendaItem) -> tuple[Case | None, Person | None]:
        """The case and person of an item."""
        case = self.cases.get(item.case_id)
        return case, self.persons.get(case.person_id) if case else None


def around(session: Session, items: Sequence[AgendaItem]) -> Around:
    """Read the people of an agenda at once."""
    cases = session.records.among(Case, "id", [item.case_id for item in items])
    persons = session.records.among(Person, "id", [case.person_id for case in cases])
    return Around({case.id: case for case in cases}, {person.id: person for person in persons})


def carried_actions(session: Session, huddle: Huddle, people: Directory) -> tuple[CarriedAction, ...]:
    """Earlier actions, numbered on their own, as they stood on the day."""
    earlier = earlier_actions(session, huddle)
    rows = action_rows(session, [one.action for one in earlier], people)
    known = around(session, [AgendaItem(id="", case_id=row.case_id) for row in rows])
    found = []
    for number, (one, row) in enumerate(zip(earlier, rows, strict=True), start=1):
        case, person = known.of(AgendaItem(id="", case_id=row.case_id))
        stood = msgspec.structs.replace(action(row, number, row.huddle_day), status=one.status)
        who = identity(person, case) if person else None
        found.append(CarriedAction(action=stood, person=who, note=one.note))
    return tuple(found)


def not_discussed(
    session: Session, huddle: Huddle, items: Sequence[AgendaItem], known: Around
) -> tuple[NotDiscussed, ...]:
    """Who was put off, not reached, or only noted: why, and when they come back."""
    found = []
    for item in items:
        case, person = known.of(item)
        if item.status not in ("deferred", "not_reached", "noted") or case is None or person is None:
            continue
        back = case.review_due if item.status == "noted" else _comes_back(session, huddle, item)
        entry = NotDiscussed(
            person=identity(person, case),
            status=item.status,
            reason=item.reason[:1].upper() + item.reason[1:],
            to=back,
            case_id=case.id,
        )
        found.append(entry)
    return tuple(found)


def _comes_back(session: Session, huddle: Huddle, item: AgendaItem) -> date:
    carried = session.records.first(AgendaItem, "carried_from = ?", (item.id,))
    onto = session.records.get(Huddle, carried.huddle_id) if carried else None
    if onto and onto.day:
        return onto.day
    return item.defer_to or following.next_day(session, huddle)


def deaths(session: Session, huddle: Huddle, known: Around) -> tuple[Death, ...]:
    """Those on the agenda who have died, and whoever died since the huddle before."""
    told = {person.id: person for person in known.persons.values() if person.deceased != "no"}
    before = session.records.first(
        Huddle, "status = 'ended' AND day < ?", (str(huddle.day),), order="day DESC, start DESC"
    )
    since = before.day.isoformat() if before and before.day else str(huddle.day)
    for person in session.records.all(
        Person, "deceased <> 'no' AND date_of_death > ? AND date_of_death <= ?", (since, str(huddle.day))
    ):
        told[person.id] = person
    cases = session.records.among(Case, "person_id", list(told))
    by_person = {case.person_id: case for case in cases}
    return tuple(
        Death(
            person=identity(person, by_person.get(person.id)),
            on=person.date_of_death,
            text="Reported; not confirmed yet." if person.deceased == "reported" else "",
        )
        for person in sorted(told.values(), key=lambda one: (one.family_name.casefold(), one.id))
    )


def learning(session: Session, huddle: Huddle, known: Around, word: str) -> tuple[str, ...]:
    """What is worth telling, without the names of the people it came from."""
    cards = session.records.all(LearningCard, "huddle_id = ?", (huddle.id,))
    return tuple(without_names(card.text or card.title, known.persons.values(), word) for card in cards)


def service_gaps(session: Session, huddle: Huddle, known: Around, word: str) -> tuple[str, ...]:
    """What somebody needed that was not there, without saying who."""
    found = session.records.all(ServiceGap, "huddle_id = ?", (huddle.id,))
    return tuple(
        without_names(gap.text or vocabulary.label("need", gap.need_code), known.persons.values(), word)
        for gap in found
    )
