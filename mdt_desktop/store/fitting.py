"""Whether a value from the log fits its column. One that doesn't stays in the log, and the default shows.

A colleague's newer version, or a malicious one, may write what this version's tables can't hold. An entry's
effect may not depend on that, and nobody else's work may stop at it.
"""

import typing
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from types import UnionType
from typing import Any

import msgspec

from mdt_desktop.domain.records import KINDS

Fits = Callable[[Any], bool]

_INT_MIN, _INT_MAX = -(2**63), 2**63 - 1


@cache
def checks(kind: str) -> dict[str, Fits]:
    """What each field of a kind takes, None left aside."""
    hints = typing.get_type_hints(KINDS[kind])
    return {name: _check(hints[name]) for name in KINDS[kind].__struct_fields__ if name != "id"}


def fitting(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record that this version knows and can hold."""
    known, exact = checks(kind), _exact(kind)
    odd = [name for name, value in fields.items() if type(value) is not exact.get(name)]
    found = fields.copy()
    for name in odd:
        if fields[name] is None or name not in known or not known[name](fields[name]):
            del found[name]
    return found


@cache
def _exact(kind: str) -> dict[str, type]:
    """The fields any value of whose type fits: most of them, told without a call."""
    return {name: _ANY_OF[fits] for name, fits in checks(kind).items() if fits in _ANY_OF}


def _check(annotation: Any) -> Fits:
    if isinstance(annotation, UnionType):
        annotation = next(one for one in typing.get_args(annotation) if one is not type(None))
    return _PLAIN.get(annotation) or _structured(annotation)


def _structured(annotation: Any) -> Fits:
    def fits(value: Any) -> bool:
        try:
            msgspec.convert(value, annotation)
            msgspec.json.encode(value)
        except (msgspec.MsgspecError, TypeError, ValueError, OverflowError):
            return False
        return True

    return fits


def _is_text(value: Any) -> bool:
    return type(value) is str


def _is_whole(value: Any) -> bool:
    return type(value) is int and _INT_MIN <= value <= _INT_MAX


def _is_number(value: Any) -> bool:
    return type(value) is float or _is_whole(value)


def _is_day(value: Any) -> bool:
    return _reads(date.fromisoformat, value)


def _is_instant(value: Any) -> bool:
    return _reads(_in_utc, value)


def _in_utc(value: str) -> datetime:
    return datetime.fromisoformat(value).astimezone(UTC)


def _reads(read: Callable[[str], object], value: Any) -> bool:
    try:
        read(value)
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def _is_truth(value: Any) -> bool:
    return type(value) is bool


def _is_bytes(value: Any) -> bool:
    return type(value) is bytes


_ANY_OF: dict[Fits, type] = {_is_text: str, _is_truth: bool, _is_bytes: bytes}
_PLAIN: dict[Any, Fits] = {
    bool: _is_truth,
    bytes: _is_bytes,
    date: _is_day,
    datetime: _is_instant,
    float: _is_number,
    int: _is_whole,
    str: _is_text,
}
