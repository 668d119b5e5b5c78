"""A whole week through the command line: open, plan, run, end, sign, amend, export."""

from pathlib import Path

import pypdfium2
import pytest

from tests.integration.cli.conftest import Mdt

DAY = "2026-12-03"


@pytest.fixture
def held(team: Mdt) -> Mdt:
    """A huddle in session with one case on its agenda."""
    opened = team(
        "case",
        "open",
        "family_name=Ellison",
        "given_names=Margaret",
        "nhs_number=999 007 9196",
        "dob=1944-03-14",
        "tier=most complex",
    )
    assert opened.code == 0, opened.err
    assert team("huddle", "plan", "--date", DAY).code == 0
    assert team("huddle", "add", f"H-{DAY}", "C-0001", "--minutes", "6").code == 0
    assert team("huddle", "start", f"H-{DAY}").code == 0
    return team


def test_planning_suggests_but_adds_nobody(team: Mdt) -> None:
    team("case", "open", "family_name=Lloyd", "given_names=Gareth", "dob=1981-05-02")
    planned = team("huddle", "plan", "--date", DAY, "--minutes", "45")
    assert planned.code == 0
    assert planned.value["huddle"] == f"H-{DAY}"
    assert planned.value["agenda"] == []
    assert planned.value["suggestions"] == [{"case": "C-0001", "minutes": 5, "why": "New: not discussed yet"}]
    assert (planned.value["fits"], planned.value["over_by_minutes"]) == (True, 0)


def test_auto_adds_what_fits_and_over_by_counts_the_whole_meeting(team: Mdt) -> None:
    for number in range(12):
        team("case", "open", f"family_name=Name{number}", f"dob=19{40 + number}-05-02")
    planned = team("huddle", "plan", "--date", DAY, "--minutes", "45", "--auto").value
    assert len(planned["agenda"]) == 7
    assert planned["fits"]
    team("huddle", "add", f"H-{DAY}", "C-0012", "--minutes", "10")
    again = team("huddle", "plan", "--date", DAY).value
    assert (again["fits"], again["over_by_minutes"]) == (False, 10)


def test_quorum_is_said_as_people_come(held: Mdt) -> None:
    first = held("huddle", "attend", f"H-{DAY}", "Amara").value["quorum"]
    assert not first["met"]
    held("huddle", "attend", f"H-{DAY}", "Priya")
    assert held("huddle", "attend", f"H-{DAY}", "Tom", "--status", "late").value["quorum"]["met"]
    assert held("huddle", "attend", f"H-{DAY}", "Tom", "--status", "left").value["quorum"]["missing"] == [
        "ASC"
    ]


def test_a_guest_is_anybody_the_directory_does_not_know(held: Mdt) -> None:
    held("huddle", "attend", f"H-{DAY}", "Visiting Nurse", "--sector", "HOS")
    names = [one["name"] for one in held("huddle", "show", f"H-{DAY}").value["attendance"]]
    assert "Visiting Nurse" in names


def test_capture_names_what_it_could_not_place(held: Mdt) -> None:
    captured = held(
        "huddle",
        "capture",
        f"H-{DAY}",
        "C-0001",
        "Fell on Monday",
        "/action @Priya fri call Harbour Carers",
        "/a @nobody mend the light",
        "/frobnicate it",
    )
    assert captured.code == 5
    kinds = [one["kind"] for one in captured.value["parsed"]]
    assert kinds == ["discussion", "action", "action", "discussion"]
    assert captured.value["parsed"][1]["owner"] == "Priya Shah"
    assert captured.value["parsed"][1]["due"] == "2026-12-04"
    assert captured.value["parsed"][2]["owner"] is None
    assert [one["typed"] for one in captured.value["unparsed"]] == ["nobody", "/frobnicate"]


def test_signing_waits_for_gaps_and_amending_leaves_the_signed_version(held: Mdt, tmp_path: Path) -> None:
    held("huddle", "attend", f"H-{DAY}", "Amara")
    held("huddle", "capture", f"H-{DAY}", "C-0001", "Talked about nights", "/action mend the light")
    assert held("huddle", "sign", f"H-{DAY}").code == 1
    assert held("huddle", "end", f"H-{DAY}").code == 0
    refused = held("huddle", "sign", f"H-{DAY}")
    assert refused.code == 1
    assert "Mend the light" in refused.err
    signed = held("huddle", "sign", f"H-{DAY}", "--gaps-to-chair")
    assert signed.code == 0, signed.err
    assert signed.value["minutes"]["version"] == 1
    assert signed.value["minutes"]["status"] == "final"
    assert len(signed.value["minutes"]["hash"]) == 64
    assert held("huddle", "sign", f"H-{DAY}").code == 1
    amended = held(
        "huddle", "amend", f"H-{DAY}", "--case", "C-0001", "--text", "Helen was there", "--reason", "left out"
    )
    assert amended.value["minutes"] == {
        "version": 2,
        "status": "amended",
        "hash": amended.value["minutes"]["hash"],
    }
    out = tmp_path / "minutes.pdf"
    exported = held("minutes", "export", f"H-{DAY}", "--kind", "minutes", "--out", out)
    assert exported.code == 0, exported.err
    assert exported.value["pages"] == len(pypdfium2.PdfDocument(out))
    assert exported.value["version"] == 2


def test_signing_takes_the_passphrase_again(held: Mdt, tmp_path: Path) -> None:
    held("huddle", "end", f"H-{DAY}")
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase", encoding="utf-8")
    assert held("huddle", "sign", f"H-{DAY}", passphrase=wrong).code == 3


def test_documents_of_later_versions_are_refused_in_words(held: Mdt, tmp_path: Path) -> None:
    refused = held("minutes", "export", f"H-{DAY}", "--kind", "redacted", "--out", tmp_path / "r.pdf")
    assert refused.code == 1
    assert not (tmp_path / "r.pdf").exists()
    assert refused.err.count("\n") == 1


def test_who_was_not_reached_comes_back(held: Mdt) -> None:
    held("case", "open", "family_name=Lloyd", "dob=1981-05-02")
    late = held("huddle", "add", f"H-{DAY}", "C-0002")
    assert late.code == 1
    assert held("huddle", "add", f"H-{DAY}", "C-0002", "--reason", "discharged today").code == 0
    assert held("huddle", "end", f"H-{DAY}").value["not_reached"] == ["C-0001", "C-0002"]
    planned = held("huddle", "plan", "--date", "2026-12-10").value
    assert [(one["case"], one["kind"]) for one in planned["agenda"]] == [
        ("C-0001", "carried"),
        ("C-0002", "carried"),
    ]
    assert "out of time" in planned["agenda"][0]["why"]


def test_a_conflict_is_somebodys_by_their_whole_name(held: Mdt) -> None:
    declared = held("huddle", "conflict", f"H-{DAY}", "tom", "her nephew").value["conflicts"]
    assert declared == [{"name": "Tom Reilly", "text": "her nephew"}]
    guest = held("huddle", "conflict", f"H-{DAY}", "Visiting Nurse", "a neighbour").value["conflicts"]
    assert guest[1]["name"] == "Visiting Nurse"
    held("team", "add", "Tom Brown", "--sector", "MH")
    assert "could be" in held("huddle", "conflict", f"H-{DAY}", "Tom", "an aunt").err
