"""The minutes as data, from the store (docs/documents.md): what a draft shows and signing freezes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.records import AgendaItem, Discussion, Huddle
from mdt_desktop.minutes.content import (
    TEMPLATE,
    Amendment,
    Approval,
    Counts,
    MinutesContent,
    NeedsOthers,
    NextMeeting,
    Paragraph,
)
from mdt_desktop.minutes.discussed import Action, PersonDiscussed
from mdt_desktop.services.actions.rows import ActionRow, action_rows
from mdt_desktop.services.huddle import following, huddles
from mdt_desktop.services.huddle.quorum_times import quorum_times
from mdt_desktop.services.minutes import minutes_aside, minutes_attendance
from mdt_desktop.services.minutes.minutes_people import (
    Room,
    action,
    detail_words,
    identity,
    made_here,
    person_discussed,
)
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


def build(
    session: Session,
    huddle_id: str,
    *,
    status: str = "draft",
    version: int = 0,
    approval: Approval | None = None,
    amendments: Sequence[Amendment] = (),
) -> MinutesContent:
    """All that the minutes print. The same records give the same content.

    Restricted notes never come in; what was learned comes without names. Reads in the order of the agenda.
    """
    huddle, team = huddles.find(session, huddle_id), session.team()
    attendance = huddles.attendance_of(session, huddle.id)
    people = directory(session)
    items = huddles.items_of(session, huddle.id)
    rows = _in_agenda_order(action_rows(session, made_here(session, huddle), people), items)
    numbers = {row.id: number for number, row in enumerate(rows, start=1)}
    now = session.now().astimezone(UTC)
    times = quorum_times(huddle, attendance, now)
    room = Room(session, huddle, team, people, times, numbers, now)
    around = minutes_aside.around(session, items)
    return MinutesContent(
        template=TEMPLATE,
        huddle_id=huddle.id,
        team=team.name,
        team_id=team.id,
        place=team.place,
        ref=huddle.ref,
        date=huddle.day or session.today(),
        zone=huddle.zone,
        start=huddle.started_at,
        end=huddle.ended_at,
        mode=vocabulary.label("mode", huddle.mode) if huddle.mode else "",
        venue=huddle.venue,
        chair=people.name(huddle.chair_id),
        minute_taker=people.name(huddle.minute_taker_id),
        marking=team.marking,
        purpose=team.purpose,
        status=status,
        version=version,
        quorum=minutes_attendance.quorum(times),
        counts=_counts(items, len(rows)),
        attendance=minutes_attendance.attendees(huddle, attendance, people),
        sectors=minutes_attendance.sectors_present(attendance),
        sectors_missing=minutes_attendance.sectors_missing(team, attendance),
        conflicts=minutes_attendance.conflicts(huddle),
        needs_others=_needs_others(session, items, around),
        notes=tuple(Paragraph(text=line.strip()) for line in huddle.notes.splitlines() if line.strip()),
        team_actions=_team_actions(rows, numbers, huddle.day),
        people=_people(room, items, rows, around),
        carried_actions=minutes_aside.carried_actions(session, huddle, people),
        not_discussed=minutes_aside.not_discussed(session, huddle, items, around),
        deaths=minutes_aside.deaths(session, huddle, around),
        learning=minutes_aside.learning(session, huddle, around, team.person_word),
        gaps=minutes_aside.service_gaps(session, huddle, around, team.person_word),
        next_meeting=_next_meeting(session, huddle),
        approval=approval,
        amendments=tuple(amendments),
    )


def _in_agenda_order(rows: Sequence[ActionRow], items: Sequence[AgendaItem]) -> list[ActionRow]:
    """Actions as the minutes number them: person by person, the whole team's last."""
    place = {item.case_id: at for at, item in enumerate(items)}
    return sorted(rows, key=lambda row: (place.get(row.case_id, len(place)), row.id))


def _counts(items: Sequence[AgendaItem], actions_made: int) -> Counts:
    kinds = [item.kind for item in items if item.status == "discussed"]
    new, review = kinds.count("new"), kinds.count("review")
    return Counts(
        discussed=len(kinds),
        new=new,
        review=review,
        other=len(kinds) - new - review,
        deferred=sum(item.status in ("deferred", "not_reached") for item in items),
        actions_made=actions_made,
    )


def _people(
    room: Room, items: Sequence[AgendaItem], rows: Sequence[ActionRow], around: minutes_aside.Around
) -> tuple[PersonDiscussed, ...]:
    """Whoever was talked about, even if put off afterwards: nothing that was written is left out."""
    found = []
    written = {
        one.agenda_item_id
        for one in room.session.records.all(Discussion, "huddle_id = ?", (room.huddle.id,))
        if one.text or one.decision
    }
    for item in items:
        case, person = around.of(item)
        actions = [row for row in rows if row.case_id == item.case_id]
        talked = item.status in ("discussed", "in_discussion") or item.id in written or bool(actions)
        if talked and case and person:
            found.append(person_discussed(room, item, case, person, actions))
    return tuple(found)


def _team_actions(
    rows: Sequence[ActionRow], numbers: dict[str, int], made_on: date | None
) -> tuple[Action, ...]:
    return tuple(action(row, numbers[row.id], made_on) for row in rows if not row.case_id)


def _needs_others(
    session: Session, items: Sequence[AgendaItem], around: minutes_aside.Around
) -> tuple[NeedsOthers, ...]:
    """Whoever is referred on waits for another service's answer."""
    found = []
    for item in items:
        said = session.records.first(Discussion, "agenda_item_id = ? AND outcome = 'refer'", (item.id,))
        case, person = around.of(item)
        if said and person:
            text = said.decision.replace("\n", " ") or vocabulary.label("outcome", "refer")
            found.append(NeedsOthers(text=text, who=detail_words(said), person=identity(person, case)))
    return tuple(found)


def _next_meeting(session: Session, huddle: Huddle) -> NextMeeting:
    planned = huddles.after(session, huddle)
    if planned is None:
        day = following.next_day(session, huddle)
        planned = Huddle(id="", day=day, start=huddle.start, venue=huddle.venue, mode=huddle.mode)
    at: datetime = huddles.starts_at(planned)
    mode = vocabulary.label("mode", planned.mode) if planned.mode else ""
    return NextMeeting(at=at.astimezone(UTC), venue=planned.venue, mode=mode)
