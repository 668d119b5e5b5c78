"""Odd input, wrong order, refusals half-way, two at once, nobody listening: no traceback, all or nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mdt_desktop.cli import main
from tests.integration.cli.conftest import Mdt

DAY = "2026-12-03"


def people(team: Mdt, count: int) -> None:
    for number in range(1, count + 1):
        assert team("case", "open", f"family_name=Name{number}", f"dob=19{40 + number}-05-02").code == 0


@pytest.mark.parametrize(
    "field",
    [
        "status=closed",
        "close_outcome=died",
        "key_worker_id=zz",
        "sensitivity=restricted",
        "deceased=banana",
        "sex=banana",
        "flags=banana",
        "cfs=77",
        "efi=nan",
        "ae_1m=-4",
        "ae_1m=99999999999999999999999999",
        "dob=2031-05-02",
        "dob=1800-05-02",
        "date_of_death=1920-01-01",
        "last_discussed=2090-01-01",
        "review_due=2020-01-01",
        "dob=",
        "family_name=",
        "what_matters=" + "x" * 3_000_000,
        "what_matters=\ud800",
    ],
    ids=lambda field: field[:24],
)
def test_a_field_that_can_not_be_is_refused_in_one_sentence_or_two(team: Mdt, field: str) -> None:
    people(team, 1)
    before = team("store", "digest").value
    refused = team("case", "set", "C-0001", field)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("\n") == 1
    assert team("store", "digest").value == before


def test_what_is_refused_half_way_leaves_nothing_behind(team: Mdt) -> None:
    people(team, 2)
    team("case", "close", "C-0001", "--outcome", "goals_met")
    assert team("case", "open", "C-0001", "C-0002").code == 1
    assert team("case", "show", "C-0001").value["status"] == "closed"
    assert team("case", "note", "C-0001", "Rang her daughter", "/decision go on").code == 1
    assert [
        one["kind"] for one in team("case", "show", "C-0001").value["history"] if one["kind"] == "note"
    ] == []


def test_a_filter_that_means_nothing_is_not_an_empty_list(team: Mdt) -> None:
    people(team, 1)
    for odd in ("status=closedd", "tier>medium", "review_due<+99999999999d", "ae_1m>nan", "stale>yes"):
        assert team("case", "list", "--filter", odd).code == 1, odd
    team("case", "set", "C-0001", "tier=medium")
    assert len(team("case", "list", "--filter", 'tier="Medium" status=open').value) == 1


def test_a_day_may_have_two_huddles(team: Mdt) -> None:
    people(team, 1)
    team("huddle", "plan", "--date", DAY)
    second = team("huddle", "plan", "--date", DAY, "--start", "14:00").value
    assert second["huddle"] == f"H-{DAY}-2"
    assert team("huddle", "plan", "--date", DAY).value["huddle"] == f"H-{DAY}"
    assert team("huddle", "plan", "--date", DAY, "--start", "14:00").value["huddle"] == f"H-{DAY}-2"
    team("huddle", "add", f"H-{DAY}", "C-0001")
    team("huddle", "start", f"H-{DAY}")
    team("huddle", "end", f"H-{DAY}")
    assert [one["case"] for one in team("huddle", "plan", "--date", DAY).value["agenda"]] == ["C-0001"]


def test_an_agenda_that_is_over_stays_as_it_was(team: Mdt) -> None:
    people(team, 2)
    team("huddle", "plan", "--date", DAY)
    for minutes in ("0", "-5", "61"):
        assert team("huddle", "add", f"H-{DAY}", "C-0001", "--minutes", minutes).code == 1
    team("huddle", "add", f"H-{DAY}", "C-0001")
    team("huddle", "add", f"H-{DAY}", "C-0002")
    team("huddle", "start", f"H-{DAY}")
    assert team("huddle", "cancel", f"H-{DAY}", "--reason", "strike").code == 1
    assert team("huddle", "set", f"H-{DAY}", "start=14:00").code == 1
    team("huddle", "end", f"H-{DAY}")
    for verb in (("move", "C-0001", "2"), ("remove", "C-0001"), ("time", "C-0001", "9")):
        assert team("huddle", verb[0], f"H-{DAY}", *verb[1:]).code == 1, verb


def test_a_cancelled_huddle_sends_everybody_on_and_a_removal_stays_removed(team: Mdt) -> None:
    people(team, 2)
    team("huddle", "plan", "--date", DAY)
    team("huddle", "add", f"H-{DAY}", "C-0001")
    team("huddle", "add", f"H-{DAY}", "C-0002")
    assert team("huddle", "cancel", f"H-{DAY}", "--reason", "strike").value["status"] == "cancelled"
    planned = team("huddle", "plan", "--date", "2026-12-10").value["agenda"]
    assert [(one["case"], one["kind"]) for one in planned] == [("C-0001", "carried"), ("C-0002", "carried")]
    assert "strike" in planned[0]["why"]
    team("huddle", "remove", "H-2026-12-10", "C-0001")
    assert [one["case"] for one in team("huddle", "plan", "--date", "2026-12-10").value["agenda"]] == [
        "C-0002"
    ]
    assert [one["case"] for one in team("huddle", "plan", "--date", "2026-12-17").value["agenda"]] == [
        "C-0001"
    ]


def test_a_refusal_stops_the_discussion_until_a_chair_says_why(team: Mdt) -> None:
    people(team, 1)
    assert team("case", "basis", "C-0001", "code=refused", "given_on=2026-11-02").code == 0
    team("huddle", "plan", "--date", DAY)
    team("huddle", "add", f"H-{DAY}", "C-0001")
    team("huddle", "start", f"H-{DAY}")
    assert team("huddle", "capture", f"H-{DAY}", "C-0001", "Fell on Monday").code == 1
    assert team("huddle", "despite", f"H-{DAY}", "C-0001", "--reason", "").code == 1
    assert team("huddle", "despite", f"H-{DAY}", "C-0001", "--reason", "a child is at risk").code == 0
    assert team("huddle", "capture", f"H-{DAY}", "C-0001", "Fell on Monday").code == 0
    assert team("case", "basis", "C-0001", "code=public_interest").code == 1
    assert team("case", "basis", "C-0001", "code=public_interest", "note=a child is at risk").code == 0


def test_lines_without_words_write_nothing(team: Mdt) -> None:
    people(team, 1)
    team("huddle", "plan", "--date", DAY)
    team("huddle", "add", f"H-{DAY}", "C-0001")
    team("huddle", "start", f"H-{DAY}")
    assert team("huddle", "capture", f"H-{DAY}", "C-0001", "", "  ").code == 0
    assert team("huddle", "capture", f"H-{DAY}", "C-0001", "/action", "/decision").code == 5
    assert team("action", "list").value == []
    ended = team("huddle", "end", f"H-{DAY}").value
    assert ended["not_reached"] == ["C-0001"]
    assert len(ended["minutes"]["hash"]) == 64


def test_a_case_goes_its_way_and_a_death_is_said_once(team: Mdt) -> None:
    people(team, 1)
    assert team("action", "add", "C-0001", "@Priya 7/12 ring Helen").value["ref"] == "A-1"
    assert team("case", "close", "C-0001", "--outcome", "moved").code == 1
    assert team("case", "monitor", "C-0001").code == 1
    assert team("case", "hold", "C-0001", "--until", "2020-01-01", "--reason", "hospital").code == 1
    held = team("case", "hold", "C-0001", "--until", "2027-01-05", "--reason", "hospital").value
    assert (held["status"], held["hold_until"]) == ("on_hold", "2027-01-05")
    assert team("case", "open", "C-0001").value["status"] == "active"
    assert team("case", "set", "C-0001", "deceased=reported").value["status"] == "deceased_pending"
    assert team("case", "open", "C-0001").code == 1
    closed = team("case", "close", "C-0001", "--outcome", "died").value
    assert (closed["status"], closed["person"]["deceased"]) == ("closed", "confirmed")
    assert team("case", "open", "C-0001").code == 1
    team("case", "set", "C-0001", "deceased=no")
    assert team("case", "open", "C-0001").value["status"] == "active"


def test_namesakes_are_told_apart(team: Mdt) -> None:
    people(team, 1)
    team("team", "add", "Tom Reilly", "--sector", "MH")
    refused = team("case", "set", "C-0001", "key_worker=Tom Reilly")
    assert refused.code == 1
    assert "Mental health" in refused.err
    ids = {one["id"]: one for one in team("team", "members").value if one["name"] == "Tom Reilly"}
    assert all(identity in refused.err for identity in ids)
    assert team("case", "set", "C-0001", f"key_worker={next(iter(ids))}").value["key_worker"] == "Tom Reilly"


def test_a_missing_store_is_never_an_empty_list(team: Mdt, home: Path) -> None:
    for path in home.glob("store.mdt*"):
        path.unlink()
    refused = team("case", "list")
    assert (refused.code, refused.out) == (1, "")
    assert not (home / "store.mdt").exists()


def test_a_backup_that_can_not_be_written_leaves_nothing(team: Mdt, tmp_path: Path) -> None:
    (tmp_path / "backup.mdt.vault").mkdir()
    assert team("store", "backup", tmp_path / "backup.mdt").code == 1
    assert not (tmp_path / "backup.mdt").exists()


def command(home: Path, secret: Path, *words: str) -> list[str]:
    options = ["--home", str(home), "--passphrase-file", str(secret), "--json"]
    return [sys.executable, "-m", "mdt_desktop.cli", *options, *words]


def test_commands_at_once_take_turns(team: Mdt, home: Path, secret: Path) -> None:
    running = [
        subprocess.Popen(command(home, secret, "case", "open", f"family_name=Name{n}", f"dob=1950-01-0{n}"))
        for n in range(1, 5)
    ]
    assert [one.wait(60) for one in running] == [0, 0, 0, 0]
    assert {one["ref"] for one in team("case", "list").value} == {"C-0001", "C-0002", "C-0003", "C-0004"}


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_nobody_has_to_listen(team: Mdt, home: Path, secret: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    gone = subprocess.run(
        command(home, secret, "team", "members"), stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (gone.returncode, gone.stderr) == (0, b"")
    if Path("/dev/full").exists():
        with open("/dev/full", "w") as full:
            shown = subprocess.run(
                command(home, secret, "team", "members"), stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert shown.returncode == 5
        assert shown.stderr.count(b"\n") == 1


def test_an_argument_that_is_no_text_is_refused(team: Mdt, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", "search", "\udcff"]) == 1
    assert "readable text" in capsys.readouterr().err


def test_where_what_is_left_out_can_not_be_saved_nothing_is_imported(team: Mdt, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("Surname,Date of Birth\nOne,01/02/1950\nTwo,99/99/1950\n", encoding="utf-8")
    before = listed.read_bytes()
    assert team("caselist", "import", listed, "--rejected", tmp_path / "nowhere" / "x.csv").code == 1
    assert "the case list itself" in team("caselist", "import", listed, "--rejected", listed).err
    assert listed.read_bytes() == before
    assert team("case", "list").value == []
    assert team("caselist", "import", listed, "--rejected", tmp_path / "left.csv").code == 5
    assert "Date of Birth,99/99/1950" in (tmp_path / "left.csv").read_text(encoding="utf-8-sig")


def test_an_import_that_changes_nothing_offers_no_undo(team: Mdt, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("Surname,Date of Birth\nOne,01/02/1950\n", encoding="utf-8")
    first = team("caselist", "import", listed, json_=False).out
    assert first.startswith("1 row: 1 new")
    batch = team("caselist", "batches").value[0]["id"]
    assert f"Undo with: mdt caselist undo {batch}" in first
    assert batch in team("caselist", "batches", json_=False).out
    again = team("caselist", "import", listed, json_=False).out
    assert "Undo" not in again
    assert "Nothing was changed" in again


def test_words_for_people_set_parts_in_and_keep_noughts(team: Mdt) -> None:
    people(team, 1)
    shown = team("case", "show", "C-0001", json_=False).out.splitlines()
    assert "Open actions: 0" in shown
    assert any(line.startswith("Date of birth: ") for line in shown)
    at = shown.index("Person:")
    assert shown[at + 1].startswith("  ID: ")
    assert not any(line.endswith(": ") for line in shown)
    assert team("action", "list", json_=False).out == "None.\n"


def test_what_is_given_twice_is_refused(team: Mdt) -> None:
    people(team, 1)
    assert "“tier” is given twice" in team("case", "set", "C-0001", "tier=low", "tier=medium").err
    assert team("case", "list").value[0]["tier"] == ""


def test_options_of_documents_that_come_later_are_understood(team: Mdt, tmp_path: Path) -> None:
    export = ("minutes", "export", "H-1", "--out", tmp_path / "x.pdf")
    assert "later version" in team(*export, "--kind", "case-extract", "--case", "C-0001").err
    assert "neither --case nor --owner" in team(*export, "--owner", "Priya").err


def test_a_way_that_is_none_is_told_apart_from_what_is_settled(team: Mdt) -> None:
    people(team, 1)
    assert "may have been settled since" in team("attention", "mend", "no such thing", "join").err
