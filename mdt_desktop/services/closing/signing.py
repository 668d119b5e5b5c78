"""Sign a huddle's minutes and amend them: frozen content, its hash, nothing that edits it (docs/rules.md)."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case, Huddle, Minutes
from mdt_desktop.minutes.content import (
    Amendment,
    Approval,
    MinutesContent,
    content_hash,
    read_snapshot,
    snapshot_bytes,
    snapshot_hash,
)
from mdt_desktop.minutes.discussed import Identity
from mdt_desktop.refused import Refused
from mdt_desktop.services import profile, references
from mdt_desktop.services.closing import signing_gaps, signing_rights
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.minutes import minutes_content
from mdt_desktop.services.session import Session


@dataclass(frozen=True)
class Standing:
    """Which version of the minutes stands. `version` 0 is the draft."""

    version: int
    status: str
    hash: str


def sign(session: Session, huddle: Huddle, passphrase: str, *, gaps_to_chair: bool = False) -> Minutes:
    """Freeze the minutes as version 1. The passphrase is given again: the keyring alone will not do.

    Raises `Refused` for anybody but a chair, before the huddle has ended, once it is signed, and while gaps
    stand (each is named) unless `gaps_to_chair`; `Locked` for a wrong passphrase. Signing can't be undone,
    nor what was written before it.
    """
    huddle = huddles.find(session, huddle.id)
    signing_rights.refuse_to_sign(session, huddle)
    if not gaps_to_chair:
        signing_gaps.refuse_if_any(session, huddle)
    profile.check_passphrase(session, passphrase)
    if gaps_to_chair:
        signing_gaps.settle(session, huddle)
    minutes = freeze(session, huddle, to_the_millisecond(session.now()))
    session.intents.clear()
    session.undone.clear()
    return minutes


def freeze(session: Session, huddle: Huddle, at: datetime) -> Minutes:
    """Version 1 as it stands, signed by whoever uses this device; `sign` asks before it does this."""
    me = session.me()
    approval = Approval(name=me.display_name, role=_duty(session, huddle), at=at, member_id=me.id)
    content = minutes_content.build(session, huddle.id, status="final", version=1, approval=approval)
    return keep(session, content, at)


def amend(session: Session, huddle: Huddle, *, case: str, text: str, reason: str) -> Minutes:
    """A new version with an addition about one person, who made it, when and why.

    The signed version stays as it is; `case` is a reference or id. Raises `Refused` for anybody but a chair,
    for minutes that are not signed, for somebody who was not on that agenda, and for an empty text or reason.
    """
    huddle = huddles.find(session, huddle.id)
    signing_rights.refuse_to_amend(session, huddle)
    if not text.strip() or not reason.strip():
        raise Refused("An amendment needs its text and the reason for it. Nothing was changed.")
    before = huddles.latest_minutes(session, huddle.id)
    assert before is not None
    content = content_of(before)
    found = references.find(session, Case, case)
    version, now = before.version + 1, to_the_millisecond(session.now())
    amendment = Amendment(
        version=version,
        who=session.me().display_name,
        at=now,
        why=reason.strip(),
        text=text.strip(),
        case_ref=found.ref,
        person=_as_printed(content, found, huddle),
    )
    amended = msgspec.structs.replace(
        content, status="amended", version=version, amendments=(*content.amendments, amendment)
    )
    return keep(session, amended, now, reason=reason.strip(), amends=before.id)


def circulate(session: Session, huddle: Huddle) -> Minutes:
    """Send the draft round to be checked: what was sent is kept; signing still makes version 1."""
    huddle = huddles.find(session, huddle.id)
    signing_rights.refuse_if_signed(session, huddle)
    if huddle.status != "ended":
        raise Refused(f"{huddle.ref} has not ended, so there is nothing to send round yet. End it first.")
    content = minutes_content.build(session, huddle.id, status="circulated")
    return keep(session, content, None)


def content_of(minutes: Minutes) -> MinutesContent:
    """What a stored version says. `Refused` if it is not what was signed."""
    if snapshot_hash(minutes.snapshot) != minutes.hash:
        raise Refused(
            f"Version {minutes.version} of these minutes is not what was signed: its content does not match "
            "its hash. Nothing was changed; restore the store from your newest backup."
        )
    return read_snapshot(minutes.snapshot)


def standing(session: Session, huddle: Huddle) -> Standing:
    """The newest signed version, else the draft as it would be signed now, with the hash of its content."""
    minutes = huddles.latest_minutes(session, huddle.id)
    if minutes is not None and minutes.version:
        return Standing(minutes.version, minutes.status, minutes.hash)
    return Standing(0, "draft", content_hash(minutes_content.build(session, huddle.id)))


def versions(session: Session, huddle: Huddle) -> list[Minutes]:
    """Every stored version, the oldest first."""
    return session.records.all(Minutes, "huddle_id = ?", (huddle.id,), order="version, id")


def keep(
    session: Session, content: MinutesContent, at: datetime | None, *, reason: str = "", amends: str = ""
) -> Minutes:
    """Store a version as it is from here on. `at` is when it was signed, None for a draft sent round."""
    snapshot = snapshot_bytes(content)
    minutes = Minutes(
        id=new_id(),
        huddle_id=content.huddle_id,
        version=content.version,
        status=content.status,
        snapshot=snapshot,
        hash=snapshot_hash(snapshot),
        approved_by=session.store.space.member if at else "",
        approved_at=at,
        reason=reason,
        amends=amends,
    )
    session.commit([creation(minutes)], undoable=False)
    return minutes


def _as_printed(content: MinutesContent, case: Case, huddle: Huddle) -> Identity:
    """The person as the signed version names them."""
    for one in content.people:
        if one.case_id == case.id:
            return one.identity
    for waiting in content.not_discussed:
        if waiting.case_id == case.id:
            return waiting.person
    raise Refused(f"{case.ref} was not on the agenda of {huddle.ref}, so there is nothing to amend.")


def _duty(session: Session, huddle: Huddle) -> str:
    return "chair of the huddle" if huddle.chair_id == session.store.space.member else "chair"


def to_the_millisecond(at: datetime) -> datetime:
    """An instant as the store keeps it."""
    now = at.astimezone(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
