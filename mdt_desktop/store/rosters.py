"""A space's roster as this device holds it: every statement it has seen, and the chain it has chosen of them.

Statements that were set aside stay: entries name them as what their authors knew (docs/sync.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.roster import Chosen, Roster
from mdt_desktop.roster.issuing import Pen, start_epoch
from mdt_desktop.roster.reissuing import reissue
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import CARRIED_MAX, Remove, StartEpoch
from mdt_desktop.store import spaces
from mdt_desktop.store.clock import Clock
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.spaces import Space

STATEMENTS_MAX = 4_000
"""Twice what a roster may hold, so that a stranger's statements can't fill the disk."""
BESIDE_MAX = 256
"""Of one signer's beside the chain, once there are more than that: a flood keeps out nobody else's."""


class Rosters:
    """The rosters of a store's spaces, each chosen once for what is here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # By device: a space's local number is given again once the space is deleted.
        self._known: dict[bytes, tuple[tuple[int, int], Chosen]] = {}

    def chosen(self, space: Space) -> Chosen:
        """The chain that stays of all statements here, and what became of the others."""
        state = self._state(space.no)
        known = self._known.get(space.device.device_id)
        if known is None or known[0] != state:
            known = state, self._choose(space)
            self._known[space.device.device_id] = known
        return known[1]

    def keep(self, space: Space, statements: Iterable[bytes]) -> bool:
        """Keep statements that are new and well formed; whether there were any. No choice is made yet."""
        # By all its bytes, not by its hash: a copy with a spoiled signature keeps out no good one.
        here = spaces.statements(self._connection, space.no)
        known = set(here)
        new = {one: digest for one in statements if one not in known and (digest := _hash_of(one))}
        room = STATEMENTS_MAX - len(here)
        if len(new) > room:
            worth = self._worth_keeping(space, here, new)
            self._drop(space, known - worth)
            new = {one: digest for one, digest in new.items() if one in worth}
            room = STATEMENTS_MAX - len(known & worth)
        rows = [(space.no, digest, one) for one, digest in new.items()][:room]
        self._connection.many("INSERT INTO statement (space, hash, statement) VALUES (?, ?, ?)", rows)
        return bool(rows)

    def _worth_keeping(self, space: Space, here: list[bytes], new: Iterable[bytes]) -> set[bytes]:
        """Of a flood, the chain; and of each signer so many that were set aside, or came before others did.

        What is let go changes no chain: it was outranked, or follows nothing that is here.
        """
        founding, *later = here
        chosen = Roster.choose(founding, [*later, *new], spaces.keys(self._connection, space.no))
        chain, refused = {founding, *chosen.chain}, set(chosen.refused)
        standing = chain.union(chosen.losers)
        loose = [one for one in (*later, *new) if one not in standing and one not in refused]
        loose = [one for one in loose if _is_by_an_admin(one, chosen.roster)]
        return chain.union(_some_of_each([*chosen.losers, *loose]))

    def settle(self, space: Space, clock: Clock) -> Chosen:
        """Choose anew, open what keys it gives, mean again what of ours was set aside, and write it all down.

        Inside the caller's transaction.
        """
        chosen = self._opened(space)
        while self.keep(space, self._reissued(space, chosen, clock) or self._carried(space, chosen, clock)):
            chosen = self._opened(space)
        self._drop(space, chosen.refused)
        self._write(space, chosen)
        return self.chosen(space)

    def forget(self) -> None:
        """What was written has been taken back: choose again when asked."""
        self._known.clear()

    def _opened(self, space: Space) -> Chosen:
        """Chosen with every key that this device's boxes and earlier keys give, in branches set aside too."""
        chosen = self.chosen(space)
        known = {key.id: key for key in spaces.keys(self._connection, space.no)}
        found = chosen.roster.open_keys(space.device, known.values())
        for statement in chosen.losers:
            branch = chosen.rosters.get(read(statement).hash)
            if branch:
                found |= branch.open_keys(space.device, found.values())
        spaces.add_keys(self._connection, space.no, [key for one, key in found.items() if one not in known])
        return self.chosen(space)

    def _reissued(self, space: Space, chosen: Chosen, clock: Clock) -> Sequence[bytes]:
        if not chosen.losers or not chosen.roster.is_admin(space.device.device_id):
            return ()
        known = spaces.keys(self._connection, space.no)
        again = reissue(chosen, space.device, clock.tick(), known)
        if again.key:
            spaces.add_keys(self._connection, space.no, [again.key])
        return again.statements

    def _carried(self, space: Space, chosen: Chosen, clock: Clock) -> Sequence[bytes]:
        """A new epoch that carries the keys of branches whose signers can't mean them again, admins no more.

        Else what was written under them would stay shut for whom the branch had no box. The senior admin's.
        """
        roster = chosen.roster
        if not chosen.losers or roster.most_senior_admin != space.device.device_id:
            return ()
        bodies = (read(one).body for one in chosen.losers)
        epochs = [one for one in bodies if isinstance(one, StartEpoch | Remove)]
        orphans = {one.epoch.key for one in epochs if not roster.is_admin(one.signer)}
        keys = {key.id: key for key in spaces.keys(self._connection, space.no)}
        aside = [key for key in keys.values() if key.id in orphans and roster.epoch_of(key.id) is None]
        if not aside or roster.key not in keys:
            return ()
        pen = Pen(roster, space.device, keys[roster.key], clock.tick())
        issued = start_epoch(pen, aside[:CARRIED_MAX])
        spaces.add_keys(self._connection, space.no, [issued.key])
        return [issued.statement]

    def _write(self, space: Space, chosen: Chosen) -> None:
        """The chain's places, and the key that entries are sealed under from now on."""
        connection = self._connection
        connection.execute("UPDATE statement SET position = NULL WHERE space = ?", (space.no,))
        connection.many(
            "UPDATE statement SET position = ? WHERE space = ? AND hash = ?",
            [(at, space.no, digest) for at, digest in enumerate(chosen.roster.hashes)],
        )
        connection.execute("UPDATE space SET key_id = ? WHERE no = ?", (chosen.roster.key, space.no))

    def _drop(self, space: Space, refused: Iterable[bytes]) -> None:
        self._connection.many(
            "DELETE FROM statement WHERE space = ? AND statement = ? AND position IS NOT 0",
            [(space.no, statement) for statement in refused],
        )

    def _choose(self, space: Space) -> Chosen:
        founding, *later = spaces.statements(self._connection, space.no)
        return Roster.choose(founding, later, spaces.keys(self._connection, space.no))

    def _state(self, space: int) -> tuple[int, int]:
        row = self._connection.execute(
            "SELECT (SELECT coalesce(max(no), 0) FROM statement WHERE space = ?1), "
            "(SELECT count(*) FROM space_key WHERE space = ?1)",
            (space,),
        )[0]
        return int(row[0]), int(row[1])


