"""Keys of a branch that was set aside, handed on to those whom it had left out.

The roster carries such a key on where an admin has it (`rosters.py`). Where the branch had removed all admins
that stay, only whoever is in it has the key: they say it in an entry under a key of the chain that stayed, so
that what was written under it opens for everybody. A key's id commits to it: whoever says it, it is that key.
"""

from collections.abc import Collection, Iterable

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
    said = {one.hex(): here[one].secret.hex() for one in stranded(chosen) if one in here}
    if not said:
        return
    if space.device.device_id in chosen.roster.present:
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


def _said_before(connection: Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM setting WHERE name LIKE ?", (_SAID + "%",))
    return {name.removeprefix(_SAID) for (name,) in rows}


def handed(body: Body, wanted: Collection[bytes]) -> Iterable[SpaceKey]:
    """The keys that an entry says, of those with these ids."""
    for write in body.records:
        secret = write.fields.get(_FIELD)
        if write.kind != KIND or not isinstance(secret, str):
            continue
        try:
            key = SpaceKey(bytes.fromhex(secret))
        except ValueError:
            continue
        if key.id in wanted:
            yield key
