"""The same team at a hub: founding with a code, joining over HTTP, a removal that takes effect at once."""

from pathlib import Path

import pytest
from homes import Home, Homes

from mdt_desktop.crypto import vault
from mdt_desktop.crypto.passphrase import CHEAPEST
from mdt_desktop.hub import asked
from mdt_desktop.hub.standing import Standing
from tests.running_hub import RunningHub, running_hub


@pytest.fixture
def amara(homes: Homes, hub: RunningHub) -> Home:
    home = homes.home("amara")
    arguments = ("--hub", hub.address, "--code", hub.invite())
    home.code = home.done("team", "found", "North", "--me", "Amara Okafor", *arguments)["recovery_code"]
    return home


def join(homes: Homes, amara: Home, name: str, role: str = "practitioner") -> Home:
    home = homes.home(name.split()[0].lower())
    invitation = homes.folder / f"{home.name}.invite"
    amara.done("team", "invite", "--name", name, "--role", role, "--out", invitation)
    asked = home.done("team", "join", invitation, "--me", name)
    [request] = amara.done("team", "requests")
    assert request["check_words"] == asked["check_words"]
    amara.done("team", "admit", request["id"])
    assert home.done("team", "join", invitation, "--me", name)["status"] == "admitted"
    return home


def test_a_team_at_a_hub(homes: Homes, amara: Home) -> None:
    priya, tom = join(homes, amara, "Priya Shah"), join(homes, amara, "Tom Reilly")
    amara.case("Ellison")
    priya.case("Oakes")
    for home in (amara, priya, tom, amara):
        home.done("sync")
    assert amara.digest() == priya.digest() == tom.digest()
    assert tom.cases() == {"ELLISON", "OAKES"}

    priya.case("Late")  # before she hears of it
    assert amara.done("team", "remove", "B")["epoch"] == 1
    gone = priya.run("sync")
    assert gone.code == 5, gone
    assert gone.value["teams"][0]["gone"] is True
    assert list(priya.path.iterdir()) == []

    assert amara.done("sync", code=5)["quarantined"] == 1
    assert amara.cases() == {"ELLISON", "OAKES"}
    removed = next(one for one in amara.done("team", "devices") if one["letter"] == "B")
    assert removed["deleted"]
    tom.case("After")
    tom.run("sync")
    amara.run("sync")
    assert "AFTER" in amara.cases()
    assert amara.digest() == tom.digest()


def test_out_of_reach_the_work_is_kept(homes: Homes, tmp_path: Path) -> None:
    with running_hub(f"sqlite:///{tmp_path / 'hub.db'}") as hub:
        amara = homes.home("amara")
        arguments = ("--hub", hub.address, "--code", hub.invite())
        amara.done("team", "found", "North", "--me", "Amara Okafor", *arguments)
        invitation = homes.folder / "priya.invite"
        amara.done("team", "invite", "--name", "Priya", "--role", "chair", "--out", invitation)
    amara.case("Ellison")
    offline = amara.run("sync")
    assert offline.code == 4
    assert offline.value["waiting"] == 1
    assert offline.value["oldest_waiting"]
    assert offline.value["last_confirmed"]
    assert "kept" in offline.err

    asked = homes.home("priya").done("team", "join", invitation, "--me", "Priya", code=4)
    assert asked["status"] == "waiting"
    assert len(asked["check_words"]) == 4


def test_a_hub_with_a_used_code_leaves_no_profile(homes: Homes, hub: RunningHub, amara: Home) -> None:
    other = homes.home("other")
    code = hub.invite()
    other.done("team", "found", "South", "--me", "Ben Lee", "--hub", hub.address, "--code", code)
    third = homes.home("third")
    said = third.refused("team", "found", "East", "--me", "Cy", "--hub", hub.address, "--code", code)
    assert "unknown, out of date or used" in said
    assert not third.path.exists()


def test_a_folder_team_moves_to_a_hub_and_nothing_doubles(homes: Homes, hub: RunningHub) -> None:
    amara = homes.home("amara")
    amara.done("team", "found", "North", "--me", "Amara Okafor", "--folder", homes.share)
    invitation = homes.share / "priya.invite"
    amara.done("team", "invite", "--name", "Priya", "--role", "practitioner", "--out", invitation)
    priya = homes.home("priya")
    priya.done("team", "join", invitation, "--me", "Priya")
    amara.done("team", "admit", "--all")
    priya.done("team", "join", invitation, "--me", "Priya")
    amara.case("Ellison")
    ways = amara.done("team", "connect", "--hub", hub.address, "--code", hub.invite())["transports"]
    assert [one["kind"] for one in ways] == ["folder", "hub"]
    priya.done("sync")  # hears of the hub in the folder, and takes both ways from now on
    priya.case("Oakes")
    priya.done("sync")
    amara.done("sync")
    assert amara.digest() == priya.digest()
    assert amara.cases() == {"ELLISON", "OAKES"}

    left = amara.done("team", "disconnect", homes.share)["transports"]
    assert [one["kind"] for one in left] == ["hub"]
    assert "not shared over" in amara.refused("team", "disconnect", homes.share)
    assert "Only an admin" in priya.refused("team", "disconnect", hub.address)
    amara.done("team", "connect", "--folder", homes.share)
    assert amara.done("team", "disconnect", hub.address)["transports"][0]["kind"] == "folder"
    amara.done("sync")
    priya.done("sync")
    assert [one["kind"] for one in priya.done("team", "connect", "--folder", homes.share)["transports"]] == [
        "folder"
    ]


def test_a_lost_laptop_that_was_the_whole_team_at_a_hub(homes: Homes, hub: RunningHub, amara: Home) -> None:
    amara.case("Ellison")
    amara.done("sync")
    space = amara.done("sync")["teams"][0]["space"]
    code = homes.text("code.txt", amara.code)
    new = homes.home("new")
    place = ("team", "recover", "--code-file", code, "--me", "Amara Okafor", "--hub", hub.address)
    assert "not the id of a team" in new.refused(*place, "--space", "north")
    new.done(*place, "--space", space)
    assert new.cases() == {"ELLISON"}
    assert [one["name"] for one in new.done("team", "members")] == ["Amara Okafor"]
    assert new.case("Oakes") == "C-B0001"
    assert new.done("sync")["waiting"] == 0
    lost = next(one for one in new.done("team", "devices") if not one["this"])
    assert new.done("team", "remove", lost["device"])["epoch"] == 1
    assert amara.run("sync").value["teams"][0]["gone"] is True


def test_a_hub_that_says_removed_wipes_and_locks_nothing(
    homes: Homes, amara: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    priya = join(homes, amara, "Priya Shah")
    priya.case("Ellison")
    monkeypatch.setattr(asked, "standing", lambda team, device, now: Standing(device, False, removed=True))
    said = priya.run("sync")
    assert said.value["teams"][0]["removed"] is False
    assert said.code == 5
    assert "says that this computer was removed" in said.err
    assert priya.cases() == {"ELLISON"}
    priya.case("Oakes")
    monkeypatch.undo()
    monkeypatch.setattr(vault, "Argon2id", lambda: CHEAPEST)
    assert priya.done("sync")["waiting"] == 0
