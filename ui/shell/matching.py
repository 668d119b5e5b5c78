"""Finds typed letters in words: whole runs first, then letters scattered in order."""

from unicodedata import combining, normalize

import msgspec


class Match(msgspec.Struct, frozen=True):
    """How well the text fits (higher is better) and which of its characters were typed."""

    score: int
    at: frozenset[int]


def match(typed: str, text: str) -> Match | None:
    """Every word of `typed` has to be found in `text`, accents and case aside; None when one is not."""
    folded = _fold(text)
    score, at = 0, set[int]()
    for word in _fold(typed).split():
        found = _run(word, folded) or _scattered(word, folded)
        if found is None:
            return None
        score += found.score
        at |= found.at
    return Match(score - len(text) // 8, frozenset(at))


def _run(word: str, text: str) -> Match | None:
    """The word in one piece: best at the start of the text, then at the start of a word."""
    starts = [i for i in range(len(text) - len(word) + 1) if text.startswith(word, i)]
    if not starts:
        return None
    start = min(starts, key=lambda i: (not _begins_word(text, i), i))
    bonus = 40 if start == 0 else 30 if _begins_word(text, start) else 15
    return Match(bonus + 4 * len(word), frozenset(range(start, start + len(word))))


def _scattered(word: str, text: str) -> Match | None:
    """The letters in order, the first of them beginning a word ("agm" in "Add to Agenda, Margaret")."""
    for start in (i for i, letter in enumerate(text) if letter == word[0] and _begins_word(text, i)):
        places, here = [start], start
        for letter in word[1:]:
            here = text.find(letter, here + 1)
            if here < 0:
                break
            places.append(here)
        if len(places) == len(word) and places[-1] - start < 4 * len(word):
            return Match(2 * len(word) - (places[-1] - start) // 4, frozenset(places))
    return None


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _fold(text: str) -> str:
    """Lower case without accents, one character for one, so places stay true."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    base = [part for part in normalize("NFD", character) if not combining(part)]
    lowered = (base[0] if base else character).lower()
    return lowered if len(lowered) == 1 else character
