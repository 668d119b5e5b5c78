"""Two admins who sign apart, unaware of each other: the team stays one, nobody's change is held up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.primitives import random_bytes
from mdt_desktop.roster import Role
from mdt_desktop.roster.issuing import Newcomer, admit, change_role, remove, start_epoch
from mdt_desktop.store import quarantine
from mdt_desktop.store.handing_on import is_handing_on
from mdt_desktop.sync.hub_roster import ANOTHER_HISTORY
from tests.integration.malice.members import what_is_told
from tests.integration.sync.teams_that_sync import Crew, Laptop, make_crew
from tests.running_hub import RunningHub


@pytest.fixture(params=["folder", "hub", "both"])
def crew(request: pytest.FixtureRequest, tmp_path: Path, shared: Path, hub: RunningHub) -> Iterator[Crew]:
    """Two admins, the founder first, and a colleague, who have synced."""
    made = make_crew(tmp_path, 1)
    made.join(is_admin=True)
    made.join()
    if request.param != "folder":
        made.found_at(hub)
    if request.param != "hub":
        for laptop in made:
            laptop.use_folder(shared)
    made.sync_all()
    yield made
    made.close()


def admit_somebody(admin: Laptop) -> bytes:
    keys = DeviceKeys.generate()
    newcomer = Newcomer(keys.public, "m", Role.CHAIR, random_bytes(16))
    admin.store.sign(lambda pen: admit(pen, newcomer))
    return keys.device_id


def hold_together(crew: Crew, *texts: str) -> None:
    for laptop in [*crew, *crew, *crew]:
        laptop.sync()
    for laptop in crew:
        synced = laptop.sync()
        assert (synced.problems, synced.waiting, synced.missing) == ((), 0, ())
        assert laptop.texts() == set(texts)
        assert laptop.store.roster().head == crew.laptops[0].store.roster().head
        assert what_is_told(laptop) == ()
    assert len(crew.digests()) == 1


@pytest.mark.parametrize("first", [0, 1])
def test_both_admit_somebody_and_start_a_key(crew: Crew, first: int) -> None:
    founder, junior, _ = crew
    admitted = {admit_somebody(one) for one in (founder, junior)}
    for one, text in ((founder, "by the founder"), (junior, "by the junior")):
        one.store.sign(lambda pen: start_epoch(pen))
        one.write(text)
    crew.laptops[first].sync()
    hold_together(crew, "by the founder", "by the junior")
    assert admitted <= founder.store.roster().present.keys()


@pytest.mark.parametrize("first", [0, 1])
def test_a_junior_is_demoted_who_has_removed_somebody_meanwhile(crew: Crew, first: int) -> None:
    founder, junior, third = crew
    founder.store.sign(lambda pen: change_role(pen, junior.device, Role.CHAIR, (), admin=False))
    junior.store.sign(lambda pen: remove(pen, third.device, ()))
    junior.write("under a key that the third has not")
    founder.write("by the founder")
    crew.laptops[first].sync()
    hold_together(crew, "under a key that the third has not", "by the founder")
    assert third.device in founder.store.roster().present


def test_an_own_fork_by_a_clone_of_an_admin(crew: Crew) -> None:
    founder, _, _ = crew
    clone = crew.copy(0)
    admitted = {admit_somebody(one) for one in (founder, clone)}
    founder.write("by the founder")
    clone.write("by its clone")
    hold_together(crew, "by the founder", "by its clone")
    assert admitted <= founder.store.roster().present.keys()


def test_who_was_removed_at_the_hub_takes_nobody_with_it(team: Crew, hub: RunningHub) -> None:
    """What an admin signed apart counts no more where the hub has heard that it may sign no more."""
    founder, _, third = team
    junior = team.join(is_admin=True)
    junior.use_hub(hub.address)
    team.sync_all()
    heads = [head for head in junior.store.heads() if head.device == founder.device]
    junior.store.sign(lambda pen: remove(pen, founder.device, heads))
    junior.sync()
    founder.store.sign(lambda pen: remove(pen, junior.device, ()))
    founder.write("by who was removed")
    founder.sync()
    junior.write("by who stays")
    for laptop in (junior, third, junior):
        assert laptop.sync().problems == ()
    assert third.store.roster().present.keys() == junior.store.roster().present.keys()
    assert founder.device not in third.store.roster().present
    assert third.texts() == {"by who stays"}
    assert ANOTHER_HISTORY not in what_is_told(third)
    (told,) = founder.sync().problems
    assert "says that this computer was removed from the team" in told
    assert "by who was removed" in founder.texts()


def test_what_a_removed_admin_wrote_under_a_key_of_its_own_can_be_entered_again(
    team: Crew, hub: RunningHub
) -> None:
    founder = team.laptops[0]
    other = team.join(is_admin=True)
    other.use_hub(hub.address)
    team.sync_all()
    other.store.sign(lambda pen: start_epoch(pen))
    other.write("under a key that nobody else was given")
    heads = [head for head in founder.store.heads() if head.device == other.device]
    founder.store.sign(lambda pen: remove(pen, other.device, heads))
    founder.sync()
    for laptop in (other, other, founder):
        laptop.sync()
    connection, space = founder.store.connection, founder.store.space.no
    aside = [
        one
        for one in quarantine.set_aside(connection, space, founder.store.chosen())
        if one.body is None or not is_handing_on(one.body)
    ]
    words = [write.fields.get("text") for one in aside for write in (one.body.records if one.body else ())]
    assert words == ["under a key that nobody else was given"]
    assert {one.why for one in aside} == {quarantine.Why.REMOVED}
    assert founder.store.lacking() == []
    assert founder.texts() == set()


def test_a_team_that_had_parted_over_a_folder_moves_to_a_hub(
    tmp_path: Path, shared: Path, hub: RunningHub
) -> None:
    team = make_crew(tmp_path, 1)
    team.join(is_admin=True)
    for laptop in team:
        laptop.use_folder(shared)
    team.sync_all()
    for number, laptop in enumerate(team):
        laptop.store.sign(lambda pen: start_epoch(pen))
        laptop.write(f"under a key of {number}")
    team.sync_all()
    founder = team.laptops[0]
    founder.use_hub(hub.address)
    chain = (founder.store.statements()[0], *founder.store.chosen().chain)
    founder.hubs[0].found(hub.invite(), chain)
    new = team.join().use_hub(hub.address)
    founder.sync()
    assert new.sync().problems == ()
    assert new.texts() == {"under a key of 0", "under a key of 1"}
    assert new.store.lacking() == []
    assert new.digest() == founder.digest()
    team.close()
