"""Two texts or lists made one: no word of either is lost, none is said twice."""

from hypothesis import given
from hypothesis import strategies as st

from mdt_desktop.domain.merging.asking import How, goes_with, how, is_asked, questions
from mdt_desktop.domain.merging.joining import join_texts, unite_lists
from mdt_desktop.domain.records import KINDS

LINES = st.lists(st.text("ab ", min_size=1, max_size=3).filter(str.strip), max_size=4)


def test_what_both_begin_with_stands_once() -> None:
    assert join_texts(["Seen.\nRail", "Seen.\nLight"]) == "Seen.\nRail\nLight"
    assert join_texts(["Rail\nLight", "Stairs\nLight"]) == "Rail\nLight\nStairs"
    assert join_texts(["Rail", ""]) == "Rail"
    assert join_texts(["", ""]) == ""


@given(LINES, LINES)
def test_every_line_of_both_is_there(one: list[str], other: list[str]) -> None:
    joined = join_texts(["\n".join(one), "\n".join(other)]).split("\n")
    assert {*one, *other} <= {*joined, ""} | {""}
    assert joined[: len(one)] == one or not one


def test_lists_are_united_in_order() -> None:
    assert unite_lists([["a", "b"], None, ["b", "c"]]) == ["a", "b", "c"]


def test_every_field_named_in_the_rules_is_a_field() -> None:
    from mdt_desktop.domain.merging import asking

    for table in (asking._SILENT, asking._JOINED, asking._UNITED):
        for kind, fields in table.items():
            assert fields <= set(KINDS[kind].__struct_fields__), kind
    for kind, groups in asking._TOGETHER.items():
        named = {*groups, *(one for group in groups.values() for one in group)}
        assert named <= set(KINDS[kind].__struct_fields__), kind


def test_what_goes_together_is_one_question() -> None:
    assert questions("case", frozenset({"tier", "tier_reason", "locality"})) == {
        "locality": (),
        "tier": ("tier_reason",),
    }
    assert questions("case", frozenset({"tier_reason"})) == {"tier_reason": ()}
    assert "closed_on" in goes_with("case", "status")


def test_what_is_not_known_here_or_written_by_machine_is_not_asked() -> None:
    assert not is_asked("agenda_item", "position")
    assert not is_asked("case", "unheard_of")
    assert not is_asked("unheard_of", "text")
    assert (is_asked("case", "tier"), how("case", "retired")) == (True, How.KEEP)
