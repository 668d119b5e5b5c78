"""A short reference names one record: a clone of a laptop can give out the same one again."""

import json
from collections.abc import Iterator

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import KINDS, Action, Case, Huddle, Record
from mdt_desktop.services import references
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.conflicts.wording import Wording, kind_words
from mdt_desktop.services.session import Session

NAME = "references_twice"
_KINDS = (Case, Action, Huddle)


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """References that two records have."""
    wording = Wording(session)
    for record in _KINDS:
        kind = record.KIND
        condition, values = scope.through("ref", f'SELECT ref FROM "{kind}" WHERE id IN ?', kind)
        rows = session.records.rows(
            f"SELECT ref, json_group_array(id) FROM \"{kind}\" WHERE space = ? AND NOT retired AND ref <> '' "
            f"AND {condition} GROUP BY ref HAVING count(*) > 1 ORDER BY ref",
            values,
        )
        for ref, ids in rows:
            yield _item(wording, kind, str(ref), sorted(json.loads(ids)))


def _item(wording: Wording, kind: str, ref: str, ids: list[str]) -> AttentionItem:
    names = [wording.about(kind, one)[1] for one in ids]
    about = f" ({', '.join(names)})" if kind != "huddle" else ""
    return AttentionItem(
        id=f"{NAME}:{kind}:{ids[0]}",
        rule=NAME,
        title=f"Two {kind_words(kind)}s are called {ref}",
        words=f"A copied or restored laptop gave {ref} out twice{about}. Both records are whole; the one "
        "made first keeps the reference.",
        records=tuple((kind, one) for one in ids),
        mends=(Mend("rename", "Give the later one a new reference", lambda s: _rename(s, kind, ids)),),
    )


def _rename(session: Session, kind: str, ids: list[str]) -> None:
    for one in ids[1:]:
        record = session.records.get(KINDS[kind], one)
        if record is not None:
            session.commit([edit(record, ref=_fresh(session, record))], undoable=False)


def _fresh(session: Session, record: Record) -> str:
    if isinstance(record, Huddle):
        return references.huddle_reference(session, record.day or session.today())
    if isinstance(record, Case):
        return references.case_references(session).next()
    return references.action_references(session).next()


RULE = Rule(NAME, frozenset(one.KIND for one in _KINDS), find)
