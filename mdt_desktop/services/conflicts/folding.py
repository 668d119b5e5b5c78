"""Two records of one thing made one: what differs stands side by side as a conflict, nothing is lost."""

from collections.abc import Iterable, Iterator
from typing import Any

from mdt_desktop.domain.changes import Change, edit
from mdt_desktop.domain.merging import asking
from mdt_desktop.domain.merging.asking import How
from mdt_desktop.domain.merging.joining import join_texts, unite_lists
from mdt_desktop.domain.records import (
    KINDS,
    AgendaItem,
    Attendance,
    Basis,
    Case,
    Discussion,
    Huddle,
    Person,
    Record,
)
from mdt_desktop.services.session import Session

_OWN = {
    "agenda_item": {"huddle_id", "case_id", "position", "carried_from"},
    "attendance": {"huddle_id", "member_id"},
    "basis": {"case_id"},
    "case": {"person_id", "ref", "opened_on", "review_count"},
    "discussion": {"agenda_item_id", "huddle_id", "case_id"},
    "person": {"not_same_as"},
}
"""What belongs to a record itself and is not carried over."""


def fold(keep: Record, other: Record) -> list[Change]:
    """`other` into `keep`: blanks filled, texts joined, lists united, the rest put beside; `other` goes."""
    bare, fields, over = type(other)(id=other.id), dict[str, Any](), dict[str, tuple[int, ...]]()
    for name in other.__struct_fields__:
        mine, theirs = getattr(keep, name), getattr(other, name)
        if name in ("id", "retired", *_OWN.get(keep.KIND, ())) or theirs in (mine, getattr(bare, name)):
            continue
        how = asking.how(keep.KIND, name)
        if mine == getattr(bare, name):
            fields[name] = theirs
        elif how is How.JOIN:
            fields[name] = join_texts([mine, theirs])
        elif how is How.UNITE:
            fields[name] = unite_lists([mine, theirs])
        elif asking.is_asked(keep.KIND, name):
            fields[name], over[name] = theirs, ()
    changes = [Change(keep.KIND, keep.id, fields, over=over)] if fields else []
    return [*changes, edit(other, retired=True)]


def cases(session: Session, keep: Case, other: Case) -> Iterator[Change]:
    """All that hangs on one case goes to the other, and the case after it."""
    yield from _hand_over(session, "case_id", other.id, keep.id, but=("agenda_item", "discussion", "basis"))
    for basis in session.records.all(Basis, "case_id = ?", (other.id,)):
        there = session.records.first(Basis, "case_id = ?", (keep.id,))
        yield from fold(there, basis) if there else [edit(basis, case_id=keep.id)]
    for item in session.records.all(AgendaItem, "case_id = ?", (other.id,)):
        there_too = session.records.first(
            AgendaItem, "huddle_id = ? AND case_id = ?", (item.huddle_id, keep.id)
        )
        if there_too:
            yield from items(session, there_too, item)
        else:
            yield edit(item, case_id=keep.id)
    for talk in session.records.all(Discussion, "case_id = ?", (other.id,)):
        yield edit(talk, case_id=keep.id)
    yield from fold(keep, other)


def items(session: Session, keep: AgendaItem, other: AgendaItem) -> Iterator[Change]:
    """Two places of one case on one agenda become one, with all that was said and agreed."""
    yield from _hand_over(session, "agenda_item_id", other.id, keep.id, but=("discussion",))
    for talk in session.records.all(Discussion, "agenda_item_id = ?", (other.id,)):
        there = session.records.first(Discussion, "agenda_item_id = ?", (keep.id,))
        yield from (
            fold(there, talk)
            if there
            else [edit(talk, agenda_item_id=keep.id, huddle_id=keep.huddle_id, case_id=keep.case_id)]
        )
    yield from fold(keep, other)


def persons(session: Session, keep: Person, other: Person) -> Iterator[Change]:
    """Two entries for one person become one, with one case where both have one that is open."""
    mine = session.records.first(Case, "person_id = ? AND status <> 'closed'", (keep.id,))
    for case in session.records.all(Case, "person_id = ?", (other.id,)):
        if mine and case.status != "closed":
            yield from cases(session, mine, case)
        else:
            yield edit(case, person_id=keep.id)
    yield from fold(keep, other)


def huddles(session: Session, keep: Huddle, other: Huddle) -> Iterator[Change]:
    """One meeting that was begun or planned twice: agenda, attendance and all that was said go to one."""
    stay = ("agenda_item", "attendance", "discussion", "minutes", "issue")
    yield from _hand_over(session, "huddle_id", other.id, keep.id, but=stay)
    on_it = {one.case_id: one for one in session.records.all(AgendaItem, "huddle_id = ?", (keep.id,))}
    for item in session.records.all(AgendaItem, "huddle_id = ?", (other.id,)):
        if item.case_id in on_it:
            yield from items(session, on_it[item.case_id], item)
            continue
        yield edit(item, huddle_id=keep.id)
        for talk in session.records.all(Discussion, "agenda_item_id = ?", (item.id,)):
            yield edit(talk, huddle_id=keep.id)
    there = {one.member_id: one for one in session.records.all(Attendance, "huddle_id = ?", (keep.id,))}
    for one in session.records.all(Attendance, "huddle_id = ?", (other.id,)):
        known = there.get(one.member_id) if one.member_id else None
        yield from fold(known, one) if known else [edit(one, huddle_id=keep.id)]
    yield edit(other, status="cancelled", cancelled_reason=f"The same meeting as {keep.ref}")


def _hand_over(
    session: Session, column: str, old: str, new: str, *, but: Iterable[str] = ()
) -> Iterator[Change]:
    """Every record that names one id in a column names another from here on."""
    for kind, record in KINDS.items():
        if column in record.__struct_fields__ and kind not in but:
            for one in session.records.all(record, f'"{column}" = ?', (old,), retired=True):
                yield edit(one, **{column: new})
