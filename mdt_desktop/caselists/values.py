"""One function a type of field: a cell in, its value or what is wrong with it out.

A value that can't be read is left blank with a warning: only an NHS number or a birth date rejects a row.
"""

import re
from collections.abc import Callable
from datetime import date, datetime

from mdt_desktop.caselists import coded_values
from mdt_desktop.caselists.cell_text import (
    BLANK,
    KEPT,
    LEFT_BLANK,
    Reading,
    has_damage,
    has_odd_marks,
    is_number,
    is_unknown,
    tidy,
    undamaged,
)
from mdt_desktop.caselists.table import Cell, show
from mdt_desktop.domain import nhs_number
from mdt_desktop.domain.nhs_number import Problem

_YES = frozenset(["y", "yes", "true", "1", "t", "✓", "✔", "☑", "√", "on"])
_NO = frozenset(["n", "no", "false", "0", "f", "✗", "✘", "☐", "off", "none"])
_CODE_OR_DATE = re.compile(
    r"(?:[A-Za-z0-9.]{4,18}[ ,;:-]*)?(?:on )?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\d{6,18}|[A-Z][A-Za-z0-9]{2,4}\.{0,2}\d?"
)
_COUNT = re.compile(r"\d{1,6}(?:\.0+)?|\d{1,3},\d{3}")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d+)?")
_POSTCODE = re.compile(
    r"(GIR|ZZ99|[A-PR-UWYZ][A-HK-Y]?\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y]\d[A-Z])(\d[A-Z]{2})"
)
_PRACTICE_CODE = re.compile(r"[A-Z]\d{5}")
_CFS_RANGE = range(1, 10)
_SUPPRESSED = frozenset(["*", "..", "-", "--", "<5", "<6", "<7", "<8", "<10"])


def nhs(cell: Cell) -> Reading:
    """Ten digits. Anything else stops the row; a valid number oddly written is repaired with a warning."""
    text = show(cell)
    if not tidy(text):
        return BLANK
    found = nhs_number.check(text)
    if isinstance(found, Problem):
        return Reading(None, found.words, stop=True)
    if is_number(cell) or nhs_number.written_plainly(text):
        return Reading(found)
    return Reading(found, "The NHS number is written oddly", f"Read as {nhs_number.grouped(found)}")


def text(cell: Cell) -> Reading:
    """Any text, in any script; wrongly decoded text is put right where that is exact."""
    if isinstance(cell, datetime | date):
        return Reading(show(cell).removesuffix(" 00:00:00"))
    raw = show(cell)
    clean = tidy(raw)
    if not clean:
        return BLANK
    if raw.isascii() and raw.isprintable():
        return _unless_formula(clean)
    mended = undamaged(clean)
    if mended != clean:
        return Reading(mended, "Text was decoded the wrong way on its way here", f"Read as {mended[:80]}")
    if has_damage(clean):
        return Reading(clean, "Some characters were lost before the file reached us", KEPT)
    return _unless_formula(clean)


def name(cell: Cell) -> Reading:
    """A name: any text, with a warning for marks that belong to no name."""
    reading = text(cell)
    if reading.problem or reading.value is None:
        return reading
    found = str(reading.value)
    if is_unknown(found):
        return Reading(None, "The name is not known", LEFT_BLANK)
    if found.count('"') % 2:
        return Reading(found, "There is a stray quotation mark in the name", KEPT)
    if "??" in found:
        return Reading(found, "Some characters were lost before the file reached us", KEPT)
    if has_odd_marks(show(cell)):
        return Reading(found, "There are invisible marks in the name", "Removed")
    if "test" in found.casefold() and found.isupper():
        return Reading(found, "This looks like a test record", KEPT)
    return reading


