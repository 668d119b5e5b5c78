"""The huddles of the story: eight held and signed, and the one to come."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from mdt_desktop.domain.agenda import order_key
from mdt_desktop.domain.changes import Change, creation
from mdt_desktop.domain.demo_neighbourhood import DemoAction, HuddleHeld, ItemHeld
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, AgendaItem, Attendance, Discussion, Huddle, LearningCard
from mdt_desktop.services import references
from mdt_desktop.services.closing import signing
from mdt_desktop.services.demo.demo_cast import Cast, instant
from mdt_desktop.services.huddle import attendance


class StoryHuddles:
    """Writes them one after another: who was not reached in one is carried to the next."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._refs = references.action_references(cast.session)
        self._unreached: dict[str, str] = {}

    def held(self) -> list[Callable[[], None]]:
        """One step for each huddle of the past."""
        return [partial(self._held, held) for held in self._cast.story.huddles]

    def _held(self, held: HuddleHeld) -> None:
        start = instant(held.day, held.start)
        huddle = Huddle(
            id=new_id(),
            ref=references.huddle_reference(self._cast.session, held.day),
            day=held.day,
            start=held.start,
            minutes=held.minutes,
            mode=self._cast.story.next_huddle.mode,
            venue=self._cast.story.next_huddle.venue,
            status="ended",
            chair_id=self._cast.id(held.chair),
            minute_taker_id=self._cast.id(held.minute_taker),
            started_at=start,
            ended_at=start + timedelta(minutes=held.ran_minutes),
            quorum_rule=self._cast.story.team.quorum,
            quorum_met=True,
            notes=held.notes,
        )
        changes = [creation(huddle), *self._attendance(huddle, held.attendance, start)]
        for card in held.learning:
            changes.append(creation(LearningCard(id=new_id(), huddle_id=huddle.id, text=card)))
        for item, position in zip(held.items, order_key.rekey(len(held.items)), strict=True):
            changes += self._item(huddle, item, position)
        self._cast.commit(changes)

    def sign_held(self) -> None:
        """The minutes of every huddle of the past, signed a few minutes after its end."""
        for huddle in self._cast.session.records.all(Huddle, "status = 'ended'", order="day"):
            assert huddle.ended_at is not None
            signing.freeze(self._cast.session, huddle, huddle.ended_at + timedelta(minutes=8))

    def _attendance(self, huddle: Huddle, told: dict[str, str], arrived: datetime | None) -> list[Change]:
        changes = []
        for key, status in told.items():
            member = next(one for one in self._cast.story.members if one.id == key)
            organisation = next(
                (o.name for o in self._cast.story.organisations if o.id == member.organisation_id), ""
            )
            changes.append(
                creation(
                    Attendance(
                        id=new_id(),
                        huddle_id=huddle.id,
                        member_id=self._cast.id(key),
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
        case_id = self._cast.cases[told.person]
        item = AgendaItem(
            id=new_id(),
            huddle_id=huddle.id,
            case_id=case_id,
            position=position,
            kind=told.kind,
            minutes=told.minutes,
            why=told.why,
            presenter_id=self._cast.id(told.presenter),
            status=told.status,
            reason=told.reason,
            carried_from=self._unreached.pop(told.person, ""),
            seconds=told.seconds,
        )
        if told.status != "discussed":
            self._unreached[told.person] = item.id
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
            changes.append(creation(self._action(huddle, item, action)))
        return changes

    def _action(self, huddle: Huddle, item: AgendaItem, told: DemoAction) -> Action:
        return Action(
            id=new_id(),
            ref=self._refs.next(),
            case_id=item.case_id,
            huddle_id=huddle.id,
            agenda_item_id=item.id,
            text=told.text,
            owner_id=self._cast.id(told.owner),
            due=told.due,
            first_due=told.first_due or told.due,
            moves=told.moves,
            priority=told.priority,
            status=told.status,
            status_reason=told.status_reason,
            outcome_text=told.outcome_text,
            closed_on=told.closed_on,
            closed_at=instant(told.closed_on, "16:00") if told.closed_on else None,
        )

    def plan_next(self) -> None:
        """The huddle to come, its agenda and its replies."""
        told = self._cast.story.next_huddle
        huddle = Huddle(
            id=new_id(),
            ref=references.huddle_reference(self._cast.session, told.day),
            day=told.day,
            start=told.start,
            minutes=told.minutes,
            opening_minutes=told.opening_minutes,
            readback_minutes=told.readback_minutes,
            venue=told.venue,
            mode=told.mode,
            chair_id=self._cast.id(told.chair),
            minute_taker_id=self._cast.id(told.minute_taker),
            quorum_rule=self._cast.story.team.quorum,
        )
        changes = [creation(huddle), *self._attendance(huddle, told.replies, None)]
        for planned, position in zip(told.agenda, order_key.rekey(len(told.agenda)), strict=True):
            item = AgendaItem(
                id=new_id(),
                huddle_id=huddle.id,
                case_id=self._cast.cases[planned.person],
                position=position,
                kind=planned.kind,
                minutes=planned.minutes,
                why=planned.why,
                question=planned.question,
                presenter_id=self._cast.id(planned.presenter),
                carried_from=self._unreached.pop(planned.person, ""),
            )
            changes.append(creation(item))
        self._cast.commit(changes)
