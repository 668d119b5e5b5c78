"""What the Minutes page reads: which huddles have minutes, their versions, their pages."""

from dataclasses import dataclass
from datetime import datetime

from mdt_desktop.domain import naming, vocabulary
from mdt_desktop.domain.records import Case, Huddle, Minutes, Person
from mdt_desktop.refused import Refused
from mdt_desktop.services.closing import signing, signing_rights
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.huddle.huddles import HuddleRow
from mdt_desktop.services.minutes import documents
from mdt_desktop.services.minutes.issuing import IssueRow, issues
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


@dataclass(frozen=True)
class MinutesRow:
    """One huddle that has ended: signed or still a draft (`status` draft, `version` 0)."""

    huddle: HuddleRow
    actions: int
    status: str
    status_label: str
    version: int
    signed_by: str


@dataclass(frozen=True)
class VersionRow:
    """One version. The draft has `version` 0 and neither name nor time."""

    version: int
    status: str
    status_label: str
    signed_by: str
    at: datetime | None
    reason: str


@dataclass(frozen=True)
class MinutesView:
    """One huddle's minutes: its versions newest first, who had which, and whom an amendment may be about.

    `people` are (case reference, name); `cannot_amend` says why not, or is empty.
    """

    huddle: Huddle
    row: MinutesRow
    team: str
    versions: list[VersionRow]
    issues: list[IssueRow]
    people: list[tuple[str, str]]
    cannot_amend: str


@dataclass(frozen=True, eq=False)
class Paper:
    """A laid-out document: the PDF, each page's width and height in points, and each page's words."""

    pdf: bytes
    version: int
    sizes: tuple[tuple[float, float], ...]
    words: tuple[str, ...]


def minutes_rows(session: Session) -> list[MinutesRow]:
    """Every huddle that has ended, the newest first."""
    people = directory(session)
    counted = dict(
        session.records.rows(
            "SELECT huddle_id, count(*) FROM action WHERE space = ? AND NOT retired GROUP BY huddle_id", ()
        )
    )
    signers = {
        one.huddle_id: people.name(one.approved_by)
        for one in session.records.all(Minutes, "version > 0", order="version")
    }
    return [
        _row(one, counted.get(one.id, 0), signers.get(one.id, ""))
        for one in huddles.list_huddles(session)
        if one.status == "ended"
    ]


def minutes_view(session: Session, huddle_id: str) -> MinutesView:
    """One huddle's minutes, without the pages."""
    huddle = huddles.find(session, huddle_id)
    row = next((one for one in minutes_rows(session) if one.huddle.id == huddle.id), None)
    if row is None:
        raise Refused(f"{huddle.ref} has not ended, so there are no minutes yet. End it first.")
    people = directory(session)
    stored = [one for one in signing.versions(session, huddle) if one.version > 0]
    versions = [
        VersionRow(
            version=one.version,
            status=one.status,
            status_label=vocabulary.label("minutes_status", one.status),
            signed_by=people.name(one.approved_by),
            at=one.approved_at,
            reason=one.reason,
        )
        for one in reversed(stored)
    ]
    draft = VersionRow(0, "draft", vocabulary.label("minutes_status", "draft"), "", None, "")
    return MinutesView(
        huddle=huddle,
        row=row,
        team=session.team().name,
        versions=versions or [draft],
        issues=issues(session, huddle),
        people=_people(session, huddle),
        cannot_amend=_cannot_amend(session, huddle),
    )


def paper(session: Session, huddle_id: str, version: int | None = None) -> Paper:
    """The pages of a version, of the newest where none is named; 0 is the draft."""
    huddle = huddles.find(session, huddle_id)
    pdf = documents.preview(session, huddle, version)
    standing = huddles.latest_minutes(session, huddle_id)
    shown = (standing.version if standing else 0) if version is None else version
    return Paper(pdf, shown, *documents.measures(pdf))


def _row(huddle: HuddleRow, actions: int, signer: str) -> MinutesRow:
    status = huddle.minutes_status or "draft"
    return MinutesRow(
        huddle=huddle,
        actions=actions,
        status=status,
        status_label=vocabulary.label("minutes_status", status),
        version=huddle.minutes_version,
        signed_by=signer,
    )


def _people(session: Session, huddle: Huddle) -> list[tuple[str, str]]:
    """Everybody on the agenda, in its order."""
    items = huddles.items_of(session, huddle.id)
    cases = {one.id: one for one in session.records.among(Case, "id", [item.case_id for item in items])}
    ids = [case.person_id for case in cases.values()]
    persons = {one.id: one for one in session.records.among(Person, "id", ids)}
    return [
        (case.ref, naming.formal(person))
        for item in items
        if (case := cases.get(item.case_id)) and (person := persons.get(case.person_id))
    ]


def _cannot_amend(session: Session, huddle: Huddle) -> str:
    try:
        signing_rights.refuse_to_amend(session, huddle)
    except Refused as refused:
        return str(refused)
    return ""
