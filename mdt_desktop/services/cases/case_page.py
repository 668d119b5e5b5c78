"""What stands round a case list or a record: the day, who there is, the words, the next open agenda."""

from dataclasses import dataclass
from datetime import date, timedelta

from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.huddle import huddles, preparing
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import MemberView, directory


@dataclass(frozen=True)
class Surroundings:
    """`huddle` is the next one whose agenda still takes people; without one, `slot` is when it would be.

    `agenda` are the ids of the cases on it. `review_day` is where a review of the usual length falls.
    """

    today: date
    team: str
    tier_names: dict[str, str]
    localities: tuple[str, ...]
    members: tuple[MemberView, ...]
    me: str
    huddle: Huddle | None
    slot: date
    agenda: frozenset[str]
    review_day: date
    open_cases: int
    cases: int
    training: bool

    @property
    def huddle_day(self) -> date:
        """The day of the next huddle, planned or not."""
        return self.huddle.day if self.huddle and self.huddle.day else self.slot


def surroundings(session: Session) -> Surroundings:
    """Read what every case page needs beside its cases."""
    team, today = session.team(), session.today()
    huddle = open_agenda(session)
    on_it = [item.case_id for item in huddles.items_of(session, huddle.id)] if huddle else []
    return Surroundings(
        today=today,
        team=team.name,
        tier_names=team.tier_names,
        localities=_localities(session, team.localities),
        members=tuple(directory(session).active()),
        me=session.store.space.member,
        huddle=huddle,
        slot=preparing.next_slot(session),
        agenda=frozenset(on_it),
        review_day=today + timedelta(weeks=team.review_weeks),
        open_cases=case_lists.list_cases(session, "status=open", limit=0).total,
        cases=case_lists.list_cases(session, "", limit=0).total,
        training=team.number_range == "training",
    )


def open_agenda(session: Session) -> Huddle | None:
    """The next huddle that has not begun and whose agenda is not locked."""
    return session.records.first(
        Huddle,
        "status IN ('planned', 'open') AND day >= ?",
        (session.today().isoformat(),),
        order="day, start",
    )


def _localities(session: Session, known: list[str]) -> tuple[str, ...]:
    used = session.records.rows(
        "SELECT DISTINCT locality FROM \"case\" WHERE space = ? AND NOT retired AND locality <> ''"
    )
    return tuple(sorted({*known, *(row[0] for row in used)}))
