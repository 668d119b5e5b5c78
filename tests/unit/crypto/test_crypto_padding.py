import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.crypto.padding import INFLATED_MAX_BYTES, deflate_padded, inflate_padded, padded_size
from mdt_desktop.crypto.unreadable import DoesNotOpen


@pytest.mark.parametrize(
    ("size", "padded"),
    [(1, 64), (64, 64), (65, 128), (1024, 1024), (1025, 1088), (2048, 2048), (2049, 2176), (4097, 4352)],
)
def test_sizes_are_rounded_up_in_steps(size, padded):
    assert padded_size(size) == padded


@given(size=st.integers(1, 10_000_000))
def test_padding_costs_little_and_is_stable(size):
    padded = padded_size(size)
    assert size <= padded <= size + max(63, size // 16)
    assert padded_size(padded) == padded


@given(low=st.integers(10, 22))
def test_a_doubling_has_sixteen_sizes(low):
    assert len({padded_size(size) for size in range((1 << low) + 1, (2 << low) + 1, 16)} | {2 << low}) == 16


@given(body=st.binary(max_size=4000))
def test_a_body_comes_back(body):
    padded = deflate_padded(body)
    assert len(padded) == padded_size(len(zlib.compress(body)))
    assert inflate_padded(padded) == body


def test_two_mebibytes_are_the_limit():
    assert inflate_padded(deflate_padded(bytes(INFLATED_MAX_BYTES))) == bytes(INFLATED_MAX_BYTES)
    with pytest.raises(DoesNotOpen):
        inflate_padded(deflate_padded(bytes(INFLATED_MAX_BYTES + 1)))


def test_wrong_padding_is_refused():
    padded = deflate_padded(b"some words")
    for other in (padded + bytes(64), padded[:-1], padded[:-1] + b"\1", padded[:10], b"", b"not deflated"):
        with pytest.raises(DoesNotOpen):
            inflate_padded(other)
