"""Work that came without effect: an admin enters it again as their own, or refuses it. Nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mdt_desktop.domain.changes import Change, creation
from mdt_desktop.domain.records import KINDS, QuarantineDecision
from mdt_desktop.refused import Refused
from mdt_desktop.services.conflicts import wording
from mdt_desktop.services.conflicts.authors import Authors
from mdt_desktop.services.conflicts.wording import Wording
from mdt_desktop.services.session import Session
from mdt_desktop.store import conflicts, farewell, handing_on, quarantine
from mdt_desktop.store.body import Body, RecordWrite
from mdt_desktop.store.quarantine import Reentry, SetAside, Why

REENTERED, REFUSED = "reentered", "refused"
_ID_DIGITS = 12

WHY: Mapping[Why, str] = {
    Why.UNREADABLE: "It can’t be read: it is damaged, or under a key that is not here.",
    Why.OLD_KEY: "It was written under an old key by somebody who knew of the new one.",
    Why.REMOVED: "It was written by a device that was not in the team any more.",
    Why.NOT_ALLOWED: "Their role may not write this.",
}


@dataclass(frozen=True)
class Write:
    """What one record would say: its name, and field by field the words."""

    record: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quarantined:
    """An entry without effect that waits for an admin. `writes` is empty where it can't be read."""

    id: str
    who: str
    when: datetime
    why: str
    device: str
    writes: tuple[Write, ...]

    @property
    def can_reenter(self) -> bool:
        """Whether it can be read, and so entered again."""
        return bool(self.writes)


def waiting(session: Session) -> list[Quarantined]:
    """What waits for an admin to re-enter or refuse it, the earliest first. `Refused` for anybody else."""
    _refuse_all_but_admins(session)
    reader, authors = Wording(session), Authors(session)
    return [
        Quarantined(
            id=_short(one),
            who=authors.name(one.device),
            when=one.at,
            why=WHY[one.why],
            device=one.device.hex(),
            writes=tuple(_write(reader, write) for write in (one.body.records if one.body else ())),
        )
        for one in _undecided(session)
    ]


def count(session: Session) -> int:
    """How many entries wait for an admin; 0 for anybody else."""
    return len(_undecided(session)) if is_admin(session) else 0


def reenter(session: Session, identity: str) -> None:
    """Write an entry's values again as this admin's own, in place of what its author had replaced.

    `Refused` for anybody but an admin, for what can't be read, and for what this admin's role may not write.
    """
    _refuse_all_but_admins(session)
    one = _found(session, identity)
    if one.body is None:
        raise Refused("That can’t be read, so it can’t be entered again. Nothing was changed; refuse it.")
    store = session.store
    again = Reentry(store.connection, store.space.no, _entered_again(session))
    session.commit([*again.changes(one.entry), _decided(session, one, REENTERED)])


def refuse(session: Session, identity: str) -> None:
    """Leave an entry without effect for good: it stays sealed in the log, and out of every admin's list."""
    _refuse_all_but_admins(session)
    session.commit([_decided(session, _found(session, identity), REFUSED)])


def is_admin(session: Session) -> bool:
    """Whether this device has the admin right."""
    return session.store.roster().is_admin(session.store.space.device.device_id)


def _refuse_all_but_admins(session: Session) -> None:
    if not is_admin(session):
        raise Refused(
            "Only an admin of the team can look through what was set aside. Nothing was changed; ask one."
        )


def _decided(session: Session, one: SetAside, decision: str) -> Change:
    return creation(
        QuarantineDecision(
            id=decision_id(one.hash),
            entry=one.hash.hex(),
            decision=decision,
            by=session.store.space.member,
            at=session.now(),
        )
    )


def decision_id(entry: bytes) -> str:
    """The id of the decision about an entry, by its hash: the same whoever decides."""
    return str(UUID(bytes=entry[:16]))


def _undecided(session: Session) -> list[SetAside]:
    store = session.store
    everything = quarantine.set_aside(store.connection, store.space.no, store.chosen())
    real = [one for one in everything if one.body is None or not _is_no_work(one.body)]
    return [one for one in real if not _decision(session, one.hash)]


def _decision(session: Session, entry: bytes) -> dict[int, str]:
    """What admins' devices said about an entry, by the local number of the entry that says it."""
    store = session.store
    said = conflicts.versions(
        store.connection, store.space.no, QuarantineDecision.KIND, decision_id(entry), ["decision"]
    )
    roster = store.roster()
    return {
        one.entry: str(one.value)
        for one in said.get("decision", ())
        if roster.is_admin(one.device, quarantine.within_cuts(store.connection, store.space.no, one.entry))
    }


def _entered_again(session: Session) -> dict[int, frozenset[int]]:
    """For each entry that was re-entered, the entries that did so."""
    store = session.store
    rows = store.connection.execute(
        "SELECT no, hash FROM entry WHERE space = ? AND effect = 0", (store.space.no,)
    )
    found = {
        no: frozenset(entry for entry, said in _decision(session, whole).items() if said == REENTERED)
        for no, whole in rows
    }
    return {no: entries for no, entries in found.items() if entries}


def _found(session: Session, identity: str) -> SetAside:
    matches = [one for one in _undecided(session) if _short(one) == identity.strip().lower()]
    if len(matches) != 1:
        raise Refused(
            f"Nothing that was set aside is called “{identity}”: it may have been decided since. "
            "Nothing was changed; list it again."
        )
    return matches[0]


def _short(one: SetAside) -> str:
    return one.hash.hex()[:_ID_DIGITS]


def _write(words: Wording, write: RecordWrite) -> Write:
    known = KINDS[write.kind].__struct_fields__ if write.kind in KINDS else ()
    fields = tuple(
        (wording.label(name), words.value(write.kind, name, value))
        for name, value in write.fields.items()
        if name in known and not name.endswith("_id")
    )
    return Write(words.record(write.kind, write.record), fields)


def _is_no_work(body: Body) -> bool:
    """What a removed device's program says by itself: there is nothing in it to enter again."""
    return farewell.is_farewell(body) or handing_on.is_handing_on(body)
