"""A hub of each kind, and a team at it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.hub.hub import Settings
from mdt_desktop.hub.limits import Limits
from tests.integration.hub.hub_actors import Actor, Team, answered
from tests.running_hub import RunningHub, running_hub
from tests.running_postgresql import new_database, running_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    with running_postgresql() as url:
        yield url


def _database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'hub.sqlite'}"
        return
    with new_database(request.getfixturevalue("postgresql")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new database of each kind, for one test."""
    yield from _database(request, tmp_path)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """One of each kind for the tests of a file: each test has a space of its own in it."""
    yield from _database(request, tmp_path_factory.mktemp("hub"))


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """A new database of PostgreSQL, for one test."""
    with new_database(postgresql) as url:
        yield url


@pytest.fixture(scope="module")
def hub(shared_database_url: str) -> Iterator[RunningHub]:
    """A hub that listens, for the tests of a file."""
    generous = Settings(limits=Limits(requests_a_minute=1_000_000))
    with running_hub(shared_database_url, generous) as running:
        yield running


@pytest.fixture
def actor(hub: RunningHub) -> Iterator[Callable[..., Actor]]:
    """Makes devices at the hub; lets their connections go in the end."""
    made: list[Actor] = []

    def make(team: Team, keys: DeviceKeys | None = None, address: str = "") -> Actor:
        made.append(Actor(address or hub.address, team, keys))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def founder(hub: RunningHub, actor: Callable[..., Actor]) -> Actor:
    """The founder of a new team, signed in."""
    one = actor(Team())
    answered(one.found(hub.invite()))
    return one.sign_in()


@pytest.fixture
def colleague(founder: Actor, actor: Callable[..., Actor]) -> Actor:
    """A second device of the team, signed in."""
    keys = DeviceKeys.generate()
    answered(founder.post_statements(founder.team.admit(keys)))
    return actor(founder.team, keys).sign_in()
