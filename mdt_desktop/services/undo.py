"""Take back this session's last intent, or do it again. Undo is a new change; nothing is erased."""

import msgspec

from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session


class Undone(msgspec.Struct, frozen=True):
    """How many records changed back, and what was edited since and was left alone: (kind, id, field)."""

    records: int
    left_alone: list[tuple[str, str, str]]


def undo(session: Session) -> Undone:
    """Take back the newest intent of this session that still stands."""
    if not session.intents:
        raise Refused("There is nothing to undo: nothing has been changed since you unlocked.")
    return _taken_back(session, session.intents, session.undone)


def redo(session: Session) -> Undone:
    """Undo the last undo."""
    if not session.undone:
        raise Refused("There is nothing to redo.")
    return _taken_back(session, session.undone, session.intents)


def _taken_back(session: Session, made: list[tuple[int, ...]], done: list[tuple[int, ...]]) -> Undone:
    """Take the last of `made` back in one step, and keep in `done` what takes that back."""
    undoing = session.store.undoing(made[-1])
    with session.store.together():
        steps = [session.commit(part, undoable=False) for part in (undoing.changes, *undoing.beside)]
    made.pop()
    written = tuple(entry for step in steps for entry in step.entries)
    if written:
        done.append(written)
    return Undone(len(steps[0].changed.records), undoing.left_alone)
