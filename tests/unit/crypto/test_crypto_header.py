import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.crypto.header import HEADER_MAX_BYTES, Head, Header
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion, Unreadable

ids = st.binary(min_size=16, max_size=16)
hashes = st.binary(min_size=32, max_size=32)
counts = st.integers(0, 2**63 - 1)
spaces = ids.map(lambda b: b[:6] + bytes([b[6] & 15 | 0x70, b[7], b[8] & 63 | 0x80]) + b[9:])
headers = st.builds(
    lambda first, seq, prev, **rest: Header(
        v=1, seq=1 if first else seq, prev=b"" if first else prev, **rest
    ),
    first=st.booleans(),
    seq=st.integers(2, 2**63 - 1),
    prev=hashes,
    space=spaces,
    device=ids,
    deps=st.lists(st.builds(Head, ids, st.integers(1, 2**63 - 1), ids), max_size=4).map(tuple),
    roster=hashes,
    key=ids,
    hlc=counts,
    schema=counts,
)


@given(header=headers)
def test_a_header_comes_back_as_it_was(header):
    assert Header.decode(header.encode()) == header


def test_the_array_is_in_the_order_of_the_format(header):
    assert Header.__struct_fields__ == (
        *("v", "space", "device", "seq", "prev", "deps", "roster", "key", "hlc", "schema"),
    )
    assert msgspec.msgpack.decode(header.encode())[3] == 2


@pytest.mark.parametrize(
    ("position", "value"),
    [
        (1, b"s" * 15),
        (1, b"\0" * 16),
        (1, "s" * 16),
        (2, b"d" * 17),
        (3, 0),
        (3, -1),
        (3, 2**63),
        (3, 2.0),
        (3, 1),
        (4, b""),
        (4, b"p" * 31),
        (5, [[b"d" * 16, 0, b"h" * 16]]),
        (5, [[b"d" * 16, 1, b"h" * 32]]),
        (5, [[b"d" * 16, 1, b"h" * 16, 1]]),
        (5, None),
        (6, b"r" * 16),
        (7, b"k" * 32),
        (8, -1),
        (9, "1"),
    ],
)
def test_a_wrong_size_or_type_is_malformed(header, position, value):
    parts = msgspec.msgpack.decode(header.encode())
    parts[position] = value
    with pytest.raises(Malformed):
        Header.decode(msgspec.msgpack.encode(parts))


def test_a_part_too_many_or_too_few_is_malformed(header):
    parts = msgspec.msgpack.decode(header.encode())
    for other in (parts[:-1], [*parts, 1]):
        with pytest.raises(Malformed):
            Header.decode(msgspec.msgpack.encode(other))


def test_a_longer_spelling_of_the_same_header_is_malformed(header):
    longer = b"\xdc\x00\x0a" + header.encode()[1:]
    assert msgspec.msgpack.decode(longer) == msgspec.msgpack.decode(header.encode())
    with pytest.raises(Malformed):
        Header.decode(longer)


def test_too_long_is_malformed(header):
    many = msgspec.structs.replace(header, deps=header.deps * 1000).encode()
    assert len(many) > HEADER_MAX_BYTES
    with pytest.raises(Malformed):
        Header.decode(many)


@pytest.mark.parametrize("shape", [lambda parts: [2, *parts[1:]], lambda parts: [2, {"new": "shape"}]])
def test_another_version_waits_for_a_newer_program(header, shape):
    parts = msgspec.msgpack.decode(header.encode())
    with pytest.raises(UnknownVersion):
        Header.decode(msgspec.msgpack.encode(shape(parts)))


def test_nesting_without_end_is_malformed():
    with pytest.raises(Malformed):
        Header.decode(b"\x92\x01" + b"\x91" * 30_000 + b"\x01")


@given(data=st.binary(max_size=200))
def test_stray_bytes_are_no_header(data):
    with pytest.raises(Unreadable):
        Header.decode(data)
