import os
import shutil
import subprocess
import sys

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError

from mdt_desktop.crypto import keyring_slot
from mdt_desktop.crypto.passphrase import CHEAPEST
from mdt_desktop.crypto.vault import Vault
from mdt_desktop.refused import Locked, Refused


class InMemory(KeyringBackend):
    """Keeps passwords in a dictionary that all instances share."""

    priority = 9
    kept: dict = {}  # noqa: RUF012
    broken: Exception | None = None

    def get_password(self, service, username):
        if self.broken:
            raise self.broken
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if self.broken:
            raise self.broken
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise PasswordDeleteError("none")
        del self.kept[service, username]


@pytest.fixture
def in_memory(monkeypatch):
    monkeypatch.setattr(InMemory, "kept", {})
    return InMemory


@pytest.fixture
def allowed(monkeypatch, in_memory):
    """The in-memory backend, put on the list of those that are trusted."""
    monkeypatch.setattr(keyring_slot, "ALLOWED_BACKENDS", ((__name__, "InMemory"),))
    monkeypatch.setitem(sys.modules, __name__, sys.modules[InMemory.__module__])
    return in_memory


@pytest.fixture
def nothing_trusted(monkeypatch):
    monkeypatch.setattr(keyring_slot, "ALLOWED_BACKENDS", ())


@pytest.fixture
def made(tmp_path):
    vault, raw_key, _ = Vault.create(tmp_path / "profile", "kettle lantern", "", cost=CHEAPEST)
    return vault, raw_key


def test_a_remembered_user_unlocks_without_a_passphrase(made, allowed, tmp_path):
    vault, raw_key = made
    assert keyring_slot.available()
    vault.add_keyring(raw_key)
    unlocked = Vault.load(tmp_path / "profile").unlock_with_keyring()
    assert (unlocked.raw_key, unlocked.slot) == (raw_key, "keyring")
    ((service, _), secret) = next(iter(allowed.kept.items()))
    assert service == "MDT Desktop"
    assert len(bytes.fromhex(secret)) == 32
    assert secret != raw_key.hex()


def test_forgetting_removes_slot_and_secret(made, allowed, tmp_path):
    vault, raw_key = made
    vault.add_keyring(raw_key)
    vault.remove(raw_key, "keyring")
    assert not allowed.kept
    with pytest.raises(Locked, match="does not remember you"):
        Vault.load(tmp_path / "profile").unlock_with_keyring()
    vault.remove(raw_key, "keyring")


@pytest.mark.parametrize("kept", [None, "", "zz" * 32, "00" * 31, "00" * 32])
def test_another_secret_does_not_open(made, allowed, kept):
    vault, raw_key = made
    vault.add_keyring(raw_key)
    (place,) = allowed.kept
    allowed.kept[place] = kept
    with pytest.raises(Locked, match="unlock with your passphrase"):
        vault.unlock_with_keyring()


class SystemsOwnError(Exception):
    """Such as the libraries behind keyring raise."""


@pytest.mark.parametrize("error", [PasswordSetError("no"), KeyringLocked("locked"), SystemsOwnError("no")])
def test_a_store_that_does_not_answer_leaves_the_passphrase(made, allowed, monkeypatch, error):
    vault, raw_key = made
    vault.add_keyring(raw_key)
    monkeypatch.setattr(allowed, "broken", error)
    with pytest.raises(Locked, match="unlock with your passphrase"):
        vault.unlock_with_keyring()
    assert vault.unlock_with_passphrase("kettle lantern").raw_key == raw_key


@pytest.mark.parametrize("error", [PasswordSetError("no"), SystemsOwnError("no")])
def test_a_store_that_refuses_changes_nothing(made, allowed, monkeypatch, error):
    vault, raw_key = made
    monkeypatch.setattr(allowed, "broken", error)
    with pytest.raises(Refused, match="refused to remember"):
        vault.add_keyring(raw_key)
    assert [slot.kind for slot in vault.slots()] == ["passphrase", "recovery"]


def test_rekeying_makes_the_computer_remember_anew(made, allowed):
    vault, raw_key = made
    vault.add_keyring(raw_key)
    before = dict(allowed.kept)
    new_key, _ = vault.begin_rekey(raw_key, "another passphrase", cost=CHEAPEST)
    assert vault.unlock_with_keyring().raw_key == new_key
    assert allowed.kept != before


def test_without_a_store_to_trust_nothing_is_remembered(made, nothing_trusted):
    vault, raw_key = made
    assert not keyring_slot.available()
    with pytest.raises(Refused, match="no secret store"):
        vault.add_keyring(raw_key)
    keyring_slot.forget(b"v" * 16)
    with pytest.raises(Locked):
        keyring_slot.recall(b"v" * 16)


def test_a_backend_from_the_configuration_is_never_used(made, in_memory, nothing_trusted):
    vault, raw_key = made
    before = keyring.get_keyring()
    keyring.set_keyring(in_memory())
    try:
        assert not keyring_slot.available()
        with pytest.raises(Refused):
            vault.add_keyring(raw_key)
        assert not in_memory.kept
    finally:
        keyring.set_keyring(before)


def test_the_trusted_ones_are_in_the_installed_library():
    from importlib import import_module

    for module, name in keyring_slot.ALLOWED_BACKENDS:
        assert issubclass(getattr(import_module(module), name), KeyringBackend)


def test_keyring_is_not_imported_before_it_is_asked_for():
    check = "import sys, mdt_desktop.crypto.vault; sys.exit('keyring' in sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)


REAL = """
from pathlib import Path
from mdt_desktop.crypto import keyring_slot
from mdt_desktop.crypto.passphrase import CHEAPEST
from mdt_desktop.crypto.vault import Vault
import sys
assert keyring_slot.available(), "no secret service"
vault, raw_key, _ = Vault.create(Path(sys.argv[1]), "kettle lantern", "", cost=CHEAPEST)
vault.add_keyring(raw_key)
assert Vault.load(Path(sys.argv[1])).unlock_with_keyring().raw_key == raw_key
vault.remove(raw_key, "keyring")
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)
def test_with_a_real_secret_service(tmp_path):
    script = tmp_path / "real.py"
    script.write_text(REAL)
    unlock = 'printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
    command = ["sh", "-c", unlock, "sh", sys.executable, str(script), str(tmp_path / "profile")]
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    environment = {**os.environ, **home, "PYTHONPATH": os.getcwd()}
    done = subprocess.run(
        ["dbus-run-session", "--", *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
