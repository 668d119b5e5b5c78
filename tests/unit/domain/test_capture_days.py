"""Days as people type them, from a Thursday huddle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.capture import CaptureContext, Owner, parse

DAY = date(2026, 11, 26)
NEXT = date(2026, 12, 3)
ROOM = CaptureContext(DAY, (Owner("priya", "Priya Shah", here=True),), next_huddle=NEXT)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("today", DAY),
        ("tomorrow", date(2026, 11, 27)),
        ("Fri", date(2026, 11, 27)),
        ("friday", date(2026, 11, 27)),
        ("Weds", date(2026, 12, 2)),
        ("thurs", date(2026, 12, 3)),
        ("next fri", date(2026, 12, 4)),
        ("next Mon", date(2026, 11, 30)),
        ("this fri", date(2026, 11, 27)),
        ("27/11", date(2026, 11, 27)),
        ("26/11", DAY),
        ("7/1", date(2027, 1, 7)),
        ("27/11/2026", date(2026, 11, 27)),
        ("27/11/26", date(2026, 11, 27)),
        ("2026-11-27", date(2026, 11, 27)),
        ("27 Nov", date(2026, 11, 27)),
        ("27th November", date(2026, 11, 27)),
        ("4 Jan", date(2027, 1, 4)),
        ("27 Nov 2026", date(2026, 11, 27)),
        ("Fri 27 Nov", date(2026, 11, 27)),
        ("Fri 27/11", date(2026, 11, 27)),
        ("by Fri 27 Nov 2026", date(2026, 11, 27)),
        ("29 Feb", date(2028, 2, 29)),
        ("+7d", NEXT),
        ("+2w", date(2026, 12, 10)),
        ("2w", date(2026, 12, 10)),
        ("10D", date(2026, 12, 6)),
        ("+3m", date(2027, 2, 26)),
        ("in 2 weeks", date(2026, 12, 10)),
        ("in 2w", date(2026, 12, 10)),
        ("in 1 month", date(2026, 12, 26)),
        ("eom", date(2026, 11, 30)),
        ("before next huddle", date(2026, 12, 2)),
        ('"before next huddle"', date(2026, 12, 2)),
        ("before the next huddle", date(2026, 12, 2)),
        ("at next huddle", NEXT),
        ("on Fri", date(2026, 11, 27)),
        ("before Mon", date(2026, 11, 27)),
        ("before 1 Dec", date(2026, 11, 30)),
    ],
)
def test_a_day_is_read_before_and_at_the_end_of_the_description(typed: str, due: date) -> None:
    for pattern in (
        "/a {} ring Helen",
        "/a @Priya {} ring Helen",
        "/a ring Helen {}.",
        "/a ring Helen {} @Priya",
    ):
        captured = parse(pattern.format(typed), ROOM)
        assert (captured.due, captured.text) == (due, "ring Helen"), pattern
        assert captured.problems == ()


@pytest.mark.parametrize("start", [date(2026, 11, 23) + timedelta(n) for n in range(7)])
def test_a_weekday_is_the_next_one_after_the_huddle(start: date) -> None:
    for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        room = CaptureContext(start)
        soon = parse(f"/a {name} ring", room).due
        assert soon is not None
        assert soon.weekday() == number
        assert 1 <= (soon - start).days <= 7
        following = parse(f"/a next {name} ring", room).due
        assert following is not None
        assert following.isocalendar()[:2] == (start + timedelta(7)).isocalendar()[:2]
        assert following.weekday() == number


@pytest.mark.parametrize(
    ("line", "due", "text"),
    [
        ("/a ring +7d Helen", NEXT, "ring Helen"),
        ("/a ring 27/11 Helen", date(2026, 11, 27), "ring Helen"),
        ("/a ring Fri 27/11 Helen", date(2026, 11, 27), "ring Helen"),
        ("/a ring 2026-11-27 Helen", date(2026, 11, 27), "ring Helen"),
        ("/a ring Fri Helen", None, "ring Fri Helen"),
        ("/a ring today about Helen", None, "ring today about Helen"),
        ("/a ring 27 Nov about Helen", None, "ring 27 Nov about Helen"),
        ("/a give 2w of tablets", None, "give 2w of tablets"),
        ("/a note that BP was 120/80", None, "note that BP was 120/80"),
        ("/a ring her every Fri", None, "ring her every Fri"),
        ("/a ask what happened since Mon", None, "ask what happened since Mon"),
        ("/a lend the frame for 2w", None, "lend the frame for 2w"),
        ("/a ask if free Fri?", None, "ask if free Fri?"),
    ],
)
def test_what_counts_in_the_middle(line: str, due: date | None, text: str) -> None:
    captured = parse(line, ROOM)
    assert (captured.due, captured.text) == (due, text)


def test_a_second_day_stays_in_the_text_and_is_named() -> None:
    captured = parse("/a fri see Helen before 30/11", ROOM)
    assert (captured.due, captured.text) == (date(2026, 11, 27), "see Helen before 30/11")
    assert [doubt.code for doubt in captured.warnings] == ["second_day"]
    assert parse("/a fri see Helen 27/11", ROOM).warnings == ()


@pytest.mark.parametrize(
    ("typed", "code", "better"),
    [
        ("28/11", "weekend", date(2026, 11, 30)),
        ("24/11/2026", "past", DAY),
        ("25/12", "bank_holiday", date(2026, 12, 29)),
        ("26/12", "weekend", date(2026, 12, 29)),
        ("28 Dec", "bank_holiday", date(2026, 12, 29)),
        ("24/11", "next_year", None),
        ("Thu 27 Nov", "other_weekday", None),
    ],
)
def test_a_doubtful_day_stays_and_a_better_one_is_offered(typed: str, code: str, better: date | None) -> None:
    captured = parse(f"/a {typed} ring Helen", ROOM)
    assert captured.due is not None
    assert captured.text == "ring Helen"
    assert [(doubt.code, doubt.better) for doubt in captured.warnings] == [(code, better)]
    assert captured.problems == ()


def test_a_past_day_is_moved_off_a_weekend() -> None:
    [doubt] = parse("/a 20/11/2026 ring", CaptureContext(date(2026, 11, 28))).warnings
    assert doubt.better == date(2026, 11, 30)
    assert doubt.words == "Fri 20 Nov 2026 has gone by: Mon 30 Nov instead?"


def test_a_day_after_the_review_is_pointed_out() -> None:
    room = CaptureContext(DAY, review_due=date(2026, 12, 10))
    assert [doubt.code for doubt in parse("/a 11/12 ring", room).warnings] == ["after_review"]
    assert parse("/a 10/12 ring", room).warnings == ()
    assert parse("/review 11/12", room).warnings == ()


@pytest.mark.parametrize(
    ("typed", "word"), [("31/11", "31/11"), ("30 Feb", "30 feb"), ("29/2/2027", "29/2/2027")]
)
def test_a_day_that_does_not_exist_is_named(typed: str, word: str) -> None:
    captured = parse(f"/a {typed} ring Helen", ROOM)
    assert (captured.due, captured.text) == (None, f"{typed} ring Helen")
    assert [(problem.code, problem.typed) for problem in captured.problems] == [("not_a_day", word)]


def test_what_is_no_day_stays_wherever_it_stands() -> None:
    for line in ("/a ring 31/11 Helen", "/a ring Helen 30 Feb", "/review 31/11", "/defer 30 Feb he is ill"):
        captured = parse(line, ROOM)
        assert captured.due is None
        assert f"{captured.text}{captured.reason}" == line.partition(" ")[2]
        assert [problem.code for problem in captured.problems] == ["not_a_day"]


def test_the_same_day_twice_is_one_day() -> None:
    captured = parse("/a fri @Priya 27/11 ring", ROOM)
    assert (captured.due, captured.text, captured.warnings) == (date(2026, 11, 27), "ring", ())
    mistaken = parse("/a Thu 27 Nov 27/11 ring", ROOM)
    assert [doubt.code for doubt in mistaken.warnings] == ["other_weekday"]


def test_without_a_next_huddle_there_is_no_day_before_it() -> None:
    captured = parse("/a before next huddle ring", CaptureContext(DAY))
    assert (captured.due, captured.text) == (None, "before next huddle ring")
    assert [problem.code for problem in captured.problems] == ["no_next_huddle"]


def test_the_day_before_a_huddle_steps_over_weekend_and_holiday() -> None:
    room = CaptureContext(date(2026, 12, 22), next_huddle=date(2026, 12, 29))
    assert parse("/a ring before next huddle", room).due == date(2026, 12, 24)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 1, 1)), st.integers(0, 999))
def test_amounts_ahead_are_counted_from_the_huddle(day: date, amount: int) -> None:
    room = CaptureContext(day)
    assert parse(f"/a +{amount}d x", room).due == day + timedelta(days=amount)
    assert parse(f"/a {amount}w x", room).due == day + timedelta(weeks=amount)
    months = parse(f"/a +{amount}m x", room).due
    assert months is not None
    assert (months.year - day.year) * 12 + months.month - day.month == amount
    assert months.day <= day.day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 1, 1)), st.dates())
def test_a_day_without_a_year_is_the_next_such(day: date, other: date) -> None:
    due = parse(f"/a {other.day}/{other.month} x", CaptureContext(day)).due
    assert due is not None
    assert (due.month, due.day) == (other.month, other.day)
    assert due >= day
    assert (due - day).days <= (366 if (other.month, other.day) != (2, 29) else 8 * 366)
