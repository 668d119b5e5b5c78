"""What a snapshot stands for, read from a hub behind everything newer: the log itself, from its beginning."""

from mdt_desktop.sync.desk import Desk
from mdt_desktop.sync.hub_calls import HubCalls
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.wire.limits import PAGE_MAX_BYTES
from mdt_desktop.wire.problems import ProblemType

_WHERE = "history"


def read(calls: HubCalls, desk: Desk) -> None:
    """Read on until no bytes are to come. Broken off, the next exchange goes on."""
    left = desk.expect_history()
    while left:
        cursor = desk.recall(_WHERE).decode()
        try:
            with calls.pull(cursor, PAGE_MAX_BYTES) as page:
                envelopes = [one.envelope for landed in page.entries for one in landed]
                cursor, more = page.cursor, page.more
        except HubProblem as problem:
            if problem.kind is not ProblemType.CURSOR_UNKNOWN or not cursor:
                raise
            desk.remember(_WHERE, b"")
            continue
        desk.take_history(envelopes, _WHERE, cursor.encode())
        left = desk.expect_history()
        if not envelopes or not more:
            return
