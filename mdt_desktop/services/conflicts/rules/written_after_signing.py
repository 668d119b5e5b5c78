"""Signed minutes are locked: what another laptop wrote before it knew goes into an amendment, or back."""

from collections.abc import Iterator
from typing import Any

import msgspec

from mdt_desktop.domain.changes import Change
from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.records import Case, Discussion, Huddle, Minutes
from mdt_desktop.minutes.content import read_snapshot
from mdt_desktop.services.closing import signing
from mdt_desktop.services.conflicts import signed_versions, wording
from mdt_desktop.services.conflicts.authors import Authors
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.conflicts.wording import Wording
from mdt_desktop.services.session import Session
from mdt_desktop.store import conflicts
from mdt_desktop.store.causality import Causality
from mdt_desktop.store.conflicts import Version

NAME = "written_after_signing"
_PLACE = frozenset({"agenda_item_id", "huddle_id", "case_id", "retired", "no_decision"})
REASON = "Written on another laptop before it knew that the minutes were signed"


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Discussions of signed huddles with writes that no signed version knew of."""
    causality = Causality(session.store.connection, session.store.space.no)
    late = {
        (str(huddle_id), str(discussion_id))
        for huddle_id, discussion_id, write, signing_write in _writes(session, scope)
        if not causality.saw(signing_write, write)
    }
    reader = None
    for huddle_id, discussion_id in sorted(late):
        if reader is None or reader.huddle_id != huddle_id:
            reader = _SignedHuddle(session, huddle_id, causality)
        yield from reader.item(discussion_id)


def _writes(session: Session, scope: Scope) -> list[tuple[Any, ...]]:
    """Every standing write to a discussion of a signed huddle, with the earliest taken that signed it."""
    touched, values = scope.among("d.id", "discussion")
    also, more = scope.through("d.huddle_id", "SELECT huddle_id FROM minutes WHERE id IN ?", "minutes")
    return session.records.rows(
        "SELECT d.huddle_id, d.id, t.entry, m.signed "
        "FROM (SELECT m.space, m.huddle_id, min(s.entry) AS signed FROM minutes m "
        "CROSS JOIN standing s ON s.space = m.space AND s.record = m.id AND s.kind = 'minutes' "
        "WHERE m.space = ? AND m.status IN ('final', 'amended') AND NOT m.retired GROUP BY m.huddle_id) m "
        "CROSS JOIN discussion d ON d.space = m.space AND d.huddle_id = m.huddle_id AND NOT d.retired "
        "CROSS JOIN standing t ON t.space = d.space AND t.record = d.id AND t.kind = 'discussion' "
        f"WHERE {touched} OR {also}",
        [*values, *more],
    )


class _SignedHuddle:
    """One huddle whose minutes are signed, and what each version knew."""

    def __init__(self, session: Session, huddle_id: str, causality: Causality) -> None:
        self.huddle_id = huddle_id
        self._session = session
        self._causality = causality
        self._signed = [
            (one, write)
            for one in signed_versions.signed(session, huddle_id)
            if (write := signed_versions.signing_write(session, one.id))
        ]

    def item(self, discussion_id: str) -> Iterator[AttentionItem]:
        """The item for one discussion, if something in it is not in the minutes."""
        talk = self._session.records.get(Discussion, discussion_id)
        case = self._session.records.get(Case, talk.case_id) if talk else None
        huddle = self._session.records.get(Huddle, self.huddle_id)
        if case is None or huddle is None:
            return
        late = self._unknown_to_all(discussion_id, case)
        if late:
            yield _item(self._session, huddle, case, discussion_id, late)

    def _unknown_to_all(self, discussion_id: str, case: Case) -> dict[str, Version]:
        """The fields whose shown value neither the signing nor an amendment about this person had seen."""
        store = self._session.store
        versions = conflicts.versions(store.connection, store.space.no, "discussion", discussion_id)
        knew = [write.entry for one, write in self._signed if one.version <= 1 or _is_about(one, case)]
        late = {
            name: written[0]
            for name, written in versions.items()
            if name not in _PLACE
            and written[0].value
            and not any(self._causality.saw(entry, written[0].entry) for entry in knew)
        }
        known = self._values_known(discussion_id, knew) if late else {}
        return {name: one for name, one in late.items() if known.get(name) != one.value}

    def _values_known(self, discussion_id: str, knew: list[int]) -> dict[str, Any]:
        """What the discussion said to those who signed: saying it again is nothing new."""
        values: dict[str, Any] = {}
        for written in self._session.store.history(discussion_id):
            if any(self._causality.saw(entry, written.entry) for entry in knew):
                values |= written.fields
        return values


def _is_about(minutes: Minutes, case: Case) -> bool:
    """Whether an amendment of this very version is about a person."""
    try:
        amendments = read_snapshot(minutes.snapshot).amendments
    except msgspec.MsgspecError:  # written over: a rule of its own (signed_changed.py)
        return False
    return any(one.version == minutes.version and one.case_ref == case.ref for one in amendments)


def _item(
    session: Session, huddle: Huddle, case: Case, discussion_id: str, late: dict[str, Version]
) -> AttentionItem:
    words, authors = Wording(session), Authors(session)
    who = " and ".join(dict.fromkeys(authors.name(one.device) for one in late.values()))
    day = short_day(huddle.day) if huddle.day else huddle.ref
    text = "\n".join(
        f"{wording.label(name)}: {words.value('discussion', name, one.value)}" for name, one in late.items()
    )
    return AttentionItem(
        id=f"{NAME}:{discussion_id}",
        rule=NAME,
        title=f"{words.about('case', case.id)[1]}: written after the minutes were signed",
        words=f"{who} wrote this about the huddle of {day} on a laptop that did not know of the signing. It "
        f"is kept, and not in the signed minutes. {text}",
        records=(("discussion", discussion_id), ("huddle", huddle.id)),
        mends=(
            Mend("amend", "Put it into an amendment", lambda s: _amend(s, huddle, case, text)),
            Mend("as_signed", "Leave it as it was signed", lambda s: _as_signed(s, discussion_id, late)),
        ),
        case_id=case.id,
    )


def _amend(session: Session, huddle: Huddle, case: Case, text: str) -> None:
    signing.amend(session, huddle, case=case.id, text=text, reason=REASON)


def _as_signed(session: Session, discussion_id: str, late: dict[str, Version]) -> None:
    """Give back what stood before those writes; they stay in the history."""
    entries = sorted({one.entry for one in late.values()})
    changes: list[Change] = []
    for entry in entries:
        changes += [one for one in session.store.undoing((entry,)).changes if one.id == discussion_id]
    session.commit(changes)


RULE = Rule(NAME, frozenset({"minutes", "discussion"}), find)
