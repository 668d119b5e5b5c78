import hashlib
import re
from itertools import pairwise

import pytest

from mdt_desktop.resources import resource_path
from mdt_desktop.roster.check_words import check_words, vocabulary


def slips(word):
    """What a word becomes with a letter less, with two exchanged, and with any one letter a blank."""
    places = range(len(word))
    less = {word[:at] + word[at + 1 :] for at in places}
    exchanged = {word[:at] + word[at : at + 2][::-1] + word[at + 2 :] for at in places}
    blanked = {word[:at] + "?" + word[at + 1 :] for at in places}
    return less, exchanged - {word}, blanked


def test_there_are_2048_short_words_in_order():
    words = vocabulary()
    assert len(words) == 2048
    assert all(re.fullmatch("[a-z]{4,7}", word) for word in words)
    assert all(one < other for one, other in pairwise(words))


def test_no_word_is_a_slip_away_from_another_or_the_beginning_of_one():
    words, all_blanked = set(vocabulary()), []
    for word in words:
        less, exchanged, blanked = slips(word)
        assert not (less | exchanged) & words, word
        all_blanked += blanked
        assert not {word[:at] for at in range(4, len(word))} & words, word
    assert len(all_blanked) == len(set(all_blanked))


def test_the_list_never_changes():
    data = resource_path("vocabulary/check_words.txt").read_bytes().replace(b"\r\n", b"\n")
    assert (
        hashlib.sha256(data).hexdigest() == "d4197cb381ecec7fbc6f4f2367e2d9cd52c384df4e8a32df751d605c447c1550"
    )


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((b"",), "narrate limber kudos renew"),
        ((b"invitation", b"s" * 32, b"b" * 32), "kettle satin native ballad"),
    ],
)
def test_the_way_to_the_words_never_changes(parts, words):
    assert " ".join(check_words(*parts)) == words


def test_other_parts_or_parts_cut_elsewhere_give_other_words():
    assert (
        len({check_words(b"ab", b"c"), check_words(b"a", b"bc"), check_words(b"abc"), check_words(b"abd")})
        == 4
    )
