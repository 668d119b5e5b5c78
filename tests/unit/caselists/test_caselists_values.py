"""Single cells: what each type of field takes, and what it leaves blank."""

from datetime import date, datetime

import pytest

from mdt_desktop.caselists.cell_text import Reading, tidy, undamaged
from mdt_desktop.caselists.table import show
from mdt_desktop.caselists.values import READERS
from mdt_desktop.domain import vocabulary


def read(kind: str, cell: object) -> Reading:
    return READERS[kind](cell)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("tier", "Low", "low"),
        ("tier", "Mod", "medium"),
        ("tier", "V High", "most_complex"),
        ("tier", "Most complex", "most_complex"),
        ("tier", 3.0, "most_complex"),
        ("tier", "Tier 2", "medium"),
        ("sex", "F", "female"),
        ("sex", "1", "male"),
        ("efi_category", "Moderate frailty", "moderate"),
        ("png", "10 - Multimorbidity, high complexity", "10"),
        ("png", "PNG 03", "3"),
        ("png", "Frailty", "11"),
        ("residence", "Owner occupied", "own_home"),
        ("residence", "Care home", "care_home"),
        ("residence", "NFA", "no_fixed_abode"),
        ("pathway", "High intensity use", "hiu"),
        ("flag", "Yes - since May", True),
        ("flag", "✓", True),
        ("flag", True, True),
        ("flag", "0", False),
        ("flag", 0.0, False),
        ("count", "1,204", 1204),
        ("count", "7.0", 7),
        ("count", 7.0, 7),
        ("number", "18.5%", 18.5),
        ("efi", "0.36", 0.36),
        ("cfs", "6", 6),
        ("postcode", "zz993vz", "ZZ99 3VZ"),
        ("postcode", "ec1a1bb", "EC1A 1BB"),
        ("practice_code", "a99901", "A99901"),
        ("nhs_number", 9990079196.0, "9990079196"),
        ("text", 14.0, "14"),
        ("text", datetime(2026, 11, 23), "2026-11-23"),  # noqa: DTZ001
        ("text", "two\r\nlines  here", "two\nlines here"),
        ("text", "क्\u200dष", "क्\u200dष"),
    ],
)
def test_values_that_are_understood(kind: str, cell: object, value: object) -> None:
    assert read(kind, cell) == Reading(value)


@pytest.mark.parametrize("kind", sorted(set(READERS) - {"free_text", "text"}))
def test_blank_and_unknown_are_neither_a_value_nor_a_problem(kind: str) -> None:
    assert read(kind, " \xa0") == Reading(None)
    if kind not in ("nhs_number", "name", "full_name"):
        assert read(kind, "Unknown") == Reading(None)


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("tier", "multimorbidity | polypharmacy"),
        ("sex", "x"),
        ("efi_category", "0.3"),
        ("png", "12"),
        ("residence", "lighthouse"),
        ("pathway", "yellow brick road"),
        ("flag", "x"),
        ("count", "7.5"),
        ("number", "-1"),
        ("efi", "36"),
        ("cfs", "10"),
        ("postcode", "XX1 1XX1"),
        ("practice_code", "Millrace Surgery"),
        ("age", "old"),
    ],
)
def test_values_that_are_left_blank_with_a_problem(kind: str, cell: str) -> None:
    reading = read(kind, cell)
    assert reading.value is None
    assert reading.problem
    assert not reading.stop


@pytest.mark.parametrize("cell", ["12/03/2024", "Eu31. 12/03/2024", "1234567890123", date(2024, 3, 12)])
def test_a_code_or_a_date_in_a_register_means_yes_and_says_so(cell: object) -> None:
    assert read("flag", cell)[:3:2] == (True, "Read as yes")


def test_codes_are_those_of_the_vocabulary() -> None:
    for kind, cell in (
        ("tier", "high"),
        ("sex", "f"),
        ("residence", "rented"),
        ("pathway", "ltc"),
        ("png", "4"),
    ):
        assert vocabulary.term(kind, str(read(kind, cell).value))


@pytest.mark.parametrize(
    ("damaged", "right"),
    [("ZoÃ«", "Zoë"), ("WÃ“JCIK", "WÓJCIK"), ("Zoë", "Zoë"), ("Ã", "Ã"), ("ZoÃ« ਹ", "ZoÃ« ਹ"), ("â€™", "’")],
)
def test_wrongly_decoded_text_is_put_right_only_where_that_is_exact(damaged: str, right: str) -> None:
    assert undamaged(damaged) == right


def test_invisible_marks_go_and_joiners_stay() -> None:
    assert tidy("\ufeff CHAN\u200b\t") == "CHAN"
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"


def test_cells_are_shown_as_people_read_them() -> None:
    assert [show(cell) for cell in (14.0, 0.5, True, date(2026, 1, 2), "x")] == [
        "14",
        "0.5",
        "TRUE",
        "2026-01-02",
        "x",
    ]
