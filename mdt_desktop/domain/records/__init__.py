"""The records a space holds, field by field: the names of the log, the tables and the JSON.

Every field has a default, because every field is a register of its own: a record exists as soon as one of
its fields has been written. Instants are aware UTC, dates are calendar dates, ids are UUIDv7 as text.
`KINDS` is the list of record kinds; a kind or field that is not here is kept by the store all the same.
"""

from mdt_desktop.domain.records.case import Basis, Case, Need, Note, Person
from mdt_desktop.domain.records.huddle import AgendaItem, Attendance, Discussion, Huddle
from mdt_desktop.domain.records.outcome import Action, Issue, LearningCard, Minutes, ServiceGap
from mdt_desktop.domain.records.record import Record
from mdt_desktop.domain.records.team import Member, Organisation, Series, Team
from mdt_desktop.domain.records.trace import Audit, ImportBatch, QuarantineDecision

KINDS: dict[str, type[Record]] = {
    record.KIND: record
    for record in (
        Team,
        Organisation,
        Member,
        Series,
        Person,
        Case,
        Basis,
        Huddle,
        Attendance,
        AgendaItem,
        Discussion,
        Note,
        Need,
        Action,
        Minutes,
        Issue,
        LearningCard,
        ServiceGap,
        ImportBatch,
        Audit,
        QuarantineDecision,
    )
}

__all__ = [
    "KINDS",
    "Action",
    "AgendaItem",
    "Attendance",
    "Audit",
    "Basis",
    "Case",
    "Discussion",
    "Huddle",
    "ImportBatch",
    "Issue",
    "LearningCard",
    "Member",
    "Minutes",
    "Need",
    "Note",
    "Organisation",
    "Person",
    "QuarantineDecision",
    "Record",
    "Series",
    "ServiceGap",
    "Team",
]
