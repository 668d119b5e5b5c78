"""NHS numbers: ten digits, shown 3-3-4, the tenth a modulus 11 check digit.

Weights 10 to 2 over the first nine digits, the remainder of the sum by 11 taken from 11; 11 becomes 0 and 10
means there is no such number. All ten repeated-digit numbers pass that sum, so they are refused by name.
Passing means "well formed", never "traced". Digits are never guessed.
"""

import re
from operator import mul
from typing import Literal

import msgspec

TEST_PREFIX = "999"
"""999 000 0000 to 999 999 9999 is never issued: the range for tests, training and pictures."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f"))
_WEIGHTS = range(10, 1, -1)
_PLAIN = re.compile(r"[0-9]{10}|[0-9]{3} [0-9]{3} [0-9]{4}")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_EXACT_FRACTION = re.compile(r"([0-9]+)\.0+")
_EXCEL_TEXT = re.compile(r'="(.*)"')  # how some exports stop Excel from taking digits for a number
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Problem(msgspec.Struct, frozen=True):
    """Why a text is not an NHS number, in words for the one who can mend it."""

    words: str


def check(text: str) -> str | Problem:
    """The ten digits of `text`, or what is wrong with it.

    Spaces of any kind, hyphens, invisible characters, a leading apostrophe, Excel's `="…"` and an exact `.0`
    are allowed; a number in scientific notation has lost digits and is refused. Blank text is a `Problem`.
    """
    digits = text.replace(" ", "") if written_plainly(text) else _bare(text)
    if not digits:
        return Problem("There is no NHS number")
    if _SCIENTIFIC.fullmatch(digits):
        return Problem("Excel shortened this number and lost digits: format the column as text, export again")
    if not (digits.isascii() and digits.isdigit()):
        return Problem("An NHS number has digits only")
    if len(digits) != 10:
        lost = ", perhaps a lost leading zero" if len(digits) == 9 else ""
        return Problem(f"An NHS number has 10 digits; this has {len(digits)}{lost}")
    if digits == digits[0] * 10:
        return Problem("One digit ten times is a placeholder, not an NHS number")
    if check_digit(digits[:9]) != digits[9]:
        return Problem("The check digit is wrong: at least one digit is mistyped")
    return digits


def written_plainly(text: str) -> bool:
    """Whether `text` is ten digits, or 3-3-4 with single spaces: nothing had to be repaired to read it."""
    return _PLAIN.fullmatch(text) is not None


def check_digit(first_nine: str) -> str | None:
    """The tenth digit that belongs to nine digits, or None where there is none."""
    total = sum(map(mul, _WEIGHTS, map(int, first_nine)))
    digit = 11 - total % 11
    return None if digit == 10 else str(digit % 11)


def is_test_number(number: str) -> bool:
    """Whether ten digits lie in the range that is never issued."""
    return number.startswith(TEST_PREFIX)


def other_scheme(number: str) -> Literal["CHI", "H&C"] | None:
    """Whose number ten valid digits look like, if not England's and Wales'.

    Scotland's CHI numbers begin with a birth date DDMMYY, Northern Ireland's H&C numbers with 320 to 399;
    both share length and check digit with the NHS number, which begins with 4 or more.
    """
    if 320 <= int(number[:3]) <= 399:
        return "H&C"
    day, month = int(number[:2]), int(number[2:4])
    if 1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        return "CHI"
    return None


def grouped(number: str) -> str:
    """Ten digits as people read them: `999 027 6137`. Anything else comes back as it is."""
    if len(number) != 10:
        return number
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def _bare(text: str) -> str:
    if excel := _EXCEL_TEXT.fullmatch(text.strip()):
        text = excel.group(1)
    bare = _SEPARATORS.sub("", text.translate(_INVISIBLE)).lstrip("'’")
    fraction = _EXACT_FRACTION.fullmatch(bare)
    return fraction.group(1) if fraction else bare
