"""What a search answers: each kind in its own room, and why somebody is in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_desktop.services import search
from mdt_desktop.services.demo import demo
from mdt_desktop.services.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    home: Path = tmp_path_factory.mktemp("search") / "demo"
    opened = demo.found_demo(home)
    yield opened
    opened.close()


def test_whoever_is_called_so_comes_first_with_their_number(session: Session) -> None:
    found = search.everything(session, "ell")
    assert found[0].title.startswith("ELLISON")
    assert found[0].subtitle.startswith("999 027 6137")


def test_somebody_found_by_other_words_is_told_with_them(session: Session) -> None:
    others = [one for one in search.everything(session, "diab") if one.kind == "case"]
    assert others
    for one in others:
        assert "diab" in one.subtitle.casefold()
        assert ": " in one.subtitle


def test_what_was_said_is_shown_round_the_word_that_was_typed(session: Session) -> None:
    said = [one for one in search.everything(session, "surveyor") if one.kind == "note"]
    assert said
    assert all("surveyor" in one.subtitle.casefold() for one in said)


def test_many_people_do_not_hide_what_was_written(session: Session) -> None:
    found = search.everything(session, "999", limit=2)
    assert len([one for one in found if one.kind == "case"]) == 2
    kinds = {one.kind for one in search.everything(session, "the", limit=2)}
    assert {"case", "action", "note"} <= kinds


def test_a_number_may_be_typed_with_or_without_its_spaces(session: Session) -> None:
    for typed in ("9990276137", "999 027 6137"):
        found = search.everything(session, typed)
        assert [one.title for one in found if one.kind == "case"] == ["ELLISON, Margaret"]
        assert found[0].subtitle.startswith("999 027 6137")


def test_an_excerpt_is_cut_at_spaces() -> None:
    text = "Nobody rang for a week. " * 4 + "Then the surveyor came " + "and went again " * 8
    cut = search.excerpt(text, ["surveyor"])
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert "surveyor" in cut
    assert cut.strip("… ") in " ".join(text.split())
    assert search.excerpt("Short", ["zzz"]) == "Short"
