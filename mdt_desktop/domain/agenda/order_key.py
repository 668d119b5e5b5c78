"""Places in an ordered list as fractional indexes (docs/sync.md): moving one item writes one key.

A key is a fraction in base 62 without its point, compared as plain text. It never ends in "0", and ends in
three random digits, so that two devices that insert in the same place seldom make the same key. Equal keys
stand in the order of their records' ids.
"""

from itertools import count
from random import SystemRandom

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"  # in the order of their code points
BASE = len(DIGITS)
RANDOM_DIGITS = 3
LONGEST = 60  # beyond this a list gets new keys
_RANDOM = SystemRandom()


def between(before: str | None, after: str | None) -> str:
    """A key that stands after `before` and before `after`; None means the start or the end of the list.

    Raises ValueError where there is nothing between: equal keys (give the later item a new key first), the
    wrong way round, or not keys at all.
    """
    _check(before)
    _check(after)
    low = before or ""
    if after is not None and low.rstrip("0") >= after.rstrip("0"):
        raise ValueError(f"no place between {before!r} and {after!r}")
    for width in count(1):
        least = _value(low, width)
        most = BASE**width if after is None else _value(after, width)
        if most - least >= 2:
            # Strictly between the two cut to this width, so any digits may follow.
            return _digits((least + most) // 2, width) + _random_end()
    raise AssertionError("unreachable: two different fractions differ at some width")


def rekey(n: int) -> list[str]:
    """Keys for a whole list of `n` items, evenly spread and short."""
    width = 1
    while BASE**width < 2 * (n + 1):
        width += 1
    step = BASE**width // (n + 1)
    return [_digits(step * place, width) + _random_end() for place in range(1, n + 1)]


def needs_rekey(key: str) -> bool:
    return len(key) > LONGEST


def _check(key: str | None) -> None:
    if key is not None and (not key.strip("0") or any(digit not in DIGITS for digit in key)):
        raise ValueError(f"not a place in a list: {key!r}")


def _value(key: str, width: int) -> int:
    """The first `width` digits as a number; missing ones are 0."""
    value = 0
    for digit in key[:width].ljust(width, "0"):
        value = value * BASE + DIGITS.index(digit)
    return value


def _digits(value: int, width: int) -> str:
    out = []
    for _ in range(width):
        value, digit = divmod(value, BASE)
        out.append(DIGITS[digit])
    return "".join(reversed(out))


def _random_end() -> str:
    """Three digits; the last is not 0, because "a" and "a0" are the same fraction."""
    free = [_RANDOM.choice(DIGITS) for _ in range(RANDOM_DIGITS - 1)]
    return "".join([*free, _RANDOM.choice(DIGITS[1:])])
