"""The operating system's own secret store, for "remember me on this computer".

Chosen by name from four that are known to encrypt: never what a configuration file or an installed plug-in
offers instead (one writes passwords to a plain file). Imported only when asked for: it takes long to load,
and asking the desktop's service may wait, so call from the worker.

Behind keyring's own errors each system's library raises types of its own, which the other systems cannot
even import. Whatever it is, the answer is the same, and the passphrase still opens: so all are caught.
"""

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from mdt_desktop.crypto.primitives import KEY_BYTES, random_bytes
from mdt_desktop.refused import Locked, Refused

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "MDT Desktop"
ALLOWED_BACKENDS = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)


def available() -> bool:
    """Whether this computer has a secret store that we trust."""
    return _backend() is not None


def remember(vault_id: bytes) -> bytes:
    """A new random secret, kept under the vault's id as 64 hexadecimal digits (Windows takes little more)."""
    backend = _backend()
    if backend is None:
        raise Refused("This computer has no secret store to remember you in: unlock with your passphrase.")
    secret = random_bytes(KEY_BYTES)
    try:
        backend.set_password(SERVICE, vault_id.hex(), secret.hex())
    except Exception as error:
        raise Refused(
            "This computer’s secret store refused to remember you: nothing else has changed, "
            "unlock with your passphrase."
        ) from error
    return secret


def recall(vault_id: bytes) -> bytes:
    """The secret that `remember` kept. Raises `Locked` if it is not here or not readable."""
    backend = _backend()
    try:
        found = backend.get_password(SERVICE, vault_id.hex()) if backend else None
        secret = bytes.fromhex(found or "")
    except Exception as error:
        raise Locked(_NOT_REMEMBERED) from error
    if len(secret) != KEY_BYTES:
        raise Locked(_NOT_REMEMBERED)
    return secret


def forget(vault_id: bytes) -> None:
    """Remove the secret. One that is gone or out of reach opens nothing anyway, once its slot is removed."""
    backend = _backend()
    if backend is None:
        return
    with suppress(Exception):
        backend.delete_password(SERVICE, vault_id.hex())


_NOT_REMEMBERED = "This computer does not remember you: nothing is lost, unlock with your passphrase."


def _backend() -> "KeyringBackend | None":
    for module, name in ALLOWED_BACKENDS:
        backend: type[KeyringBackend] = getattr(import_module(module), name)
        if backend.viable:
            return backend()
    return None
