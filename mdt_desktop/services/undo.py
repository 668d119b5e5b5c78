"""Take back this session's last intent, or do it again. Undo is a new change; nothing is erased."""

from dataclasses import dataclass

from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session


@dataclass(frozen=True)
class Undone:
    """How many records changed back, and what was edited since and was left alone: (kind, id, field)."""

    records: int
    left_alone: list[tuple[str, str, str]]


def undo(session: Session) -> Undone:
    """Take back the newest intent of this session that still stands."""
    if not session.intents:
        raise Refused("There is nothing to undo: nothing has been changed since you unlocked.")
    entries = session.intents.pop()
    undoing = session.store.undoing(entries)
    committed = session.commit(undoing.changes, undoable=False)
    if committed.entries:
        session.undone.append(committed.entries)
    return Undone(len(committed.changed.records), undoing.left_alone)


def redo(session: Session) -> Undone:
    """Undo the last undo."""
    if not session.undone:
        raise Refused("There is nothing to redo.")
    entries = session.undone.pop()
    undoing = session.store.undoing(entries)
    committed = session.commit(undoing.changes, undoable=False)
    if committed.entries:
        session.intents.append(committed.entries)
    return Undone(len(committed.changed.records), undoing.left_alone)
