"""The team of the story, and everybody on its list."""

from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.demo_neighbourhood import DemoPerson
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Member, Need, Note, Series
from mdt_desktop.services import references
from mdt_desktop.services.demo.demo_cast import Cast, fields_of, instant, with_fields


def settle_team(cast: Cast) -> None:
    """The team's settings, its slot, its directory."""
    founded, story = cast.session.team(), cast.story
    series = cast.session.records.first(Series)
    changes: list[Change] = [edit(founded, **fields_of(story.team), number_range="training")]
    if series:
        changes.append(edit(series, **fields_of(story.series)))
    for organisation in story.organisations:
        changes.append(creation(with_fields(organisation, id=cast.id(organisation.id))))
    for member in story.members:
        changes.append(_member(cast, member))
    cast.commit(changes)


def _member(cast: Cast, member: Member) -> Change:
    placed = with_fields(member, id=cast.id(member.id), organisation_id=cast.id(member.organisation_id))
    known = cast.session.records.get(Member, placed.id)
    return edit(known, **fields_of(placed)) if known else creation(placed)


def add_people(cast: Cast) -> None:
    """Everybody on the list, with their cases, needs, notes and the basis for sharing."""
    counter = references.case_references(cast.session)
    for person in cast.story.people:
        cast.commit(_person(cast, person, counter.next()))


def _person(cast: Cast, told: DemoPerson, ref: str) -> list[Change]:
    person_id, case_id = cast.id(told.key), cast.cases.setdefault(told.key, new_id())
    case = with_fields(
        told.case,
        id=case_id,
        person_id=person_id,
        ref=ref,
        key_worker_id=cast.id(told.case.key_worker_id),
        asked_by=cast.name(told.case.asked_by),
    )
    changes = [
        creation(with_fields(told.person, id=person_id)),
        creation(case),
        creation(with_fields(told.basis, id=new_id(), case_id=case_id)),
    ]
    for need in told.needs:
        record = Need(id=new_id(), case_id=case_id, code=need.code, text=need.text, status=need.status)
        changes.append(creation(record))
    for note in told.notes:
        at = instant(note.on, note.at)
        record_ = Note(
            id=new_id(), case_id=case_id, kind=note.kind, text=note.text, by=cast.name(note.by), at=at
        )
        changes.append(creation(record_))
    return changes
