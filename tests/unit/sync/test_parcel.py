"""The files of a shared folder: whole or not here, and never longer named than a path may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion
from mdt_desktop.store.seen_files import SeenFile
from mdt_desktop.sync.entry_files import (
    SMALL_BYTES,
    SMALL_FILES_MAX,
    Stretch,
    count_in,
    reading_order,
    to_combine,
)
from mdt_desktop.sync.parcel import Content, NotWhole, Parcel

SPACE = bytes(range(16))
WHOLE = Parcel(1, Content.ENTRIES, SPACE, (b"one", b"two")).to_bytes()


def test_what_was_written_is_read() -> None:
    assert Parcel.from_bytes(WHOLE) == Parcel(1, Content.ENTRIES, SPACE, (b"one", b"two"))


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_that_is_short_is_not_whole(length: int) -> None:
    with pytest.raises(NotWhole):
        Parcel.from_bytes(WHOLE[:length])


@given(st.integers(0, len(WHOLE) * 8 - 1))
def test_a_file_with_any_bit_flipped_is_not_whole(bit: int) -> None:
    data = bytearray(WHOLE)
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NotWhole):
        Parcel.from_bytes(bytes(data))


@given(st.binary(max_size=200))
def test_anything_else_is_not_whole(data: bytes) -> None:
    with pytest.raises(Malformed):
        Parcel.from_bytes(data)


def test_a_newer_version_is_known_as_such() -> None:
    with pytest.raises(UnknownVersion):
        Parcel.from_bytes(Parcel(2, Content.ENTRIES, SPACE, ()).to_bytes())


def test_the_longest_path_has_a_hundred_characters_at_most() -> None:
    path, data = Stretch(b"\xff" * 16, 2**63 - 1, 2**63 - 1, (b"x",)).to_file(SPACE)
    assert len(path) <= 100
    assert path == path.lower()
    assert data[-32:].hex().startswith(path.rpartition("-")[2].removesuffix(".mdt"))


def test_files_are_read_in_the_order_of_their_chains() -> None:
    paths = ["b/2-3-x.mdt", "a/10-11-x.mdt", "a/9-9-x.mdt", "a/copy.mdt"]
    assert reading_order(paths) == [["a/9-9-x.mdt", "a/10-11-x.mdt", "a/copy.mdt"], ["b/2-3-x.mdt"]]
    assert [count_in(path) for path in paths] == [2, 2, 1, 0]


def small(first: int, last: int, size: int = 600) -> SeenFile:
    return SeenFile(f"d/{first}-{last}.mdt", size, b"d" * 16, first, last)


def test_few_small_files_stay_and_many_neighbours_are_made_one() -> None:
    few = [small(number, number) for number in range(1, SMALL_FILES_MAX)]
    assert to_combine(few) == []
    many = [*few, small(SMALL_FILES_MAX, SMALL_FILES_MAX)]
    assert to_combine(many) == [many]
    assert to_combine([*many, small(1, 400, SMALL_BYTES)]) == [many]


def test_a_gap_is_not_bridged_and_a_lonely_file_stays() -> None:
    files = [small(number, number) for number in range(1, SMALL_FILES_MAX + 10) if number not in (5, 7)]
    groups = to_combine(files)
    assert [(group[0].first, group[-1].last) for group in groups] == [(1, 4), (8, SMALL_FILES_MAX + 9)]
