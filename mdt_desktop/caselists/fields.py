"""The target fields a column can go to, and the column headings that usually mean them.

Both are data, in `resources/vocabulary/caselist_fields.json`. Matching is blind to case, spaces and
punctuation, and reads the field's short forms: ED = A&E = AE, NEL = emergency, 90 days = 3m.
"""

import re
from functools import cache

import msgspec

from mdt_desktop.resources import resource_path


class TargetField(msgspec.Struct, frozen=True):
    """One field of a person or case that a file may fill.

    `type` names how its cells are read. Several columns may share a field that has `joined_with`; a field
    without it takes one column only.
    """

    code: str
    label: str
    type: str
    synonyms: tuple[str, ...]
    joined_with: str = ""


def _load() -> tuple[TargetField, ...]:
    text = resource_path("vocabulary/caselist_fields.json").read_bytes()
    return tuple(msgspec.json.decode(text, type=list[TargetField]))


TARGET_FIELDS: tuple[TargetField, ...] = _load()
"""Every target field, in the order people look for them."""

BY_CODE: dict[str, TargetField] = {field.code: field for field in TARGET_FIELDS}

_PERIODS = (
    (r"\b(?:(?:in|over|for) )?(?:the )?(?:last|past|previous|prev) +(?=\d|twelve|three|one|year|month)", " "),
    (r"\b(?:12|twelve) ?(?:months?|mths?|mo)\b|\b(?:1|one) ?(?:years?|yrs?|y)\b|\b365 ?d(?:ays)?\b", " 12m "),
    (r"\b(?:3|three) ?(?:months?|mths?|mo)\b|\b90 ?d(?:ays)?\b", " 3m "),
    (r"\b(?:1|one) ?(?:months?|mths?|mo)\b|\b30 ?d(?:ays)?\b", " 1m "),
)
_WORDS = {
    "ed": "ae",
    "aande": "ae",
    "accident": "ae",
    "nel": "emergency",
    "attends": "attendances",
    "attendance": "attendances",
    "attend": "attendances",
    "visits": "attendances",
    "admission": "admissions",
    "adms": "admissions",
}
_SUBJECTS = ("patient", "person", "client", "resident", "child", "pt", "px", "serviceuser")
_ENDINGS = ("flag", "yn", "cd")


@cache
def canonical(header: str) -> str:
    """A heading without case, spaces, punctuation and local spelling: `ED Attendances (12m)` and
    `ae_attends_12m` become the same."""
    text = header.casefold().replace("a&e", " ae ").replace("a & e", " ae ").replace("a and e", " ae ")
    text = re.sub(r"\W|_", " ", re.sub(r"(?<=[a-z])[.'’](?=[a-z])", "", text))
    for pattern, short in _PERIODS:
        text = re.sub(pattern, short, text)
    return "".join(_WORDS.get(word, word) for word in text.split())


@cache
def fields_for(header: str) -> tuple[TargetField, ...]:
    """The target fields a heading may mean, likeliest first; none if it is not known."""
    name = canonical(header)
    known = _by_synonym()
    tries = [name]
    tries += [name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)]
    tries += [attempt.removeprefix(who) for attempt in tries for who in _SUBJECTS if attempt.startswith(who)]
    return next((known[attempt] for attempt in tries if attempt in known), ())


@cache
def _by_synonym() -> dict[str, tuple[TargetField, ...]]:
    known: dict[str, tuple[TargetField, ...]] = {}
    for field in TARGET_FIELDS:
        for name in (field.code, field.label, *field.synonyms):
            fields = known.get(canonical(name), ())
            if field not in fields:
                known[canonical(name)] = (*fields, field)
    return known
