"""Who is at the huddle: expected, here, late, gone, a deputy or a guest."""

from typing import Any

from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.quorum import Quorum
from mdt_desktop.domain.records import Attendance, Huddle
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import MemberView, directory

HERE = ("present", "late", "deputy")


def invitations(session: Session, huddle_id: str) -> list[Change]:
    """The core members of the team, invited."""
    return [
        creation(_of_member(huddle_id, member, status="invited"))
        for member in directory(session).active()
        if member.membership == "core"
    ]


def _of_member(huddle_id: str, member: MemberView, **fields: Any) -> Attendance:
    return Attendance(
        id=new_id(),
        huddle_id=huddle_id,
        member_id=member.id,
        name=member.name,
        organisation=member.organisation,
        sector=member.sector,
        **fields,
    )


def attend(
    session: Session,
    huddle_id: str,
    name: str,
    status: str = "present",
    *,
    sector: str = "",
    via: str = "",
    deputy_for: str = "",
    note: str = "",
) -> Quorum:
    """Record where somebody stands; a name the directory does not know is a guest's.

    Coming and going during the huddle is stamped with the time.
    """
    huddle = huddles.find(session, huddle_id)
    if not name.strip():
        raise Refused("Nobody was named. Nothing was changed.")
    status = code_of("attendance_status", status, what="kind of attendance")
    sector = code_of("sector", sector) if sector else ""
    if huddle.status in ("ended", "cancelled"):
        raise Refused(f"{huddle.ref} is over, so its attendance stands as it was recorded.")
    entry = _entry(session, huddle, name, sector)
    fields: dict[str, Any] = {"status": status, **_times(session, huddle, entry, status)}
    fields |= {
        key: value for key, value in (("via", via), ("deputy_for", deputy_for), ("note", note)) if value
    }
    known_already = session.records.get(Attendance, entry.id) is not None
    changes = [edit(entry, **fields)] if known_already else [creation(entry), edit(entry, **fields)]
    session.commit(changes)
    return _settle_quorum(session, huddle)


def _entry(session: Session, huddle: Huddle, name: str, sector: str) -> Attendance:
    everybody = huddles.attendance_of(session, huddle.id)
    for one in everybody:
        if name in (one.id, one.member_id) or one.name.casefold() == name.strip().casefold():
            return one
    people = directory(session)
    member = people.get(name)
    if member is None:
        try:
            member = people.named(name)
        except Refused:
            if sum(name.casefold() in m.name.casefold() for m in people.active()) > 1:
                raise
            return Attendance(id=new_id(), huddle_id=huddle.id, name=name.strip(), sector=sector)
    for one in everybody:
        if one.member_id == member.id:
            return one
    return _of_member(huddle.id, member)


def _times(session: Session, huddle: Huddle, entry: Attendance, status: str) -> dict[str, Any]:
    running = huddle.status in huddles.RUNNING
    if status in HERE:
        arrived = entry.arrived or (session.now() if running else None)
        return {"arrived": arrived, "left": None}
    if status == "left" and running:
        return {"left": session.now()}
    return {}


def _settle_quorum(session: Session, huddle: Huddle) -> Quorum:
    """Note when the quorum is reached or lost while the huddle runs."""
    state = huddles.quorum_now(huddle, huddles.attendance_of(session, huddle.id))
    if huddle.status in huddles.RUNNING and state.met != huddle.quorum_met:
        lost = session.now() if huddle.quorum_met and not state.met else huddle.quorum_lost_at
        session.commit([edit(huddle, quorum_met=state.met, quorum_lost_at=lost)], undoable=False)
    return state


def declare_conflict(session: Session, huddle_id: str, name: str, text: str) -> None:
    """Somebody knows, or is related to, a person on the agenda. Who is in the directory is named as there."""
    huddle = huddles.find(session, huddle_id)
    if not name.strip() or not text.strip():
        raise Refused("Say who, and what connects them. Nothing was changed.")
    if huddle.status in ("ended", "cancelled"):
        raise Refused(f"{huddle.ref} is over. Nothing was changed.")
    whose = _entry(session, huddle, name, "").name
    session.commit([edit(huddle, conflicts=[*huddle.conflicts, {"name": whose, "text": text}])])
