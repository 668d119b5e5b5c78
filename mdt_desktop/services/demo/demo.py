"""The demo neighbourhood: founded in a moment, with eight huddles behind it and one to run."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from mdt_desktop.domain.agenda import order_key
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.demo_neighbourhood import (
    DemoAction,
    DemoNeighbourhood,
    DemoPerson,
    HuddleHeld,
    ItemHeld,
    read_neighbourhood,
)
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import (
    Action,
    AgendaItem,
    Attendance,
    Discussion,
    Huddle,
    LearningCard,
    Member,
    Need,
    Note,
    Record,
    Series,
)
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services import profile, references
from mdt_desktop.services.closing import signing
from mdt_desktop.services.huddle import attendance
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.services.team import team

PASSPHRASE = "demo"  # for invented people only; a profile of real ones asks for a long one
LABEL = "Demo"


def found_demo(home: Path, passphrase: str = PASSPHRASE, progress: Progress = silent) -> Session:
    """Found the demo neighbourhood in a folder without a profile, dated from today; 999 numbers only."""
    if profile.exists(home):
        raise Refused(f"There is a profile in {home} already. Nothing was changed; choose an empty folder.")
    story = read_neighbourhood(_today())
    me = next(member for member in story.members if member.id == story.next_huddle.chair)
    founded = team.found(
        home, passphrase, story.team.name, me.display_name, label=LABEL, training=True, sector=me.sector
    )
    session = founded.session
    teller = _Teller(session, story)
    steps = [
        teller.settle_team,
        teller.add_people,
        *teller.huddles_held(),
        teller.plan_next,
        teller.sign_held,
    ]
    for at, step in enumerate(steps):
        progress(at, len(steps))
        step()
    progress(len(steps), len(steps))
    session.intents.clear()
    return session


def _today() -> date:
    return datetime.now(ZONE).date()


class _Teller:
    """Writes the story into a store: keeps the ids that its short keys have been given."""

    def __init__(self, session: Session, story: DemoNeighbourhood) -> None:
        self.session = session
        self.story = story
        self.ids: dict[str, str] = {story.next_huddle.chair: session.store.space.member}
        self.cases: dict[str, str] = {}
        self.refs = references.action_references(session)
        self.actions: dict[tuple[str, str], Action] = {}
        self.unreached: dict[str, str] = {}

    def commit(self, changes: Iterable[Change]) -> None:
        """One intent of the story."""
        self.session.commit(changes, undoable=False)

    def id(self, key: str) -> str:
        """The id of a short key, given when it is first named."""
        return self.ids.setdefault(key, new_id()) if key else ""

    def name(self, key: str) -> str:
        """A member's name by key; anybody else's name is the key itself."""
        found = next((member for member in self.story.members if member.id == key), None)
        return found.display_name if found else key

    def settle_team(self) -> None:
        """The team's settings, its slot, its directory."""
        founded, story = self.session.team(), self.story
        series = self.session.records.first(Series)
        changes: list[Change] = [edit(founded, **_fields(story.team), number_range="training")]
        if series:
            changes.append(edit(series, **_fields(story.series)))
        for organisation in story.organisations:
            changes.append(creation(_with(organisation, id=self.id(organisation.id))))
        for member in story.members:
            changes.append(self._member(member))
        self.commit(changes)

    def _member(self, member: Member) -> Change:
        placed = _with(member, id=self.id(member.id), organisation_id=self.id(member.organisation_id))
        known = self.session.records.get(Member, placed.id)
        return edit(known, **_fields(placed)) if known else creation(placed)

    def add_people(self) -> None:
        """Everybody on the list, with their cases, needs, notes and the basis for sharing."""
        counter = references.case_references(self.session)
        for person in self.story.people:
            self.commit(self._person(person, counter.next()))

    def _person(self, told: DemoPerson, ref: str) -> list[Change]:
        person_id, case_id = self.id(told.key), self.cases.setdefault(told.key, new_id())
        case = _with(
            told.case,
            id=case_id,
            person_id=person_id,
            ref=ref,
            key_worker_id=self.id(told.case.key_worker_id),
            asked_by=self.name(told.case.asked_by),
        )
        changes = [
            creation(_with(told.person, id=person_id)),
            creation(case),
            creation(_with(told.basis, id=new_id(), case_id=case_id)),
        ]
        for need in told.needs:
            record = Need(id=new_id(), case_id=case_id, code=need.code, text=need.text, status=need.status)
            changes.append(creation(record))
        for note in told.notes:
            at = _instant(note.on, note.at)
            record_ = Note(
                id=new_id(), case_id=case_id, kind=note.kind, text=note.text, by=self.name(note.by), at=at
            )
            changes.append(creation(record_))
        return changes

    def huddles_held(self) -> list[Any]:
        """One step for each huddle of the past."""
        return [lambda held=held: self._held(held) for held in self.story.huddles]

    def _held(self, held: HuddleHeld) -> None:
        start = _instant(held.day, held.start)
        huddle = Huddle(
            id=new_id(),
            ref=references.huddle_reference(self.session, held.day),
            day=held.day,
            start=held.start,
            minutes=held.minutes,
            mode=self.story.next_huddle.mode,
            venue=self.story.next_huddle.venue,
            status="ended",
            chair_id=self.id(held.chair),
            minute_taker_id=self.id(held.minute_taker),
            started_at=start,
            ended_at=start + timedelta(minutes=held.ran_minutes),
            quorum_rule=self.story.team.quorum,
            quorum_met=True,
            notes=held.notes,
        )
        changes = [creation(huddle), *self._attendance(huddle, held.attendance, start)]
        for card in held.learning:
            changes.append(creation(LearningCard(id=new_id(), huddle_id=huddle.id, text=card)))
        for item, position in zip(held.items, order_key.rekey(len(held.items)), strict=True):
            changes += self._item(huddle, item, position)
        self.commit(changes)

    def sign_held(self) -> None:
        """The minutes of every huddle of the past, signed a few minutes after its end."""
        for huddle in self.session.records.all(Huddle, "status = 'ended'", order="day"):
            assert huddle.ended_at is not None
            signing.freeze(self.session, huddle, huddle.ended_at + timedelta(minutes=8))

    def _attendance(self, huddle: Huddle, told: dict[str, str], arrived: datetime | None) -> list[Change]:
        changes = []
        for key, status in told.items():
            member = next(one for one in self.story.members if one.id == key)
            organisation = next(
                (o.name for o in self.story.organisations if o.id == member.organisation_id), ""
            )
            changes.append(
                creation(
                    Attendance(
                        id=new_id(),
                        huddle_id=huddle.id,
                        member_id=self.id(key),
                        name=member.display_name,
                        organisation=organisation,
                        sector=member.sector,
                        status=status,
                        arrived=arrived if status in attendance.HERE else None,
                    )
                )
            )
        return changes

    def _item(self, huddle: Huddle, told: ItemHeld, position: str) -> list[Change]:
        case_id = self.cases[told.person]
        item = AgendaItem(
            id=new_id(),
            huddle_id=huddle.id,
            case_id=case_id,
            position=position,
            kind=told.kind,
            minutes=told.minutes,
            why=told.why,
            presenter_id=self.id(told.presenter),
            status=told.status,
            reason=told.reason,
            carried_from=self.unreached.pop(told.person, ""),
            seconds=told.seconds,
        )
        if told.status != "discussed":
            self.unreached[told.person] = item.id
            return [creation(item)]
        discussion = Discussion(
            id=new_id(),
            agenda_item_id=item.id,
            huddle_id=huddle.id,
            case_id=case_id,
            text="\n".join(told.discussion),
            decision=told.decision,
            outcome=told.outcome,
            outcome_detail=told.outcome_detail,
            review_due=told.review_due,
            no_review_reason=told.no_review_reason,
        )
        changes = [creation(item), creation(discussion)]
        for action in told.actions:
            changes.append(creation(self._action(huddle, item, told.person, action)))
        return changes

    def _action(self, huddle: Huddle, item: AgendaItem, person: str, told: DemoAction) -> Action:
        action = Action(
            id=new_id(),
            ref=self.refs.next(),
            case_id=item.case_id,
            huddle_id=huddle.id,
            agenda_item_id=item.id,
            text=told.text,
            owner_id=self.id(told.owner),
            due=told.due,
            first_due=told.first_due or told.due,
            moves=told.moves,
            priority=told.priority,
            status=told.status,
            status_reason=told.status_reason,
            outcome_text=told.outcome_text,
            closed_on=told.closed_on,
            closed_at=_instant(told.closed_on, "16:00") if told.closed_on else None,
        )
        self.actions[person, told.text] = action
        return action

    def plan_next(self) -> None:
        """The huddle to come, its agenda and its replies."""
        told = self.story.next_huddle
        huddle = Huddle(
            id=new_id(),
            ref=references.huddle_reference(self.session, told.day),
            day=told.day,
            start=told.start,
            minutes=told.minutes,
            opening_minutes=told.opening_minutes,
            readback_minutes=told.readback_minutes,
            venue=told.venue,
            mode=told.mode,
            chair_id=self.id(told.chair),
            minute_taker_id=self.id(told.minute_taker),
            quorum_rule=self.story.team.quorum,
        )
        changes = [creation(huddle), *self._attendance(huddle, told.replies, None)]
        for planned, position in zip(told.agenda, order_key.rekey(len(told.agenda)), strict=True):
            item = AgendaItem(
                id=new_id(),
                huddle_id=huddle.id,
                case_id=self.cases[planned.person],
                position=position,
                kind=planned.kind,
                minutes=planned.minutes,
                why=planned.why,
                question=planned.question,
                presenter_id=self.id(planned.presenter),
                carried_from=self.unreached.pop(planned.person, ""),
            )
            changes.append(creation(item))
        self.commit(changes)


def _fields(record: Record) -> dict[str, Any]:
    """What a record of the story says beyond its defaults."""
    return {name: value for name, value in creation(record).fields.items() if name != "retired"}


def _with(record: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(record, **fields)


def _instant(day: date, clock: str) -> datetime:
    hour, minute = (int(part) for part in clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
