"""What a due chip says."""

from datetime import date

import pytest

from ui.widgets.due_words import day_words, due_words

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("due", "text", "tone"),
    [
        (date(2026, 11, 22), "2 days late", "red"),
        (date(2026, 11, 23), "1 day late", "red"),
        (TODAY, "Today", "amber"),
        (date(2026, 11, 25), "Wed 25", "neutral"),
        (date(2026, 11, 27), "Fri 27", "neutral"),
        (date(2026, 11, 30), "Mon 30", "neutral"),
        (date(2026, 12, 1), "1 Dec", "neutral"),
        (date(2027, 1, 4), "4 Jan 2027", "neutral"),
        (None, "No date", "amber"),
    ],
)
def test_words_and_tone(due: date | None, text: str, tone: str) -> None:
    words = due_words(due, TODAY)
    assert (words.text, words.tone) == (text, tone)


def test_done_is_on_time_whatever_the_date() -> None:
    assert due_words(date(2026, 1, 1), TODAY, done=True).text == "On time"


def test_the_sentence_names_the_day() -> None:
    assert due_words(date(2026, 11, 20), TODAY).sentence == "4 days late, was due Fri 20 Nov"
    assert due_words(date(2026, 11, 27), TODAY).sentence == "Due Fri 27 Nov"


def test_a_day_of_another_year_says_so() -> None:
    assert day_words(date(2026, 11, 26)) == "Thu 26 Nov"
    assert day_words(date(2027, 3, 1), TODAY) == "Mon 1 Mar 2027"
