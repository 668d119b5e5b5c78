"""The books of one route."""

from datetime import UTC, datetime

from mdt_desktop.store import routes
from mdt_desktop.store.outbox import Outbox
from mdt_desktop.store.store import Store

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def test_what_was_posted_is_unsettled_until_an_exchange_was_whole(store: Store) -> None:
    """Broken off in between, the next one asks a hub what it holds."""
    outbox = Outbox(store, routes.add(store.connection, store.space.no, "hub", "https://hub.example.org"))
    outbox.settle(NOW)
    outbox.posted([1])
    assert (outbox.route.unsettled, outbox.route.confirmed) == (True, NOW)
    outbox.settle(NOW)
    assert not outbox.route.unsettled
