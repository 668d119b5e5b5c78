"""Case lists on a real store: taken in, taken in again, cancelled, refused, taken back."""

import csv
from pathlib import Path
from typing import Any

import pytest

from mdt_desktop.domain.records import Case, ImportBatch, Note, Person
from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused
from mdt_desktop.services import store_care, undo
from mdt_desktop.services.cases import cases
from mdt_desktop.services.huddle import preparing
from mdt_desktop.services.imports import importing
from mdt_desktop.services.imports.import_preview import preview
from mdt_desktop.services.imports.importing import Imported
from mdt_desktop.services.session import Session

GENERATED = Path(__file__).parents[3].parent / "shared" / "data" / "generated"
generated = pytest.mark.skipif(
    not GENERATED.is_dir(), reason="the published test data is not on this machine"
)

HEADER = ["NHS Number", "Surname", "Forename", "DOB", "Mobile", "Accommodation", "Pathway", "Comments"]
CLARKE = [
    "999 018 4488",
    "Clarke",
    "Winston",
    "13/02/1959",
    "07700 900001",
    "Private rented",
    "HIU",
    "Likes chess",
]
CHI = "1302590014"
OSEI = ["999 792 7516", "Osei", "Ama", "21/12/1948", "07700 900002", "Care home", "", ""]


@pytest.fixture
def session(neighbourhood: Any) -> Session:
    return neighbourhood.session