def _hash_of(statement: bytes) -> bytes | None:
    try:
        return read(statement).hash
    except Unreadable:
        return None


def _some_of_each(statements: Iterable[bytes]) -> Iterator[bytes]:
    """The first so many of each signer."""
    left: dict[bytes, int] = defaultdict(lambda: BESIDE_MAX)
    for one in statements:
        signer = getattr(read(one).body, "signer", b"")
        left[signer] -= 1
        if left[signer] >= 0:
            yield one


def _is_by_an_admin(data: bytes, roster: Roster) -> bool:
    """Whether a device that is or was an admin's signed it, or the recovery key."""
    statement = read(data)
    signer = getattr(statement.body, "signer", b"")
    device = roster.device(signer)
    keys = roster.recovery if signer == roster.recovery.device_id else device.keys if device else None
    if keys is None or (device and not any(term.admin for term in device.terms)):
        return False
    try:
        statement.verify(keys)
    except Unreadable:
        return False
    return True


def whose_rights_changed(before: Chosen, after: Chosen) -> set[bytes]:
    """The devices whose entries are to be judged again; all, where the chain did not just go on."""
    devices = before.roster.devices.keys() | after.roster.devices.keys()
    if before.roster.head not in after.roster.hashes:
        return set(devices)
    return {one for one in devices if before.roster.devices.get(one) != after.roster.devices.get(one)}
