"""The epochs of a space: a key each, boxed for the devices of its time, the keys before sealed under it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import DoesNotOpen
from mdt_desktop.roster.statements import PreviousKey


@dataclass(frozen=True, slots=True)
class Epoch:
    """From one statement on, what entries are sealed under."""

    key: bytes
    since: int
    """Position of the statement that began it."""
    previous: tuple[PreviousKey, ...]
    boxes: Mapping[bytes, bytes]
    """By device id; the recovery key's among them under its own."""

    def with_box(self, device: bytes, box: bytes) -> "Epoch":
        """With a box for one more."""
        return replace(self, boxes={**self.boxes, device: box})


def opened(
    space: bytes, epochs: Sequence[Epoch], device: DeviceKeys, known: Iterable[SpaceKey] = ()
) -> dict[bytes, SpaceKey]:
    """Every key, by id, that a device (or the recovery key) reads from its boxes and from the keys it knows.

    A box or seal that does not open is passed over: whoever made it harms the device it was for, which can be
    given another, and no one else.
    """
    keys = {key.id: key for key in known}
    for epoch in reversed(epochs):
        box = epoch.boxes.get(device.device_id)
        if epoch.key not in keys and box is not None:
            _take(keys, epoch.key, _from_box(device, space, box))
        newer = keys.get(epoch.key)
        for previous in epoch.previous:
            if newer is not None and previous.id not in keys:
                _take(keys, previous.id, _from_seal(newer, space, previous))
    return keys


def _take(keys: dict[bytes, SpaceKey], key_id: bytes, key: SpaceKey | None) -> None:
    if key is not None and key.id == key_id:
        keys[key_id] = key


def _from_box(device: DeviceKeys, space: bytes, box: bytes) -> SpaceKey | None:
    try:
        return device.open_key(space, box)
    except DoesNotOpen:
        return None


def _from_seal(key: SpaceKey, space: bytes, previous: PreviousKey) -> SpaceKey | None:
    try:
        return key.open_previous(space, previous.id, previous.sealed)
    except DoesNotOpen:
        return None
