"""Rows become new, changed, unchanged or rejected people; what is repaired or doubtful is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mdt_desktop.caselists.checking import check
from mdt_desktop.caselists.findings import Change, Check, KnownPerson
from mdt_desktop.caselists.mapping import choose, suggest
from mdt_desktop.caselists.reading import read
from mdt_desktop.caselists.report import neutral, problems_csv, rejected_csv
from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused

TODAY = date(2026, 11, 23)
HEADER = "NHS Number,Surname,Forename,Date of Birth,Age,Postcode,Tier,A&E 12m,Lives alone,Review date\n"
CLARKE = KnownPerson(
    person_id="p1",
    case_id="c1",
    case_ref="N-001",
    nhs_number="9990079196",
    family_name="Clarke",
    given_names="Winston",
    dob=date(1959, 2, 3),
    postcode="TS77 7DB",
    values={"tier": "low", "ae_12m": 3, "lives_alone": True},
)


def checked(folder: Path, rows: str, known: Sequence[KnownPerson] = (), header: str = HEADER) -> Check:
    path = folder / "list.csv"
    path.write_text(header + rows, encoding="utf-8")
    table = read(path)
    found = check(table, suggest(table), known, TODAY)
    assert found.rows == len(found.new) + len(found.changed) + len(found.unchanged) + len(found.rejected)
    accepted = {row.number for row in (*found.new, *found.changed, *found.unchanged)}
    assert {warning.row for warning in found.warnings} <= accepted
    return found


def test_values_are_typed(tmp_path: Path) -> None:
    found = checked(tmp_path, "999 007 9196,CLARKE,Winston,03/02/1959,67,ts777db,V High,9,Y,01/12/2026\n")
    assert found.new[0].values == {
        "nhs_number": "9990079196",
        "family_name": "CLARKE",
        "given_names": "Winston",
        "dob": date(1959, 2, 3),
        "postcode": "TS77 7DB",
        "tier": "most_complex",
        "ae_12m": 9,
        "lives_alone": True,
        "review_due": date(2026, 12, 1),
    }
    assert found.warnings == ()
    assert found.number_range == "training"


def test_only_what_differs_is_a_change_and_blanks_never_overwrite(tmp_path: Path) -> None:
    found = checked(tmp_path, "9990079196,CLARKE,Winston,03/02/1959,,,Medium,,,\n", [CLARKE])
    assert found.changed[0].person_id == "p1"
    assert found.changed[0].changes == {"tier": Change("low", "medium")}
    same = checked(tmp_path, "9990079196,CLARKE,Winston,03/02/1959,,ts77 7db,Low,3,yes,\n", [CLARKE])
    assert [row.person_id for row in same.unchanged] == ["p1"]


def test_gone_from_the_file_is_told_and_closes_nobody(tmp_path: Path) -> None:
    unnumbered = KnownPerson("p2", family_name="Osei", dob=date(1960, 1, 1))
    found = checked(tmp_path, "9990237573,Osei,Ama,04/03/1960,,,,,,\n", [CLARKE, unnumbered])
    assert found.gone_from_file == (CLARKE,)
    rejected = checked(tmp_path, "9990079196,Clarke,Winston,31/02/1959,,,,,,\n", [CLARKE])
    assert rejected.rejected
    assert rejected.gone_from_file == ()


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("9990079197,Clarke,Winston,03/02/1959,,,,,,", "NHS Number", "check digit"),
        ("9.99E+09,Clarke,Winston,03/02/1959,,,,,,", "NHS Number", "Excel shortened"),
        ("9999999999,Clarke,Winston,03/02/1959,,,,,,", "NHS Number", "placeholder"),
        ("UNKNOWN,Clarke,Winston,03/02/1959,,,,,,", "NHS Number", "digits only"),
        ("9990079196,Clarke,Winston,31/02/1959,,,,,,", "Date of Birth", "not a possible date"),
        ("9990079196,Clarke,Winston,banana,,,,,,", "Date of Birth", "not a possible date"),
        ("9990079196,Clarke,Winston,24/11/2026,,,,,,", "Date of Birth", "in the future"),
        ("9990079196,Clarke,Winston,22/11/1905,,,,,,", "Date of Birth", "more than 120"),
        ("9990079196,,,03/02/1959,,,,,,", "Surname", "no name"),
        (",Clarke,Winston,,,,,,,", "NHS Number", "neither"),
        (",Clarke,Winston,UNKNOWN,,,,,,", "NHS Number", "neither"),
        ("9990079196,Clarke,Winston,03/02/1959,,,,,", "", "fewer"),
        ("9990079196,Clarke,Winston,03/02/1959,,,,,,,", "", "more"),
    ],
)
def test_rows_that_are_left_out(tmp_path: Path, row: str, column: str, problem: str) -> None:
    found = checked(tmp_path, f"9990237573,Osei,Ama,04/03/1960,,,,,,\n{row}\n")
    assert [(one.row, one.column) for one in found.rejected] == [(3, column)]
    assert problem in found.rejected[0].problem
    assert len(found.new) == 1


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("1958-02-14", date(1958, 2, 14)),
        ("1958-02-14T00:00:00", date(1958, 2, 14)),
        ("30933", date(1984, 9, 8)),
        ("23/02/57", date(1957, 2, 23)),
        ("05/24/1956", date(1956, 5, 24)),
    ],
)
def test_dates_that_are_repaired_with_a_warning(tmp_path: Path, written: str, born: date) -> None:
    found = checked(tmp_path, f"9990237573,Osei,Ama,24/03/1960,,,,,,\n9990079196,Clarke,W,{written},,,,,,\n")
    assert found.new[1].dob == born
    assert [(warning.row, warning.value) for warning in found.warnings] == [(3, written)]


@pytest.mark.parametrize(
    "written", ["03/02/1959", "3.2.1959", "3 Feb 1959", "03-Feb-1959", "3rd February 1959"]
)
def test_dates_that_need_no_repair(tmp_path: Path, written: str) -> None:
    found = checked(tmp_path, f"9990079196,Clarke,Winston,{written},,,,,,\n")
    assert found.new[0].dob == date(1959, 2, 3)
    assert found.warnings == ()


def test_a_file_that_is_month_first_throughout_is_read_so(tmp_path: Path) -> None:
    numbers = ("9990079196", "9990237573", "9990316767", "9990395950")
    days = ("02/13/1959", "03/24/1960", "04/30/1961", "05/06/1962")
    rows = "".join(f"{n},Clarke,W,{d},,,,,,\n" for n, d in zip(numbers, days, strict=True))
    found = checked(tmp_path, rows)
    assert found.date_order.order == "month_first"
    assert found.new[3].dob == date(1962, 5, 6)
    assert found.warnings == ()
    mixed = checked(tmp_path, rows + "9990276137,Osei,A,28/01/1950,,,,,,\n")
    assert mixed.date_order.order == "day_first"
    assert mixed.new[3].dob == date(1962, 6, 5)


def test_a_year_first_file_is_not_full_of_warnings(tmp_path: Path) -> None:
    rows = "".join(f",Person{n:02d},Ann,19{n + 40}-02-03,,,,,,\n" for n in range(12))
    found = checked(tmp_path, rows)
    assert {warning.problem for warning in found.warnings} == {"There is no NHS number"}


def test_the_age_chooses_the_century_of_a_short_year(tmp_path: Path) -> None:
    found = checked(tmp_path, "9990079196,Clarke,W,03/02/24,102,,,,,\n9990237573,Osei,A,03/02/24,2,,,,,\n")
    assert [row.dob for row in found.new] == [date(1924, 2, 3), date(2024, 2, 3)]


@pytest.mark.parametrize(
    ("row", "field", "problem"),
    [
        ("9990079196,Clarke,W,03/02/1959,,12345,,,,", "postcode", "not a UK postcode"),
        ("9990079196,Clarke,W,03/02/1959,,,,-2,,", "ae_12m", "less than 0"),
        ("9990079196,Clarke,W,03/02/1959,,,,>10,,", "ae_12m", "not a whole number"),
        ("9990079196,Clarke,W,03/02/1959,,,,two,,", "ae_12m", "not a whole number"),
        ("9990079196,Clarke,W,03/02/1959,,,,TRUE,,", "ae_12m", "not a whole number"),
        ("9990079196,Clarke,W,03/02/1959,,,,*,,", "ae_12m", "hidden"),
        ("9990079196,Clarke,W,03/02/1959,,,purple,,,", "tier", "tiers"),
        ("9990079196,Clarke,W,03/02/1959,,,,,maybe,", "lives_alone", "neither yes nor no"),
        ("9990079196,Clarke,W,03/02/1959,,,,,,soon", "review_due", "not a date"),
        ("9990079196,Clarke,W,01/01/1900,,,,,,", "dob", "missing birth date"),
        ("9990079196,Clarke,W,00/00/0000,,,,,,", "dob", "not known"),
        ("9990079196,Clarke,W,,,,,,,", "dob", "no date of birth"),
        (",Clarke,W,03/02/1959,,,,,,", "nhs_number", "no NHS number"),
        ("9990079196,Clarke,W,03/02/1959,40,,,,,", "age", "does not fit"),
    ],
)
def test_bad_values_elsewhere_are_left_blank_with_a_warning(
    tmp_path: Path, row: str, field: str, problem: str
) -> None:
    ready = "".join(f"{n},Osei,Ama,04/03/1960,66,TS77 7DB,Low,1,N,01/12/2026\n" for n in ("9990237573",) * 9)
    found = checked(tmp_path, f"{row}\n{ready}")
    mine = [warning for warning in found.warnings if warning.row == 2]
    assert [problem in warning.problem for warning in mine] == [True]
    assert field not in found.new[0].values


def test_blank_means_unknown_never_no(tmp_path: Path) -> None:
    found = checked(tmp_path, "9990079196,Clarke,W,03/02/1959,,,,,,\n9990237573,Osei,A,04/03/1960,,,,,N,\n")
    assert "lives_alone" not in found.new[0].values
    assert found.new[1].values["lives_alone"] is False


def test_children_are_pointed_out(tmp_path: Path) -> None:
    found = checked(tmp_path, "9990079196,Clarke,W,24/11/2008,,,,,,\n")
    assert "Aged 17" in found.warnings[0].problem


def test_an_exact_repeat_is_unchanged_and_another_row_for_the_person_is_not_used(tmp_path: Path) -> None:
    row = "9990079196,Clarke,W,03/02/1959,,,Low,1,,\n"
    found = checked(tmp_path, row + row + "9990079196,Clarke,W,03/02/1959,,,High,7,,\n")
    assert [one.number for one in found.new] == [2]
    assert found.new[0].values["tier"] == "low"
    assert [one.number for one in found.unchanged] == [3, 4]
    assert [warning.problem for warning in found.warnings] == [
        "Row 2 is the same",
        "Row 2 is the same person, with other details",
    ]


def test_one_number_for_two_people_rejects_both_rows(tmp_path: Path) -> None:
    found = checked(tmp_path, "9990079196,Clarke,W,03/02/1959,,,,,,\n9990079196,Osei,Baby,03/02/2025,,,,,,\n")
    assert [(one.row, one.value) for one in found.rejected] == [(2, "9990079196"), (3, "9990079196")]
    assert "Row 3" in found.rejected[0].problem


def test_one_number_for_two_people_rejects_the_row_that_disagrees_with_the_list(tmp_path: Path) -> None:
    rows = "9990079196,Clarke,Winston,03/02/1959,,,,,,\n9990079196,Osei,Ama,03/02/1959,,,,,,\n"
    found = checked(tmp_path, rows, [CLARKE])
    assert [one.row for one in found.rejected] == [3]
    assert "N-001" in found.rejected[0].problem
    other_day = checked(tmp_path, "9990079196,Clarke,Winston,03/02/1958,,,,,,\n", [CLARKE])
    assert "another date of birth" in other_day.rejected[0].problem


@pytest.mark.parametrize(
    "name", ["CLARKE,Win", "Clark,Winston", "Clarke-Hall,W", "Winston,Clarke", "Clárke,W"]
)
def test_the_same_persons_name_may_be_spelled_otherwise(tmp_path: Path, name: str) -> None:
    assert not checked(tmp_path, f"9990079196,{name},03/02/1959,,,,,,\n", [CLARKE]).rejected


def test_similar_people_under_other_numbers_are_proposed_never_merged(tmp_path: Path) -> None:
    rows = (
        "9990237573,Clark,Winston,03/02/1959,,TS77 7DB,,,,\n"
        "9990316767,Clarke,Wilma,03/02/1959,,TS77 7DB,,,,\n"
        "9990395950,Clarke,Winston,05/06/1985,,TS77 7DB,,,,\n"
        "9990276137,Clark,Winston,03/02/1959,,TS77 7DB,,,,\n"
    )
    found = checked(tmp_path, rows, [CLARKE])
    assert len(found.new) == 4
    pairs = [(one.row, one.case_ref, one.other_row) for one in found.possible_duplicates]
    assert pairs == [(2, "N-001", 0), (5, "N-001", 0), (5, "", 2)]
    assert found.possible_duplicates[0].why == (
        "Similar name, same date of birth, same postcode, another NHS number"
    )


def test_a_row_without_a_number_adds_nobody_twice_and_changes_nobody(tmp_path: Path) -> None:
    found = checked(tmp_path, ",clarke,WINSTON,03/02/1959,,,High,,,\n", [CLARKE])
    assert found.new == found.changed == ()
    assert found.possible_duplicates[0].case_ref == "N-001"
    assert found.warnings[-1].done == "Nothing was changed"


TOLD_APART = [
    CLARKE,
    KnownPerson(
        person_id="p9",
        case_ref="N-009",
        family_name="Clark",
        given_names="Winston",
        dob=date(1959, 2, 3),
        postcode="TS77 1AA",
        not_same_as=frozenset({"p1"}),
    ),
]


def test_whoever_a_row_repeats_is_not_proposed_as_somebody_they_were_told_apart_from(tmp_path: Path) -> None:
    row = "9990237573,Clark,Winston,03/02/1959,,TS77 1AA,,,,\n"
    assert [one.case_ref for one in checked(tmp_path, row, TOLD_APART).possible_duplicates] == ["N-009"]
    spelled_otherwise = "9990237573,Clarcke,Winston,03/02/1959,,,,,,\n"
    found = checked(tmp_path, spelled_otherwise, TOLD_APART)
    assert [one.case_ref for one in found.possible_duplicates] == ["N-001", "N-009"]


def test_of_two_told_apart_a_row_is_the_one_it_repeats_whole(tmp_path: Path) -> None:
    twin = replace(TOLD_APART[1], family_name="Clarke", postcode="", values={"tier": "medium"})
    row = ",Clarke,Winston,03/02/1959,,,Medium,,,\n"
    found = checked(tmp_path, row, [CLARKE, twin])
    assert found.new == ()
    assert [one.case_ref for one in found.possible_duplicates] == ["N-009"]
    known_as_neither = checked(tmp_path, row.replace("Medium", "High"), [CLARKE, twin])
    assert len(known_as_neither.new) == 1
    assert [one.case_ref for one in known_as_neither.possible_duplicates] == ["N-001", "N-009"]


def test_other_countries_numbers_are_kept_as_other_identifiers(tmp_path: Path) -> None:
    found = checked(
        tmp_path, "0607230002,McLeod,Ann,06/07/1923,,,,,,\n0607230002,McLeod,Ann,06/07/1923,,,,,,\n"
    )
    assert found.new[0].values["unverified_identifier"] == "CHI 060 723 0002"
    assert "nhs_number" not in found.new[0].values
    assert found.number_range == "none"
    assert len(found.unchanged) == 1


def test_test_numbers_and_others_in_one_file_are_told_apart(tmp_path: Path) -> None:
    found = checked(tmp_path, "9990079196,Clarke,W,03/02/1959,,,,,,\n9434765919,Osei,A,04/03/1960,,,,,,\n")
    assert found.number_range == "mixed"


def test_whole_names_are_taken_apart(tmp_path: Path) -> None:
    header = "NHS Number,Patient Name,DOB\n"
    rows = (
        '9990079196,"CLARKE, Winston (Mr)",03/02/1959\n'
        "9990237573,Mrs Ama OSEI BONSU,04/03/1960\n"
        "9990316767,Linh Nguyen,05/03/1960\n"
        "9990395950,Sukarno,05/03/1961\n"
    )
    found = checked(tmp_path, rows, header=header)
    names = [(row.text("title"), row.text("given_names"), row.text("family_name")) for row in found.new]
    assert names == [
        ("Mr", "Winston", "CLARKE"),
        ("Mrs", "Ama", "OSEI BONSU"),
        ("", "Linh", "Nguyen"),
        ("", "", "Sukarno"),
    ]
    assert [warning.row for warning in found.warnings] == [4]


NAMES = ["O'Neill", "Smith-Jones", "Ŵyn", "সাইফুল", "محمد", "Ó Súilleabháin", "👩‍⚕️ Ann", "A" * 5000]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_kept_as_written(tmp_path: Path, name: str) -> None:
    found = checked(tmp_path, f"9990079196,{name},Ann,03/02/1959,,,,,,\n")
    assert found.new[0].values["family_name"] == name
    assert found.warnings == ()


def test_free_text_comes_only_when_chosen(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("NHS Number,Surname,DOB,Notes\n9990079196,Clarke,03/02/1959,=2+2\n", encoding="utf-8")
    table = read(path)
    assert "note" not in check(table, suggest(table), [], TODAY).new[0].values
    found = check(table, choose(table, suggest(table), "Notes", "note"), [], TODAY)
    assert found.new[0].values["note"] == "=2+2"
    assert found.warnings[0].done == "Kept as plain text"


def test_a_mapping_without_a_name_or_an_identity_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="matched to a name"):
        checked(tmp_path, "9990079196,1\n", header="NHS Number,Shoe\n")
    with pytest.raises(Refused, match="NHS number or the date of birth"):
        checked(tmp_path, "Clarke,Winston\n", header="Surname,Forename\n")


def test_progress_counts_rows_and_cancels(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + ",Clarke,Ann,03/02/1959,,,,,,\n" * 600, encoding="utf-8")
    table = read(path)
    calls: list[tuple[int, int]] = []
    check(table, suggest(table), [], TODAY, lambda done, total: calls.append((done, total)))
    assert calls[-1] == (600, 600)

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check(table, suggest(table), [], TODAY, cancel)


def test_the_list_of_problems_opens_safely_in_a_spreadsheet(tmp_path: Path) -> None:
    found = checked(tmp_path, '"=HYPERLINK(""x"")",Clarke,W,03/02/1959,,,,,,\n')
    assert rejected_csv(found.rejected) == (
        'row,column,value,problem\r\n2,NHS Number,"\'=HYPERLINK(""x"")",An NHS number has digits only\r\n'
    )
    assert [neutral(cell) for cell in ("=1", "+1", "-1", "@a", "\t=1", "\ra", " =1", "a=1")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "'\t=1",
        "'\ra",
        "' =1",
        "a=1",
    ]


def test_a_row_left_out_names_every_cell_that_stops_it(tmp_path: Path) -> None:
    found = checked(tmp_path, "9990079197,Clarke,Winston,31/02/1959,,,,,,\n")
    (rejected,) = found.rejected
    assert rejected.column == "NHS Number"
    assert [(other.column, other.value) for other in rejected.also] == [("Date of Birth", "31/02/1959")]
    assert problems_csv(found).count("\r\n") == 3
    assert rejected_csv(found.rejected).count("\r\n") == 2
