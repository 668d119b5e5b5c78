"""What cells hold before they are read as anything: odd spaces, invisible marks, text wrongly decoded."""

import re
from datetime import date
from typing import NamedTuple

from mdt_desktop.caselists.table import Cell

Value = str | int | float | bool | date
"""What a target field holds: a flag is a bool, a tier low, medium or most_complex, a number ten digits."""


class Reading(NamedTuple):
    """A cell as a field's value (None: blank), with what was wrong and what was done.

    `stop` rejects the whole row; otherwise a `problem` is a warning.
    """

    value: Value | None
    problem: str = ""
    done: str = ""
    stop: bool = False


BLANK = Reading(None)
LEFT_BLANK = "Left blank"
KEPT = "Kept as written"

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_MOJIBAKE = re.compile("[ÂÃÄÅÎÏÐÑØÙàáâãåç][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
UNKNOWN_WORDS = frozenset(
    [
        "unknown",
        "not known",
        "not recorded",
        "not stated",
        "none recorded",
        "n/k",
        "nk",
        "n/a",
        "na",
        "null",
        "nil",
        "?",
        "-",
        "--",
        ".",
        "..",
        "#n/a",
        "tbc",
    ]
)


def tidy(text: str) -> str:
    """Text without invisible marks or spaces around it; spaces inside become single ordinary ones.

    Joiners that Indic and Arabic scripts need are kept; so are line breaks.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    lines = text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def has_odd_marks(text: str) -> bool:
    """Whether a text holds spaces or marks that cannot be seen and that nobody types."""
    return not text.isascii() and (text.translate(_INVISIBLE) != text or "\xa0" in text)


def undamaged(text: str) -> str:
    """Text whose UTF-8 was once read as Windows-1252 (`ZoÃ«`), put right where that is exact."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    try:
        raw = b"".join(_one_byte(character) for character in text)
        return raw.decode("utf-8")
    except UnicodeError:
        return text


def has_damage(text: str) -> bool:
    """Whether a text still holds characters that a wrong encoding leaves behind."""
    return _CONTROLS.search(text) is not None or "??" in text


def is_unknown(text: str) -> bool:
    """Whether a cell says in words that the answer is not known: blank means unknown, never no."""
    return text.casefold() in UNKNOWN_WORDS


def is_number(cell: Cell) -> bool:
    """Whether a workbook's cell is a number (Excel's TRUE is not)."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _one_byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
