"""A real hub between real stores."""

from pathlib import Path

from mdt_desktop.roster import Role
from mdt_desktop.roster.issuing import change_role
from tests.integration.sync.teams_that_sync import Crew


def test_everything_arrives_and_everybody_agrees(team: Crew) -> None:
    for number, laptop in enumerate(team):
        laptop.write(f"by {number}")
    team.sync_all()
    assert all(laptop.texts() == {"by 0", "by 1", "by 2"} for laptop in team)
    assert len(team.digests()) == 1
    last = team.laptops[0].sync()
    assert (last.pushed, last.pulled, last.waiting, last.problems) == (0, 0, 0, ())


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
