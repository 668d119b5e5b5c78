import pytest

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.primitives import aead_open, hash_128, open_once, seal_once
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import BadSignature, DoesNotOpen, Malformed

SPACE, ELSEWHERE = b"s" * 16, b"e" * 16


def test_every_context_is_its_own():
    all_of_them = [value for name, value in vars(contexts).items() if name.isupper()]
    assert len(set(all_of_them)) == len(all_of_them) > 10
    assert all(context.endswith(b"\0") and context.count(b"\0") == 1 for context in all_of_them)


def test_a_device_id_is_the_hash_of_both_public_keys(device):
    public = device.public
    assert device.device_id == hash_128(contexts.DEVICE_ID + public.signing + public.box)
    assert PublicKeys(public.signing, DeviceKeys.generate().public.box).device_id != device.device_id


def test_a_devices_keys_come_back_from_the_store(device):
    again = DeviceKeys.from_bytes(device.to_bytes())
    assert again == device
    assert again.public.device_id == device.device_id


@pytest.mark.parametrize("data", [b"", b"\xc0", b"\x92\xc4\x01a\xc4\x01b", b"\x91\xc4\x00"])
def test_other_bytes_are_no_devices_keys(data):
    with pytest.raises(Malformed):
        DeviceKeys.from_bytes(data)


def test_a_signature_holds_for_its_message_and_signer_only(device):
    signature = device.sign(contexts.ENTRY + b"words")
    device.public.verify(contexts.ENTRY + b"words", signature)
    for message, made in ((b"words", signature), (contexts.ENTRY + b"words", signature[:-1])):
        with pytest.raises(BadSignature):
            device.public.verify(message, made)


def test_a_key_box_opens_for_its_device_in_its_space(device, space_key):
    box = device.public.seal_key(SPACE, space_key)
    assert device.open_key(SPACE, box) == space_key
    for space, opener in ((ELSEWHERE, device), (SPACE, DeviceKeys.generate())):
        with pytest.raises(DoesNotOpen):
            opener.open_key(space, box)


def test_an_altered_key_box_is_refused(device, space_key):
    box = device.public.seal_key(SPACE, space_key)
    for altered in (box[:-1], box + b"\0", b"\0" * len(box), box[:-1] + bytes([box[-1] ^ 1]), b""):
        with pytest.raises(DoesNotOpen):
            device.open_key(SPACE, altered)


def test_a_key_under_another_keys_id_is_refused(device, space_key):
    class Lying(SpaceKey):
        id = SpaceKey.generate().id

        def __init__(self):
            object.__setattr__(self, "secret", space_key.secret)

    with pytest.raises(DoesNotOpen):
        device.open_key(SPACE, device.public.seal_key(SPACE, Lying()))


def test_each_epoch_opens_the_one_before(space_key):
    new = SpaceKey.generate()
    sealed = new.seal_previous(SPACE, space_key)
    assert new.open_previous(SPACE, space_key.id, sealed) == space_key
    for opener, space, identity in (
        (space_key, SPACE, space_key.id),
        (new, ELSEWHERE, space_key.id),
        (new, SPACE, new.id),
    ):
        with pytest.raises(DoesNotOpen):
            opener.open_previous(space, identity, sealed)


def test_secrets_are_not_in_what_is_printed(device, space_key):
    assert repr(space_key.secret) not in repr(space_key)
    assert repr(device.signing_seed) not in repr(device)
    assert repr(device.box_seed) not in repr(device)


def test_what_is_too_short_to_be_sealed_does_not_open():
    for sealed in (b"", bytes(23), bytes(39)):
        with pytest.raises(DoesNotOpen):
            open_once(sealed, b"", b"k" * 32)
    with pytest.raises(DoesNotOpen):
        aead_open(bytes(40), b"", bytes(12), b"k" * 32)


def test_sealing_once_binds_what_it_is_given():
    sealed = seal_once(b"words", b"place", b"k" * 32)
    assert open_once(sealed, b"place", b"k" * 32) == b"words"
    with pytest.raises(DoesNotOpen):
        open_once(sealed, b"another", b"k" * 32)
