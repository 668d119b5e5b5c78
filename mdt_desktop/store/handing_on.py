"""Keys of a branch that was set aside, handed on to those whom it had left out.

The roster carries such a key on where an admin has it (`rosters.py`). Where the branch had removed all admins
that stay, only whoever is in it has the key: they say it in an entry under a key of the chain that stayed, so
that what was written under it opens for everybody. A key's id commits to it: whoever says it, it is that key.
A removed device says its own branch's keys too: a hub takes none of its statements any more.
"""

from collections.abc import Iterator
from contextlib import suppress

from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.domain.changes import Change
from mdt_desktop.roster import Chosen
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Remove, StartEpoch
from mdt_desktop.store import commit, spaces, unknowing
from mdt_desktop.store.body import Body, RecordWrite
from mdt_desktop.store.clock import Clock
from mdt_desktop.store.connection import Connection
from mdt_desktop.store.spaces import Space

KIND = "handed_key"
_FIELD = "key"
_SAID = "handed on "


def hand_on(connection: Connection, space: Space, chosen: Chosen, clock: Clock) -> None:
    """Say the keys that nobody else can give to all; inside the caller's transaction."""
    here = {key.id: key for key in spaces.keys(connection, space.no)}
    is_present = space.device.device_id in chosen.roster.present
    wanted = stranded(chosen) if is_present else stranded(chosen) | _own(chosen, space.device.device_id)
    said = {one.hex(): here[one].secret.hex() for one in wanted if one in here}
    if not said:
        return
    if is_present:
        if chosen.roster.key in here:
            changes = [Change(KIND, name, {_FIELD: secret}) for name, secret in said.items()]
            commit.write(connection, space, clock, changes)
    else:
        for name in said.keys() - _said_before(connection):
            write = RecordWrite(KIND, name, {_FIELD: said[name]})
            if unknowing.append(connection, space, chosen, clock, write):
                connection.execute("INSERT INTO setting (name, value) VALUES (?, x'')", (_SAID + name,))


def stranded(chosen: Chosen) -> set[bytes]:
    """The ids of keys of branches whose signers sign no more, and which left out who could carry them."""
    roster = chosen.roster
    found = set()
    for statement in map(read, chosen.losers):
        body = statement.body
        if isinstance(body, StartEpoch | Remove) and not roster.is_admin(body.signer):
            there = chosen.rosters[statement.hash].present
            if roster.most_senior_admin not in there and roster.epoch_of(body.epoch.key) is None:
                found.add(body.epoch.key)
    return found


def _own(chosen: Chosen, device: bytes) -> set[bytes]:
    bodies = (read(one).body for one in chosen.losers)
    epochs = (one for one in bodies if isinstance(one, StartEpoch | Remove) and one.signer == device)
    return {one.epoch.key for one in epochs}


def _said_before(connection: Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM setting WHERE name LIKE ?", (_SAID + "%",))
    return {name.removeprefix(_SAID) for (name,) in rows}


def is_handing_on(body: Body) -> bool:
    """Whether an entry says keys and nothing else."""
    return {write.kind for write in body.records} == {KIND}


def handed(body: Body) -> Iterator[SpaceKey]:
    """The keys that an entry says."""
    for write in body.records:
        if write.kind == KIND and isinstance(secret := write.fields.get(_FIELD), str):
            with suppress(ValueError):
                yield SpaceKey(bytes.fromhex(secret))
