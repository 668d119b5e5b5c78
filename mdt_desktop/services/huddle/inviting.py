"""An invitation to a huddle as plain text: when, where and who chairs; nobody who will be talked about."""

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.day_words import clock_words, long_day
from mdt_desktop.domain.records import Huddle
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


def invitation(session: Session, huddle_id: str) -> str:
    """The text to paste into a mail or a calendar. It names members of the team only."""
    huddle = huddles.find(session, huddle_id)
    chair = directory(session).name(huddle.chair_id, "the chair")
    day = f"{long_day(huddle.day)} {huddle.day.year}" if huddle.day else ""
    lines = [
        f"{session.team().name}: weekly huddle",
        f"{day}, {clock_words(huddle.start)}, {huddle.minutes} minutes",
        place_words(huddle),
        f"Chaired by {chair}",
        "",
        f"Tell {chair} whether you can come, and whom you would like to talk about. "
        "Keep names and numbers out of mail and calendars: the agenda stays in MDT Desktop.",
    ]
    return "\n".join(lines)


def place_words(huddle: Huddle) -> str:
    """ "Video and Quayside Surgery, room 2", "Quayside Surgery, room 2", "By video"."""
    if not huddle.venue or huddle.mode == "remote":
        return vocabulary.label("mode", huddle.mode)
    return f"Video and {huddle.venue}" if huddle.mode == "hybrid" else huddle.venue
