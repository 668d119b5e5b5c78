"""When a removed device deletes the team: by what was handed in, over which ways, and how long ago it was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mdt_desktop.services.syncing import removal
from mdt_desktop.services.syncing.removal import Removal
from mdt_desktop.store import routes
from mdt_desktop.store.routes import Kind
from tests.integration.conflicts.two_laptops import Laptops, laptops

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Laptops]:
    """One laptop with a team."""
    made = laptops(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("ways", "handed_in", "after", "due"),
    [
        (["hub"], True, timedelta(0), True),
        (["hub"], False, 14 * DAYS - HOURS, False),
        (["hub"], False, 14 * DAYS, True),
        (["folder"], True, 71 * HOURS, False),
        (["folder"], True, 72 * HOURS, True),
        (["folder"], False, 72 * HOURS, False),
        (["hub", "folder"], True, 71 * HOURS, False),
        (["hub", "folder"], True, 72 * HOURS, True),
        ([], True, 71 * HOURS, False),
    ],
)
def test_what_is_handed_in_goes_at_once_by_a_hub_alone_and_later_over_a_folder(
    alone: Laptops, ways: list[Kind], handed_in: bool, after: timedelta, due: bool
) -> None:
    session = alone.sessions[0]
    for way in ways:
        routes.add(session.store.connection, session.store.space.no, way, f"the {way}")
    routes.add(session.store.connection, session.store.space.no, "folder", "a stick", once=True)
    since = alone.clock.at - after
    removed = Removal("s", "North", "", since, handed_in, 0 if handed_in else 1, since + removal.AT_MOST)
    assert removal.is_due(session, removed) is due
