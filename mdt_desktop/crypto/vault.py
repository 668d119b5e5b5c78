"""The vault of a profile: the store's raw key in key slots, each a way of unlocking it (docs/security.md).

Whoever knows a slot's secret and kept an old vault file opens whatever was never re-keyed. So a slot that
somebody knows who should not is not just removed: `begin_rekey` gives the store a new raw key.
"""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import msgspec
from msgspec.structs import replace

from mdt_desktop.crypto import keyring_slot, recovery_code, slots, vault_file
from mdt_desktop.crypto.passphrase import Argon2id, check_long_enough
from mdt_desktop.crypto.passphrase_delay import PassphraseDelay
from mdt_desktop.crypto.primitives import ID_BYTES, KEY_BYTES, random_bytes
from mdt_desktop.crypto.slots import Kind, Slot
from mdt_desktop.crypto.unreadable import DoesNotOpen
from mdt_desktop.crypto.vault_file import Contents, StoredVault
from mdt_desktop.refused import Locked, Refused

DELAY_FILE_NAME = "vault-wait.mdt"


class Unlocked(msgspec.Struct, frozen=True):
    """What a slot opened. `version` is for the store to compare with the one it remembers."""

    raw_key: bytes
    """256 bits, for SQLCipher as a raw key."""
    slot: Kind
    version: int
    previous_key: bytes | None
    """Set while a re-keying is unfinished: the store has this key or `raw_key`."""

    def __repr__(self) -> str:
        """Without the keys: it may end in a report."""
        return f"Unlocked(slot={self.slot!r}, version={self.version})"


class SlotInfo(msgspec.Struct, frozen=True):
    """A way of unlocking that is set up."""

    kind: Kind
    created: datetime


