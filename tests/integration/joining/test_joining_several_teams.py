"""One person in two teams with one profile: a device and keys of its own in each, one list of actions."""

from homes import Home, Homes


def two_teams(homes: Homes) -> tuple[Home, Home, Home]:
    """North's founder, South's, and Priya, who is in both."""
    north, south, priya = homes.home("north"), homes.home("south"), homes.home("priya")
    for home, name, folder in ((north, "North", "n"), (south, "South", "s")):
        share = homes.empty(folder)
        home.done("team", "found", name, "--me", f"{name} Chair", "--folder", share)
        home.done("team", "add", "Priya Shah", "--sector", "COM")
        invitation = share / "priya.invite"
        home.done("team", "invite", "--name", "priya shah", "--role", "practitioner", "--out", invitation)
        priya.done("team", "join", invitation, "--me", "Priya Shah")
        home.done("team", "admit", "--all")
        priya.done("team", "join", invitation, "--me", "Priya Shah")
    return north, south, priya


def act(home: Home, words: str) -> None:
    home.case("Ellison")
    home.done("action", "add", "C-0001", f"@Priya 1/12 {words}")
    home.done("sync")


def test_one_profile_in_two_teams(homes: Homes) -> None:
    north, south, priya = two_teams(homes)
    act(north, "ring Helen")
    act(south, "visit Omar")
    synced = priya.done("sync")
    assert [one["team"] for one in synced["teams"]] == ["North", "South"]
    assert synced["pulled"] >= 4

    mine = priya.done("action", "list", "--mine")
    assert {(one["team"], one["text"]) for one in mine} == {("North", "Ring Helen"), ("South", "Visit Omar")}
    assert "holds several teams: “North”, “South”" in priya.refused("case", "list")
    assert [one["name"] for one in priya.done("--team", "south", "case", "list")] == ["ELLISON"]
    assert "no team called “East”" in priya.refused("--team", "East", "case", "list")

    assert [one["team"] for one in priya.done("--team", "North", "sync")["teams"]] == ["North"]
    stick = homes.folder / "stick"
    stick.mkdir()
    assert "holds several teams" in priya.refused("sync", "--folder", stick)
    assert priya.done("--team", "South", "sync", "--folder", stick)["pushed"] >= 2
    devices = [priya.done("--team", name, "team", "devices") for name in ("North", "South")]
    own = [next(one for one in listed if one["this"]) for listed in devices]
    assert own[0]["device"] != own[1]["device"]
    # Whom the directory knew has the device now: nobody is there twice.
    assert [one["name"] for one in north.done("team", "members")] == ["North Chair", "Priya Shah"]


def test_a_removal_from_one_team_leaves_the_other_whole(homes: Homes, clock) -> None:
    north, south, priya = two_teams(homes)
    act(north, "ring Helen")
    act(south, "visit Omar")
    priya.done("sync")
    before = priya.done("--team", "South", "store", "digest")
    north.done("team", "remove", "Priya")
    priya.run("sync")
    assert "removed this computer" in priya.refused("--team", "North", "case", "list")
    assert [one["team"] for one in priya.done("action", "list", "--mine")] == ["South"]
    clock.on(hours=73)
    gone = priya.run("sync")
    assert [one["gone"] for one in gone.value["teams"]] == [True, False]
    assert priya.done("store", "digest") == before
    assert priya.cases() == {"ELLISON"}
    assert priya.done("store", "verify", "--rebuild")["ok"]
    assert priya.done("store", "digest") == before
