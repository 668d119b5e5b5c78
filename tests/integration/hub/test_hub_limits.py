"""What a hub gives, and what happens beyond it. And a database that goes away."""

import socket
import time
from collections.abc import Iterator

import pytest

from mdt_desktop.hub import bodies
from mdt_desktop.hub.hub import Settings
from mdt_desktop.hub.limits import Limits
from mdt_desktop.wire import names
from mdt_desktop.wire.problems import PROBLEM_DECODER, ProblemType
from tests.integration.hub.hub_actors import Actor, Team, answered, refusal
from tests.running_hub import RunningHub, running_hub

LIMITS = Limits(requests_a_minute=30, bytes_a_day=5000, bytes_a_space=7000)


@pytest.fixture
def clock() -> list[float]:
    return [time.time()]


@pytest.fixture
def strict_hub(database_url: str, clock: list[float]) -> Iterator[RunningHub]:
    with running_hub(database_url, Settings(limits=LIMITS), lambda: clock[0]) as hub:
        yield hub


@pytest.fixture
def one(strict_hub: RunningHub) -> Iterator[Actor]:
    actor = Actor(strict_hub.address, Team())
    answered(actor.found(strict_hub.invite()))
    yield actor.sign_in()
    actor.close()


def test_requests_a_minute(one: Actor, clock: list[float]) -> None:
    for _ in range(LIMITS.requests_a_minute):
        answered(one.get(names.HEADS))
    response = one.get(names.HEADS)
    problem = refusal(ProblemType.TOO_OFTEN, response)
    assert response.headers["retry-after"] == str(problem.retry_after)
    clock[0] += problem.retry_after
    answered(one.get(names.HEADS))


def test_strangers_have_a_tenth(one: Actor) -> None:
    kinds = [PROBLEM_DECODER.decode(one.post_form("").content).kind for _ in range(3)]
    assert kinds[-1] is ProblemType.TOO_OFTEN


def test_bytes_a_day(one: Actor, clock: list[float]) -> None:
    answered(one.push(one.write(size=3000)))
    late = one.write(size=3000)
    assert refusal(ProblemType.DAY_FULL, one.push(late)).retry_after > 0
    clock[0] += 24 * 3600
    one.token = answered(one.ask_for_token(now=clock[0])).json()["access_token"]
    answered(one.push(late))
    refusal(ProblemType.SPACE_FULL, one.push(one.write(size=1000)))


def test_what_was_pushed_before_counts_for_nothing(one: Actor) -> None:
    entry = one.write(size=3000)
    for _ in range(5):
        answered(one.push(entry))


def test_a_body_that_comes_too_slowly(one: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "_GRACE_SECONDS", 0.2)
    with _begun(one, 1000) as stream:
        stream.sendall(b"x")
        answer = b""
        while ProblemType.SLOW_BODY.uri.encode() not in answer:
            answer += (more := stream.recv(65536))
            assert more, answer
    assert answer.startswith(b"HTTP/1.1 408")


def test_a_body_that_breaks_off_leaves_nothing(one: Actor) -> None:
    with _begun(one, 1000) as stream:
        stream.sendall(b"x" * 500)
    assert one.pull_all() == []


def test_a_hub_without_its_database_says_so_and_comes_back(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_hub(postgresql_url) as hub:
        actor = Actor(hub.address, Team())
        answered(actor.found(hub.invite()))
        actor.sign_in()
        answered(actor.push(actor.write()))
        engine = hub.hub.database.engine
        with monkeypatch.context() as away:
            away.setattr(engine.dialect, "connect", _refusing)
            engine.pool.dispose()
            assert refusal(ProblemType.AWAY, actor.get(names.HEADS)).retry_after > 0
            assert refusal(ProblemType.AWAY, actor.push(actor.write())).status == 503
            assert actor.http.get("/healthz").status_code == 204
            assert refusal(ProblemType.AWAY, actor.http.get("/readyz")).retry_after > 0
        assert actor.http.get("/readyz").status_code == 204
        assert len(actor.pull_all()) == 1
        actor.close()


def test_a_fault_of_ours_is_told_without_what_was_sent(
    one: Actor, strict_hub: RunningHub, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("Mrs Secret")

    monkeypatch.setattr(strict_hub.hub.teams, "read", broken)
    problem = refusal(ProblemType.BROKEN, one.get(names.HEADS))
    said = capfd.readouterr().err
    assert "event=fault" in said
    assert "ValueError" in said
    assert "Secret" not in said + problem.detail
    assert one.token not in said


def _refusing(*_: object, **__: object) -> None:
    import psycopg

    raise psycopg.OperationalError("the server is away")


def _begun(actor: Actor, size: int) -> socket.socket:
    """A push whose body is yet to come."""
    host, port = actor.address.removeprefix("http://").split(":")
    stream = socket.create_connection((host, int(port)), timeout=30)
    head = f"POST {actor.path(names.ENTRIES)} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {size}\r\n"
    stream.sendall(f"{head}Authorization: Bearer {actor.token}\r\n\r\n".encode())
    return stream
