"""Whoever asked is told what became of it, and what comes to nothing leaves nothing behind."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from homes import Home, Homes

from tests.running_hub import RunningHub, running_hub

CODE = "00000-NOT-A-CODE"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running_hub(f"sqlite:///{tmp_path / 'hub.sqlite'}") as running:
        yield running


def invited(homes: Homes, amara: Home, *, days: int = 14) -> Path:
    path = homes.share / "priya.invite"
    options = ("--name", "Priya Shah", "--role", "practitioner", "--days", days, "--out", path)
    amara.done("team", "invite", *options)
    return path


def two_who_ask(homes: Homes, amara: Home) -> tuple[Home, Home, Path]:
    """Two computers that ask with one invitation, the second of them let in."""
    invitation = invited(homes, amara)
    first, second = homes.home("first"), homes.home("second")
    first.done("team", "join", invitation, "--me", "Somebody")
    second.done("team", "join", invitation, "--me", "Priya Shah")
    asks = amara.done("team", "requests")
    amara.done("team", "admit", next(one["id"] for one in asks if one["typed"] == "Priya Shah"))
    return first, second, invitation


def test_an_invitation_that_let_another_computer_in_is_told_by_sync(homes: Homes, amara: Home) -> None:
    first, second, _ = two_who_ask(homes, amara)
    said = first.refused("sync")
    assert "Another computer was admitted with this invitation" in said
    assert "holds no team yet" in first.refused("sync")  # and nothing more is asked with it
    assert second.done("sync")["asked"] == []


def test_an_invitation_that_let_another_computer_in_is_told_by_join(homes: Homes, amara: Home) -> None:
    first, _, invitation = two_who_ask(homes, amara)
    assert "Another computer was admitted" in first.refused("team", "join", invitation, "--me", "Somebody")
    third = homes.home("third")
    assert "Another computer was admitted" in third.refused("team", "join", invitation, "--me", "Third")
    assert not third.path.exists()


def test_a_hub_tells_it_too(homes: Homes, hub: RunningHub) -> None:
    ben = homes.home("ben")
    ben.done("team", "found", "South", "--me", "Ben", "--hub", hub.address, "--code", hub.invite())
    first, second, _ = two_who_ask(homes, ben)
    assert "invitation" in first.run("sync").err
    assert "holds no team yet" in first.refused("sync")
    assert [one["team"] for one in second.done("sync")["teams"]] == ["South"]


def test_an_invitation_that_ran_out_meanwhile(homes: Homes, amara: Home, clock) -> None:
    invitation = invited(homes, amara, days=2)
    priya = homes.home("priya")
    priya.done("team", "join", invitation, "--me", "Priya Shah")
    clock.on(days=3)
    said = priya.run("sync")
    assert "ran out before an admin admitted this computer" in said.err
    assert (said.code, said.value["teams"]) == (0, []) or said.code == 1
    assert "ran out" in priya.refused("team", "join", invitation, "--me", "Priya Shah")
    clock.ahead = timedelta(days=30)
    assert "ran out" in priya.run("sync").err
    assert "holds no team yet" in priya.refused("sync")


def test_an_admission_that_a_folder_brought_late_is_still_one(homes: Homes, amara: Home, clock) -> None:
    invitation = invited(homes, amara, days=2)
    priya = homes.home("priya")
    priya.done("team", "join", invitation, "--me", "Priya Shah")
    amara.done("team", "requests")
    aside = homes.share.rename(homes.folder / "aside")
    assert amara.done("team", "admit", "Priya", code=4)["admitted"]
    aside.rename(homes.share)
    clock.on(days=3)
    assert "ran out" in priya.run("sync").err
    amara.done("sync")
    assert [one["team"] for one in priya.done("sync")["teams"]] == ["North"]


def test_a_no_is_told_by_sync(homes: Homes, amara: Home) -> None:
    priya = homes.home("priya")
    priya.done("team", "join", invited(homes, amara), "--me", "Priya Shah")
    amara.done("team", "decline", "Priya", "--reason", "the wrong team")
    assert "The team has not admitted this computer: the wrong team." in priya.refused("sync")


def test_a_place_out_of_reach_is_told_while_waiting(homes: Homes, amara: Home) -> None:
    priya = homes.home("priya")
    priya.done("team", "join", invited(homes, amara), "--me", "Priya Shah")
    waits = priya.run("sync")
    assert (waits.code, waits.value["asked"][0]["invited_by"]) == (5, "Amara Okafor")
    homes.share.rename(homes.folder / "aside")
    away = priya.run("sync")
    assert (away.code, away.value["asked"][0]["problem"]) == (4, away.err.strip())
    assert "be reached" in away.err


@pytest.mark.parametrize(
    "command",
    [
        ("store", "verify"),
        ("store", "digest"),
        ("quarantine", "list"),
        ("conflict", "list"),
        ("attention", "list"),
        ("team", "requests"),
        ("team", "devices"),
        ("team", "invitations"),
        ("team", "connect", "--folder", "."),
        ("case", "list"),
        ("huddle", "list"),
        ("sync", "--watch"),
    ],
    ids=" ".join,
)
def test_a_profile_that_waits_says_so(homes: Homes, amara: Home, command: tuple[str, ...]) -> None:
    priya = homes.home("priya")
    priya.done("team", "join", invited(homes, amara), "--me", "Priya Shah")
    assert "yet to admit this computer to its team" in priya.refused(*command)


def test_a_profile_that_waits_is_backed_up(homes: Homes, amara: Home) -> None:
    priya = homes.home("priya")
    priya.done("team", "join", invited(homes, amara), "--me", "Priya Shah")
    assert priya.done("store", "backup", homes.folder / "backup")["records"] == 0


def test_a_second_join_says_that_this_computer_is_in(homes: Homes, amara: Home, join) -> None:
    priya = join("Priya Shah")
    invitation = homes.folder / f"{priya.name}.invite"
    again = priya.done("team", "join", invitation, "--me", "Priya Shah")
    assert again["status"] == "admitted"


def test_nothing_is_left_of_what_was_refused(homes: Homes, amara: Home, hub: RunningHub) -> None:
    nobody = homes.home("nobody")
    found = ("team", "found", "South", "--me", "Ben")
    own, others = homes.text("own", amara.code), homes.text("other", "AAAA")
    missing, file = homes.folder / "missing", homes.text("file", "x")
    for code, command, words in (
        (1, (*found, "--folder", missing), "There is no folder"),
        (1, (*found, "--folder", file), "There is no folder"),
        (1, (*found, "--hub", hub.address, "--code", CODE), "unknown, out of date or used"),
        (4, (*found, "--hub", "http://127.0.0.1:1", "--code", CODE), "Nothing was changed; check the con"),
        (1, ("team", "join", invited(homes, amara), "--me", ""), "needs your name"),
        (
            1,
            ("team", "recover", "--code-file", others, "--folder", homes.share, "--me", "A"),
            "compare it with the printed one",
        ),
        (4, ("team", "recover", "--code-file", own, "--folder", missing, "--me", "A"), "Nothing was changed"),
        (1, ("team", "recover", "--code-file", own, "--folder", homes.share, "--me", ""), "needs your name"),
    ):
        said = nobody.refused(*command, code=code)
        assert words in said
        assert "Everything is kept" not in said
        assert not nobody.path.exists(), command
    assert not missing.exists()


def test_another_teams_code_at_a_hub(homes: Homes, amara: Home, hub: RunningHub) -> None:
    ben = homes.home("ben")
    ben.done("team", "found", "South", "--me", "Ben", "--hub", hub.address, "--code", hub.invite())
    space = ben.done("sync")["teams"][0]["space"]
    place = ("--hub", hub.address, "--space", space, "--me", "Ben")
    said = homes.home("new").refused("team", "recover", "--code-file", homes.text("c", amara.code), *place)
    assert "typed correctly but is not" in said
    assert not homes.home("new").path.exists()


def test_a_folder_that_a_user_made_stays(homes: Homes) -> None:
    made = homes.home("made")
    made.path.mkdir()
    made.refused("team", "found", "South", "--me", "Ben", "--folder", homes.folder / "missing")
    assert made.path.is_dir()
    deep = homes.home("a/b")
    deep.refused("team", "found", "South", "--me", "Ben", "--folder", homes.folder / "missing")
    assert not (homes.folder / "a").exists()


def test_a_missing_drive_is_never_made_into_a_folder(homes: Homes, amara: Home) -> None:
    away = homes.folder / "drive"
    said = amara.refused("team", "connect", "--folder", away)
    assert "check that the drive is connected" in said
    assert not away.exists()
    assert "There is no folder" in amara.refused("team", "connect", "--folder", homes.text("file", "x"))


def test_an_admin_who_steps_down(homes: Homes, amara: Home, join) -> None:
    join("Priya Shah", "chair", admin=True)
    assert amara.done("team", "role", "Amara", "practitioner", "--no-admin")["role"] == "practitioner"
    assert {one["name"]: one["role"] for one in amara.done("team", "members")}[
        "Amara Okafor"
    ] == "practitioner"