def flag(cell: Cell) -> Reading:
    """Yes, no or (blank) not known. A code or a date in a register's column means yes."""
    if isinstance(cell, bool):
        return Reading(cell)
    if isinstance(cell, date):
        return Reading(True, "A date stands for yes here", "Read as yes")
    answer = tidy(show(cell)).casefold()
    if not answer or is_unknown(answer):
        return BLANK
    if answer in _YES or answer.startswith(("yes ", "yes,", "yes-", "y ")):
        return Reading(True)
    if answer in _NO:
        return Reading(False)
    if _CODE_OR_DATE.fullmatch(tidy(show(cell))) and any(character.isdigit() for character in answer):
        return Reading(True, "A code or a date stands for yes here", "Read as yes")
    return Reading(None, "This is neither yes nor no", LEFT_BLANK)


def count(cell: Cell) -> Reading:
    """A whole number from 0. Hidden small counts and words are left blank, never estimated."""
    written = tidy(show(cell))
    if not written:
        return BLANK
    if not isinstance(cell, bool) and _COUNT.fullmatch(written):
        return Reading(int(float(written.replace(",", ""))))
    if written.replace(" ", "") in _SUPPRESSED:
        return Reading(None, "The count was hidden where it came from", LEFT_BLANK)
    if is_unknown(written):
        return BLANK
    if written.startswith("-"):
        return Reading(None, "A count can’t be less than 0", LEFT_BLANK)
    return Reading(None, "This is not a whole number", LEFT_BLANK)


def number(cell: Cell) -> Reading:
    """A number from 0, with or without a percent sign."""
    written = tidy(show(cell))
    if not written or is_unknown(written):
        return BLANK
    bare = written.removesuffix("%").strip()
    if isinstance(cell, bool) or not _NUMBER.fullmatch(bare):
        return Reading(None, "This is not a number", LEFT_BLANK)
    return Reading(float(bare))


def efi(cell: Cell) -> Reading:
    """An electronic frailty index: 0 to 1."""
    reading = number(cell)
    if isinstance(reading.value, float) and reading.value > 1:
        return Reading(None, "An eFI score lies between 0 and 1", LEFT_BLANK)
    return reading


def cfs(cell: Cell) -> Reading:
    """A Clinical Frailty Scale score: 1 very fit to 9 terminally ill."""
    reading = count(cell)
    if isinstance(reading.value, int) and reading.value not in _CFS_RANGE:
        return Reading(None, "The Clinical Frailty Scale runs from 1 to 9", LEFT_BLANK)
    return reading


def postcode(cell: Cell) -> Reading:
    """A UK postcode in capitals with its space; ZZ99 pseudo-codes (no fixed abode, unknown) too."""
    written = tidy(show(cell))
    if not written or is_unknown(written):
        return BLANK
    match = _POSTCODE.fullmatch(re.sub(r"\s", "", written).upper())
    if match is None:
        return Reading(None, "This is not a UK postcode", LEFT_BLANK)
    return Reading(f"{match[1]} {match[2]}")


def practice_code(cell: Cell) -> Reading:
    """A practice's ODS code: a letter and five digits."""
    written = tidy(show(cell)).upper()
    if not written or is_unknown(written):
        return BLANK
    if not _PRACTICE_CODE.fullmatch(written):
        return Reading(None, "This is not a practice code (a letter and five digits)", LEFT_BLANK)
    return Reading(written)


def age(cell: Cell) -> Reading:
    """Whole years, to be held against the birth date."""
    reading = count(cell)
    if reading.problem:
        return Reading(None, "This is not an age", LEFT_BLANK)
    return reading


def neither_blank_nor_unknown(cell: Cell) -> bool:
    """Whether a cell says anything at all: neither blank nor a word for not known."""
    written = tidy(show(cell))
    return bool(written) and not is_unknown(written)


READERS: dict[str, Callable[[Cell], Reading]] = {
    **coded_values.READERS,
    "nhs_number": nhs,
    "text": text,
    "free_text": text,
    "full_name": name,
    "name": name,
    "flag": flag,
    "count": count,
    "number": number,
    "efi": efi,
    "cfs": cfs,
    "postcode": postcode,
    "practice_code": practice_code,
    "age": age,
}
"""How each type of field is read; the types that hold dates are in `dates`."""


def _unless_formula(clean: str) -> Reading:
    if clean[0] in "=@":
        return Reading(clean, "This begins like a spreadsheet formula", "Kept as plain text")
    return Reading(clean)
