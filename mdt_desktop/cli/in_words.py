"""A value for people: a table for a list of records, lines for one record, its parts set in."""

from typing import Any

import msgspec

_WIDEST = 40
_SET_IN = "  "
_WRITTEN = {
    "ae": "A&E",
    "cfs": "CFS",
    "dna": "DNA",
    "dob": "date of birth",
    "efi": "eFI",
    "gp": "GP",
    "id": "ID",
    "ld": "LD",
    "ltc": "LTC",
    "nhs": "NHS",
    "org": "organisation",
    "png": "PNG",
    "smi": "SMI",
}


def in_words(value: Any) -> str:
    """A value as a person reads it; what is empty, or a no, is left out."""
    plain = msgspec.to_builtins(value)
    if plain == []:
        return "None."
    return "\n".join(_lines(plain))


def _lines(plain: Any) -> list[str]:
    if isinstance(plain, list) and plain and isinstance(plain[0], dict):
        return _table(plain)
    if isinstance(plain, list):
        return [_cell(one) for one in plain]
    if isinstance(plain, dict):
        return [line for name, item in plain.items() if not _is_empty(item) for line in _part(name, item)]
    return [] if plain is None else [str(plain)]


def _part(name: str, item: Any) -> list[str]:
    """One field: on its line, or set in below its name."""
    if isinstance(item, dict) or (isinstance(item, list) and isinstance(item[0], dict)):
        return [f"{_label(name)}:", *(_SET_IN + line for line in _lines(item))]
    return [f"{_label(name)}: {_cell(item)}"]


def _table(rows: list[dict[str, Any]]) -> list[str]:
    """Columns that hold something; the long id only where nothing shorter names a row."""
    names = [name for name in rows[0] if not all(_is_empty(row.get(name)) for row in rows)]
    if "ref" in names or "name" in names or "case" in names:
        names = [name for name in names if name not in ("id", "item")]
    cells = [[_label(name) for name in names]] + [[_cell(row.get(name)) for name in names] for row in rows]
    widths = [min(_WIDEST, max(len(line[at]) for line in cells)) for at in range(len(names))]
    return [
        "  ".join(_cut(cell, width).ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def _label(name: str) -> str:
    first, *others = name.split("_")
    start = _WRITTEN.get(first, first)
    start = start.capitalize() if start.islower() else start
    return " ".join([start, *(_WRITTEN.get(word, word) for word in others)])


def _is_empty(item: Any) -> bool:
    """A nought says something, unlike what was never filled in."""
    return item is None or item is False or item in ("", [], {})


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_cell(item)}" for key, item in value.items() if not _is_empty(item))
    return str(value).replace("\n", " ")
