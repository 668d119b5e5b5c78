"""Settling is an ordinary change that replaces exactly the values somebody saw; it can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from mdt_desktop.domain.changes import Change
from mdt_desktop.domain.merging.agreeing import consequences
from mdt_desktop.domain.merging.asking import How
from mdt_desktop.domain.records import KINDS
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import case_fields
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.cases.typed import typed
from mdt_desktop.services.conflicts import reading, wording
from mdt_desktop.services.conflicts.views import Clash, FieldConflict, Pick
from mdt_desktop.services.conflicts.wording import Wording
from mdt_desktop.services.session import Session
from mdt_desktop.store import conflicts
from mdt_desktop.store.store import Committed


@dataclass(frozen=True)
class Line:
    """What the record will say in one field."""

    label: str
    words: str


def proposed(one: FieldConflict) -> Pick:
    """What is proposed for a field."""
    return Pick(both=True) if one.proposed is None else Pick(at=one.proposed)


def picked(session: Session, one: FieldConflict, pick: Pick) -> Any:
    """The value a pick comes to. `Refused` where it is no value of this field."""
    if pick.typed is not None:
        return _typed(session, one, pick.typed)
    if pick.both:
        if one.both is None:
            raise Refused(f"{one.label} can’t be both. Nothing was changed; choose one of the values.")
        return one.both
    if pick.at is None or not 0 <= pick.at < len(one.values):
        raise Refused(
            f"{one.label} has {len(one.values)} values, and that is none of them. Nothing was changed; "
            "list the conflicts again."
        )
    return one.values[pick.at].value


def result(session: Session, clash: Clash, picks: Mapping[str, Pick]) -> list[Line]:
    """What the record will say, field by field, once this is saved; fields without a pick as proposed."""
    words = Wording(session)
    several = len({(one.kind, one.record) for one in clash.fields}) > 1
    return [
        Line(
            f"{one.record_words}: {one.label.lower()}" if several else one.label,
            words.value(one.kind, one.field, picked(session, one, picks.get(one.id) or proposed(one))),
        )
        for one in clash.fields
    ]


def result_words(session: Session, clash: Clash, picks: Mapping[str, Pick]) -> str:
    """What the record will say, as sentences."""
    lines = (f"{line.label}: {' / '.join(line.words.splitlines())}" for line in result(session, clash, picks))
    return " ".join(f"{line.removesuffix('.')}." for line in lines)


def settle(session: Session, clash: Clash, picks: Mapping[str, Pick]) -> Committed:
    """Settle all that was shown of one person, in one step. What has come in since stands beside it."""
    changes = [
        change
        for one in clash.fields
        for change in _changes(session, one, picks.get(one.id) or proposed(one))
    ]
    return session.commit(changes)


def settle_one(session: Session, identity: str, pick: Pick) -> Committed:
    """Settle one field by its conflict's id. `Refused` if the conflict is not there as it was listed."""
    found = next((one for one in reading.fields_in_conflict(session) if one.id == identity), None)
    if found is None:
        raise Refused(
            f"There is no conflict “{identity}”: it is settled, or another value has come in since it was "
            "listed. Nothing was changed; list the conflicts again."
        )
    return session.commit(_changes(session, found, pick))


def _changes(session: Session, one: FieldConflict, pick: Pick) -> list[Change]:
    fields: dict[str, Any] = {one.field: picked(session, one, pick)}
    over = {one.field: tuple(entry for value in one.values for entry in value.entries)}
    if one.followers:
        chosen = one.values[pick.at] if pick.at is not None else one.values[0]
        store = session.store
        standing = conflicts.versions(store.connection, store.space.no, one.kind, one.record, one.followers)
        for name, versions in standing.items():
            by_them = [
                version
                for version in versions
                if version.entry in chosen.entries or version.device.hex() == chosen.device
            ]
            fields[name] = (by_them or versions)[0].value
    changes = [Change(one.kind, one.record, fields, over=over)]
    return [*changes, *_consequences(session, one, fields)]


def _consequences(session: Session, one: FieldConflict, fields: Mapping[str, Any]) -> list[Change]:
    """What would contradict the settled values goes with them."""
    record = session.records.get(KINDS[one.kind], one.record)
    if record is None or "status" not in fields:
        return []
    after = consequences(msgspec.structs.replace(record, status=fields["status"]))
    return [Change(one.kind, one.record, after)] if after else []


def _typed(session: Session, one: FieldConflict, text: str) -> Any:
    """A value in somebody's own words, held to what may be typed into that field."""
    if one.how is How.KEEP or one.field.endswith("_id"):
        raise Refused(f"{one.label} is chosen, not typed. Nothing was changed; keep one of the values.")
    if one.kind in ("person", "case"):
        person, case = case_fields.read(session, {one.field: text})
        return (person | case)[one.field]
    codes = wording.codes(one.kind, one.field)
    if codes:
        return code_of(codes, text)
    return typed(KINDS[one.kind], one.field, text, lines=one.how is How.JOIN)
