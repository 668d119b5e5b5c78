"""Any work apart, then every mend and every conflict settled: it ends, all agree, and no words are gone."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from two_laptops import Laptops, laptops

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, AgendaItem, Basis, Case, Discussion, Huddle, Note, Person
from mdt_desktop.services.conflicts import reading, settling
from mdt_desktop.services.conflicts.attention import attention, mend
from mdt_desktop.services.session import Session
from mdt_desktop.store.digest import digest
from mdt_desktop.store.rebuilding import rebuild

ROUNDS = 12


class Work:
    """What people do to one person, their case and one huddle, on either laptop."""

    def __init__(self, two: Laptops) -> None:
        self.case = two.person(tier="low")
        self.huddle = Huddle(id=new_id(), ref="H-1", day=two.clock.at.date(), start="09:30", status="locked")
        self.item = AgendaItem(id=new_id(), huddle_id=self.huddle.id, case_id=self.case.id, position="V")
        self.action = Action(id=new_id(), ref="A-1", case_id=self.case.id, text="Ring", owner_id="m1")
        two.sessions[0].commit([creation(one) for one in (self.huddle, self.item, self.action)])
        self.said: set[str] = set()

    def edit_case(self, session: Session, n: int) -> None:
        tier, reason = ("low", "medium", "most_complex")[n % 3], f"Reason {n}"
        session.commit([edit(self.case, tier=tier, tier_reason=reason, reason=f"Because {n}")])

    def close_case(self, session: Session, n: int) -> None:
        session.commit([edit(self.case, status="closed", close_outcome="moved")])

    def second_case(self, session: Session, n: int) -> None:
        fresh = Case(id=new_id(), person_id=self.case.person_id, ref=f"C-{n}", status="active")
        session.commit([creation(fresh)])
        self.note(session, n, fresh.id)

    def note(self, session: Session, n: int, case_id: str = "") -> None:
        words = f"Note {n} {new_id()}"
        self.said.add(words)
        session.commit([creation(Note(id=new_id(), case_id=case_id or self.case.id, text=words))])

    def remove_case(self, session: Session, n: int) -> None:
        session.commit([edit(self.case, retired=True)])

    def change_action(self, session: Session, n: int) -> None:
        session.commit([edit(self.action, text=f"Ring {n}", retired=n % 4 == 3, status="accepted")])

    def add_action(self, session: Session, n: int) -> None:
        fresh = Action(id=new_id(), ref=f"A-{n}", case_id=self.case.id, text=f"Do {n}", owner_id="m0")
        session.commit([creation(fresh)])

    def basis(self, session: Session, n: int) -> None:
        code = ("explicit_consent", "refused")[n % 2]
        session.commit([creation(Basis(id=new_id(), case_id=self.case.id, code=code))])

    def discuss(self, session: Session, n: int) -> None:
        words = f"Said {n} {new_id()}"
        self.said.add(words)
        fields = {"agenda_item_id": self.item.id, "huddle_id": self.huddle.id, "case_id": self.case.id}
        session.commit([creation(Discussion(id=new_id(), text=words, **fields))])

    def begin(self, session: Session, n: int) -> None:
        session.commit([edit(self.huddle, status="in_session", started_at=session.now())])
        session.commit([edit(self.item, started_at=session.now(), status="in_discussion")])

    def second_huddle(self, session: Session, n: int) -> None:
        twin = Huddle(id=new_id(), ref=f"H-{n}", day=self.huddle.day, start="09:30", status="planned")
        item = AgendaItem(id=new_id(), huddle_id=twin.id, case_id=self.case.id, position="V")
        session.commit([creation(twin), creation(item)])

    def same_person(self, session: Session, n: int) -> None:
        number = "9990079196"
        fresh = Person(id=new_id(), family_name=f"Ellison {n}", nhs_number=number)
        session.commit([creation(fresh), creation(Case(id=new_id(), person_id=fresh.id, ref=f"C-9{n}"))])


DEEDS: list[Callable[[Work, Session, int], None]] = [
    Work.edit_case,
    Work.close_case,
    Work.second_case,
    Work.note,
    Work.remove_case,
    Work.change_action,
    Work.add_action,
    Work.basis,
    Work.discuss,
    Work.begin,
    Work.second_huddle,
    Work.same_person,
]

STEPS = st.lists(
    st.tuples(st.sampled_from([*DEEDS, None]), st.integers(0, 1), st.integers(0, 9)), min_size=2, max_size=14
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(steps=STEPS, picks=st.randoms(use_true_random=False))
def test_everything_can_be_mended_and_nothing_said_is_gone(steps: list, picks: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        two = laptops(Path(folder))
        try:
            work = Work(two)
            two.meet()
            for deed, at, number in steps:
                two.clock.on(seconds=1)
                if deed is None:
                    two.meet()
                else:
                    deed(work, two.sessions[at], number)
            two.meet()
            _settle_all(two, picks)
            _check(two, work)
        finally:
            two.close()


def _settle_all(two: Laptops, picks: object) -> None:
    for number in range(ROUNDS):
        session = two.sessions[number % 2]
        names = [[one.id for one in attention(each)] for each in two.sessions]
        assert names[0] == names[1]
        for item in attention(session):
            fresh = next((one for one in attention(session) if one.id == item.id), None)
            if fresh:
                mend(session, fresh.id, picks.choice(fresh.mends).id)
        for page in reading.clashes(session):
            settling.settle(session, page, {})
        two.meet()
        if not any(attention(each) or reading.clashes(each) for each in two.sessions):
            return
    left = [(one.id, one.words) for one in attention(two.sessions[0])]
    raise AssertionError(f"still there: {left} {reading.fields_in_conflict(two.sessions[0])}")


def _check(two: Laptops, work: Work) -> None:
    digests = {digest(one.store.connection, one.store.space.no) for one in two.sessions}
    assert len(digests) == 1
    for session in two.sessions:
        notes = session.records.all(Note)
        talks = session.records.all(Discussion)
        everything = "\n".join(one.text for one in (*notes, *talks))
        assert all(words in everything for words in work.said)
        assert rebuild(session.store.connection, lambda done, total: None)
