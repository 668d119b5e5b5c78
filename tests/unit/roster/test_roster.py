from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop import roster
from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.header import Head
from mdt_desktop.crypto.primitives import hash_256, seal_once
from mdt_desktop.crypto.recovery_code import printed, space_recovery_keys
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import BadSignature, DoesNotOpen, Malformed, UnknownVersion, Unreadable
from mdt_desktop.roster import Device, Found, Membership, Role, Roster, Term, role_needed

SPACE = UUID("0192f3a4-5b6c-7d8e-9f01-23456789abcd").bytes
MEMBER = "0192f3a4-0000-7000-8000-000000000001"
HLC = 1_795_000_000_000 << 16
DEVICE = DeviceKeys(b"s" * 32, b"b" * 32)
RECOVERY = space_recovery_keys(printed(bytes(20)), SPACE)
KEY = SpaceKey(b"k" * 32)


def founding(role=Role.CHAIR):
    return roster.found(SPACE, DEVICE, RECOVERY.public, KEY, Membership(MEMBER, role, ""), HLC)


def signed(body, signer=DEVICE):
    """A statement with any body, signed as it should be."""
    return msgspec.msgpack.encode([body, signer.sign(contexts.ROSTER_STATEMENT + body)])


def altered(position, value):
    """A well-signed founding with one part changed."""
    body, _ = msgspec.msgpack.decode(founding())
    parts = msgspec.msgpack.decode(body)
    parts[position] = value
    return signed(msgspec.msgpack.encode(parts))


def test_a_founding_makes_a_roster():
    statement = founding()
    made = Roster.verify([statement], [KEY])
    body, _ = msgspec.msgpack.decode(statement)
    assert (made.space, made.key, made.recovery) == (SPACE, KEY.id, RECOVERY.public)
    assert made.head == hash_256(contexts.ROSTER_STATEMENT + body)
    assert made.hashes == (made.head,)
    founder = made.device(DEVICE.device_id)
    assert (founder.keys, founder.member, founder.letter) == (DEVICE.public, MEMBER, "")
    assert made.role_of(DEVICE.device_id) is Role.CHAIR
    assert made.is_admin(DEVICE.device_id)


def test_without_the_key_all_is_verified_but_no_name_or_role_is_known():
    statement = founding()
    assert MEMBER.encode() not in statement
    assert b"chair" not in statement
    made = Roster.verify([statement])
    assert made.device(DEVICE.device_id).member is None
    assert made.is_admin(DEVICE.device_id)
    with pytest.raises(DoesNotOpen):
        made.may_write(DEVICE.device_id, "case")


def test_a_founding_sealed_without_padding_is_read():
    bound = contexts.ROSTER_MEMBER + SPACE + DEVICE.device_id
    packed = msgspec.msgpack.encode(Membership(MEMBER, Role.CHAIR, ""))
    assert (
        Roster.verify([altered(10, seal_once(packed, bound, KEY.secret))], [KEY]).role_of(DEVICE.device_id)
        is Role.CHAIR
    )


def test_the_printed_code_opens_the_first_key():
    body, _ = msgspec.msgpack.decode(founding())
    box = msgspec.msgpack.decode(body, type=Found).recovery_box
    assert RECOVERY.open_key(SPACE, box) == KEY


