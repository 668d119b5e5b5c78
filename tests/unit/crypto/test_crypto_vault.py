import os

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mdt_desktop.crypto import contexts, vault_file
from mdt_desktop.crypto.passphrase import CHEAPEST, Argon2id, normalised
from mdt_desktop.crypto.passphrase_delay import WrongPassphrase
from mdt_desktop.crypto.recovery_code import MistypedCode, new_code, printed
from mdt_desktop.crypto.vault import Vault
from mdt_desktop.crypto.vault_file import Contents
from mdt_desktop.refused import Locked, Refused

WORDS = "kettle lantern Ŵyn"


class Profile:
    """A vault in a folder, with its secrets and a clock that only moves when told."""

    def __init__(self, folder):
        self.folder, self.at = folder, 1_795_000_000.0
        self.vault, self.raw_key, self.code = Vault.create(
            folder, WORDS, "Ward 3 laptop", cost=CHEAPEST, now=self.now
        )

    def now(self):
        return self.at

    def reloaded(self):
        return Vault.load(self.folder, now=self.now)

    @property
    def file(self):
        return self.folder / vault_file.FILE_NAME

    def rewrite(self, change, raw_key=None):
        """Write the vault with altered contents, marked with `raw_key` or the right key."""
        contents = change(vault_file.read(self.folder).contents)
        vault_file.write(self.folder, contents, raw_key or self.raw_key)


@pytest.fixture
def profile(tmp_path):
    return Profile(tmp_path / "profile")


def test_each_slot_opens_the_same_key(profile):
    assert len(profile.raw_key) == 32
    for unlocked in (
        profile.reloaded().unlock_with_passphrase(WORDS),
        profile.reloaded().unlock_with_recovery(profile.code),
    ):
        assert unlocked.raw_key == profile.raw_key
        assert unlocked.previous_key is None
    assert [slot.kind for slot in profile.vault.slots()] == ["passphrase", "recovery"]


def test_the_label_and_nothing_else_is_in_clear(profile):
    assert profile.reloaded().label == "Ward 3 laptop"
    data = profile.file.read_bytes()
    assert b"Ward 3 laptop" in data
    for secret in (profile.raw_key, normalised(WORDS), profile.code.encode()):
        assert secret not in data


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner-only bits")
def test_the_file_and_folder_are_their_owners_alone(profile):
    assert profile.file.stat().st_mode & 0o777 == 0o600
    assert profile.folder.stat().st_mode & 0o777 == 0o700


def test_a_wrong_passphrase_says_the_wait_and_a_right_one_waits_too(profile):
    with pytest.raises(WrongPassphrase, match=r"does not open this profile.*1 second"):
        profile.vault.unlock_with_passphrase("wrong words")
    with pytest.raises(Locked, match="try again in 1 second"):
        profile.reloaded().unlock_with_passphrase(WORDS)
    assert profile.vault.wait_seconds() == 1
    profile.at += 1
    assert profile.reloaded().unlock_with_passphrase(WORDS).raw_key == profile.raw_key
    assert profile.vault.wait_seconds() == 0


def test_no_message_says_whether_a_team_exists(profile):
    for attempt in (
        lambda: profile.vault.unlock_with_passphrase("wrong words"),
        lambda: profile.vault.unlock_with_recovery(printed(new_code())),
        profile.vault.unlock_with_keyring,
    ):
        with pytest.raises(Locked) as refused:
            attempt()
        assert not {"team", "hub", "member", "case"} & set(str(refused.value).lower().split())


def test_a_typing_error_is_told_from_a_wrong_code(profile):
    with pytest.raises(MistypedCode):
        profile.vault.unlock_with_recovery(profile.code[:-1])
    with pytest.raises(Locked, match="typed correctly"):
        profile.vault.unlock_with_recovery(printed(new_code()))


def test_letters_composed_another_way_are_the_same_passphrase(profile):
    decomposed = WORDS.replace("Ŵ", "W\u0302")
    assert decomposed != WORDS
    assert profile.vault.unlock_with_passphrase(decomposed).raw_key == profile.raw_key


@settings(max_examples=15, deadline=None)
@given(passphrase=st.text(min_size=8, max_size=40))
def test_any_text_can_be_a_passphrase(tmp_path_factory, passphrase):
    vault, raw_key, _ = Vault.create(
        tmp_path_factory.mktemp("any") / "profile", passphrase, "", training=True, cost=CHEAPEST
    )
    assert vault.unlock_with_passphrase(passphrase).raw_key == raw_key


