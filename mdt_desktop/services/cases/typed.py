"""A field's value from the words somebody types for it: a date, a number, yes or no, a list, or text."""

from datetime import date
from typing import Any

import msgspec

from mdt_desktop.domain.records import Record
from mdt_desktop.refused import Refused

_EXAMPLES = {date | None: "2026-11-24", bool | None: "yes or no", bool: "yes or no"}
_YES_NO = {"yes": True, "no": False, "y": True, "n": False}


def typed(record: type[Record], name: str, value: Any, *, lines: bool = False) -> Any:
    """The value as the field holds it; what is no text stays as it is. `Refused` with an example.

    Blank text empties a field. Text that is not of several `lines` becomes one.
    """
    if not isinstance(value, str):
        return value
    field = next(one for one in msgspec.structs.fields(record) if one.name == name)
    if field.type is str:
        return _text(value, lines)
    if not value.strip():
        return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    plain: Any = _YES_NO.get(value.strip().lower(), value.strip())
    if field.type in (list[str], list[int]):
        plain = [part.strip() for part in value.split(",") if part.strip()]
    try:
        return msgspec.convert(plain, field.type, strict=False)
    except msgspec.ValidationError:
        example = _EXAMPLES.get(field.type, "a number, like 4")
        raise Refused(
            f"“{value}” does not fit {name}. Nothing was changed; write it like {example}."
        ) from None


def _text(value: str, lines: bool) -> str:
    """Any script as it is typed, without what can't be seen."""
    kept = "".join(one for one in value if one in "\n\t" or ord(one) >= ord(" "))
    return kept.strip() if lines else " ".join(kept.split())