def test_any_bit_flipped_is_refused():
    statement = founding()
    for bit in range(len(statement) * 8):
        other = bytearray(statement)
        other[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            Roster.verify([bytes(other)], [KEY])


def test_only_the_founding_device_signs_its_founding():
    body, _ = msgspec.msgpack.decode(founding())
    for signer in (DeviceKeys.generate(), RECOVERY):
        with pytest.raises(BadSignature):
            Roster.verify([signed(body, signer)])
    as_an_entry = msgspec.msgpack.encode([body, DEVICE.sign(contexts.ENTRY + body)])
    with pytest.raises(BadSignature):
        Roster.verify([as_an_entry])


@pytest.mark.parametrize(
    ("position", "value"),
    [
        (2, b"\0" * 16),
        (2, b"s" * 15),
        (3, -1),
        (4, b"s" * 31),
        (6, "r" * 32),
        (8, b"k" * 32),
        (9, b"box"),
        (10, bytes(513)),
        (10, None),
    ],
)
def test_a_wrong_size_or_type_is_malformed(position, value):
    with pytest.raises(Malformed):
        Roster.verify([altered(position, value)])


@pytest.mark.parametrize("sealed", [b"", bytes(60)])
def test_a_sealed_part_that_does_not_open_is_refused_by_whoever_has_the_key(sealed):
    statement = altered(10, sealed)
    Roster.verify([statement])
    with pytest.raises(DoesNotOpen):
        Roster.verify([statement], [KEY])


def test_a_newer_versions_founding_waits():
    with pytest.raises(UnknownVersion):
        Roster.verify([altered(1, 2)])


def test_nothing_but_a_founding_comes_first():
    with pytest.raises(Malformed):
        Roster.verify([altered(0, "admit")])


def test_a_space_is_founded_once_and_first():
    with pytest.raises(Malformed):
        Roster.verify([])
    with pytest.raises(Malformed):
        Roster.verify([founding(), founding()])


@given(data=st.binary(max_size=300))
def test_stray_bytes_are_no_statement(data):
    with pytest.raises(Unreadable):
        Roster.verify([data])


def test_an_oversized_statement_is_not_read():
    with pytest.raises(Malformed, match="64 KiB"):
        Roster.verify([bytes(65 * 1024)])


OBSERVER, PRACTITIONER, COORDINATOR, CHAIR = RANKS = list(Role)


@pytest.mark.parametrize(
    ("kind", "fields", "role"),
    [
        ("audit", {}, OBSERVER),
        *(
            (kind, {}, PRACTITIONER)
            for kind in ("person", "case", "huddle", "discussion", "note", "action", "issue")
        ),
        ("a kind of a newer version", {}, PRACTITIONER),
        ("minutes", {"status": "draft", "version": 1}, PRACTITIONER),
        ("minutes", {"snapshot": b""}, PRACTITIONER),
        ("minutes", {"status": "circulated"}, PRACTITIONER),
        *((kind, {}, COORDINATOR) for kind in ("team", "organisation", "member", "series", "import_batch")),
        ("person_merge", {}, COORDINATOR),
        ("minutes", {"status": "final"}, CHAIR),
        ("minutes", {"status": "amended"}, CHAIR),
        ("minutes", {"status": None}, CHAIR),
    ],
)
def test_each_kind_takes_its_role_and_those_above_have_it_too(kind, fields, role):
    assert role_needed(kind, fields) is role
    for held in Role:
        made = without_admin(held)
        assert made.may_write(DEVICE.device_id, kind, fields) == (
            list(Role).index(held) >= list(Role).index(role)
        )


def test_an_admin_writes_a_coordinators_kinds_and_no_other_above_its_role():
    made = Roster.verify([founding(Role.OBSERVER)], [KEY])
    assert made.may_write(DEVICE.device_id, "team")
    assert made.may_write(DEVICE.device_id, "audit")
    assert not made.may_write(DEVICE.device_id, "case")
    assert not made.may_write(DEVICE.device_id, "minutes", {"status": "final"})


def test_a_stranger_may_write_nothing():
    made = Roster.verify([founding()], [KEY])
    assert made.device(b"x" * 16) is None
    assert made.role_of(b"x" * 16) is None
    assert not made.may_write(b"x" * 16, "audit")
    assert not made.is_admin(b"x" * 16)


def test_a_term_counts_up_to_its_cut_and_after_removal_none_does():
    first, second = (Head(DEVICE.device_id, seq, b"h" * 16) for seq in (5, 9))
    made = with_terms(Term(Role.CHAIR, True, (first,)), Term(Role.OBSERVER, False, (second,)))

    def entry(seq):
        return lambda cut: any(seq <= head.seq for head in cut)

    for seq, role in ((5, Role.CHAIR), (6, Role.OBSERVER), (9, Role.OBSERVER), (10, None)):
        assert made.role_of(DEVICE.device_id, entry(seq)) is role
    assert made.is_admin(DEVICE.device_id, entry(5))
    assert not made.is_admin(DEVICE.device_id, entry(6))
    assert not made.may_write(DEVICE.device_id, "audit")


def without_admin(role):
    return with_terms(Term(role, False, None))


def with_terms(*terms):
    device = Device(DEVICE.public, MEMBER, "", terms)
    return Roster(SPACE, b"h" * 32, (b"h" * 32,), KEY.id, RECOVERY.public, {DEVICE.device_id: device})
