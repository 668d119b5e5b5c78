"""Snapshots of small logs, in many parts: what a test of snapshots needs, and no other test may notice."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from mdt_desktop.store.snapshots import writing
from mdt_desktop.sync import snapshot_loading, snapshot_offering


@contextmanager
def early_snapshots(entries: int = 20, part_bytes: int = 400) -> Iterator[None]:
    """A snapshot from so many entries on, in parts of so many bytes, as long as the block lasts.

    What has landed is loaded at once.
    """
    with (
        patch.object(snapshot_offering, "ENTRIES_AT_LEAST", entries),
        patch.object(writing, "PART_BYTES", part_bytes),
        patch.object(snapshot_loading, "STEP_BYTES", 0),
    ):
        yield