class Vault:
    """The vault file of one profile folder. Every change is on the disk when its call returns."""

    def __init__(self, folder: Path, stored: StoredVault, now: Callable[[], float]) -> None:
        self._folder = folder
        self._stored = stored
        self._delay = PassphraseDelay(folder / DELAY_FILE_NAME, now)

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Whether the folder has a profile's vault."""
        return (folder / vault_file.FILE_NAME).exists()

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        label: str,
        *,
        training: bool = False,
        cost: Argon2id | None = None,
        now: Callable[[], float] = time.time,
    ) -> tuple[Self, bytes, str]:
        """Make a vault, and the folder if need be: the vault, the new raw key, the printed recovery code.

        `training` marks a profile of invented people, whose passphrase may be short.
        Raises `Refused` if the folder has a vault or the passphrase is too short.
        """
        if cls.is_in(folder):
            raise Refused(vault_file.ALREADY)
        check_long_enough(passphrase, training=training)
        _make_private(folder)
        vault_id, raw_key, code = random_bytes(ID_BYTES), random_bytes(KEY_BYTES), recovery_code.new_code()
        contents = Contents(
            vault_id,
            1,
            _checked_label(label),
            training,
            (
                slots.passphrase_slot(vault_id, raw_key, passphrase, cost or Argon2id()),
                slots.recovery_slot(vault_id, raw_key, code),
            ),
        )
        vault_file.make(folder, contents, raw_key)
        return cls.load(folder, now=now), raw_key, recovery_code.printed(code)

    @classmethod
    def load(cls, folder: Path, *, now: Callable[[], float] = time.time) -> Self:
        """The vault of a folder, still locked. Raises `Refused` if there is none or it is damaged."""
        return cls(folder, vault_file.read(folder), now)

    @property
    def label(self) -> str:
        """The user's own word for this profile; in clear, so nobody's name or number."""
        return self._contents.label

    @property
    def training(self) -> bool:
        """Whether the profile holds invented people only."""
        return self._contents.training

    @property
    def version(self) -> int:
        """Goes up with every change of the vault."""
        return self._contents.version

    def slots(self) -> list[SlotInfo]:
        """The ways of unlocking that are set up."""
        return [SlotInfo(slot.kind, slot.created) for slot in self._contents.slots]

    def wait_seconds(self) -> int:
        """Seconds until a passphrase will be tried again; 0 if at once."""
        return self._delay.remaining_seconds()

    def unlock_with_passphrase(self, passphrase: str) -> Unlocked:
        """Raises `WrongPassphrase` (`Locked`, with `wait_seconds`) if it is wrong or while the wait lasts."""
        slot = self._slot("passphrase")
        self._delay.begin_try()
        try:
            raw_key = slots.open_with_passphrase(self._contents.vault_id, slot, passphrase)
        except DoesNotOpen as error:
            raise self._delay.wrong() from error
        self._delay.right()
        return self._unlocked(raw_key, slot)

    def unlock_with_recovery(self, text: str) -> Unlocked:
        """Raises `MistypedCode` for a typing error, `Locked` for another profile's or a replaced code."""
        code = recovery_code.parsed(text)
        slot = self._slot("recovery")
        try:
            raw_key = slots.open_with_recovery(self._contents.vault_id, slot, code)
        except DoesNotOpen as error:
            raise Locked(
                "That code is typed correctly but does not open this profile: nothing has changed, "
                "look for a newer printed code."
            ) from error
        return self._unlocked(raw_key, slot)

    def unlock_with_keyring(self) -> Unlocked:
        """Raises `Locked` if this computer does not remember the user. May wait for the system."""
        slot = self._slot("keyring")
        secret = keyring_slot.recall(self._contents.vault_id)
        try:
            raw_key = slots.open_with_keyring(self._contents.vault_id, slot, secret)
        except DoesNotOpen as error:
            raise Locked(
                "What this computer remembers does not open this profile: nothing is lost, "
                "unlock with your passphrase."
            ) from error
        return self._unlocked(raw_key, slot)

    def set_passphrase(self, raw_key: bytes, new: str, *, cost: Argon2id | None = None) -> None:
        """A new passphrase; the old one opens this vault no longer (see the module about old copies)."""
        self._refresh(raw_key)
        check_long_enough(new, training=self.training)
        vault_id = self._contents.vault_id
        self._put(raw_key, slots.passphrase_slot(vault_id, raw_key, new, cost or Argon2id()))
        self._delay.right()

    def add_keyring(self, raw_key: bytes) -> None:
        """Have the operating system remember the user. Raises `Refused` without a secret store to trust."""
        self._refresh(raw_key)
        secret = keyring_slot.remember(self._contents.vault_id)
        self._put(raw_key, slots.keyring_slot(self._contents.vault_id, raw_key, secret))

    def remove(self, raw_key: bytes, kind: Kind) -> None:
        """Remove the keyring or recovery slot. The passphrase can be changed, not removed."""
        if kind == "passphrase":
            raise Refused("A profile keeps its passphrase: it can be changed, and nothing has been.")
        self._refresh(raw_key)
        self._write(raw_key, slots=tuple(slot for slot in self._contents.slots if slot.kind != kind))
        if kind == "keyring":
            keyring_slot.forget(self._contents.vault_id)

    def begin_rekey(
        self, raw_key: bytes, passphrase: str, *, code: str | None = None, cost: Argon2id | None = None
    ) -> tuple[bytes, str]:
        """Put a new raw key in all slots, the present one beside it: the new key, the printed recovery code.

        `code` keeps a recovery code (the one that was typed); without it there is a new one. When the store
        has the new key, call `finish_rekey`; after a crash `Unlocked.previous_key` says that it is due.
        """
        self._refresh(raw_key)
        if self._contents.previous_key:
            raise Refused("The last re-keying is not finished: unlock the profile once more, then try again.")
        check_long_enough(passphrase, training=self.training)
        code_bytes = recovery_code.parsed(code) if code else recovery_code.new_code()
        vault_id, new_key = self._contents.vault_id, random_bytes(KEY_BYTES)
        new_slots = [
            slots.passphrase_slot(vault_id, new_key, passphrase, cost or Argon2id()),
            slots.recovery_slot(vault_id, new_key, code_bytes),
        ]
        if self._contents.slot("keyring") and keyring_slot.available():
            new_slots.append(slots.keyring_slot(vault_id, new_key, keyring_slot.remember(vault_id)))
        previous_key = vault_file.sealed_previous_key(vault_id, new_key, raw_key)
        self._write(new_key, slots=tuple(new_slots), previous_key=previous_key)
        return new_key, recovery_code.printed(code_bytes)

    def finish_rekey(self, raw_key: bytes) -> None:
        """Forget the key the store had before, now that it has `raw_key`."""
        self._refresh(raw_key)
        self._write(raw_key, previous_key=b"")

    @property
    def _contents(self) -> Contents:
        return self._stored.contents

    def _slot(self, kind: Kind) -> Slot:
        slot = self._contents.slot(kind)
        if slot is None:
            raise Locked(_NOT_SET_UP[kind])
        return slot

    def _unlocked(self, raw_key: bytes, slot: Slot) -> Unlocked:
        if not self._stored.is_marked_with(raw_key):
            raise Refused(_FORGED)
        return Unlocked(raw_key, slot.kind, self.version, self._contents.open_previous_key(raw_key))

    def _put(self, raw_key: bytes, new: Slot) -> None:
        others = tuple(slot for slot in self._contents.slots if slot.kind != new.kind)
        self._write(raw_key, slots=(*others, new))

    def _write(self, raw_key: bytes, **changes: Any) -> None:
        contents = replace(self._contents, version=self.version + 1, **changes)
        vault_file.write(self._folder, contents, raw_key)
        self._stored = vault_file.read(self._folder)

    def _refresh(self, raw_key: bytes) -> None:
        """See that a change builds on what this raw key's holder wrote last, and on nothing else."""
        self._stored = vault_file.read(self._folder)
        if not self._stored.is_marked_with(raw_key):
            raise Refused(_FORGED)


def _checked_label(label: str) -> str:
    label = " ".join(label.split())
    if len(label) > vault_file.LABEL_MAX_CHARACTERS:
        raise Refused(
            f"A profile’s label has at most {vault_file.LABEL_MAX_CHARACTERS} characters: "
            "nothing has been changed, choose a shorter one."
        )
    return label


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"The folder for the profile cannot be made ({error.strerror}): nothing has been changed, "
            "choose another folder."
        ) from error


_FORGED = (
    "The vault file of this profile was altered or exchanged outside MDT Desktop: nothing has been changed, "
    "put back vault.mdt from your newest backup."
)
_NOT_SET_UP: dict[Kind, str] = {
    "passphrase": "This profile has no passphrase: unlock it with its recovery code.",
    "keyring": "This computer does not remember you: nothing is lost, unlock with your passphrase.",
    "recovery": "This profile has no recovery code: unlock it with its passphrase.",
}
