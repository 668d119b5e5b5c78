import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minutes_sample import SCRIPT_NAMES

from mdt_desktop.minutes.fonts import REPLACEMENT, SCRIPTS, face_for
from mdt_desktop.minutes.lines import Span, line_width, one_line
from mdt_desktop.minutes.shaping import Run, Style, joined, runs
from mdt_desktop.minutes.text import TextBlock

PLAIN = Style()


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_script_is_one_shaped_run_in_its_own_font(script: str):
    name = SCRIPT_NAMES[script][0].split()[0]
    (run,) = runs(name, PLAIN)
    assert run.face.name == f"NotoSans{script}-Regular"
    assert run.is_shaped
    assert run.rtl is (script == "Arabic")
    assert run.actual_text == ("" if script == "Arabic" else unicodedata.normalize("NFC", name))


def test_bold_text_uses_the_bold_sister():
    assert [run.face.name for run in runs("Ann বেগম", Style(bold=True))] == [
        "NotoSans-Bold",
        "NotoSansBengali-Bold",
    ]


def test_latin_with_accents_is_one_plain_run():
    (run,) = runs("Siôn Ŵyn O’Neill-Łukaszewska ŷ", PLAIN)
    assert not run.is_shaped
    assert run.drawn == run.text


def test_loose_accents_are_composed_or_shaped():
    assert runs("e\u0301", PLAIN)[0].text == "é"
    (run,) = runs("q\u0323", PLAIN)
    assert run.is_shaped
    assert run.actual_text == "q\u0323"


def test_joiners_stay_inside_their_word():
    (run,) = runs("র\u200dয\u09cd\u200cয", PLAIN)
    assert run.text == "র\u200dয\u09cd\u200cয"


@pytest.mark.parametrize("picture", ["🙂", "👨\u200d👩\u200d👧", "🇬🇧", "👍🏽", "❤\ufe0f", "漢"])
def test_what_no_font_has_is_one_visible_replacement_that_reads_as_it_was(picture: str):
    first, middle, last = runs(f"a{picture}b", PLAIN)
    assert (first.text, last.text) == ("a", "b")
    assert middle.drawn == REPLACEMENT
    assert face_for(REPLACEMENT, False, False) is not None
    assert middle.actual_text == picture
    assert middle.width > 0


def test_signs_of_everyday_notes_get_a_readable_stand_in():
    drawn = {sign: runs(sign, PLAIN)[0].drawn for sign in "→≥✓"}
    assert drawn == {"→": "->", "≥": ">=", "✓": "(yes)"}


def test_control_and_direction_characters_are_not_drawn():
    assert runs("a\x00\x07\u202e\u200f\ufeffb\tc", PLAIN)[0].text == "ab c"
    assert runs("\u202e", PLAIN) == ()


def test_a_space_between_arabic_words_joins_them_into_one_run_so_they_stand_in_order():
    words = one_line("محمد عبد الله", PLAIN)
    parts = [run for at, word in enumerate(words) for run in (*((word.space,) if at else ()), *word.runs)]
    (whole,) = joined(parts)
    assert whole.rtl
    assert whole.text == "محمد عبد الله"


def test_lines_fit_their_width_and_lose_no_word():
    text = "Carry on with the visits and check mood at the next one. " * 7
    block = TextBlock(text, None)
    block.wrap(180, 1000)
    assert max(line_width(line) for line in block.lines) <= 180
    assert [run.text for line in block.lines for word in line for run in word.runs] == text.split()


def test_a_word_wider_than_the_line_is_cut_between_characters():
    block = TextBlock("w" * 300, None)
    block.wrap(100, 1000)
    assert max(line_width(line) for line in block.lines) <= 100
    assert "".join(run.text for line in block.lines for word in line for run in word.runs) == "w" * 300


def test_newlines_break_lines_and_spans_join_without_a_space():
    block = TextBlock([Span("Decision", Style(bold=True)), Span(": yes\r\nand\n\nno")], None)
    block.wrap(400, 1000)
    assert [" ".join("".join(run.text for run in word.runs) for word in line) for line in block.lines] == [
        "Decision : yes",
        "and",
        "no",
    ]
    assert block.words[1].glued


def test_a_block_splits_with_two_lines_on_either_side():
    block = TextBlock("word " * 60, None)
    block.wrap(150, 1000)
    total = len(block.lines)
    first, rest = block.parts(150, block.leading * (total - 1))
    assert (len(first.lines), len(rest.lines)) == (total - 2, 2)
    assert block.parts(150, block.leading * 1.5) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_measured_and_keeps_its_letters(text: str):
    pieces = runs(text.encode("utf-8", "ignore").decode(), PLAIN)
    assert all(isinstance(piece, Run) and piece.width >= 0 for piece in pieces)
    kept = "".join(piece.text for piece in pieces)
    wanted = unicodedata.normalize("NFC", text)
    assert [c for c in wanted if c.isalnum()] == [c for c in kept if c.isalnum()]
