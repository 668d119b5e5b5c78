"""A member of a team who writes entries by hand: signed by a device that may, saying what none should."""

from pathlib import Path
from uuid import UUID

import msgspec

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.envelope import Envelope
from mdt_desktop.crypto.header import VERSION, Header
from mdt_desktop.domain.ids import new_id
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.missing import missing
from mdt_desktop.services.syncing.standing import standing
from mdt_desktop.store import spaces
from mdt_desktop.store.store import Store
from tests.integration.sync.teams_that_sync import Laptop


def record(
    fields: dict[str, object], replaces: dict[str, list[int]] | None = None, record_id: object = None
) -> list[object]:
    """One record's part of a body, of an action unless its id is another's."""
    return ["action", record_id or UUID(new_id()).bytes, fields, replaces or {}]


def saying(text: str) -> list[object]:
    """The body of an entry that makes an action."""
    return [[], [record({"text": text})]]


class Member:
    """Keeps the place in its own chain; what is `changed` in a header does not move it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.device: DeviceKeys = store.space.device
        self.seq, self.prev = 0, b""

    def entry(self, body: object, *, signer: DeviceKeys | None = None, **changed: object) -> bytes:
        """The next entry, its body msgpack or what is to become it; `changed` are header fields."""
        values: dict[str, object] = {
            "v": VERSION,
            "space": self.store.space.id,
            "device": self.device.device_id,
            "seq": self.seq + 1,
            "prev": self.prev,
            "deps": (),
            "roster": self.store.roster().head,
            "key": spaces.newest_key(self.store.connection, self.store.space.no).id,
            "hlc": self.store.clock.tick(),
            "schema": 1,
        } | changed
        header = Header(**values)  # type: ignore[arg-type]
        content = body if isinstance(body, bytes) else msgspec.msgpack.encode(body)
        key = spaces.newest_key(self.store.connection, self.store.space.no)
        envelope = Envelope.write(header.encode(), content, key, signer or self.device)
        if not changed:
            self.seq, self.prev = header.seq, envelope.hash
        return envelope.pack()

    def chain(self, length: int) -> list[bytes]:
        """So many entries that follow each other."""
        return [self.entry(saying(f"{number}")) for number in range(length)]

    def push(self, laptop: Laptop, *envelopes: bytes) -> None:
        """To the hub, with the keys of this member, whatever that answers."""
        with laptop.hubs[0]._calls.push(envelopes, None, 0):
            pass


def what_is_missing(laptop: Laptop) -> tuple[str, ...]:
    """What the window says about it."""
    return missing(Session(Path(), laptop.store))


def what_is_told(laptop: Laptop) -> tuple[str, ...]:
    """What the page of devices says besides."""
    return standing(Session(Path(), laptop.store)).notes
