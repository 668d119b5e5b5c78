"""What scripts rely on: JSON alone on stdout, exit codes, one sentence on stderr, help with examples."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_desktop.cli import main
from mdt_desktop.cli.command_line import parser
from tests.integration.cli.conftest import PASSPHRASE, Mdt


def verbs(of: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every command with its help."""
    groups = [a for a in of._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        yield words, of.format_help()
    for group in groups:
        for name, child in group.choices.items():
            yield from verbs(child, (*words, name))


COMMANDS = dict(verbs(parser()))


@pytest.mark.parametrize("command", sorted(COMMANDS), ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...]) -> None:
    assert "example:" in COMMANDS[command]
    assert " ".join(command) in COMMANDS[command].split("example:")[1]


@pytest.mark.parametrize("command", sorted(COMMANDS), ids=" ".join)
def test_every_command_is_documented(command: tuple[str, ...]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"`mdt {' '.join(command)}" in page


def test_usage_errors_exit_with_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["case", "explode"])
    assert stopped.value.code == 2


def test_a_wrong_passphrase_exits_with_3_and_says_the_wait(team: Mdt, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("wrong", encoding="utf-8")
    first = team("case", "list", passphrase=wrong)
    assert first.code == 3
    assert "second" in first.err
    assert first.out == ""


def test_a_locked_profile_without_a_terminal_exits_with_3(team: Mdt) -> None:
    assert team("case", "list", passphrase=None).code == 3


def test_no_profile_is_refused_with_what_to_do(mdt: Mdt) -> None:
    refused = mdt("case", "list")
    assert refused.code == 1
    assert "mdt team found" in refused.err


def test_a_second_team_is_founded_beside_the_first(team: Mdt, tmp_path: Path) -> None:
    before = team("store", "digest").value
    south = ("team", "found", "South", "--me", "Amara Okafor")
    assert "no folder" in team(*south, "--folder", tmp_path / "missing").err
    assert team("store", "digest").value == before
    assert "“North” already" in team("team", "found", "north", "--me", "Somebody").err
    founded = team(*south)
    assert founded.code == 0, founded.err
    assert "holds several teams: “North”, “South”" in team("case", "list").err
    assert team("--team", "North", "store", "digest").value == before
    assert [one["name"] for one in team("--team", "South", "team", "members").value] == ["Amara Okafor"]
    assert len({one["kind"] for one in team("store", "slots").value}) == 2


def test_a_second_teams_code_is_that_teams_alone(team: Mdt, home: Path, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    shared = ("--folder", tmp_path / "share")
    founded = team("team", "found", "South", "--me", "Amara Okafor", *shared)
    code = tmp_path / "code.txt"
    code.write_text(founded.value["recovery_code"], encoding="utf-8")
    assert team("store", "recover", "--code-file", code, "--new-file", code).code == 3
    home.rename(tmp_path / "lost")
    recovered = team("team", "recover", "--code-file", code, *shared, "--me", "Amara Okafor")
    assert recovered.code == 0, recovered.err
    assert [one["name"] for one in team("team", "members").value] == ["Amara Okafor"]


def test_founding_with_an_unknown_template_leaves_no_profile(mdt: Mdt, home: Path) -> None:
    assert mdt("team", "found", "North", "--me", "Amara", "--template", "Atlantis").code == 1
    assert not home.exists()


def test_the_passphrase_and_the_code_are_in_no_file(team: Mdt, home: Path) -> None:
    for path in home.rglob("*"):
        assert PASSPHRASE.encode() not in path.read_bytes()


def test_a_recovery_code_opens_and_sets_a_new_passphrase(mdt: Mdt, tmp_path: Path) -> None:
    code = mdt("team", "found", "North", "--me", "Amara").value["recovery_code"]
    typed, fresh = tmp_path / "code.txt", tmp_path / "new.txt"
    typed.write_text(code.lower().replace("-", " "), encoding="utf-8")
    fresh.write_text("another long passphrase", encoding="utf-8")
    assert mdt("store", "recover", "--code-file", typed, "--new-file", fresh).code == 0
    assert mdt("case", "list", passphrase=fresh).value == []
    assert mdt("case", "list").code == 3


def test_a_known_passphrase_is_shut_out_by_a_new_key(
    team: Mdt, home: Path, tmp_path: Path, secret: Path
) -> None:
    old_vault = (home / "vault.mdt").read_bytes()
    fresh = tmp_path / "new.txt"
    fresh.write_text("another long passphrase", encoding="utf-8")
    changed = team("store", "passphrase", "--new-file", fresh, "--somebody-knows")
    assert changed.code == 0, changed.err
    assert len(team("team", "members", passphrase=fresh).value) == 3
    (home / "vault.mdt").write_bytes(old_vault)
    assert team("team", "members", passphrase=secret).code == 3


def test_actions_live_on(team: Mdt) -> None:
    day = "2026-12-03"
    team("case", "open", "family_name=Ellison", "dob=1944-03-14")
    team("huddle", "plan", "--date", day)
    team("huddle", "add", f"H-{day}", "C-0001")
    team("huddle", "start", f"H-{day}")
    team("huddle", "capture", f"H-{day}", "C-0001", "/action @Priya fri ring Helen", "/action me 7/12 write")
    listed = team("action", "list", "--owner", "Priya").value
    assert [(one["ref"], one["text"], one["status"]) for one in listed] == [("A-1", "Ring Helen", "assigned")]
    assert team("action", "accept", "A-1").value["status"] == "accepted"
    moved = team("action", "move", "A-1", "--due", "2026-12-08", "--reason", "Helen is away").value
    assert (moved["due"], moved["moves"]) == ("2026-12-08", 1)
    assert team("action", "block", "A-1", "--reason", "no number").value["status"] == "blocked"
    assert team("action", "accept", "A-1").value["status"] == "accepted"
    assert team("action", "reassign", "A-1", "--owner", "Tom").value["owner"] == "Tom Reilly"
    assert team("action", "done", "A-1", "--outcome", "spoke to her").value["status"] == "done"
    assert team("action", "done", "A-1", "--outcome", "again").code == 1
    assert team("action", "reopen", "A-1", "--reason", "she rang back").value["status"] == "assigned"
    assert team("action", "drop", "A-1", "--reason", "settled").value["status"] == "no_longer_needed"
    assert team("action", "list").value[0]["status"] == "accepted"
    assert team("action", "move", "A-2", "--due", "soon", "--reason", "x").code == 1


def test_cases_are_listed_searched_set_and_closed(team: Mdt) -> None:
    team("case", "open", "family_name=Ellison", "given_names=Margaret", "nhs_number=9990079196")
    assert team("case", "open", "family_name=Twin", "nhs_number=9990079196").code == 1
    assert team("case", "open", "family_name=Wrong", "nhs_number=9990079197").code == 1
    changed = team("case", "set", "C-0001", "tier=medium", "key_worker=Priya", "review_due=2026-12-10").value
    assert (changed["tier"], changed["key_worker"]) == ("medium", "Priya Shah")
    assert team("case", "set", "C-0001", "tier=enormous").code == 1
    assert team("case", "set", "C-0001", "no_such_field=1").code == 1
    listed = team("case", "list", "--filter", "tier=medium review_due<2026-12-11").value
    assert [one["ref"] for one in listed] == ["C-0001"]
    assert team("case", "list", "--filter", "tier!=medium").value == []
    assert [one["ref"] for one in team("case", "search", "999", "007", "9196").value] == ["C-0001"]
    assert team("case", "close", "C-1", "--outcome", "vanished").code == 1
    assert team("case", "close", "C-1", "--outcome", "goals_met").value["status"] == "closed"
    assert team("case", "open", "C-0001").value["status"] == "active"
    assert team("case", "show", "C-0404").code == 1


def test_verify_and_digest_agree_after_a_rebuild(team: Mdt) -> None:
    team("case", "open", "family_name=Ellison", "dob=1944-03-14")
    digest = team("store", "digest").value["digest"]
    checked = team("store", "verify", "--rebuild")
    assert (checked.code, checked.value["ok"]) == (0, True)
    assert team("store", "digest").value["digest"] == digest


def test_a_backup_is_restored_elsewhere(team: Mdt, home: Path, tmp_path: Path) -> None:
    team("case", "open", "family_name=Ellison", "dob=1944-03-14")
    backup = tmp_path / "backup.mdt"
    assert team("store", "backup", backup).code == 0
    assert b"Ellison" not in backup.read_bytes()
    digest = team("store", "digest").value
    home.rename(tmp_path / "lost")
    assert team("store", "restore", backup).code == 0
    assert team("store", "digest").value == digest


def test_text_for_people_is_not_json(team: Mdt) -> None:
    shown = team("team", "members", json_=False)
    assert "Priya Shah" in shown.out
    assert "{" not in shown.out


def test_somebody_new_who_looks_like_somebody_known_needs_a_person(team: Mdt) -> None:
    first = team("case", "open", "family_name=Ellison", "given_names=Margaret", "dob=1944-03-14")
    assert (first.code, first.value["possible_duplicates"]) == (0, [])
    second = team("case", "open", "family_name=Elison", "given_names=Margaret", "dob=1944-03-14")
    assert second.code == 5
    assert second.value["ref"] == "C-0002"
    assert second.value["possible_duplicates"] == [
        {
            "case": "C-0001",
            "name": "ELLISON, Margaret",
            "why": "Similar name, same date of birth, an NHS number missing",
        }
    ]
    assert len(team("case", "list").value) == 2
