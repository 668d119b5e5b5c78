"""What quick entry understands, shows and asks, without a window round it."""

from datetime import date

import pytest

from mdt_desktop.domain.capture import CaptureContext, Owner
from tests.gui.dressed import dressed
from ui.entry.entry_reading import NOBODY, EntryReading, kept_start
from ui.entry.entry_tint import units

__all__ = ["dressed"]

ROOM = CaptureContext(
    day=date(2026, 11, 24),
    members=(
        Owner("1", "Priya Shah", here=True),
        Owner("2", "Siân Howells"),
        Owner("3", "Dr Amara Okafor", here=True),
        Owner("4", "Gone Away", active=False),
    ),
    me="3",
    next_huddle=date(2026, 12, 1),
)


def read(line: str) -> EntryReading:
    reading = EntryReading()
    reading.read(line, ROOM)
    return reading


def words(reading: EntryReading) -> list[str]:
    return [chip.words for chip in reading.chips()]


def test_a_whole_action_is_four_chips() -> None:
    said = words(read("/action Priya fri call Harbour Carers"))
    assert said == ["Action", "Priya Shah", "Fri 27 Nov", "Call Harbour Carers"]


@pytest.mark.parametrize("line", ["/a @zed fri call", "/a fri call"])
def test_nobody_is_guessed(line: str) -> None:
    reading = read(line)
    assert reading.asks_owner()
    assert words(reading)[1].startswith("Choose who")
    assert [choice.name for choice in reading.choices()] == [
        *("Priya Shah", "Dr Amara Okafor"),  # those who are here come first
        "Siân Howells",
        NOBODY.name,
    ]


def test_a_choice_holds_while_its_word_stands() -> None:
    reading = read("/a @zed fri call")
    reading.settle_owner(reading.choices()[0])
    assert reading.captured.owner.name == "Priya Shah"
    reading.read("/a @zed fri call again", ROOM)
    assert reading.captured.owner.name == "Priya Shah"
    reading.read("/a @zoe fri call again", ROOM)
    assert reading.asks_owner()


def test_nobody_yet_is_a_choice_too() -> None:
    reading = read("/a fri call")
    reading.settle_owner(NOBODY)
    assert not reading.asks_owner()
    assert reading.captured.owner is None


def test_a_settled_date_holds_until_another_is_typed() -> None:
    reading = read("/a Priya call")
    assert reading.asks_date()
    reading.settle_due(date(2026, 12, 1))
    assert reading.captured.due == date(2026, 12, 1)
    reading.read("/a Priya fri call", ROOM)
    assert reading.captured.due == date(2026, 11, 27)


def test_half_a_verb_offers_verbs() -> None:
    assert words(read("/de")) == ["/decision", "/defer"]
    assert words(read("")) == []


def test_an_action_without_words_waits() -> None:
    assert read("/a Priya fri").lacks_words()


def test_the_next_line_keeps_owner_and_date_without_titles() -> None:
    captured = read("/a @Amara fri call").captured
    assert kept_start(captured) == "/action @Amara Okafor 27 Nov "


def test_positions_are_counted_as_the_editor_counts() -> None:
    assert units("a😀b", 2) == 3
    assert units("fri", 3) == 3
