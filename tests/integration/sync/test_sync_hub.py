"""A real hub between real stores."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role
from mdt_desktop.roster.issuing import change_role, remove
from mdt_desktop.sync import http
from mdt_desktop.sync.hub_transport import Hub
from tests.integration.sync.teams_that_sync import Crew, make_crew
from tests.running_hub import RunningHub


def test_what_it_holds_takes_one_row(team: Crew) -> None:
    a, b, _ = team
    for number in range(40):
        (a if number % 3 else b).write(f"{number}")
        if number % 7 == 0:
            team.sync_all(1)
    team.sync_all()
    assert [laptop.held_rows() for laptop in team] == [1, 1, 1]
    assert len(team.digests()) == 1


def test_more_than_a_page_both_ways(team: Crew) -> None:
    a, b, c = team
    a.write_many(f"a long one {number} " + "word " * 100 for number in range(1300))
    b.write_many(f"from b {number}" for number in range(600))
    assert a.sync().pushed == 1300
    both = b.sync()
    assert (both.pushed, both.pulled) == (600, 1300)
    assert a.sync().pulled == 600
    c.sync()
    assert len(team.digests()) == 1


def test_a_change_of_the_roster_goes_before_what_stands_on_it(team: Crew) -> None:
    a, b, c = team
    team.sync_all(1)
    b_id = b.device
    a.store.sign(lambda pen: change_role(pen, b_id, Role.PRACTITIONER, (), admin=False))
    assert a.sync().waiting == 0
    a.write("after it")
    a.sync()
    assert b.sync().missing == ()
    assert c.sync().missing == ()
    assert {laptop.store.roster().head for laptop in team} == {a.store.roster().head}
    assert b.store.roster().role_of(b_id) is Role.PRACTITIONER


def test_over_a_folder_and_a_hub_nothing_doubles(team: Crew, shared: Path) -> None:
    a, b, c = team
    a.use_folder(shared)
    b.use_folder(shared)
    c.ways.clear()
    c.use_folder(shared)
    a.write("by a")
    b.write("by b")
    c.write("by c")
    for _ in range(10):
        team.sync_all(1)
        team.clock.pass_(3)
    assert all(laptop.texts() == {"by a", "by b", "by c"} for laptop in team)
    assert len(team.digests()) == 1
    assert [laptop.sync().pushed for laptop in team] == [0, 0, 0]


def test_requests_to_join_and_answers(
    team: Crew, hub: RunningHub, request_to_join: Callable[[Crew], bytes]
) -> None:
    a, b, _ = team
    a.sync()
    b.sync()
    request = request_to_join(team)
    joiner = Hub(hub.address, a.store.space.id, None)
    joiner.ask(request)
    joiner.ask(request)
    assert joiner.statements(request) == a.store.statements()
    (asked,) = a.hubs[0].asked()
    assert (asked.request, asked.answered) == (request, False)
    with pytest.raises(Refused, match="Only an admin"):
        b.hubs[0].asked()
    assert joiner.answer_to(request) is None
    a.hubs[0].answer(asked.id, b"sealed")
    assert joiner.answer_to(request) == b"sealed"
    joiner.close()


def test_a_device_that_was_removed_hands_in_what_it_had(team: Crew) -> None:
    a, b, c = team
    team.sync_all()
    b_id = b.device
    b.write("not sent when it was removed")
    a.store.sign(lambda pen: remove(pen, b_id, [head for head in a.store.heads() if head.device == b_id]))
    a.sync()
    synced = b.sync()
    assert "was removed from the team" in synced.problems[0]
    assert (synced.pushed, synced.waiting) == (1, 0)
    assert b.store.roster().device(b_id).present is False
    assert c.sync().problems == ()
    assert c.texts() == set()


def test_a_space_that_the_hub_does_not_carry(tmp_path: Path, hub: RunningHub) -> None:
    crew = make_crew(tmp_path, 1)
    crew.laptops[0].use_hub(hub.address)
    crew.laptops[0].write("kept")
    synced = crew.laptops[0].sync()
    assert "does not carry this team" in synced.problems[0]
    with pytest.raises(Refused, match="code"):
        crew.laptops[0].hubs[0].found("AAAA-AAAA-AAAA-AAAA", crew.laptops[0].store.statements())
    crew.close()


def test_a_clock_that_is_wrong_breaks_nothing_and_is_told(
    team: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = team.laptops[0]
    real = time.time
    monkeypatch.setattr(http.time, "time", lambda: real() - 3 * 3600)
    a.write("written three hours ago")
    synced = a.sync()
    assert (synced.problems, synced.waiting) == ((), 0)
    assert "180 minutes slow" in synced.reached[0].notes[0]


def test_a_clone_at_a_hub(team: Crew) -> None:
    a, b, _ = team
    a.write("before")
    team.sync_all()
    twin = team.copy(0)
    a.write("by the one")
    twin.write("by the other")
    team.sync_all(3)
    assert b.texts() == {"before", "by the one", "by the other"}
    assert len(team.digests()) == 1


def test_an_entry_that_the_hub_refuses_holds_up_no_other(team: Crew) -> None:
    a, b, c = team
    b.write("by b")
    b.sync()
    a.sync()
    for text in ("first", "spoiled", "after it"):
        a.write(text)
    rows = a.store.connection.execute("SELECT no, envelope FROM entry ORDER BY no DESC LIMIT 2")
    number, envelope = rows[1]
    spoiled = envelope[:-1] + bytes([envelope[-1] ^ 1])
    a.store.connection.execute("UPDATE entry SET envelope = ? WHERE no = ?", (spoiled, number))
    synced = a.sync()
    assert (synced.problems, synced.pushed, synced.waiting) == ((), 1, 2)
    assert "did not take some" in synced.reached[0].notes[0]
    assert c.sync().pulled == 2
    assert c.texts() == {"by b", "first"}
    assert a.sync().waiting == 2
