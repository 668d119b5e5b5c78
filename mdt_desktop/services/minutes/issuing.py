"""Copies that left the application, once they exist: who had which version (docs/rules.md 36 and 47)."""

from dataclasses import dataclass
from datetime import datetime

from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Audit, Huddle, Issue
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


@dataclass(frozen=True)
class Copies:
    """Copies of one version of a huddle's minutes; `minutes_id` is empty for a draft."""

    minutes_id: str
    version: int
    copies: int
    destination: str
    pages: int


@dataclass(frozen=True)
class IssueRow:
    """Who had which version. `superseded`: a newer version has been made since."""

    id: str
    who: str
    at: datetime | None
    document: str
    version: int
    superseded: bool
    copies: int
    destination: str
    pages: int


def record(session: Session, huddle: Huddle, what: Copies, action: str) -> None:
    """Write that copies exist. `action` is export or print; call it when they are really there."""
    who, at = session.store.space.member, session.now()
    issue = Issue(
        id=new_id(),
        huddle_id=huddle.id,
        minutes_id=what.minutes_id,
        document="minutes",
        version=what.version,
        who=who,
        at=at,
        copies=what.copies,
        destination=what.destination,
        pages=what.pages,
    )
    reason = f"minutes version {what.version}, {what.copies} to {what.destination}"
    audit = Audit(
        id=new_id(), who=who, at=at, action=action, target_kind="huddle", target_id=huddle.id, reason=reason
    )
    session.commit([creation(issue), creation(audit)], undoable=False)


def issues(session: Session, huddle: Huddle) -> list[IssueRow]:
    """Who had which version of this huddle's documents, the newest first."""
    people = directory(session)
    latest = huddles.latest_minutes(session, huddle.id)
    newest = latest.version if latest else 0
    return [
        IssueRow(
            id=one.id,
            who=people.name(one.who),
            at=one.at,
            document=one.document,
            version=one.version,
            superseded=one.version < newest,
            copies=one.copies,
            destination=one.destination,
            pages=one.pages,
        )
        for one in session.records.all(Issue, "huddle_id = ?", (huddle.id,), order="at DESC, id DESC")
    ]
