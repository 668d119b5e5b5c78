"""The columns of the case list: heading, how the store sorts them, how wide they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """`width` in px of the design; `sort` "" cannot be sorted by; `spare` takes a share of what is left."""

    key: str
    heading: str
    width: int
    sort: str = ""
    spare: int = 0


COLUMNS = (
    Column("person", "Person", 211, "name", 5),
    Column("tier", "Complexity", 127, "tier"),
    Column("flags", "Flags", 163, "", 2),
    Column("locality", "Locality", 86, "locality"),
    Column("key_worker", "Key worker", 94, "key_worker", 1),
    Column("discussed", "Discussed", 82, "last_discussed"),
    Column("review", "Review", 94, "review_due"),
)
KEYS = tuple(column.key for column in COLUMNS)
# Hidden, in this order, when the table is too narrow for all.
GIVES_WAY = ("locality", "discussed", "key_worker", "flags")
