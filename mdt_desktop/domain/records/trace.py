"""Where records came from, who looked, and what became of what was set aside."""

from datetime import datetime
from typing import ClassVar

from mdt_desktop.domain.records.record import Record


class ImportBatch(Record, frozen=True, kw_only=True):
    """One import of a case list, and what came of it."""

    KIND: ClassVar[str] = "import_batch"

    file_name: str = ""
    file_hash: str = ""
    at: datetime | None = None
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    mapping: dict[str, str] = {}
    mapping_name: str = ""
    undone: bool = False
    first_seq: int = 0  # where its entries begin in its device's chain; they end with this record's own


class Audit(Record, frozen=True, kw_only=True):
    """Who looked at, printed or exported what, and when."""

    KIND: ClassVar[str] = "audit"

    who: str = ""
    at: datetime | None = None
    action: str = "view"
    target_kind: str = ""
    target_id: str = ""
    reason: str = ""


class QuarantineDecision(Record, frozen=True, kw_only=True):
    """What an admin said about an entry without effect. Its id is made from that entry's hash.

    It counts where the device that wrote it was an admin's: the kind itself is a practitioner's to write.
    """

    KIND: ClassVar[str] = "quarantine_decision"

    entry: str = ""  # hash, in hex
    decision: str = ""  # "reentered" or "refused"
    by: str = ""
    at: datetime | None = None
