"""Which signed version counts: a function of the set of versions, whatever their order."""

from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.merging.finals import Signed, requests, shown

F1 = Signed("f1", 1, "", (10, b"a"))
F2 = Signed("f2", 1, "", (11, b"b"))
EARLY = Signed("f0", 1, "", (5, b"c"))
SETTLED = Signed("s", 2, "f2", (20, b"a"), frozenset({"f1", "f2"}))


def test_the_lowest_stamp_is_shown_and_the_rest_wait() -> None:
    assert shown([F2, F1]) == F1
    assert requests([F2, F1]) == [F2]
    assert shown([F1, F2, EARLY]) == EARLY


def test_equal_clocks_are_told_apart_by_device() -> None:
    twin = Signed("g", 1, "", (10, b"0"))
    assert shown([F1, twin]) == twin


def test_a_settling_version_outranks_a_final_that_comes_late() -> None:
    assert shown([F1, F2, SETTLED]) == SETTLED
    assert requests([F1, F2, SETTLED]) == []
    assert shown([F1, F2, SETTLED, EARLY]) == SETTLED
    assert requests([F1, F2, SETTLED, EARLY]) == [EARLY]


def test_an_amendment_of_one_line_settles_nothing_of_another() -> None:
    amended = Signed("a", 2, "f2", (12, b"b"), frozenset({"f2"}))
    assert shown([F1, F2, amended]) == F1
    assert requests([F1, F2, amended]) == [amended]


def test_versions_that_name_each_other_in_a_ring_harm_nobody() -> None:
    ring = [Signed("x", 2, "y", (1, b"")), Signed("y", 2, "x", (2, b""))]
    assert shown(ring) in ring
    assert requests(ring) == []


IDS = "abcdef"
VERSIONS = st.lists(
    st.builds(
        Signed,
        st.sampled_from(IDS),
        st.integers(1, 3),
        st.sampled_from(["", *IDS]),
        st.tuples(st.integers(0, 5), st.sampled_from([b"a", b"b"])),
        st.frozensets(st.sampled_from(IDS)),
    ),
    min_size=1,
    unique_by=(lambda one: one.id, lambda one: one.stamp),
)


@given(versions=VERSIONS, shuffle=st.randoms(use_true_random=False))
def test_any_order_gives_one_answer(versions: list[Signed], shuffle: object) -> None:
    before, waiting = shown(versions), requests(versions)
    shuffle.shuffle(versions)
    assert (shown(versions), requests(versions)) == (before, waiting)
    assert before not in waiting