def test_a_short_passphrase_is_for_training_only(tmp_path):
    with pytest.raises(Refused, match="has 4 characters and needs at least 8"):
        Vault.create(tmp_path / "a", "demo", "")
    with pytest.raises(Refused, match="needs a passphrase"):
        Vault.create(tmp_path / "a", "", "", training=True)
    assert not (tmp_path / "a").exists()
    vault, _, _ = Vault.create(tmp_path / "a", "demo", "", training=True, cost=CHEAPEST)
    assert vault.training
    assert vault.unlock_with_passphrase("demo").slot == "passphrase"


def test_a_folder_with_a_profile_is_left_alone(profile):
    before = profile.file.read_bytes()
    with pytest.raises(Refused, match="is a profile in this folder"):
        Vault.create(profile.folder, WORDS, "", cost=CHEAPEST)
    assert profile.file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot be made"):
        Vault.create(tmp_path / "file" / "profile", WORDS, "", cost=CHEAPEST)


def test_a_new_passphrase_replaces_the_old(profile):
    profile.vault.set_passphrase(profile.raw_key, "another passphrase", cost=CHEAPEST)
    assert profile.reloaded().unlock_with_passphrase("another passphrase").version == 2
    with pytest.raises(Locked):
        profile.reloaded().unlock_with_passphrase(WORDS)
    with pytest.raises(Refused, match="at least 8"):
        profile.vault.set_passphrase(profile.raw_key, "short")


def test_slots_can_be_removed_but_not_the_passphrase(profile):
    profile.vault.remove(profile.raw_key, "recovery")
    with pytest.raises(Locked, match="has no recovery code"):
        profile.reloaded().unlock_with_recovery(profile.code)
    with pytest.raises(Refused, match="keeps its passphrase"):
        profile.vault.remove(profile.raw_key, "passphrase")


def test_every_change_raises_the_version_so_that_an_older_file_shows(profile):
    old = profile.file.read_bytes()
    profile.vault.set_passphrase(profile.raw_key, "another passphrase", cost=CHEAPEST)
    profile.vault.set_passphrase(profile.raw_key, WORDS, cost=CHEAPEST)
    assert profile.reloaded().unlock_with_passphrase(WORDS).version == 3
    profile.file.write_bytes(old)
    assert profile.reloaded().unlock_with_passphrase(WORDS).version == 1


def test_a_change_builds_on_what_another_process_wrote(profile):
    other = profile.reloaded()
    other.set_passphrase(profile.raw_key, "another passphrase", cost=CHEAPEST)
    profile.vault.remove(profile.raw_key, "recovery")
    assert profile.reloaded().unlock_with_passphrase("another passphrase").version == 3
    with pytest.raises(Locked, match="has no recovery code"):
        profile.reloaded().unlock_with_recovery(profile.code)


def test_a_label_is_one_line_and_has_a_limit(tmp_path):
    vault, _, _ = Vault.create(tmp_path / "a", WORDS, "  Ward \n 4 ", cost=CHEAPEST)
    assert vault.label == "Ward 4"
    with pytest.raises(Refused, match="at most 80"):
        Vault.create(tmp_path / "b", WORDS, "x" * 81, cost=CHEAPEST)


def test_rekeying_holds_both_keys_until_the_store_has_the_new_one(profile):
    new_key, code = profile.vault.begin_rekey(
        profile.raw_key, "another passphrase", code=profile.code, cost=CHEAPEST
    )
    assert code == profile.code
    for unlocked in (
        profile.reloaded().unlock_with_passphrase("another passphrase"),
        profile.reloaded().unlock_with_recovery(code),
    ):
        assert (unlocked.raw_key, unlocked.previous_key) == (new_key, profile.raw_key)
    with pytest.raises(Refused, match="not finished"):
        profile.vault.begin_rekey(new_key, "another passphrase", cost=CHEAPEST)
    profile.vault.finish_rekey(new_key)
    assert profile.reloaded().unlock_with_recovery(code).previous_key is None
    assert new_key != profile.raw_key


def test_rekeying_without_the_code_prints_a_new_one(profile):
    _, code = profile.vault.begin_rekey(profile.raw_key, WORDS, cost=CHEAPEST)
    assert code != profile.code
    with pytest.raises(Locked):
        profile.reloaded().unlock_with_recovery(profile.code)


