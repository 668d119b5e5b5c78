"""What stands between a huddle and its signature, and the chair's way out (docs/rules.md)."""

from dataclasses import dataclass
from typing import Any

from mdt_desktop.domain.changes import Change, edit
from mdt_desktop.domain.naming import formal
from mdt_desktop.domain.records import Action, AgendaItem, Case, Discussion, Huddle, Person
from mdt_desktop.refused import Refused
from mdt_desktop.services.actions.rows import OPEN_SQL
from mdt_desktop.services.huddle import following, huddles, running
from mdt_desktop.services.session import Session

NO_OWNER, NO_DATE, NO_OUTCOME = "no_owner", "no_date", "no_outcome"


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. `kind` is no_owner, no_date or no_outcome; `words` stand alone.

    `person` is the family name on screen; an action of the whole team has no person, item or case.
    """

    kind: str
    words: str
    person: str = ""
    text: str = ""
    action_id: str = ""
    item_id: str = ""
    case_ref: str = ""


def gaps(session: Session, huddle: Huddle) -> list[Gap]:
    """Open actions made here without an owner or a date, and discussions without outcome or decision."""
    names = _Names(session, huddle)
    found = [gap for action in open_actions(session, huddle) for gap in _of_action(action, names)]
    return found + [_of_item(item, names) for item in without_outcome(session, huddle)]


def open_actions(session: Session, huddle: Huddle) -> list[Action]:
    """The actions made at this huddle that are still to be done, in the order they were made."""
    return session.records.all(Action, f"huddle_id = ? AND {OPEN_SQL}", (huddle.id,))


def without_outcome(session: Session, huddle: Huddle) -> list[AgendaItem]:
    """Items that were discussed with neither outcome nor decision."""
    concluded = {
        one.agenda_item_id
        for one in session.records.all(Discussion, "huddle_id = ?", (huddle.id,))
        if one.outcome or one.decision.strip() or one.no_decision
    }
    items = huddles.items_of(session, huddle.id)
    return [item for item in items if item.status == "discussed" and item.id not in concluded]


def settle(session: Session, huddle: Huddle) -> None:
    """The chair takes what nobody owns, due at the next huddle; where nothing was decided, that is said.

    Whoever owns an action without a date keeps it, with the day of the next huddle.
    """
    due = following.next_day(session, huddle)
    chair = huddle.chair_id or session.store.space.member
    changes = [
        edit(action, **fields)
        for action in open_actions(session, huddle)
        if (fields := _settled(session, action, chair, due))
    ]
    for item in without_outcome(session, huddle):
        changes += _no_decision(session, item)
    session.commit(changes)


def refuse_if_any(session: Session, huddle: Huddle) -> None:
    """`Refused`, naming each gap, if there are any."""
    found = gaps(session, huddle)
    if not found:
        return
    thing = "One thing is" if len(found) == 1 else f"{len(found)} things are"
    raise Refused(
        f"{thing} missing, so nothing was signed. {' '.join(gap.words for gap in found)} "
        "Fill them in, or let the chair take the actions and record “no decision”."
    )


def _of_action(action: Action, names: "_Names") -> list[Gap]:
    who = names.person(action.case_id)
    said = f"{action.ref} “{action.text}”" + (f" for {who}" if who else "")
    about = {
        "person": who,
        "text": action.text,
        "action_id": action.id,
        "item_id": action.agenda_item_id,
        "case_ref": names.ref(action.case_id),
    }
    found = []
    if not action.owner_id and not action.owner_organisation:
        typed = f": “{action.owner_text}” matches nobody" if action.owner_text else ""
        found.append(Gap(NO_OWNER, f"{said} has no owner{typed}.", **about))
    if action.due is None:
        found.append(Gap(NO_DATE, f"{said} has no date.", **about))
    return found


def _of_item(item: AgendaItem, names: "_Names") -> Gap:
    who, ref = names.person(item.case_id), names.ref(item.case_id)
    words = f"{who} ({ref}) was discussed without an outcome or a decision."
    return Gap(NO_OUTCOME, words, person=who, item_id=item.id, case_ref=ref)


def _settled(session: Session, action: Action, chair: str, due: object) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if not action.owner_id and not action.owner_organisation:
        mine = chair == session.store.space.member
        fields |= {"owner_id": chair, "owner_text": "", "status": "accepted" if mine else "assigned"}
    if action.due is None:
        fields |= {"due": due, "first_due": action.first_due or due}
    return fields


def _no_decision(session: Session, item: AgendaItem) -> list[Change]:
    return running.discussion_changes(session, item, {"no_decision": True})


class _Names:
    """How the people of one huddle's gaps are called."""

    def __init__(self, session: Session, huddle: Huddle) -> None:
        wanted = [item.case_id for item in huddles.items_of(session, huddle.id)]
        wanted += [action.case_id for action in open_actions(session, huddle)]
        self._cases = {case.id: case for case in session.records.among(Case, "id", wanted)}
        ids = [case.person_id for case in self._cases.values()]
        self._persons = {person.id: person for person in session.records.among(Person, "id", ids)}

    def person(self, case_id: str) -> str:
        """The family name, as the room says it; the given names of somebody without one."""
        case = self._cases.get(case_id)
        person = self._persons.get(case.person_id) if case else None
        if person is None:
            return ""
        return person.family_name or formal(person)

    def ref(self, case_id: str) -> str:
        case = self._cases.get(case_id)
        return case.ref if case else ""
