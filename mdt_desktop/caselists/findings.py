"""What checking a table finds: every row is new, changed, unchanged or rejected, and is counted once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from mdt_desktop.caselists.cell_text import Value
from mdt_desktop.caselists.dates import DateOrder
from mdt_desktop.caselists.names import PersonName
from mdt_desktop.caselists.table import RowWarning

NumberRange = Literal["training", "live", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the team has already. `values` are the present values by target field, blanks left out;
    `not_same_as` the ids of people from whom they were told apart by hand."""

    person_id: str
    case_id: str = ""
    case_ref: str = ""
    nhs_number: str = ""
    family_name: str = ""
    given_names: str = ""
    dob: date | None = None
    postcode: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    not_same_as: frozenset[str] = frozenset()

    @property
    def name(self) -> PersonName:
        """The names this person goes by."""
        return PersonName(self.family_name, self.given_names, str(self.values.get("preferred_name") or ""))

    def value(self, code: str) -> Any:
        """The present value of a target field, None where there is none."""
        own = {
            "nhs_number": self.nhs_number,
            "family_name": self.family_name,
            "given_names": self.given_names,
            "dob": self.dob,
            "postcode": self.postcode,
        }
        found = self.values.get(code)
        if found is None or found == "":
            found = own.get(code)
        return None if found == "" else found


@dataclass(frozen=True, slots=True)
class Change:
    """One field a row changes: `old` is None where there was nothing."""

    old: Value | None
    new: Value


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One accepted row. `number` is its record's, `values` hold no blanks.

    `person_id` is the known person's it belongs to, empty for somebody new; `changes` are the fields that
    differ from what is known, and only those.
    """

    number: int
    values: Mapping[str, Value]
    person_id: str = ""
    case_id: str = ""
    changes: Mapping[str, Change] = field(default_factory=dict)

    def text(self, code: str) -> str:
        """A text field, empty where the row has none."""
        return str(self.values.get(code, ""))

    @property
    def name(self) -> PersonName:
        """The names this row gives its person."""
        return PersonName(self.text("family_name"), self.text("given_names"), self.text("preferred_name"))

    @property
    def dob(self) -> date | None:
        """The row's birth date."""
        born = self.values.get("dob")
        return born if isinstance(born, date) else None


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row that is left out, with the cell that is the reason; `also` are others that would be."""

    row: int
    column: str
    value: str
    problem: str
    also: tuple["Rejection", ...] = ()


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A row that may be somebody the team has (`person_id`, `case_ref`) or has in another row; for a human
    to compare. Nothing is ever merged because of it."""

    row: int
    why: str
    person_id: str = ""
    case_ref: str = ""
    other_row: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """`rows` = new + changed + unchanged + rejected. `gone_from_file` is information: it closes nobody.

    `number_range` says whether the accepted NHS numbers are all from the test range, none of them, or both.
    """

    rows: int
    new: tuple[CheckedRow, ...]
    changed: tuple[CheckedRow, ...]
    unchanged: tuple[CheckedRow, ...]
    gone_from_file: tuple[KnownPerson, ...]
    rejected: tuple[Rejection, ...]
    warnings: tuple[RowWarning, ...]
    possible_duplicates: tuple[PossibleDuplicate, ...]
    date_order: DateOrder
    number_range: NumberRange
