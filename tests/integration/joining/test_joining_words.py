"""What people at a terminal are told of a team's devices, invitations and ways."""

from collections.abc import Callable
from pathlib import Path

from homes import Home, Homes

from mdt_desktop.cli import main


def told(home: Home, *arguments: object) -> str:
    """The same command without --json: the words for people."""
    home.capsys.readouterr()
    assert main(["--home", str(home.path), "--passphrase-file", str(home.secret), *map(str, arguments)]) in (
        0,
        5,
    )
    return home.capsys.readouterr().out


def test_json_is_taken_behind_the_verb_too(amara: Home) -> None:
    assert told(amara, "team", "devices", "--json").startswith("[{")
    assert told(amara, "team", "devices").startswith("Device")
    assert isinstance(amara.done("team", "devices"), list)


def test_an_invitation_is_taken_back_by_the_id_that_the_list_shows(amara: Home, tmp_path: Path) -> None:
    for number in (1, 2):
        out = tmp_path / f"{number}.invite"
        amara.done("team", "invite", "--name", "Ben", "--role", "observer", "--out", out)
    first = told(amara, "team", "invitations").splitlines()[0]
    assert "Ben, observer: good until " in first
    assert told(amara, "team", "withdraw", first.split()[0]).startswith(
        "The invitation for Ben is taken back"
    )
    assert len(amara.done("team", "invitations")) == 1


def test_a_role_and_a_way_are_sentences(
    amara: Home, join: Callable[..., Home], homes: Homes, tmp_path: Path
) -> None:
    join("Priya Shah")
    words = told(amara, "team", "role", "Priya", "coordinator", "--admin")
    assert words.startswith("Priya Shah’s device B (")
    assert words.endswith(") is coordinator now, and an admin.\n")
    ways = told(amara, "team", "connect", "--folder", homes.empty("second"))
    assert ways.splitlines() == [
        "The team is shared over",
        f"  folder: {homes.share}",
        f"  folder: {tmp_path / 'second'}",
    ]


def test_a_hub_over_the_open_network_is_refused_with_the_reason(amara: Home) -> None:
    said = amara.refused("team", "connect", "--hub", "http://hub.example.org", "--code", "AAAA")
    assert "http:// is not protected on its way" in said
    assert "https://" in said


def test_joined_texts_stay_under_their_label(amara: Home, join: Callable[..., Home]) -> None:
    priya, case = join("Priya Shah"), amara.case("Amberley")
    amara.done("sync")
    priya.done("sync")
    amara.done("case", "set", case, "what_matters=Seeing her daughter")
    priya.done("case", "set", case, "what_matters=The cat")
    amara.done("sync")
    priya.done("sync", code=5)
    both = told(priya, "conflict", "list").partition("  --both  ")[2].splitlines()
    assert [line.strip() for line in both] == ["Seeing her daughter", "The cat"]
    assert both[1].startswith(" " * len("  --both  "))


def test_a_removed_device_is_told_of_nothing_missing(amara: Home, join: Callable[..., Home]) -> None:
    priya = join("Priya Shah")
    amara.done("team", "remove", "Priya")
    amara.case("Amberley")
    amara.done("sync")
    assert priya.done("sync", code=5)["missing"] == 0


def test_whoever_waits_or_is_told_no_reads_whole_sentences(amara: Home, homes: Homes, tmp_path: Path) -> None:
    ben, invitation = homes.home("ben"), tmp_path / "ben.invite"
    amara.done("team", "invite", "--name", "Ben", "--role", "observer", "--out", invitation)
    ben.done("team", "join", invitation, "--me", "Ben", "--folder", homes.share)
    assert told(ben, "sync") == "No team was synced.\n"
    amara.done("team", "decline", "Ben", "--reason", "wrong team")
    assert "this computer: wrong team. Ask for" in ben.refused("team", "join", invitation, "--me", "Ben")
