"""Conflicts read for people: which fields, whose values, and what is proposed."""

from collections.abc import Iterable, Sequence
from typing import Any

from mdt_desktop.crypto.primitives import hash_128
from mdt_desktop.domain.merging import asking
from mdt_desktop.domain.merging.asking import How
from mdt_desktop.domain.merging.joining import join_texts, unite_lists
from mdt_desktop.services.conflicts import wording
from mdt_desktop.services.conflicts.authors import Authors
from mdt_desktop.services.conflicts.views import Clash, FieldConflict, Fitted, Value
from mdt_desktop.services.conflicts.wording import Wording
from mdt_desktop.services.session import Session
from mdt_desktop.store import conflicts
from mdt_desktop.store.conflicts import Version

_ID_DIGITS = 12
_NOT_FITTED = frozenset({"seconds", "started_at", "ended_at", "position"})


def fields_in_conflict(session: Session) -> list[FieldConflict]:
    """Every field in conflict that people are asked about, the records in the order they were made."""
    reader = _Reader(session)
    found = conflicts.disputed(session.store.connection, session.store.space.no)
    return [one for (kind, record), fields in found.items() for one in reader.read(kind, record, fields)]


def count(session: Session) -> int:
    """How many fields people are asked about."""
    found = conflicts.disputed(session.store.connection, session.store.space.no)
    return sum(len(asking.questions(kind, fields)) for (kind, _), fields in found.items())


def clashes(session: Session) -> list[Clash]:
    """The conflicts one person at a time, as the page shows them."""
    reader = _Reader(session)
    pages: dict[str, tuple[str, list[FieldConflict], list[Fitted]]] = {}
    for (kind, record), fields in conflicts.disputed(
        session.store.connection, session.store.space.no
    ).items():
        identity, title = reader.wording.about(kind, record)
        _, asked, fitted = pages.setdefault(identity, (title, [], []))
        asked += reader.read(kind, record, fields)
        fitted += reader.fitted(kind, record, fields)
    return [
        _clash(identity, title, asked, fitted) for identity, (title, asked, fitted) in pages.items() if asked
    ]


def _clash(identity: str, title: str, asked: list[FieldConflict], fitted: list[Fitted]) -> Clash:
    values = [value for one in asked for value in one.values]
    theirs = tuple(dict.fromkeys(value.who for value in values if not value.mine))
    people = [*(["You"] if any(value.mine for value in values) else []), *theirs]
    return Clash(identity, title, _sentence(people), theirs, tuple(asked), tuple(fitted))


def _sentence(people: Sequence[str]) -> str:
    if len(people) == 1:
        who = f"{people[0]} edited on two devices"
    else:
        both = " both" if len(people) == 2 else ""
        who = f"{', '.join(people[:-1])} and {people[-1]}{both} edited"
    return f"{who} while apart. Nothing is lost: what you don’t pick stays in the history."


class _Reader:
    """Reads records of one team with names and words looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.wording = Wording(session)
        self._authors = Authors(session)

    def read(self, kind: str, record: str, fields: frozenset[str]) -> list[FieldConflict]:
        """What to ask about one record."""
        standing = self._versions(kind, record, fields)
        words = self.wording.record(kind, record)
        return [
            self._field(kind, record, words, name, standing[name], followers)
            for name, followers in asking.questions(kind, fields).items()
            if asking.is_asked(kind, name) and name in standing
        ]

    def fitted(self, kind: str, record: str, fields: frozenset[str]) -> list[Fitted]:
        """What was written as late as the earliest value in conflict and fitted in by itself."""
        standing = self._versions(kind, record, None)
        since = min(version.hlc for name in fields for version in standing.get(name, ()))
        return [
            Fitted(
                wording.label(name),
                self.wording.value(kind, name, versions[0].value),
                self._authors.name(versions[0].device),
                versions[0].at,
            )
            for name, versions in standing.items()
            if name not in fields and name not in _NOT_FITTED and versions[0].hlc >= since
        ]

    def _versions(self, kind: str, record: str, fields: Iterable[str] | None) -> dict[str, list[Version]]:
        store = self._session.store
        return conflicts.versions(store.connection, store.space.no, kind, record, fields)

    def _field(
        self,
        kind: str,
        record: str,
        record_words: str,
        name: str,
        versions: list[Version],
        followers: tuple[str, ...],
    ) -> FieldConflict:
        values = self._values(kind, name, versions)
        how = asking.how(kind, name)
        both = _both(how, [value.value for value in reversed(values)])
        return FieldConflict(
            id=identity(kind, record, name, versions),
            kind=kind,
            record=record,
            field=name,
            record_words=record_words,
            label=wording.label(name),
            how=how,
            values=tuple(values),
            both=both,
            both_words=self.wording.value(kind, name, both) if both is not None else "",
            proposed=None if both is not None else _proposed(how, values),
            followers=followers,
        )

    def _values(self, kind: str, name: str, versions: list[Version]) -> list[Value]:
        """Each different value once, by whoever said it last."""
        groups: list[list[Version]] = []
        for version in versions:
            same = next((group for group in groups if group[0].value == version.value), None)
            if same is None:
                groups.append([version])
            else:
                same.append(version)
        return [
            Value(
                value=group[0].value,
                words=self.wording.value(kind, name, group[0].value),
                who=self._authors.name(group[0].device),
                when=group[0].at,
                mine=self._authors.is_me(group[0].device),
                device=group[0].device.hex(),
                entries=tuple(version.entry for version in group),
            )
            for group in groups
        ]


def identity(kind: str, record: str, field: str, versions: Sequence[Version]) -> str:
    """A short name of exactly these values of this field, the same on every device that holds them."""
    entries = b"".join(dot[2] for dot in sorted(version.dot for version in versions))
    return hash_128(f"{kind}\0{record}\0{field}".encode() + entries).hex()[:_ID_DIGITS]


def _both(how: How, values: Sequence[Any]) -> Any:
    """The values made one, the earliest first; None where one has to be chosen."""
    if how is How.JOIN and all(isinstance(value, str) for value in values if value is not None):
        return join_texts([value for value in values if value])
    if how is How.UNITE and all(isinstance(value, list) for value in values if value is not None):
        return unite_lists(values)
    return None


def _proposed(how: How, values: Sequence[Value]) -> int:
    """Keep by default where one side removed and the other did not; else what is shown everywhere."""
    if how is How.KEEP:
        return next((at for at, value in enumerate(values) if not value.value), 0)
    return 0
