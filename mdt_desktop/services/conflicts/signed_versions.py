"""The signed versions of a huddle's minutes: which one counts, and whether the chair has to settle first."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.domain.merging import finals
from mdt_desktop.domain.merging.finals import Signed
from mdt_desktop.domain.records import Huddle, Minutes
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.store import conflicts
from mdt_desktop.store.causality import Causality
from mdt_desktop.store.conflicts import Version
from mdt_desktop.store.schema import plain

SIGNED = ("final", "amended")
NEWEST_FIRST = "status IN ('final', 'amended') DESC, version DESC, id"


def stored(session: Session, huddle_id: str) -> list[Minutes]:
    """All versions of a huddle's minutes, signed ones first, the newest first."""
    return session.records.all(Minutes, "huddle_id = ?", (huddle_id,), order=NEWEST_FIRST)


def signed(session: Session, huddle_id: str) -> list[Minutes]:
    """The signed versions, the newest first."""
    return [one for one in stored(session, huddle_id) if one.status in SIGNED]


def latest(session: Session, huddle_id: str) -> Minutes | None:
    """The signed version that counts, else the newest draft that was sent round, or None."""
    versions = stored(session, huddle_id)
    those_signed = [one for one in versions if one.status in SIGNED]
    if _is_one_line(those_signed):
        return versions[0] if versions else None
    counts = finals.shown(read(session, those_signed)).id
    return next(one for one in those_signed if one.id == counts)


def newest_first(session: Session, huddle_id: str) -> list[Minutes]:
    """All versions, those that lead up to the one that counts before all others."""
    by_id = {one.id: one for one in stored(session, huddle_id)}
    counts = latest(session, huddle_id)
    line: list[Minutes] = []
    while counts is not None and counts not in line:
        line.append(counts)
        counts = by_id.get(counts.amends)
    return [*line, *(one for one in by_id.values() if one not in line)]


def requests(session: Session, huddle_id: str) -> list[Minutes]:
    """The signed versions that wait for the chair to settle them."""
    versions = signed(session, huddle_id)
    if _is_one_line(versions):
        return []
    by_id = {one.id: one for one in versions}
    return [by_id[one.id] for one in finals.requests(read(session, versions))]


def refuse_while_unsettled(session: Session, huddle: Huddle) -> None:
    """`Refused` while two signed versions stand side by side, or one was written over: nothing is issued."""
    if any(written_over(session, one.id) for one in signed(session, huddle.id)):
        raise Refused(
            f"The signed minutes of {huddle.ref} were written over on another laptop. What was signed "
            "is kept; nothing is issued until a chair gives it back under “Needs attention”."
        )
    if requests(session, huddle.id):
        raise Refused(
            f"The minutes of {huddle.ref} were signed on two laptops. Both are kept, and nothing more is "
            "issued until the chair says under “Needs attention” which one stands."
        )


def as_signed(session: Session, minutes_id: str) -> dict[str, Any]:
    """Every field of a version as the entry that signed it said, by name; empty where it can't be read."""
    write = signing_write(session, minutes_id)
    try:
        said = session.store.body_of(write.entry).records if write else []
    except (Unreadable, ValueError):  # a snapshot's log is still to come
        return {}
    named = (one.fields for one in said if (one.kind, one.record) == (Minutes.KIND, minutes_id))
    fields, bare = next(named, None), Minutes(id=minutes_id)
    if fields is None:
        return {}
    names = (name for name in bare.__struct_fields__ if name != "id")
    return {name: fields.get(name, plain(getattr(bare, name))) for name in names}


def written_over(session: Session, minutes_id: str) -> frozenset[str]:
    """The fields of a signed version that read otherwise than it was signed."""
    writes = session.store.connection.execute("SELECT count(*) FROM touched WHERE record = ?", (minutes_id,))
    now = session.records.get(Minutes, minutes_id)
    if writes[0][0] <= 1 or now is None:
        return frozenset()
    said = as_signed(session, minutes_id)
    return frozenset(name for name, value in said.items() if plain(getattr(now, name)) != value)


def read(session: Session, versions: Sequence[Minutes]) -> list[Signed]:
    """The versions with who had seen which."""
    space = session.store.space.no
    causality = Causality(session.store.connection, space)
    signing = {one.id: signing_write(session, one.id) for one in versions}
    return [
        Signed(
            id=one.id,
            version=one.version,
            amends=one.amends,
            stamp=(mine.hlc, mine.device),
            saw=frozenset(
                other
                for other, theirs in signing.items()
                if other != one.id and theirs and causality.saw(mine.entry, theirs.entry)
            ),
        )
        for one in versions
        if (mine := signing[one.id])
    ]


def signing_write(session: Session, minutes_id: str) -> Version | None:
    """The write that signed a version: the earliest that gave it its status."""
    store = session.store
    found = conflicts.versions(store.connection, store.space.no, "minutes", minutes_id, ["status"])
    return min(found.get("status", ()), key=lambda one: (one.hlc, one.device), default=None)


def _is_one_line(signed: Sequence[Minutes]) -> bool:
    """Whether each version amends the one before it: the usual case, which needs no reading of the log."""
    return all(newer.amends == older.id for newer, older in pairwise(signed))
