"""One each: a discussion an agenda item, a basis a case, an item a case, a place a person at a huddle."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mdt_desktop.domain.changes import Change
from mdt_desktop.domain.records import KINDS, AgendaItem, Record
from mdt_desktop.services.conflicts import folding
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.conflicts.wording import Wording
from mdt_desktop.services.session import Session

NAME = "one_each"

Fold = Callable[[Session, Record, Record], Iterable[Change]]


@dataclass(frozen=True)
class _OneEach:
    kind: str
    of: tuple[str, ...]
    """The fields that may not be the same in two."""
    words: str
    where: str = "1"


def _fold_items(session: Session, keep: Record, other: Record) -> Iterable[Change]:
    assert isinstance(keep, AgendaItem)
    assert isinstance(other, AgendaItem)
    return folding.items(session, keep, other)


_ALL = (
    _OneEach("discussion", ("agenda_item_id",), "one discussion, written down twice"),
    _OneEach("basis", ("case_id",), "two records of why we may share"),
    _OneEach("attendance", ("huddle_id", "member_id"), "marked twice at one huddle"),
    _OneEach("agenda_item", ("huddle_id", "case_id"), "twice on one agenda", "status <> 'withdrawn'"),
)


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Each group of records that should be one."""
    wording = Wording(session)
    for one in _ALL:
        if scope.covers([one.kind]):
            for group in _groups(session, scope, one):
                yield _item(wording, one, group)


def _groups(session: Session, scope: Scope, one: _OneEach) -> Iterator[list[str]]:
    key = one.of[0]
    condition, values = scope.through(key, f'SELECT "{key}" FROM "{one.kind}" WHERE id IN ?', one.kind)
    named = " AND ".join(f"\"{column}\" <> ''" for column in one.of)
    columns = ", ".join(f'"{column}"' for column in one.of)
    rows = session.records.rows(
        f'SELECT json_group_array(id) FROM "{one.kind}" WHERE space = ? AND NOT retired AND {named} '
        f"AND {one.where} AND {condition} GROUP BY {columns} HAVING count(*) > 1",
        values,
    )
    for (ids,) in rows:
        yield sorted(json.loads(ids))


def _item(wording: Wording, one: _OneEach, ids: list[str]) -> AttentionItem:
    title = wording.about(one.kind, ids[0])[1]
    return AttentionItem(
        id=f"{NAME}:{one.kind}:{ids[0]}",
        rule=NAME,
        title=f"{title}: {one.words}",
        words="Two laptops each made one while apart. Both are kept, and only the first is shown until they "
        "are put together; where they differ, both values stay for you to choose from.",
        records=tuple((one.kind, record) for record in ids),
        mends=(Mend("join", "Put them together", lambda session: _join(session, one.kind, ids)),),
        case_id=wording.case_id(one.kind, ids[0]),
    )


def _join(session: Session, kind: str, ids: list[str]) -> None:
    """Into the first that was made. Each step sees what the one before it has written."""
    fold: Fold = _fold_items if kind == "agenda_item" else lambda _, keep, other: folding.fold(keep, other)
    for other_id in ids[1:]:
        keep, other = (session.records.get(KINDS[kind], one) for one in (ids[0], other_id))
        if keep and other and not other.retired:
            session.commit(list(fold(session, keep, other)))


RULE = Rule(NAME, frozenset(one.kind for one in _ALL), find)