def test_only_the_holder_of_the_raw_key_changes_a_vault(profile):
    before = profile.file.read_bytes()
    with pytest.raises(Refused, match="altered"):
        profile.vault.remove(b"x" * 32, "recovery")
    assert profile.file.read_bytes() == before


def altered_slot(position, **changes):
    def change(contents):
        slots = list(contents.slots)
        slots[position] = msgspec.structs.replace(slots[position], **changes)
        return msgspec.structs.replace(contents, slots=tuple(slots))

    return change


@pytest.mark.parametrize("changes", [{"cost": Argon2id(2, 8192)}, {"salt": b"s" * 16}, {"sealed": b"s" * 72}])
def test_an_altered_passphrase_slot_is_refused_even_under_the_right_mark(profile, changes):
    profile.rewrite(altered_slot(0, **changes))
    with pytest.raises(Locked):
        profile.reloaded().unlock_with_passphrase(WORDS)


def test_a_slot_of_another_vault_or_kind_is_refused(profile):
    profile.rewrite(altered_slot(1, kind="keyring"))
    with pytest.raises(Locked):
        profile.reloaded().unlock_with_recovery(profile.code)
    profile.rewrite(lambda contents: msgspec.structs.replace(contents, vault_id=b"v" * 16))
    with pytest.raises(Locked):
        profile.reloaded().unlock_with_passphrase(WORDS)


@pytest.mark.parametrize("change", [{"label": "Somebody"}, {"version": 9}, {"training": True}])
def test_what_is_in_clear_cannot_be_forged_either(profile, change):
    profile.rewrite(lambda contents: msgspec.structs.replace(contents, **change), raw_key=b"x" * 32)
    with pytest.raises(Refused, match="altered or exchanged"):
        profile.reloaded().unlock_with_passphrase(WORDS)


@pytest.mark.parametrize(
    "cost", [Argon2id(0, 65536), Argon2id(17, 65536), Argon2id(3, 8191), Argon2id(3, 1 << 30)]
)
def test_a_cost_out_of_bounds_is_refused_before_it_is_paid(profile, cost):
    profile.rewrite(altered_slot(0, cost=cost))
    with pytest.raises(Refused, match="damaged or was altered"):
        profile.reloaded()


def test_a_cost_on_another_slot_or_two_of_a_kind_are_refused(profile):
    contents = vault_file.read(profile.folder).contents
    packed = msgspec.to_builtins(contents, builtin_types=(bytes,))
    slots = packed[4]
    stretched_code = [*slots[1][:3], [3, 65536], slots[1][4]]
    bare_passphrase = [*slots[0][:3], None, slots[0][4]]
    for bad in ([slots[0], slots[0]], [stretched_code], [bare_passphrase]):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert([*packed[:4], bad, b""], Contents)


def test_every_byte_of_the_file_counts(profile):
    data = profile.file.read_bytes()
    for position in range(len(data)):
        altered = bytearray(data)
        altered[position] ^= 1
        profile.file.write_bytes(altered)
        with pytest.raises(Refused):
            profile.reloaded().unlock_with_recovery(profile.code)


@pytest.mark.parametrize("data", [b"", b"\0" * 100, contexts.VAULT, b"x" * 20_000])
def test_a_damaged_file_is_one_sentence(profile, data):
    profile.file.write_bytes(data)
    with pytest.raises(Refused, match="damaged"):
        profile.reloaded()


def test_a_missing_or_newer_file_is_one_sentence(profile):
    profile.file.write_bytes(b"mdt vault 2\0" + b"new")
    with pytest.raises(Refused, match="newer version"):
        profile.reloaded()
    profile.file.unlink()
    with pytest.raises(Refused, match="no profile"):
        profile.reloaded()
    assert not Vault.is_in(profile.folder)


def test_a_write_that_fails_leaves_the_old_vault(profile, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mdt_desktop.crypto.durable_file.os.fsync", full)
    with pytest.raises(Refused, match="No space left"):
        profile.vault.remove(profile.raw_key, "recovery")
    monkeypatch.undo()
    assert profile.reloaded().unlock_with_recovery(profile.code).version == 1
    profile.vault.remove(profile.raw_key, "recovery")
    assert not list(profile.folder.glob("*.new"))


def test_secrets_are_not_in_what_is_printed(profile):
    unlocked = profile.vault.unlock_with_passphrase(WORDS)
    assert repr(profile.raw_key)[2:-1] not in repr(unlocked)
