"""Laptops of one team, each a real store with a session over it, that meet only when a test says so."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case, Member, Person, Team
from mdt_desktop.roster import Role
from mdt_desktop.services.session import Session
from mdt_desktop.store.store import Store
from tests.spaces_of_tests import admitted, found_space, log_of

RAW_KEY = bytes(32)
NAMES = ("Dr Amara Okafor", "Joanne Price", "Tom Reilly")


class SetClock:
    """The wall clock of all laptops: it stands until a test moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wall(self) -> int:
        """As the store's clock reads it."""
        return int(self.at.timestamp() * 1000)

    def on(self, **by: float) -> None:
        """Move it."""
        self.at += timedelta(**by)


@dataclass
class Laptops:
    """Sessions of one team, the founding admin's first."""

    folder: Path
    clock: SetClock
    sessions: list[Session]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def bring(self, source: int, target: int) -> None:
        """Everything that one laptop holds, to another."""
        giver, taker = self.sessions[source].store, self.sessions[target].store
        taker.take_statements(giver.statements())
        taker.apply(log_of(giver))

    def meet(self) -> None:
        """Everything to everybody."""
        for _ in range(2):
            for source in range(len(self.sessions)):
                for target in range(len(self.sessions)):
                    if source != target:
                        self.bring(source, target)

    def person(self, at: int = 0, family_name: str = "Ellison", **case: object) -> Case:
        """Somebody with an active case, made on one laptop."""
        person = Person(id=new_id(), family_name=family_name, given_names="Margaret")
        fields = {"ref": f"C-{next(self.numbers):04d}", "status": "active", **case}
        made = Case(id=new_id(), person_id=person.id, **fields)
        self.sessions[at].commit([creation(person), creation(made)])
        return made

    def close(self) -> None:
        for session in self.sessions:
            session.close()


def laptops(
    folder: Path, roles: Iterable[Role] = (Role.CHAIR, Role.CHAIR), admins: Collection[int] = (0,)
) -> Laptops:
    """A team with one laptop a role; the first is the founder's, who is an admin. All hold the same."""
    clock, granted = SetClock(), list(roles)
    stores = [_store(folder, at, clock) for at in range(len(granted))]
    first = found_space(stores[0], granted[0])
    sessions = [Session(folder, first, clock)]
    team = Team(id=new_id(), name="Harbourside")
    members = [
        Member(id=f"m{at}", display_name=NAMES[at], sector="PRI", role=role.value)
        for at, role in enumerate(granted)
    ]
    sessions[0].commit([creation(team), *map(creation, members)], undoable=False)
    for at, role in enumerate(granted[1:], 1):
        joined = admitted(first, stores[at], f"m{at}", role, is_admin=at in admins)
        sessions.append(Session(folder, joined, clock))
    made = Laptops(folder, clock, sessions)
    made.meet()
    return made


def _store(folder: Path, at: int, clock: SetClock) -> Store:
    store = Store.open(folder / f"{at}.mdt", RAW_KEY)
    store.clock.wall = clock.wall
    return store
