"""Records, fields and values in the words of the screen."""

from datetime import date, datetime
from typing import Any

from mdt_desktop.caselists.fields import BY_CODE
from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.naming import formal
from mdt_desktop.domain.records import KINDS, Case, Person, Record, Team
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.services.team.directory import directory

EMPTY = "Nothing"

KIND_WORDS = {
    "agenda_item": "agenda item",
    "basis": "information basis",
    "discussion": "discussion",
    "import_batch": "import",
    "issue": "copy",
    "learning_card": "learning",
    "minutes": "minutes",
    "organisation": "organisation",
    "series": "weekly slot",
    "service_gap": "gap in services",
    "team": "team settings",
}

_LABELS = {
    "asked_words": "Asked for",
    "case_id": "Person",
    "chair_id": "Chair",
    "code": "Kind",
    "display_name": "Name",
    "due": "Due",
    "interpreter": "Interpreter",
    "key_worker_id": "Key worker",
    "minute_taker_id": "Minute taker",
    "owner_id": "Owner",
    "owner_organisation": "Organisation that owns it",
    "presenter_id": "Presenter",
    "ref": "Reference",
    "retired": "Kept or removed",
    "text": "Words",
    "tier_reason": "Why this complexity",
    "what_matters": "What matters",
    "who_tells": "Who tells the person",
}

_VOCABULARY = {
    ("action", "status"): "action_status",
    ("action", "priority"): "priority",
    ("agenda_item", "kind"): "agenda_kind",
    ("agenda_item", "status"): "agenda_status",
    ("attendance", "sector"): "sector",
    ("attendance", "status"): "attendance_status",
    ("attendance", "via"): "via",
    ("basis", "code"): "basis",
    ("basis", "evidence"): "basis_evidence",
    ("case", "close_outcome"): "close_outcome",
    ("case", "efi_category"): "efi_band",
    ("case", "flags"): "flag",
    ("case", "pathway"): "pathway",
    ("case", "png"): "png",
    ("case", "source"): "source",
    ("case", "status"): "case_status",
    ("case", "tier"): "tier",
    ("discussion", "outcome"): "outcome",
    ("discussion", "outcome_detail"): "outcome_detail",
    ("huddle", "mode"): "mode",
    ("huddle", "status"): "huddle_status",
    ("member", "membership"): "membership",
    ("member", "role"): "role",
    ("member", "sector"): "sector",
    ("minutes", "status"): "minutes_status",
    ("need", "code"): "need",
    ("need", "status"): "need_status",
    ("note", "kind"): "note_kind",
    ("organisation", "sector"): "sector",
    ("person", "deceased"): "deceased",
    ("person", "residence"): "residence",
    ("person", "sex"): "sex",
}

_MEMBERS = frozenset(
    {"owner_id", "key_worker_id", "chair_id", "minute_taker_id", "presenter_id", "member_id"}
)


def kind_words(kind: str) -> str:
    """A kind of record as people call it."""
    return KIND_WORDS.get(kind, kind.replace("_", " "))


def label(field: str) -> str:
    """A field's name on screen."""
    if field in _LABELS:
        return _LABELS[field]
    known = BY_CODE.get(field)
    if known:
        return known.label
    return field.removesuffix("_id").replace("_", " ").capitalize()


def codes(kind: str, field: str) -> str:
    """The list of codes a field's values are of; empty for free ones."""
    return _VOCABULARY.get((kind, field), "")


class Wording:
    """Values and records of one team in words."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people = directory(session)
        team = session.records.first(Team)
        self._tiers = team.tier_names if team else {}

    def value(self, kind: str, field: str, value: Any) -> str:
        """A value as people read it, whatever a colleague's version wrote."""
        if field == "retired":
            return "Removed" if value else "Kept"
        if value is None or value == "" or value == [] or value == {}:
            return EMPTY
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, list):
            return ", ".join(self.value(kind, field, one) for one in value)
        if isinstance(value, dict):
            return ", ".join(str(part) for part in value.values() if part not in ("", None))
        if isinstance(value, bytes):
            return f"{len(value)} bytes"
        return self._text(kind, field, value) if isinstance(value, str) else f"{value}"

    def _text(self, kind: str, field: str, value: str) -> str:
        if field in _MEMBERS:
            return self._people.name(value, value)
        name = codes(kind, field)
        if name:
            return vocabulary.label(name, value, self._tiers if name == "tier" else None)
        return _day_words(kind, field, value)

    def record(self, kind: str, record: str) -> str:
        """What a record is, in a few words: “Action A-17”, “Case C-0042”, “Person”."""
        found = self.read(kind, record)
        ref = getattr(found, "ref", "")
        return f"{kind_words(kind).capitalize()} {ref}".strip()

    def about(self, kind: str, record: str) -> tuple[str, str]:
        """Whose page a record belongs on: the id of the case, else the record's own; that page's heading."""
        case = self._case_of(kind, record)
        if case is not None:
            person = self._session.records.get(Person, case.person_id)
            return case.id, formal(person) if person else case.ref
        found = self.read(kind, record)
        if isinstance(found, Person):
            return found.id, formal(found)
        name = getattr(found, "display_name", "") or getattr(found, "name", "")
        return record, name or self.record(kind, record)

    def case_id(self, kind: str, record: str) -> str:
        """The id of the case a record is about; empty for what is about nobody."""
        case = self._case_of(kind, record)
        return case.id if case else ""

    def _case_of(self, kind: str, record: str) -> Case | None:
        records = self._session.records
        if kind == "case":
            return records.get(Case, record)
        if kind == "person":
            return records.first(Case, "person_id = ?", (record,), order="status = 'closed', id")
        case_id = getattr(self.read(kind, record), "case_id", "")
        return records.get(Case, case_id) if case_id else None

    def read(self, kind: str, record: str) -> Record | None:
        """The record as the tables have it; None for a kind this version does not know."""
        known = KINDS.get(kind)
        return self._session.records.get(known, record) if known else None


def _day_words(kind: str, field: str, value: str) -> str:
    """A date or an instant as the screen writes it; other text as it is."""
    known = KINDS.get(kind)
    annotation = known.__annotations__.get(field) if known else None
    try:
        if annotation == date | None:
            day = date.fromisoformat(value)
            return f"{short_day(day)} {day.year}"
        if annotation == datetime | None:
            at = datetime.fromisoformat(value).astimezone(ZONE)
            return f"{short_day(at.date())} {at:%H:%M}"
    except ValueError:
        return value
    return value
