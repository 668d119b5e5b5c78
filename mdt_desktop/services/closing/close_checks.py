"""The list of things to look at before signing, each done or needing somebody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import long_day
from mdt_desktop.domain.records import AgendaItem, Basis, Case, Discussion, Huddle, Person
from mdt_desktop.services.closing.signing_gaps import NO_DATE, NO_OUTCOME, NO_OWNER, Gap
from mdt_desktop.services.huddle import following, huddles
from mdt_desktop.services.huddle.attendance import HERE
from mdt_desktop.services.huddle.earlier_actions import earlier_actions
from mdt_desktop.services.session import Session

DONE, NEEDS_YOU = "done", "needs_you"


@dataclass(frozen=True)
class Check:
    """One row. `state` is done or needs_you; `stops` says whether it stands in the way of signing.

    `code`: action_owner, action_date, outcome, covered, attendance, reviews, basis, late_actions, saved.
    `button` is empty where there is nothing to press; it acts on the action, item or case that is named.
    """

    code: str
    state: str
    title: str
    detail: str
    button: str = ""
    action_id: str = ""
    item_id: str = ""
    case_id: str = ""
    stops: bool = False


@dataclass(frozen=True)
class Discussed:
    """One person that was discussed, with what was concluded."""

    item: AgendaItem
    case: Case
    name: str
    discussion: Discussion | None


def checks(session: Session, huddle: Huddle, gaps: Sequence[Gap]) -> list[Check]:
    """All rows, what needs somebody first."""
    people = discussed(session, huddle)
    rows = [
        *_actions(gaps, NO_OWNER, "action_owner", "no owner", "Every action has an owner", "Choose owner"),
        *_actions(gaps, NO_DATE, "action_date", "no date", "Every action has a date", "Choose date"),
        *_outcomes(people, gaps),
        _covered(session, huddle),
        _attendance(session, huddle),
        _reviews(huddle, people),
        _basis(session, huddle, people),
        _late_actions(session, huddle),
        Check("saved", DONE, "Saved on this computer", "Encrypted; nothing is waiting to be written"),
    ]
    return sorted(rows, key=lambda row: (not row.stops, row.state == DONE))


def discussed(session: Session, huddle: Huddle) -> list[Discussed]:
    """The people discussed, in the order of the agenda."""
    items = [item for item in huddles.items_of(session, huddle.id) if item.status == "discussed"]
    cases = {case.id: case for case in session.records.among(Case, "id", [item.case_id for item in items])}
    ids = [case.person_id for case in cases.values()]
    names = {one.id: one.family_name or one.given_names for one in session.records.among(Person, "id", ids)}
    said = {one.agenda_item_id: one for one in session.records.all(Discussion, "huddle_id = ?", (huddle.id,))}
    return [
        Discussed(item, case, names.get(case.person_id, ""), said.get(item.id))
        for item in items
        if (case := cases.get(item.case_id))
    ]


def _actions(
    gaps: Sequence[Gap], kind: str, code: str, lacks: str, all_well: str, button: str
) -> list[Check]:
    found = [gap for gap in gaps if gap.kind == kind]
    if not found:
        return [Check(code, DONE, all_well, "All that were agreed today")]
    first = found[0]
    title = f"1 action has {lacks}" if len(found) == 1 else f"{len(found)} actions have {lacks}"
    detail = f"{first.person}: “{first.text}”" if first.person else f"“{first.text}”"
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return [Check(code, NEEDS_YOU, title, detail + more, button, first.action_id, first.item_id, stops=True)]


def _outcomes(people: Sequence[Discussed], gaps: Sequence[Gap]) -> list[Check]:
    by_item = {one.item.id: one for one in people}
    found = [by_item[gap.item_id] for gap in gaps if gap.kind == NO_OUTCOME and gap.item_id in by_item]
    if not found:
        return [Check("outcome", DONE, "Every discussion has an outcome", count(len(people), "person"))]
    return [
        Check(
            "outcome",
            NEEDS_YOU,
            f"{one.name}: no outcome chosen",
            f"Discussed for {max(1, round(one.item.seconds / 60))} min",
            "Choose",
            item_id=one.item.id,
            case_id=one.case.id,
            stops=True,
        )
        for one in found
    ]


def _covered(session: Session, huddle: Huddle) -> Check:
    items = huddles.items_of(session, huddle.id)
    states = Counter(item.status for item in items)
    waiting = states["scheduled"] + states["in_discussion"]
    over = states["deferred"] + states["not_reached"]
    if waiting and huddle.status != "ended":
        title = f"{len(items) - waiting} of {len(items)} cases covered"
        return Check("covered", NEEDS_YOU, title, f"{waiting} still to come", "Back to the huddle")
    title = f"{len(items) - states['not_reached']} of {len(items)} cases covered"
    day = following.next_day(session, huddle)
    detail = f"{over} carried to {long_day(day)}" if over else "Nobody is carried over"
    return Check("covered", DONE, title, detail)


def _attendance(session: Session, huddle: Huddle) -> Check:
    people = huddles.attendance_of(session, huddle.id)
    there = [one for one in people if one.status in (*HERE, "left")]
    unmarked = [one.name for one in people if vocabulary.group("attendance_status", one.status) == "expected"]
    if not there:
        return Check("attendance", NEEDS_YOU, "Nobody is marked as here", "Minutes name who was there")
    if unmarked:
        title = f"{count(len(unmarked), 'person')} not marked as here or away"
        return Check("attendance", NEEDS_YOU, title, few(unmarked), "Mark as absent")
    apologies = sum(one.status == "apologies" for one in people)
    sectors = len({one.sector for one in there if one.sector})
    parts = [f"{len(there)} here"]
    if apologies:
        parts.append(count(apologies, "apology", "apologies"))
    return Check("attendance", DONE, "Attendance confirmed", ", ".join([*parts, count(sectors, "sector")]))


def _reviews(huddle: Huddle, people: Sequence[Discussed]) -> Check:
    without = [one for one in people if not _has_review(one)]
    if without:
        title = f"{count(len(without), 'person')} without a next review"
        first = without[0]
        names = few([one.name for one in without])
        return Check(
            "reviews", NEEDS_YOU, title, names, "Set review", item_id=first.item.id, case_id=first.case.id
        )
    due = [one.discussion.review_due for one in people if one.discussion and one.discussion.review_due]
    detail = count(len(due), "person") if due else "Nobody needs one"
    if due and huddle.day:
        weeks = max(1, -(-(max(due) - huddle.day).days // 7))
        everybody = "all " if len(due) > 1 else ""
        detail += f", {everybody}within {count(weeks, 'week')}"
    return Check("reviews", DONE, "Next reviews set", detail)


def _has_review(one: Discussed) -> bool:
    said = one.discussion
    return one.case.status == "closed" or bool(said and (said.review_due or said.no_review_reason))


def _basis(session: Session, huddle: Huddle, people: Sequence[Discussed]) -> Check:
    bases = {
        basis.case_id: basis
        for basis in session.records.among(Basis, "case_id", [one.case.id for one in people])
    }
    without = [one for one in people if _group(bases.get(one.case.id)) in ("ask", "no")]
    if without:
        title = f"{count(len(without), 'person')} without a basis for sharing"
        names = few([one.name for one in without])
        return Check("basis", NEEDS_YOU, title, names, "Record", case_id=without[0].case.id)
    today = [one.name for one in people if _given_on(bases.get(one.case.id), huddle.day)]
    detail = f"{few(today)}, asked today" if today else "For everybody discussed"
    return Check("basis", DONE, "Basis for sharing recorded", detail)


def _group(basis: Basis | None) -> str:
    return vocabulary.group("basis", basis.code if basis else "not_recorded")


def _given_on(basis: Basis | None, day: date | None) -> bool:
    return basis is not None and basis.given_on is not None and basis.given_on == day


def _late_actions(session: Session, huddle: Huddle) -> Check:
    earlier = earlier_actions(session, huddle)
    silent = [one.action for one in earlier if one.late and not one.explained]
    if silent:
        verb = "is late without a word" if len(silent) == 1 else "are late without a word"
        title = f"{count(len(silent), 'action')} from before {verb}"
        more = f", and {len(silent) - 1} more" if len(silent) > 1 else ""
        detail = f"{silent[0].ref}: “{silent[0].text}”{more}"
        return Check(
            "late_actions",
            NEEDS_YOU,
            title,
            detail,
            "Explain",
            action_id=silent[0].id,
            case_id=silent[0].case_id,
        )
    moved = sum(bool(one.note) for one in earlier)
    detail = f"{moved} carried over with new dates" if moved else "None from before is late"
    return Check("late_actions", DONE, "Late actions explained", detail)


def count(number: int, one: str, many: str = "") -> str:
    """ "1 person", "2 people", "3 sectors"."""
    plural = many or {"person": "people"}.get(one, f"{one}s")
    return f"{number} {one if number == 1 else plural}"


def few(names: Sequence[str]) -> str:
    """ "Clarke and Lloyd"; of more than three the first two and how many more."""
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
