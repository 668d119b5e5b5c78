"""A record that one removed while another was working on it, or on what hangs on it."""

from collections.abc import Iterable, Iterator

from mdt_desktop.domain.changes import Change
from mdt_desktop.domain.records import KINDS, Case, Person
from mdt_desktop.services.conflicts.authors import Authors
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.conflicts.wording import Wording, kind_words
from mdt_desktop.services.imports.import_undoing import BUILT_ON
from mdt_desktop.services.session import Session
from mdt_desktop.store import conflicts
from mdt_desktop.store.causality import Causality
from mdt_desktop.store.conflicts import Version

NAME = "removed_and_edited"
_NEVER_EDITED = frozenset({"audit", "issue", "import_batch", "minutes", "quarantine_decision"})
_KINDS = frozenset(KINDS) - _NEVER_EDITED


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Removed records with a change that knew nothing of the removal, nor the removal of it."""
    reader = _Reader(session)
    for kind in sorted(_KINDS):
        for record in _removed_by_one_of_several(session, scope, kind):
            if edits := reader.edits_apart(kind, record):
                yield reader.item(kind, record, edits)
    for case_id, hanging in _on_removed_cases(session, scope).items():
        if edits := reader.apart_from_removal("case", case_id, hanging):
            yield reader.item("case", case_id, edits)


def _removed_by_one_of_several(session: Session, scope: Scope, kind: str) -> list[str]:
    """The removed records of a kind to which several devices' writes stand."""
    condition, values = scope.among("k.id", kind)
    rows = session.records.rows(
        f'SELECT s.record FROM "{kind}" k CROSS JOIN standing s ON s.space = k.space AND s.record = k.id '
        f"AND s.kind = '{kind}' CROSS JOIN entry e ON e.no = s.entry "
        f"WHERE k.space = ? AND k.retired AND {condition} "
        "GROUP BY s.record HAVING count(DISTINCT e.device) > 1 ORDER BY s.record",
        values,
    )
    return [str(row[0]) for row in rows]


def _on_removed_cases(session: Session, scope: Scope) -> dict[str, list[tuple[str, str]]]:
    """What still hangs on removed cases, by case."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in BUILT_ON:
        condition, values = scope.among("h.id", kind)
        also, more = scope.among("c.id", "case")
        rows = session.records.rows(
            f'SELECT c.id, h.id FROM "case" c JOIN "{kind}" h ON h.space = c.space AND h.case_id = c.id '
            f"WHERE c.space = ? AND c.retired AND NOT h.retired AND ({condition} OR {also}) "
            "ORDER BY c.id, h.id",
            [*values, *more],
        )
        for case_id, record in rows:
            found.setdefault(str(case_id), []).append((kind, str(record)))
    return found


class _Reader:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._causality = Causality(session.store.connection, session.store.space.no)
        self._authors = Authors(session)
        self._wording = Wording(session)

    def edits_apart(self, kind: str, record: str) -> list[Version]:
        """The standing writes to a record that were made apart from its removal."""
        versions = self._versions(kind, record)
        removals = {one.entry for one in versions.get("retired", ()) if one.value}
        edits = {one.entry: one for name in versions for one in versions[name] if one.entry not in removals}
        return [
            one
            for one in edits.values()
            if all(self._causality.apart(one.entry, removal) for removal in removals)
        ]

    def apart_from_removal(self, kind: str, record: str, hanging: Iterable[tuple[str, str]]) -> list[Version]:
        """The first writes of what hangs on a removed record, made apart from the removal."""
        removals = {one.entry for one in self._versions(kind, record).get("retired", ()) if one.value}
        found = []
        for one in hanging:
            writes = [version for versions in self._versions(*one).values() for version in versions]
            first = min(writes, key=lambda version: version.entry)
            if all(self._causality.apart(first.entry, removal) for removal in removals):
                found.append(first)
        return found

    def item(self, kind: str, record: str, edits: list[Version]) -> AttentionItem:
        """The item: it says who did what, and offers to keep or to leave it removed."""
        title = self._wording.about(kind, record)[1]
        removal = next(one for one in self._versions(kind, record)["retired"] if one.value)
        editors = " and ".join(dict.fromkeys(self._authors.name(one.device) for one in edits))
        what = self._wording.record(kind, record)
        return AttentionItem(
            id=f"{NAME}:{record}",
            rule=NAME,
            title=f"{title}: removed and worked on",
            words=f"{self._authors.name(removal.device)} removed this while {editors} worked on it "
            f"({what[:1].lower()}{what[1:]}). Both are kept; it is hidden until somebody says which "
            "is meant.",
            records=((kind, record),),
            mends=(
                Mend("keep", f"Keep the {kind_words(kind)}", lambda s: _say(s, kind, record, retired=False)),
                Mend("remove", "Leave it removed", lambda s: _say(s, kind, record, retired=True)),
            ),
            case_id=self._wording.case_id(kind, record),
        )

    def _versions(self, kind: str, record: str) -> dict[str, list[Version]]:
        store = self._session.store
        return conflicts.versions(store.connection, store.space.no, kind, record)


def _say(session: Session, kind: str, record: str, *, retired: bool) -> None:
    """Say it again in place of every value, knowing of both; a case comes back with its person."""
    changes = [_said(session, kind, record, retired)]
    if kind == "case" and not retired:
        case = session.records.get(Case, record)
        person = session.records.get(Person, case.person_id) if case else None
        changes += [_said(session, "person", person.id, retired)] if person and person.retired else []
    session.commit(changes)


def _said(session: Session, kind: str, record: str, retired: bool) -> Change:
    store = session.store
    standing = conflicts.versions(store.connection, store.space.no, kind, record, ["retired"])
    over = tuple(one.entry for one in standing.get("retired", ()))
    return Change(kind, record, {"retired": retired}, over={"retired": over})


RULE = Rule(NAME, _KINDS, find)
