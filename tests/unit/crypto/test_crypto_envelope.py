import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.envelope import SEALED_MAX_BYTES, Envelope, TooLarge, seal
from mdt_desktop.crypto.header import HEADER_MAX_BYTES
from mdt_desktop.crypto.padding import INFLATED_MAX_BYTES
from mdt_desktop.crypto.primitives import aead_seal, hash_256, random_bytes
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import BadSignature, DoesNotOpen, Malformed, Unreadable

BODY = msgspec.msgpack.encode({"text": "ffion ŵ"})


@pytest.fixture
def envelope(header, device, space_key):
    return Envelope.write(header.encode(), BODY, space_key, device)


def with_part(envelope, **changes):
    parts = {name: getattr(envelope, name) for name in ("header", "nonce", "ciphertext", "signature")}
    return Envelope(**{**parts, **changes})


def flipped(data, bit):
    altered = bytearray(data)
    altered[bit // 8] ^= 1 << bit % 8
    return bytes(altered)


@given(body=st.binary(max_size=5000))
def test_a_body_comes_back_as_it_was(body):
    key, device = SpaceKey(b"k" * 32), DeviceKeys(b"s" * 32, b"b" * 32)
    envelope = Envelope.unpack(Envelope.write(b"header", body, key, device).pack())
    envelope.verify(device.public)
    assert envelope.open_(key) == body


def test_what_is_signed_and_hashed_is_context_header_and_digest_of_the_content(envelope, header):
    signed = contexts.ENTRY + header.encode() + hash_256(envelope.nonce + envelope.ciphertext)
    assert envelope.signed == signed
    assert envelope.hash == hash_256(signed)
    assert Envelope.unpack(envelope.pack()).hash == envelope.hash


def test_any_header_bit_flipped_is_refused(envelope, device, space_key):
    for bit in range(len(envelope.header) * 8):
        altered = with_part(envelope, header=flipped(envelope.header, bit))
        assert altered.hash != envelope.hash
        with pytest.raises(BadSignature):
            altered.verify(device.public)
        with pytest.raises(DoesNotOpen):
            altered.open_(space_key)


@pytest.mark.parametrize("part", ["nonce", "ciphertext", "signature"])
def test_any_other_bit_flipped_is_refused(envelope, device, part):
    original = getattr(envelope, part)
    for bit in range(len(original) * 8):
        with pytest.raises(BadSignature):
            with_part(envelope, **{part: flipped(original, bit)}).verify(device.public)


def test_another_devices_signature_is_refused(envelope):
    with pytest.raises(BadSignature):
        envelope.verify(DeviceKeys.generate().public)


def test_a_body_under_another_key_does_not_open(envelope):
    with pytest.raises(DoesNotOpen):
        envelope.open_(SpaceKey.generate())


@pytest.mark.parametrize("change", [{"space": b"\1" + b"\0" * 5 + b"\x70\0\x80" + b"\0" * 7}, {"seq": 3}])
def test_a_body_under_another_header_or_space_does_not_open(envelope, header, space_key, change):
    elsewhere = msgspec.structs.replace(header, **change).encode()
    with pytest.raises(DoesNotOpen):
        with_part(envelope, header=elsewhere).open_(space_key)


def test_a_signature_for_another_purpose_is_no_entrys(envelope, device):
    message = envelope.signed.removeprefix(contexts.ENTRY)
    with pytest.raises(BadSignature):
        with_part(envelope, signature=device.sign(contexts.ROSTER_STATEMENT + message)).verify(device.public)


def test_the_same_body_twice_is_sealed_differently(header, space_key):
    assert seal(header.encode(), BODY, space_key) != seal(header.encode(), BODY, space_key)


def test_what_is_too_large_is_refused_before_it_is_written(header, space_key, device):
    with pytest.raises(TooLarge):
        seal(header.encode(), random_bytes(SEALED_MAX_BYTES), space_key)
    with pytest.raises(TooLarge):
        seal(header.encode(), bytes(INFLATED_MAX_BYTES + 1), space_key)
    with pytest.raises(TooLarge):
        Envelope.write(bytes(HEADER_MAX_BYTES + 1), BODY, space_key, device)


def test_a_sealed_bomb_is_not_inflated(header, space_key):
    bomb = zlib.compress(bytes(50 * 1024 * 1024))
    nonce = random_bytes(24)
    ciphertext = aead_seal(bomb, contexts.ENTRY_CONTENT + header.encode(), nonce, space_key.secret)
    with pytest.raises(DoesNotOpen):
        Envelope(header.encode(), nonce, ciphertext, bytes(64)).open_(space_key)


@pytest.mark.parametrize(
    "change",
    [
        {"header": bytes(HEADER_MAX_BYTES + 1)},
        {"nonce": bytes(23)},
        {"ciphertext": bytes(15)},
        {"ciphertext": bytes(SEALED_MAX_BYTES + 1)},
        {"signature": bytes(65)},
    ],
)
def test_a_part_of_the_wrong_size_is_no_envelope(envelope, change):
    with pytest.raises(Malformed):
        Envelope.unpack(with_part(envelope, **change).pack())


@pytest.mark.parametrize("size", [16, 239, 240, 255, 256, 65_535, 65_536, SEALED_MAX_BYTES])
def test_every_size_packs_to_what_is_foretold(envelope, size):
    packed = with_part(envelope, ciphertext=bytes(size)).pack()
    assert Envelope.unpack(packed).packed_size == len(packed)


def test_a_longer_spelling_or_a_tail_is_no_envelope(envelope):
    packed = envelope.pack()
    longer = b"\xdc\x00\x04" + packed[1:]
    assert msgspec.msgpack.decode(longer) == msgspec.msgpack.decode(packed)
    for other in (longer, packed + b"\0", packed[:-1], b"", b"\xc0"):
        with pytest.raises(Malformed):
            Envelope.unpack(other)


@given(data=st.binary(max_size=300))
def test_stray_bytes_are_refused_cleanly(data):
    with pytest.raises(Unreadable):
        Envelope.unpack(data)
