"""What has been missing for long is looked for once more: a hub may have kept it back, or a line spoiled it.

Reading goes on behind what came, so nothing would ask for it again.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from mdt_desktop.crypto.header import Head
from mdt_desktop.store import log, routes
from mdt_desktop.store.store import Store
from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.trail import Trail

MISSING_FOR = timedelta(hours=1)
"""By then whoever has it has most often synced, and it came by itself."""
NOT_AGAIN_WITHIN = timedelta(days=1)

KEPT_BACK = (
    "The hub says that it has changes of this team which it does not give out. Nothing was lost on this "
    "computer; “Sync and devices” says whose are missing. Tell whoever runs the hub."
)

_SINCE, _LOOKED = "missing since", "looked again"


def is_due(desk: Desk) -> bool:
    """Whether entries have been missing for an hour, and were not looked for on this way within a day."""
    now, no = desk.clock(), desk.route.no

    def step(store: Store) -> bool:
        connection = store.connection
        since = routes.recall(connection, no, _SINCE).decode()
        if not connection.one(
            "SELECT 1 FROM waiting WHERE space = ? AND lacks = 'entry' LIMIT 1", (store.space.no,)
        ):
            if since:
                routes.remember(connection, no, _SINCE, b"")
            return False
        looked = routes.recall(connection, no, _LOOKED).decode()
        if not since or now - datetime.fromisoformat(since) < MISSING_FOR:
            return False
        if looked and now - datetime.fromisoformat(looked) < NOT_AGAIN_WITHIN:
            return False
        routes.remember(connection, no, _LOOKED, now.isoformat().encode())
        return True

    return desk.step(step)


def begin(desk: Desk) -> None:
    """Something waits now: the hour begins, unless it has."""
    if not desk.recall(_SINCE):
        desk.remember(_SINCE, desk.clock().isoformat().encode())


def read_again(desk: Desk, heads: Collection[Head], trail: Trail, read: Callable[[Trail], None]) -> None:
    """Go back further and further, until all that the hub says it has is here; told if it never is."""
    for at in range(1, len(trail.cursors) + 1):
        read(Trail(trail.cursors[at:]))
        if has_all(desk, heads):
            return
    desk.note(KEPT_BACK)


def has_all(desk: Desk, heads: Collection[Head]) -> bool:
    """Whether these entries are here."""
    dots = [(head.device, head.seq, head.short_hash) for head in heads]
    return desk.step(
        lambda store: all(log.entry_of(store.connection, store.space.no, dot) is not None for dot in dots)
    )
