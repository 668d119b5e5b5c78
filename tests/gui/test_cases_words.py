"""How case pages read and say days, reviews and filters."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mdt_desktop.services.cases.case_lists import CaseRow
from tests.gui.dressed import dressed
from ui.cases.query import Filter, Query
from ui.cases.wording import day_of, people, review_due, row_sentence
from ui.cases.written_day import read_birth_date, read_day, written
from ui.widgets.name_lines import name_lines

__all__ = ["dressed"]

TODAY = date(2026, 11, 24)
ROW = CaseRow(
    id="c",
    ref="C-0001",
    person_id="p",
    name="BEGUM, Fatima",
    age=71,
    nhs_number="999 052 7741",
    dob=None,
    tier="medium",
    tier_label="Medium",
    pathway="",
    flags=("interpreter",),
    locality="Millfield",
    key_worker_id="",
    key_worker="",
    key_worker_initials="",
    key_worker_sector="",
    status="active",
    last_discussed=None,
    review_due=date(2026, 11, 17),
    review_late_days=7,
    open_actions=0,
    late_actions=0,
)


@pytest.mark.parametrize(
    "text", ["14 Mar 1944", "14 march 1944", "14/3/1944", "14.03.1944", "1944-03-14", "14-3-1944"]
)
def test_a_day_is_read_as_people_write_it(text):
    assert read_day(f" {text} ") == date(1944, 3, 14)


@pytest.mark.parametrize("text", ["", "14/3/44", "31 Feb 1944", "3/14/1944", "14 Mxr 1944", "soon"])
def test_what_is_no_day_is_not_guessed(text):
    assert read_day(text) is None


def test_nobody_is_born_tomorrow_or_before_1906():
    assert read_birth_date("25 Nov 2026", TODAY) is None
    assert read_birth_date("1 Jan 1905", TODAY) is None
    assert read_birth_date("24 Nov 2026", TODAY) == TODAY


def test_what_is_written_is_read_back():
    assert read_day(written(date(1944, 3, 4))) == date(1944, 3, 4)
    assert written(None) == ""


def test_a_row_is_read_as_the_design_says():
    assert row_sentence(ROW, TODAY) == "Fatima Begum, 71, medium complexity, flags interpreter, review late"
    plain = replace(
        ROW, tier="most_complex", tier_label="Most complex", flags=(), review_late_days=0, age=None
    )
    assert row_sentence(replace(plain, review_due=TODAY), TODAY) == "Fatima Begum, most complex, review today"
    assert row_sentence(replace(plain, review_due=None), TODAY).endswith("no review date")


@pytest.mark.parametrize(
    ("days", "late", "text", "tone"),
    [
        (-7, 7, "17 Nov", "red"),
        (0, 0, "Today", "amber"),
        (2, 0, "Thu 26", "accent"),
        (3, 0, "Fri 27", ""),
        (16, 0, "10 Dec", ""),
        (60, 0, "23 Jan 2027", ""),
    ],
)
def test_reviews_are_red_when_late_and_tinted_when_the_next_huddle_can_see_to_them(days, late, text, tone):
    row = replace(ROW, review_due=TODAY + timedelta(days=days), review_late_days=late)
    due = review_due(row, TODAY, TODAY + timedelta(days=2))
    assert (due.text, due.tone) == (text, tone)


def test_days_and_people_on_buttons():
    assert day_of(TODAY + timedelta(days=2), TODAY) == "Thursday"
    assert day_of(TODAY, TODAY) == "today"
    assert day_of(TODAY + timedelta(days=9), TODAY) == "Thu 3 Dec"
    assert (people(1), people(2)) == ("1 person", "2 people")


def test_a_query_says_its_terms_in_the_stores_words():
    query = Query(view="review_due").with_filter(Filter("tier=low", "Complexity: low"))
    assert query.terms() == "status=open status!=deceased_pending review_due<=+7d tier=low"
    assert query.narrowed
    assert not query.without(query.filters[0]).narrowed


def test_a_name_in_its_own_script_moves_to_the_second_line_rather_than_be_cut(dressed):
    assert name_lines("BEGUM, Fatima (ফাতেমা)", 400) == ("BEGUM, Fatima (ফাতেমা)", "")
    assert name_lines("BEGUM, Fatima (ফাতেমা)", 120) == ("BEGUM, Fatima", "ফাতেমা")
    assert name_lines("HARGREAVES-WETHERBY, David", 60) == ("HARGREAVES-WETHERBY, David", "")
