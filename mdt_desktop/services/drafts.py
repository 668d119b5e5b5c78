"""Text being typed, kept on this computer only, so that a crash loses at most the last second of it."""

from mdt_desktop.services.session import Session
from mdt_desktop.store import drafts


def keep(session: Session, place: str, text: str) -> None:
    """Keep what is typed at a place (“capture <item id>”, “note <case id>”); empty forgets it."""
    drafts.keep(session.store.connection, place, text)


def kept(session: Session, place: str) -> str:
    """What was last typed at a place and never said."""
    return drafts.kept(session.store.connection, place)