def written(path: Path, *rows: list[str], header: list[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def looked_at(session: Session, path: Path, **fields: str) -> tuple[Any, Any, Any]:
    opened = importing.open_file(session, path)
    columns = importing.match_as(session, opened.table, opened.mapping.fields() | fields)
    return opened, columns, importing.check(session, opened.table, columns)


def imported(session: Session, path: Path, remember_as: str = "", **fields: str) -> Imported:
    return importing.take(session, *looked_at(session, path, **fields), remember_as=remember_as)


def person(session: Session, family_name: str) -> Person:
    return session.records.all(Person, "family_name = ?", (family_name,))[0]


def case_of(session: Session, family_name: str) -> Case:
    return session.records.all(Case, "person_id = ?", (person(session, family_name).id,))[0]


@generated
def test_two_thousand_people_come_in_as_proposed_and_again_change_nothing(session: Session) -> None:
    path = GENERATED / "caselist_gp_2000.csv"
    counted: list[tuple[int, int]] = []
    opened, columns, checked = looked_at(session, path)
    answer = importing.take(session, opened, columns, checked, progress=lambda *at: counted.append(at))
    assert (answer.rows, answer.new, answer.changed, answer.rejected) == (2000, 2000, 0, 0)
    people = session.records.all(Case, "status = 'proposed' AND source = 'population_list'")
    assert len(people) == len({case.ref for case in people}) == 2000
    assert {total for _, total in counted} == {2000}
    assert [done for done, _ in counted] == sorted(done for done, _ in counted)
    again = importing.check(session, opened.table, columns)
    assert (len(again.new), len(again.changed), len(again.unchanged)) == (0, 0, 2000)
    with pytest.raises(Refused, match="nobody new"):
        importing.take(session, opened, columns, again)
    assert store_care.verify(session).ok


@generated
def test_the_list_with_defects_adds_up_and_its_problems_can_be_saved(
    session: Session, tmp_path: Path
) -> None:
    opened = importing.open_file(session, GENERATED / "caselist_gp_2000_defects.csv")
    found = preview(session, opened.table, opened.mapping)
    counts = found.counts
    assert (
        counts.new + counts.updated + counts.unchanged + counts.to_look_at + counts.left_out
        == counts.rows
        == 2014
    )
    assert (counts.left_out, counts.imported, counts.duplicates) == (71, 1942, 7)
    for kind, number in (("new", counts.new), ("look", counts.to_look_at), ("left_out", counts.left_out)):
        assert len(found.rows[kind]) == number
    saved = importing.save_problems(found.checked, tmp_path / "problems.csv")
    with saved.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert list(lines[0]) == ["row", "column", "value", "problem", "outcome"]
    assert len(lines) == len(found.checked.rejected) + len(found.checked.warnings)
    assert sum(line["outcome"] == "Left out" for line in lines) == 71
    rejected = importing.save_rejected(found.checked, tmp_path / "rejected.csv").read_text("utf-8-sig")
    assert rejected.splitlines()[0] == "row,column,value,problem"
    taken = importing.take(session, opened, opened.mapping, found.checked)
    assert (taken.new, taken.rejected) == (1942, 71)


@generated
def test_an_import_cancelled_half_way_keeps_nothing(session: Session) -> None:
    opened, columns, checked = looked_at(session, GENERATED / "caselist_gp_2000.csv")

    def stop_half_way(done: int, total: int) -> None:
        if done * 2 >= total:
            raise Cancelled

    before = store_care.digest(session)
    with pytest.raises(Cancelled):
        importing.take(session, opened, columns, checked, progress=stop_half_way)
    assert store_care.digest(session) == before
    assert not session.records.all(Person)
    assert not importing.batches(session)
    assert importing.take(session, opened, columns, checked).new == 2000


@generated
def test_a_large_import_is_undone_as_a_whole(session: Session) -> None:
    answer = imported(session, GENERATED / "caselist_pophealth_500.xlsx")
    undone = importing.undo(session, answer.batch)
    assert undone.kept == []
    assert not session.records.all(Person)
    assert not session.records.all(Case)
    with pytest.raises(Refused, match="undone already"):
        importing.undo(session, answer.batch)


def test_scottish_and_irish_numbers_reach_the_person_and_are_known_again(
    session: Session, tmp_path: Path
) -> None:
    path = written(tmp_path / "list.csv", [CHI, *CLARKE[1:]])
    opened, columns, checked = looked_at(session, path)
    assert not checked.rejected
    importing.take(session, opened, columns, checked)
    known = person(session, "Clarke")
    assert known.unverified_identifier.startswith("CHI ")
    assert (known.nhs_number, known.nhs_status) == ("", "absent")
    _, _, again = looked_at(session, path)
    assert (len(again.new), len(again.unchanged)) == (0, 1)


def test_a_note_is_imported_once(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", CLARKE, OSEI)
    imported(session, path, Comments="note")
    _, _, again = looked_at(session, path, Comments="note")
    assert (len(again.changed), len(again.unchanged)) == (0, 2)
    longer = written(tmp_path / "longer.csv", [*CLARKE[:-1], "Likes chess and dominoes"], OSEI)
    imported(session, longer, Comments="note")
    case = case_of(session, "Clarke")
    notes = session.records.all(Note, "case_id = ?", (case.id,), order="at, id")
    assert [note.text for note in notes] == ["Likes chess", "Likes chess and dominoes"]


def test_free_text_stays_out_unless_chosen(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", CLARKE)
    opened = importing.open_file(session, path)
    assert importing.free_text_columns(opened.mapping) == ["Comments"]
    assert not importing.takes_free_text(opened.mapping)
    chosen = importing.match_free_text(opened.table, opened.mapping, True)
    assert importing.takes_free_text(chosen)
    assert importing.match_free_text(opened.table, chosen, False).fields() == opened.mapping.fields()


def test_words_of_other_systems_arrive_as_our_codes(session: Session, tmp_path: Path) -> None:
    imported(session, written(tmp_path / "list.csv", CLARKE, OSEI))
    assert (person(session, "Clarke").residence, person(session, "Osei").residence) == (
        "own_home",
        "care_home",
    )
    assert (case_of(session, "Clarke").pathway, case_of(session, "Osei").pathway) == ("hiu", "")


def test_real_numbers_do_not_enter_a_training_team_nor_both_any(session: Session, tmp_path: Path) -> None:
    imported(session, written(tmp_path / "list.csv", CLARKE))
    assert session.team().number_range == "training"
    before = store_care.digest(session)
    for rows, words in (
        ([["943 476 5919", *OSEI[1:]]], "training team"),
        ([OSEI, ["943 476 5919", "Hall", "Jo", "1/2/1950", "", "", "", ""]], "mixes"),
    ):
        path = written(tmp_path / "other.csv", *rows)
        opened, columns, checked = looked_at(session, path)
        assert words in importing.obstacle(session, checked)
        assert words in preview(session, opened.table, columns).obstacle
        with pytest.raises(Refused, match=words):
            importing.take(session, opened, columns, checked)
    assert store_care.digest(session) == before


def test_undo_keeps_who_was_worked_with_and_lists_them(session: Session, tmp_path: Path) -> None:
    earlier = cases.open_new(session, {"family_name": "Hall", "dob": "1950-02-01"})
    path = written(tmp_path / "list.csv", CLARKE, OSEI)
    answer = imported(session, path, Comments="note")
    osei = case_of(session, "Osei")
    cases.add_note(session, osei.ref, "Rang about the ramp")
    undone = importing.undo(session, answer.batch)
    assert undone.kept == [osei.ref]
    assert undone.kept_names == ["OSEI, Ama"]
    left = {one.family_name for one in session.records.all(Person)}
    assert left == {"Hall", "Osei"}
    assert session.records.get(Case, earlier.id) is not None
    assert [note.text for note in session.records.all(Note)] == ["Rang about the ramp"]


def test_undo_gives_back_earlier_values_but_not_over_an_edit_made_since(
    session: Session, tmp_path: Path
) -> None:
    imported(session, written(tmp_path / "first.csv", CLARKE, OSEI))
    moved = [*CLARKE[:4], "07700 900111", "Care home", *CLARKE[6:]]
    other = [*OSEI[:4], "07700 900222", *OSEI[5:]]
    answer = imported(session, written(tmp_path / "second.csv", moved, other))
    assert answer.changed == 2
    cases.set_fields(session, case_of(session, "Clarke").ref, {"phone": "07700 900999"})
    undone = importing.undo(session, answer.batch)
    clarke, osei = person(session, "Clarke"), person(session, "Osei")
    assert (clarke.phone, clarke.residence) == ("07700 900999", "own_home")
    assert osei.phone == "07700 900002"
    assert undone.kept == [case_of(session, "Clarke").ref]


def test_cases_with_older_work_on_them_are_not_said_to_be_worked_with_since(
    session: Session, tmp_path: Path
) -> None:
    imported(session, written(tmp_path / "first.csv", CLARKE))
    case = case_of(session, "Clarke")
    preparing.add(session, preparing.plan(session, session.today()).id, case.ref)
    answer = imported(session, written(tmp_path / "second.csv", [*CLARKE[:4], "07700 900111", *CLARKE[5:]]))
    undone = importing.undo(session, answer.batch)
    assert undone.kept == []
    assert person(session, "Clarke").phone == "07700 900001"


def test_a_saved_matching_is_used_again_and_the_newest_of_a_name_counts(
    session: Session, tmp_path: Path, neighbourhood: Any
) -> None:
    imported(session, written(tmp_path / "first.csv", CLARKE), "Borough extract")
    neighbourhood.clock.on(minutes=5)
    imported(session, written(tmp_path / "second.csv", OSEI), "Borough extract", Comments="note")
    opened = importing.open_file(session, tmp_path / "first.csv")
    assert (opened.saved, opened.fitting) == ("Borough extract", ("Borough extract",))
    assert opened.mapping.fields()["Comments"] == "note"
    assert "Comments" not in importing.suggested(opened.table).fields()
    with pytest.raises(Refused, match="no saved matching"):
        importing.match_as(session, opened.table, "Somebody else’s")


def test_dates_that_could_be_either_are_asked_about_once(session: Session, tmp_path: Path) -> None:
    path = written(
        tmp_path / "list.csv", ["Clarke", "03/02/1959"], ["Osei", "01/12/1948"], header=["Surname", "DOB"]
    )
    opened = importing.open_file(session, path)
    found = preview(session, opened.table, opened.mapping)
    assert found.asks_order
    assert found.date_example == "03/02/1959"
    other = preview(session, opened.table, opened.mapping, date_order="month_first")
    assert [str(row.dob) for row in other.checked.new] == ["1959-03-02", "1948-01-12"]
    clear = written(
        tmp_path / "clear.csv", ["Clarke", "13/02/1959"], ["Osei", "01/12/1948"], header=["Surname", "DOB"]
    )
    opened = importing.open_file(session, clear)
    assert not preview(session, opened.table, opened.mapping).asks_order


def test_possible_duplicates_are_laid_side_by_side(session: Session, tmp_path: Path) -> None:
    cases.open_new(
        session,
        {"family_name": "Clarke", "given_names": "Winston", "dob": "1959-02-13", "phone": "07700 900009"},
    )
    opened = importing.open_file(session, written(tmp_path / "list.csv", CLARKE))
    pair = preview(session, opened.table, opened.mapping).duplicates[0]
    assert (pair.here.where, pair.there.where) == ("Row 2 of the file", "Case C-0001")
    assert pair.here.words["name"] == pair.there.words["name"] == "CLARKE, Winston"
    assert pair.differing == {"phone"}


def test_people_told_apart_by_hand_are_not_proposed_again(session: Session, tmp_path: Path) -> None:
    known = cases.open_new(session, {"family_name": "Clarke", "given_names": "Winston", "dob": "1959-02-13"})
    other = {"family_name": "Clark", "given_names": "Winston", "dob": "1959-02-13"}
    told = cases.open_new(session, other, not_same_as=[known.person_id])
    row = ["999 018 4488", "Clark", *CLARKE[2:]]
    opened = importing.open_file(session, written(tmp_path / "list.csv", row))
    pairs = preview(session, opened.table, opened.mapping).duplicates
    assert [pair.there.where for pair in pairs] == [f"Case {told.ref}"]


def test_what_changes_is_told_field_by_field(session: Session, tmp_path: Path) -> None:
    imported(session, written(tmp_path / "first.csv", CLARKE))
    opened = importing.open_file(
        session, written(tmp_path / "second.csv", [*CLARKE[:4], "07700 900111", *CLARKE[5:]])
    )
    found = preview(session, opened.table, opened.mapping)
    assert [row.outcome for row in found.rows["updated"]] == ["Phone: 07700 900001 → 07700 900111"]
    assert found.counts.updated == 1


def test_a_file_that_has_gone_or_cannot_be_written_is_refused(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", CLARKE)
    opened, columns, checked = looked_at(session, path)
    path.unlink()
    assert importing.take(session, opened, columns, checked).new == 1
    with pytest.raises(Refused, match="could not be saved"):
        importing.save_problems(checked, tmp_path / "no folder" / "problems.csv")
    importing.delete_file(path)
    assert session.records.all(ImportBatch)[0].file_hash == opened.digest


def test_an_import_is_one_step_of_undo(session: Session, tmp_path: Path) -> None:
    imported(session, written(tmp_path / "list.csv", CLARKE, OSEI))
    undo.undo(session)
    assert not session.records.all(Person)
