"""The letter in the references a device makes, so that two laptops offline never make the same (CLI.md)."""

from collections.abc import Iterable
from string import ascii_uppercase

from mdt_desktop.refused import Refused

FOUNDER = ""
LETTER_MAX = 4
_BASE = len(ascii_uppercase)


def letter_at(index: int) -> str:
    """The founding device's is empty; then B, C … Z, BA, BB …: counting in base 26, A being nought."""
    if index == 0:
        return FOUNDER
    letters = ""
    while index:
        index, digit = divmod(index, _BASE)
        letters = ascii_uppercase[digit] + letters
    return letters


def is_letter(text: str) -> bool:
    """Whether a device admitted later may have this letter: one of those that `letter_at` gives."""
    capitals = all(character in ascii_uppercase for character in text)
    return capitals and 1 <= len(text) <= LETTER_MAX and text[0] != ascii_uppercase[0]


def next_letter(taken: Iterable[str]) -> str:
    """The letter after the last one taken, by removed devices too. Raises `Refused` at the end."""
    last = max((_index(letter) for letter in taken), default=0)
    letter = letter_at(last + 1)
    if len(letter) > LETTER_MAX:
        raise Refused("This team has used up its device letters, so nobody was admitted: found a new team.")
    return letter


def _index(letter: str) -> int:
    index = 0
    for character in letter:
        index = index * _BASE + ascii_uppercase.index(character)
    return index
