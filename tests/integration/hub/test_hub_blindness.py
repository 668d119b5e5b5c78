"""Every statement that a call executes is of one space, and so is every transaction."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, event

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.primitives import hash_256
from mdt_desktop.hub import migrations
from mdt_desktop.hub.database import Database
from mdt_desktop.hub.tables import metadata
from mdt_desktop.roster import Role
from mdt_desktop.roster.invitation import invite
from mdt_desktop.roster.joining import JoinRequest
from mdt_desktop.wire import names
from mdt_desktop.wire.snapshot import VERSION, SnapshotHeader
from tests.integration.hub.hub_actors import Actor, Team, answered
from tests.running_hub import RunningHub

_OF_NO_SPACE = re.compile(
    r"^(BEGIN|COMMIT|ROLLBACK|PRAGMA |SELECT 1$|LISTEN mdt_hub$|SET synchronous_commit = off$"
    r"|SELECT max\(step\) FROM migration$|SELECT pg_catalog\.|SELECT pg_advisory_xact_lock\()"
)
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+(\w+)")
_BOUND_TO_A_SPACE = re.compile(r"(?:\b\w+\.)?space\s*=\s*(\?|%\((\w+)\)s)")


class Statements:
    """Reads every statement as the driver gets it."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, set[bytes]]] = []
        self.transactions: dict[int, set[bytes]] = {}
        self._kept: list[object] = []
        """So that no address is given out again to a later transaction."""

    def __call__(
        self, connection: Connection, _cursor: object, sql: str, values: object, _context: object, many: bool
    ) -> None:
        sql = " ".join(sql.split())
        if _OF_NO_SPACE.match(sql) or "has_table" in sql or "sqlite_master" in sql:
            return
        spaces: set[bytes] = set()
        for row in values if many else [values]:
            # psycopg has bytes in a wrapper of its own.
            spaces |= {getattr(value, "obj", value) for value in _spaces(sql, row)}
        self.seen.append((sql, spaces))
        if "pg_notify" in sql:  # on a connection that commits each statement by itself
            return
        transaction = connection.get_transaction()
        self.transactions.setdefault(id(transaction), set()).update(spaces)
        self._kept.append(transaction)


def _spaces(sql: str, values: object) -> set[bytes]:
    """The values that a statement binds to the column `space`, wherever it names a table of spaces."""
    tables = set(_TABLE.findall(sql))
    if "pg_notify" in sql:
        return {bytes.fromhex(one) for one in values.values() if one != "mdt_hub"}
    if tables == {"enrolment"}:
        return set()
    assert tables <= set(metadata.tables), sql
    if sql.startswith("INSERT"):
        columns = [name.strip(' "') for name in sql[sql.index("(") + 1 : sql.index(")")].split(",")]
        at = columns.index("space")
        return {values["space"] if isinstance(values, dict) else values[at]}
    conditions = list(_BOUND_TO_A_SPACE.finditer(sql))
    # One for each time a table is named: a table that is not held to the space would be read whole.
    assert len(conditions) >= len(_TABLE.findall(sql)), sql
    if isinstance(values, dict):
        return {values[condition[2]] for condition in conditions}
    return {values[sql[: condition.end()].count("?") - 1] for condition in conditions}


@pytest.fixture
def statements(hub: RunningHub) -> Iterator[Statements]:
    reading = Statements()
    engine = hub.hub.database.engine
    event.listen(engine, "before_cursor_execute", reading)
    yield reading
    event.remove(engine, "before_cursor_execute", reading)


def test_no_statement_and_no_transaction_is_of_two_spaces(
    hub: RunningHub, actor: Callable[..., Actor], statements: Statements
) -> None:
    teams = [Team(), Team()]
    for _ in range(2):
        for team in teams:
            _everything(hub, actor, team)
    spaces = {team.space for team in teams}
    of_calls = [(sql, found) for sql, found in statements.seen if found & spaces or not found]
    for sql, found in of_calls:
        assert len(found) == (0 if "enrolment" in sql else 1), sql
    assert [found for found in statements.transactions.values() if len(found) > 1] == []
    # And it was a full exercise: every table was read and written.
    for name in metadata.tables:
        assert any(sql.startswith(f"INSERT INTO {name} ") for sql, _ in of_calls), name
        assert any(re.match(rf"(SELECT|UPDATE|DELETE).*\b{name}\b", sql) for sql, _ in of_calls), name


def test_every_key_begins_with_the_space_and_no_sequence_is_shared(database_url: str) -> None:
    database = Database(database_url)
    migrations.migrate(database)
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name != "enrolment":
                assert _key(connection, table.name)[0] == "space", table.name
        if not database.is_sqlite:
            counted = connection.exec_driver_sql("SELECT count(*) FROM pg_sequences").scalar_one()
            assert counted == 0
    database.close()


def _key(connection: Connection, table: str) -> list[str]:
    from sqlalchemy import inspect

    inspector = inspect(connection)
    for index in inspector.get_indexes(table):
        assert index["column_names"][0] == "space", index
    columns: list[str] = inspector.get_pk_constraint(table)["constrained_columns"]
    return columns


def _everything(hub: RunningHub, actor: Callable[..., Actor], team: Team) -> None:
    """Every call that reaches the database."""
    founder, keys = actor(team), DeviceKeys.generate()
    answered(founder.found(hub.invite()))
    founder.sign_in()
    answered(founder.post_statements(team.admit(keys)))
    colleague = actor(team, keys).sign_in()
    colleague.seq, colleague.prev = 0, b""
    answered(colleague.push(*[colleague.write(size=9) for _ in range(3)], after=""))
    answered(founder.push(*[founder.write(size=9) for _ in range(2)]))
    answered(founder.push(founder.write(size=9)))
    colleague.pull_all(max=300)
    founder.push(founder.write(seq=9, prev=bytes(32)))
    colleague.heads()
    _listen(colleague)
    _join(founder)
    _snapshot(founder)
    answered(founder.post_statements(team.remove(keys)))
    answered(colleague.push(colleague.write()))
    answered(colleague.get(names.ROSTER))
    answered(founder.http.get("/readyz"))


def _listen(actor: Actor) -> None:
    with actor.http.stream(
        "GET", actor.path(names.EVENTS), params={"after": ""}, headers=actor.bearer
    ) as found:
        assert next(data for data in found.iter_raw() if b"entries" in data)


def _join(founder: Actor) -> None:
    team, soon = founder.team, int(time.time()) + 3600
    invitation = invite(team.roster, team.founder, name="A", role=Role.CHAIR, issued_by="B", expires=soon)
    request = JoinRequest.make(invitation, DeviceKeys.generate(), "A").to_bytes()
    answered(founder.http.post(founder.path(names.JOINS), content=request))
    answered(founder.get(names.JOINS))
    answered(founder.send("POST", names.JOIN, b"sealed", {"join": hash_256(request)[:16]}))


def _snapshot(founder: Actor) -> None:
    team, content = founder.team, team_content(founder)
    header = SnapshotHeader(
        VERSION,
        "snapshot",
        team.space,
        founder.keys.device_id,
        team.roster.head,
        team.key.id,
        1,
        len(content),
        hash_256(content),
        bytes(32),
        (),
    )
    answered(founder.send("PUT", names.BASELINE_CONTENT, content, {"hash": header.content}, at=0))
    answered(founder.send("PUT", names.BASELINE, header.sign(founder.keys)))
    answered(founder.get(names.BASELINE))
    answered(founder.get(names.BASELINE_CONTENT, {"hash": header.content}))


def team_content(founder: Actor) -> bytes:
    """Of another hash each time."""
    return founder.prev
