"""The one interface that a shared folder and a hub have, so that a team can move between them or use both.

A transport does network and disk, never the store: what it needs of that, it asks of the desk (desk.py). All
of its calls may block up to their deadlines and raise `OutOfReach` or another `Refused`, in plain words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.stop import Stop
from mdt_desktop.wire.frames import Placed
from mdt_desktop.wire.shapes import JoinAsked
from mdt_desktop.wire.snapshot import SnapshotHeader


@dataclass(frozen=True)
class News:
    """What was heard: entries and where they lead, or nothing more than that there is something."""

    entries: tuple[Placed, ...] = ()
    cursor: str = ""


DUE = News()
"""There is something to exchange."""


@dataclass(frozen=True)
class Offer:
    """A snapshot that lies on the way: its signed header, and the mark to go on from behind it."""

    header: bytes
    mark: bytes


class Transport(Protocol):
    """One way to a space. `listen` blocks one thread while others call the rest; `close` ends connections."""

    def exchange(self, desk: Desk) -> None:
        """Everything, both ways: statements, entries, each page usable as it lands.

        What was taken or acknowledged before a fault or `Cancelled` stays so.
        """

    def listen(self, mark: bytes, stop: Stop, heard: Callable[[News], None]) -> None:
        """Call `heard` for whatever is new behind the route's mark, until stopped or the line ends.

        Uses no processor meanwhile; returns at once when `stop` is set.
        """

    def hear(self, desk: Desk, news: News) -> bool:
        """Take what the news carry; whether an exchange is due besides."""

    def offered_snapshot(self) -> Offer | None:
        """The newest snapshot that lies there, for a device that has nothing of the log."""

    def snapshot_from(self, header: SnapshotHeader, at: int) -> Iterator[bytes]:
        """A snapshot's content from a byte on. Ends early if it is there no more."""

    def snapshot_entries(self) -> int:
        """How many entries the newest snapshot stands for; 0 where there is none."""

    def is_slow(self) -> bool:
        """Whether the line was measured to carry so little that what can wait should."""

    def post_snapshot(self, header: bytes, path: Path, mark: bytes) -> None:
        """Leave a snapshot there, in place of those before; `mark` is where reading goes on behind it."""

    def statements(self, request: bytes) -> list[bytes]:
        """All roster statements it has, for a device that is about to join with this request."""

    def ask(self, request: bytes) -> None:
        """Post a request to join (`JoinRequest.to_bytes()`); a second time changes nothing."""

    def asked(self) -> list[JoinAsked]:
        """The requests that were posted, oldest first. On a hub an admin's device alone sees them."""

    def answer(self, join: bytes, answer: bytes) -> None:
        """Post the sealed answer to the request with this `wire.shapes.join_id`."""

    def answer_to(self, request: bytes) -> bytes | None:
        """The sealed answer to a request; None while there is none."""

    def interrupt(self) -> None:
        """For good, from any thread: whoever waits for a network in a call raises `OutOfReach` now."""

    def close(self) -> None:
        """End connections; a second call does nothing."""
