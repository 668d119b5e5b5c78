"""Who is who in the story: the ids that its short keys have been given in a store."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec

from mdt_desktop.domain.changes import Change, creation
from mdt_desktop.domain.demo_neighbourhood import DemoNeighbourhood
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Record
from mdt_desktop.services.session import ZONE, Session


class Cast:
    """The story and the store it is written into; `cases` are by the key of their person."""

    def __init__(self, session: Session, story: DemoNeighbourhood) -> None:
        self.session = session
        self.story = story
        self.cases: dict[str, str] = {}
        self._ids: dict[str, str] = {story.next_huddle.chair: session.store.space.member}

    def commit(self, changes: Iterable[Change]) -> None:
        """One intent of the story."""
        self.session.commit(changes, undoable=False)

    def id(self, key: str) -> str:
        """The id of a short key, given when it is first named."""
        return self._ids.setdefault(key, new_id()) if key else ""

    def name(self, key: str) -> str:
        """A member's name by key; anybody else's name is the key itself."""
        found = next((member for member in self.story.members if member.id == key), None)
        return found.display_name if found else key


def fields_of(record: Record) -> dict[str, Any]:
    """What a record of the story says beyond its defaults."""
    return {name: value for name, value in creation(record).fields.items() if name != "retired"}


def with_fields(record: Any, **fields: Any) -> Any:
    """The record, some of its fields replaced."""
    return msgspec.structs.replace(record, **fields)


def instant(day: date, clock: str) -> datetime:
    """A day and a local time as an aware instant."""
    hour, minute = (int(part) for part in clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
