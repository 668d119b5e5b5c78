"""The vault as a file: what it holds, and how it is read and written."""

from pathlib import Path
from typing import Annotated

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.durable_file import make_durably, write_durably
from mdt_desktop.crypto.primitives import (
    HASH_BYTES,
    ID_BYTES,
    KEY_BYTES,
    NONCE_BYTES,
    TAG_BYTES,
    hash_256,
    open_once,
    seal_once,
)
from mdt_desktop.crypto.slots import Slot
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.refused import Refused

FILE_NAME = "vault.mdt"
_NAMES_A_VAULT = b"mdt vault "
LABEL_MAX_CHARACTERS = 80
_FILE_MAX_BYTES = 16 * 1024
_SEALED_KEY_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES


class Contents(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Everything in the vault. Only the slots and the previous key are secret."""

    vault_id: Annotated[bytes, msgspec.Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
    version: Annotated[int, msgspec.Meta(ge=1, le=1 << 32)]
    """Goes up with every change: the store remembers it, and so notices an older file put in its place."""
    label: Annotated[str, msgspec.Meta(max_length=LABEL_MAX_CHARACTERS)]
    """The user's own word for the profile, shown before unlocking, in clear."""
    training: bool
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(max_length=3)]
    previous_key: bytes = b""
    """While the store is being re-keyed, the key it had before, sealed under the new one; else empty."""

    def __post_init__(self) -> None:
        if len(self.previous_key) not in (0, _SEALED_KEY_BYTES):
            raise ValueError("a previous key of another size")
        if len({slot.kind for slot in self.slots}) != len(self.slots):
            raise ValueError("two slots of one kind")

    def slot(self, kind: str) -> Slot | None:
        """The slot of this kind, if there is one."""
        return next((slot for slot in self.slots if slot.kind == kind), None)

    def open_previous_key(self, raw_key: bytes) -> bytes | None:
        """The key the store may still have, while it is being re-keyed."""
        if not self.previous_key:
            return None
        return open_once(self.previous_key, contexts.VAULT_PREVIOUS_KEY + self.vault_id, _wrap_key(raw_key))


class _File(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    contents: Annotated[bytes, msgspec.Meta(max_length=_FILE_MAX_BYTES)]
    mark: Annotated[bytes, msgspec.Meta(min_length=HASH_BYTES, max_length=HASH_BYTES)]
    """Hash of the contents keyed by the raw key: label, version and list of slots cannot be forged either."""


_CONTENTS = msgspec.msgpack.Decoder(Contents)
_FILE = msgspec.msgpack.Decoder(_File)


class StoredVault(msgspec.Struct, frozen=True):
    """The contents as they were read, with the proof that whoever wrote them had the raw key."""

    contents: Contents
    packed: bytes
    mark: bytes

    def is_marked_with(self, raw_key: bytes) -> bool:
        """Whether exactly these contents were written by a holder of this raw key."""
        return _mark(self.packed, raw_key) == self.mark


def sealed_previous_key(vault_id: bytes, raw_key: bytes, previous: bytes) -> bytes:
    """The key before, for whoever has the new one."""
    return seal_once(previous, contexts.VAULT_PREVIOUS_KEY + vault_id, _wrap_key(raw_key))


def make(folder: Path, contents: Contents, raw_key: bytes) -> None:
    """The first vault of `folder`. `Refused` if there is one, or another program makes it just now."""
    try:
        make_durably(folder / FILE_NAME, _packed(contents, raw_key))
    except FileExistsError as error:
        raise Refused(ALREADY) from error
    except OSError as error:
        raise Refused(
            f"The vault file could not be written ({error.strerror}): nothing was made, make room or "
            "choose another folder."
        ) from error


def write(folder: Path, contents: Contents, raw_key: bytes) -> None:
    """Write the vault of `folder`, durably, for its owner alone."""
    try:
        write_durably(folder / FILE_NAME, _packed(contents, raw_key))
    except OSError as error:
        raise Refused(
            f"The vault file could not be written ({error.strerror}): the one before is still there, "
            "make room or mend the folder’s permissions and try again."
        ) from error


def read(folder: Path) -> StoredVault:
    """The vault of `folder`. Raises `Refused` if there is none or it is not readable."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            data = file.read(_FILE_MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Refused("There is no profile in this folder yet.") from error
    except OSError as error:
        raise Refused(
            f"The vault file cannot be read ({error.strerror}): nothing has been changed, "
            "mend the folder’s permissions and try again."
        ) from error
    if data.startswith(_NAMES_A_VAULT) and not data.startswith(contexts.VAULT):
        raise Refused(
            "This profile was made by a newer version of MDT Desktop: nothing has been changed, "
            "update this computer."
        )
    try:
        file_parts = decoded(_FILE, data.removeprefix(contexts.VAULT))
        contents = decoded(_CONTENTS, file_parts.contents)
    except Malformed as error:
        raise Refused(_DAMAGED) from error
    return StoredVault(contents, file_parts.contents, file_parts.mark)


_DAMAGED = (
    "The vault file of this profile is damaged or was altered: nothing has been changed, "
    "put back vault.mdt from your newest backup."
)


ALREADY = "There is a profile in this folder already: it is left as it is, unlock it instead."


def _packed(contents: Contents, raw_key: bytes) -> bytes:
    packed = msgspec.msgpack.encode(contents)
    return contexts.VAULT + msgspec.msgpack.encode(_File(packed, _mark(packed, raw_key)))


def _mark(packed: bytes, raw_key: bytes) -> bytes:
    return hash_256(contexts.VAULT + packed, key=raw_key)


def _wrap_key(raw_key: bytes) -> bytes:
    return hash_256(contexts.VAULT_PREVIOUS_KEY, key=raw_key)
