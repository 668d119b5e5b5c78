"""What is learned goes further than the people it was learned from: their names are taken out of it."""

import re
from collections.abc import Iterable

from mdt_desktop.domain.records import Person

_NHS_NUMBER = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
_TITLES = r"(?:(?:Mrs|Mr|Ms|Miss|Mx|Dr|Prof)\.?\s+)?"


def without_names(text: str, persons: Iterable[Person], word: str = "person") -> str:
    """The text with these people's names, and any NHS number, replaced by “the person”.

    Whole words as they are written in the record, so that “may” stays though somebody is called May.
    It finds names, not stories: a reader still checks the words.
    """
    names = {
        part
        for person in persons
        for whole in (person.family_name, person.given_names, person.preferred_name)
        for part in (whole, *whole.split())
        if len(part) > 1
    }
    text = _NHS_NUMBER.sub("(number)", text)
    if not names:
        return text
    any_name = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    pattern = rf"(?<!\w){_TITLES}(?:{any_name})(?:\s+(?:{any_name}))*(?!\w)"
    return _sentence(re.sub(pattern, f"the {word}", text))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
