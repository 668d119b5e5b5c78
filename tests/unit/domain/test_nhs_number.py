"""The check digit, the traps around it, and the forms people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain import nhs_number
from mdt_desktop.domain.nhs_number import Problem


@pytest.mark.parametrize("number", ["9990079196", "9990237573", "9990316767", "9990395950"])
def test_well_formed_numbers_are_returned_as_ten_digits(number: str) -> None:
    assert nhs_number.check(number) == number
    assert nhs_number.is_test_number(number)


@pytest.mark.parametrize(
    "text",
    [
        "999 007 9196",
        " 999 007 9196 ",
        "\xa0999 007 9196 \xa0",
        "999 \u200b007 9196",
        "\ufeff9990079196",
        "'9990079196",
        "999-007-9196",
        "9990079196.0",
        "99900 79196",
        '="9990079196"',
    ],
)
def test_odd_spaces_marks_and_exact_fractions_are_read(text: str) -> None:
    assert nhs_number.check(text) == "9990079196"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no NHS number"),
        ("  ", "no NHS number"),
        ("9.99E+09", "Excel shortened"),
        ("1E+10", "Excel shortened"),
        ("9990079197", "check digit"),
        ("999007919", "9, perhaps a lost leading zero"),
        ("99900791960", "this has 11"),
        ("999007919O", "digits only"),
        ("9990079196.5", "digits only"),
        ("٩٩٩٠٠٧٩١٩٦", "digits only"),
    ],
)
def test_what_is_wrong_is_said(text: str, words: str) -> None:
    problem = nhs_number.check(text)
    assert isinstance(problem, Problem)
    assert words in problem.words


@pytest.mark.parametrize("digit", "0123456789")
def test_repeated_digits_pass_the_sum_and_are_refused_all_the_same(digit: str) -> None:
    assert nhs_number.check_digit(digit * 9) == digit
    assert isinstance(nhs_number.check(digit * 10), Problem)


@pytest.mark.parametrize("nine", ["999000000", "999015838"])
def test_some_prefixes_have_no_tenth_digit(nine: str) -> None:
    assert nhs_number.check_digit(nine) is None
    assert all(isinstance(nhs_number.check(f"{nine}{digit}"), Problem) for digit in range(10))


def test_other_countries_numbers_are_recognised() -> None:
    assert nhs_number.other_scheme("0607230002") == "CHI"
    assert nhs_number.other_scheme("3200000013") == "H&C"
    assert nhs_number.other_scheme("9990079196") is None
    assert nhs_number.other_scheme("3102000000") is None


def test_plain_forms_need_no_repair() -> None:
    assert nhs_number.written_plainly("9990079196")
    assert nhs_number.written_plainly("999 007 9196")
    assert not nhs_number.written_plainly("999  007 9196")
    assert not nhs_number.written_plainly("9990079196.0")


def test_grouped_for_reading() -> None:
    assert nhs_number.grouped("9990276137") == "999 027 6137"
    assert nhs_number.grouped("12") == "12"


@given(st.text(max_size=20))
def test_any_text_gives_ten_digits_or_a_problem(text: str) -> None:
    found = nhs_number.check(text)
    if isinstance(found, str):
        assert len(found) == 10
        assert found.isdigit()
    else:
        assert found.words


@given(st.integers(0, 999_999).map(lambda tail: f"999{tail:06d}"), st.integers(0, 9), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(nine: str, position: int, shift: int) -> None:
    tenth = nhs_number.check_digit(nine)
    if tenth is None:
        return
    number = nine + tenth
    changed = str((int(number[position]) + shift) % 10)
    wrong = number[:position] + changed + number[position + 1 :]
    assert isinstance(nhs_number.check(wrong), Problem)
