"""Proof that the store is whole: every entry signed and in its chain, the tables what the log says."""

from dataclasses import dataclass

from mdt_desktop.crypto.device_keys import PublicKeys
from mdt_desktop.crypto.header import Header
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.progress import Progress
from mdt_desktop.store import log
from mdt_desktop.store.connection import Connection


@dataclass(frozen=True)
class Verified:
    """What a check found. `problems` are sentences; empty means the store is whole."""

    entries: int
    records: int
    problems: list[str]


def verify(
    connection: Connection, space: int, author_of: dict[bytes, PublicKeys], progress: Progress
) -> Verified:
    """Check signatures, hashes and chains of all entries, and that every body opens."""
    problems = [f"The file is damaged: {page}." for page in connection.damaged_pages()]
    if problems:
        return Verified(0, 0, problems)
    # Before the entries: what another process writes meanwhile may only be more than these ask for.
    heads = connection.execute("SELECT hash FROM head WHERE space = ?", (space,))
    rows = connection.execute(
        "SELECT no, hash, device, seq, envelope = x'' FROM entry WHERE space = ? ORDER BY no", (space,)
    )
    seen: set[bytes] = set()
    for at, (no, stored_hash, device, seq, to_come) in enumerate(rows):
        progress(at, len(rows))
        seen.add(stored_hash)
        if to_come:
            continue
        try:
            envelope = log.envelope_of(connection, no)
            header = Header.decode(envelope.header)
            if envelope.hash != stored_hash or (header.device, header.seq) != (device, seq):
                problems.append(f"Entry {no} is not the one its index says.")
            if header.prev and header.prev not in seen:
                problems.append(f"Entry {no} follows an entry that is not here.")
            if device not in author_of:
                problems.append(f"Entry {no} is by a device that is not in the roster.")
            else:
                envelope.verify(author_of[device])
            log.body_of(connection, space, no)
        except (Unreadable, ValueError):
            problems.append(f"Entry {no} has been altered: its signature or its content does not hold.")
    problems += ["The end of a chain is missing." for (head,) in heads if head not in seen]
    records = connection.execute("SELECT count(DISTINCT record) FROM standing WHERE space = ?", (space,))[0][
        0
    ]
    return Verified(len(rows), records, problems)
