"""Names: taken apart where a file joins them, and held against each other to tell one person from another."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_TITLES = frozenset(
    "mr mrs ms miss mx master dr prof professor rev revd reverend sir dame lady lord fr sr".split()  # noqa: SIM905
)
_BRACKETED_TITLE = re.compile(r"\(\s*([A-Za-z]{2,9})\.?\s*\)\s*$")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
_NOT_A_LETTER = re.compile(r"[\s'’`\"“”.,()\-\u2010-\u2015]+")
_SPACES = re.compile(r"[\s\-]+")
_LIKE = 0.8
_LONG_ENOUGH = 4
_NICKNAME_LETTERS = 3


@dataclass(frozen=True, slots=True)
class SplitName:
    """A whole name in its parts. `sure` is False where the family name had to be taken from word order."""

    family_name: str
    given_names: str
    title: str
    sure: bool


def split_full_name(name: str) -> SplitName:
    """`SURNAME, Forename (Mr)`, `Mr Forename SURNAME` or `Forename Surname` in parts."""
    title = ""
    if match := _BRACKETED_TITLE.search(name):
        title, name = match[1], name[: match.start()].rstrip(" ,")
    if "," in name:
        family, given = (part.strip() for part in name.split(",", 1))
        words = given.split()
        if words and words[0].rstrip(".").casefold() in _TITLES:
            title, given = title or words[0], " ".join(words[1:])
        return SplitName(family, given, title, sure=True)
    words = name.split()
    if len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        title, words = title or words[0], words[1:]
    if len(words) < 2:
        return SplitName(" ".join(words), "", title, sure=True)
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if any(capitals) and not all(capitals):
        family = " ".join(word for word, capital in zip(words, capitals, strict=True) if capital)
        given = " ".join(word for word, capital in zip(words, capitals, strict=True) if not capital)
        return SplitName(family, given, title, sure=True)
    return SplitName(words[-1], " ".join(words[:-1]), title, sure=False)


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name for comparing only: no case, Latin accents, spaces or punctuation; other scripts as they are."""
    marks = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", name.casefold()))
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFC", marks).translate(_LETTERS))


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two names are spelled the same or nearly so (about one letter in five may differ)."""
    first, second = plain(one), plain(other)
    if first == second:
        return True
    if min(len(first), len(second)) < _LONG_ENOUGH or abs(len(first) - len(second)) > 2:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _LIKE


def same_family(one: str, other: str) -> bool:
    """Whether two family names agree: alike, one a part of the other (Hall, Hall-Green), or one not given."""
    if not one or not other or alike(one, other):
        return True
    parts, others = set(map(plain, _SPACES.split(one))), set(map(plain, _SPACES.split(other)))
    return bool(parts and others) and (parts <= others or others <= parts)


def same_given(one: str, other: str) -> bool:
    """Whether the first of two given names agree: alike, an initial, or a short form (Jen, Jennifer)."""
    first, second = (plain(name.split()[0]) if name.split() else "" for name in (one, other))
    if not first or not second:
        return True
    short, long = sorted((first, second), key=len)
    if long.startswith(short) and (len(short) == 1 or len(short) >= _NICKNAME_LETTERS):
        return True
    return alike(first, second)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The names one person goes by, for comparing."""

    family_name: str
    given_names: str
    preferred_name: str = ""

    def agrees_with(self, other: "PersonName") -> bool:
        """Whether both can be one person's: spelling, short forms and order may differ, names may not."""
        if same_family(self.family_name, other.family_name) and self._given_agree(other):
            return True
        return self._is_swapped(other)

    def same_as(self, other: "PersonName") -> bool:
        """Whether both are the same but for case, accents and punctuation."""
        return plain(self.family_name) == plain(other.family_name) and plain(self.given_names) == plain(
            other.given_names
        )

    def _given_agree(self, other: "PersonName") -> bool:
        return (
            same_given(self.given_names, other.given_names)
            or bool(self.preferred_name and same_given(self.preferred_name, other.given_names))
            or bool(other.preferred_name and same_given(self.given_names, other.preferred_name))
        )

    def _is_swapped(self, other: "PersonName") -> bool:
        return (
            bool(self.given_names)
            and plain(self.family_name) == plain(other.given_names)
            and plain(self.given_names) == plain(other.family_name)
        )
