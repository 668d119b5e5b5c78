"""A signed version never changes: what was written over it is named, and a chair gives back what was signed.

Only a chair's device can sign, but any practitioner's may write another field of the record: its role is
asked about `status` alone (docs/security.md).
"""

from collections.abc import Iterator

from mdt_desktop.domain.changes import Change
from mdt_desktop.domain.records import Huddle, Minutes
from mdt_desktop.refused import Refused
from mdt_desktop.services.conflicts import signed_versions
from mdt_desktop.services.conflicts.authors import Authors
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team
from mdt_desktop.store import conflicts

NAME = "signed_changed"


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Signed versions that say something else than the entry that signed them."""
    condition, values = scope.among("m.id", "minutes")
    rows = session.records.rows(
        "SELECT m.id FROM minutes m WHERE m.space = ? AND m.status IN ('final', 'amended') "
        f"AND {condition} AND (SELECT count(*) FROM touched t WHERE t.record = m.id) > 1 ORDER BY m.id",
        values,
    )
    for (minutes_id,) in rows:
        if changed := signed_versions.written_over(session, str(minutes_id)):
            yield _item(session, str(minutes_id), changed)


def _item(session: Session, minutes_id: str, changed: frozenset[str]) -> AttentionItem:
    minutes = session.records.get(Minutes, minutes_id)
    huddle = session.records.get(Huddle, minutes.huddle_id) if minutes else None
    store = session.store
    versions = conflicts.versions(store.connection, store.space.no, "minutes", minutes_id, changed)
    authors = Authors(session)
    who = " and ".join(sorted({authors.name(one.device) for said in versions.values() for one in said[:1]}))
    return AttentionItem(
        id=f"{NAME}:{minutes_id}",
        rule=NAME,
        title=f"The signed minutes of {huddle.ref if huddle else 'a huddle'} were written over",
        words=f"{who or 'Somebody'} wrote over a signed version ({', '.join(sorted(changed))}). What was "
        "signed is still in the log; until it is given back, don’t rely on what is shown.",
        records=(("minutes", minutes_id),),
        mends=(Mend("give_back", "Give back what was signed", lambda s: _give_back(s, minutes_id)),),
    )


def _give_back(session: Session, minutes_id: str) -> None:
    if not team.is_chair(session):
        raise Refused("Only a chair can give back what was signed. Nothing was changed; ask the chair.")
    said = signed_versions.as_signed(session, minutes_id)
    fields = {name: said[name] for name in signed_versions.written_over(session, minutes_id)}
    session.commit([Change("minutes", minutes_id, fields)], undoable=False)


RULE = Rule(NAME, frozenset({"minutes"}), find)
