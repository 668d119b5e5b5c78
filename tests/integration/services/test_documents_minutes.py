"""Minutes on paper and in files: what they hold, when they count as issued, and where they can't be saved."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from team_at_work import PASSPHRASE, Neighbourhood

from mdt_desktop.domain.records import Audit, Huddle, Issue
from mdt_desktop.minutes import pages
from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused
from mdt_desktop.services.closing import signing
from mdt_desktop.services.minutes import documents

SCRIPTS = {
    "বেগম": "ফাতিমা",
    "ਸਿੰਘ": "ਗੁਰਪ੍ਰੀਤ",
    "ક્ષત્રિય": "પ્રિયા",
    "கிருஷ்ணன்": "லட்சுமி",
    "शर्मा": "क्षितिज",
    "عبد الله": "محمد",
    "O’Neill-Ŵyn": "Siôn",
}


@pytest.fixture
def huddle(neighbourhood: Neighbourhood) -> Huddle:
    """A huddle that has ended with nothing missing."""
    case = neighbourhood.case("Ellison", given_names="Margaret", nhs_number="999 007 9196")
    planned = neighbourhood.huddle(case)
    neighbourhood.start(planned)
    neighbourhood.discuss(planned, case, "Fell on Monday.", "/action Priya fri call", "/outcome changed")
    return neighbourhood.end(planned)


def text_of(pdf: bytes) -> str:
    words = " ".join(pages.page_text(pdf, at) for at in range(pages.page_count(pdf)))
    return " ".join(unicodedata.normalize("NFC", words).split())


def test_nothing_is_loaded_for_layout_until_something_is_laid_out() -> None:
    code = (
        "import sys\n"
        "from mdt_desktop.services.closing import closing, reading_back, signing\n"
        "from mdt_desktop.services.minutes import documents\n"
        "sys.exit(any(name.split('.')[0] in ('reportlab', 'pypdfium2', 'pikepdf') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_names_of_all_scripts_are_text_in_the_pdf(neighbourhood: Neighbourhood) -> None:
    people = [neighbourhood.case(family, given_names=given) for family, given in SCRIPTS.items()]
    planned = neighbourhood.huddle(*people)
    neighbourhood.start(planned)
    for case in people:
        neighbourhood.discuss(planned, case, "/outcome continue")

    text = text_of(documents.preview(neighbourhood.session, neighbourhood.end(planned)))

    # Readers give the words of a right-to-left line in either order.
    for word in (word for family, given in SCRIPTS.items() for word in (*family.upper().split(), given)):
        assert unicodedata.normalize("NFC", word) in text


def test_a_draft_says_so_and_the_signed_version_replaces_it(
    neighbourhood: Neighbourhood, huddle: Huddle
) -> None:
    session = neighbourhood.session
    draft = text_of(documents.preview(session, huddle))
    signing.sign(session, huddle, PASSPHRASE)
    signing.amend(session, huddle, case="C-0001", text="It was Tuesday.", reason="wrong day")

    newest, first = (text_of(documents.preview(session, huddle, version)) for version in (None, 1))

    assert "Not signed yet" in draft
    assert "Not signed yet" not in first
    assert "It was Tuesday." in newest
    assert "It was Tuesday." not in first
    with pytest.raises(Refused, match="no version 3"):
        documents.preview(session, huddle, 3)


def test_a_saved_file_is_issued_with_who_when_and_which_version(
    neighbourhood: Neighbourhood, huddle: Huddle, tmp_path: Path
) -> None:
    session = neighbourhood.session
    minutes = signing.sign(session, huddle, PASSPHRASE)

    exported = documents.export_minutes(session, huddle, tmp_path / "minutes.pdf")

    assert exported.path.read_bytes().startswith(b"%PDF-")
    assert exported.pages == pages.page_count(exported.path.read_bytes())
    assert (exported.kind, exported.version, exported.hash) == ("minutes", 1, minutes.hash)
    [issue] = session.records.all(Issue)
    assert (issue.minutes_id, issue.who, issue.at) == (
        minutes.id,
        neighbourhood.members["Amara"],
        neighbourhood.clock.at,
    )
    assert (issue.copies, issue.destination, issue.pages) == (1, "pdf", exported.pages)
    [audit] = session.records.all(Audit, "action = 'export'")
    assert audit.target_id == huddle.id


def test_who_had_an_older_version_can_be_seen(
    neighbourhood: Neighbourhood, huddle: Huddle, tmp_path: Path
) -> None:
    session = neighbourhood.session
    signing.sign(session, huddle, PASSPHRASE)
    documents.printed(session, huddle, 3, "Room 2 printer", pages=2)
    neighbourhood.clock.on(days=1)
    signing.amend(session, huddle, case="C-0001", text="It was Tuesday.", reason="wrong day")
    documents.export_minutes(session, huddle, tmp_path / "minutes.pdf")

    rows = documents.issues(session, huddle)

    assert [(row.version, row.superseded, row.copies, row.destination) for row in rows] == [
        (2, False, 1, "pdf"),
        (1, True, 3, "Room 2 printer"),
    ]
    assert {row.who for row in rows} == {"Dr Amara Okafor"}


def test_copies_are_numbered_files(neighbourhood: Neighbourhood, huddle: Huddle, tmp_path: Path) -> None:
    exported = documents.export_minutes(neighbourhood.session, huddle, tmp_path / "minutes.pdf", copies=2)

    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "minutes (copy 2 of 2).pdf",
        "minutes.pdf",
    ]
    for number, path in enumerate(exported.paths, start=1):
        assert f"copy {number} of 2" in text_of(path.read_bytes())
    [issue] = neighbourhood.session.records.all(Issue)
    assert issue.copies == 2


def test_an_encrypted_file_opens_with_its_passphrase_only(
    neighbourhood: Neighbourhood, huddle: Huddle, tmp_path: Path
) -> None:
    path = tmp_path / "minutes.pdf"
    documents.export_minutes(neighbourhood.session, huddle, path, encrypt="for the locality")

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="for the locality") as opened:
        assert len(opened.pages)


def nothing_issued(neighbourhood: Neighbourhood) -> bool:
    records = neighbourhood.session.records
    return not records.all(Issue) and not records.all(Audit, "action = 'export'")


@pytest.mark.parametrize("target", [".", "nowhere/minutes.pdf"])
def test_a_folder_or_a_missing_folder_is_refused(
    neighbourhood: Neighbourhood, huddle: Huddle, tmp_path: Path, target: str
) -> None:
    with pytest.raises(Refused, match="Nothing was written"):
        documents.export_minutes(neighbourhood.session, huddle, tmp_path / target)

    assert nothing_issued(neighbourhood)


def test_a_file_that_cannot_be_replaced_stays_and_nothing_is_issued(
    neighbourhood: Neighbourhood, huddle: Huddle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(b"the older one")

    def held_open(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", held_open)
    with pytest.raises(Refused, match="could not be saved"):
        documents.export_minutes(neighbourhood.session, huddle, path)

    assert path.read_bytes() == b"the older one"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["minutes.pdf"]
    assert nothing_issued(neighbourhood)


def test_cancelling_leaves_nothing(neighbourhood: Neighbourhood, huddle: Huddle, tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        documents.export_minutes(neighbourhood.session, huddle, tmp_path / "minutes.pdf", progress=cancel)

    assert not (tmp_path / "minutes.pdf").exists()
    assert nothing_issued(neighbourhood)


@pytest.mark.parametrize(("kind", "words"), [("redacted", "not offered yet"), ("poem", "not a kind")])
def test_other_kinds_are_refused_in_words(
    neighbourhood: Neighbourhood, huddle: Huddle, tmp_path: Path, kind: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        documents.export(neighbourhood.session, huddle, kind, tmp_path / "out.pdf")

    assert nothing_issued(neighbourhood)


def test_a_page_is_a_picture(neighbourhood: Neighbourhood, huddle: Huddle) -> None:
    pdf = documents.preview(neighbourhood.session, huddle)

    picture = documents.page(pdf, 0, 0.5)

    assert documents.page_count(pdf) >= 1
    assert len(picture.pixels) == picture.width * picture.height * 4
