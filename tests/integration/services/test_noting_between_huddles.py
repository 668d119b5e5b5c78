"""One line on a record, and one deed on several cases: what they write, refuse and take back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mdt_desktop.domain.capture import parse
from mdt_desktop.refused import Refused
from mdt_desktop.services import undo
from mdt_desktop.services.cases import case_lists, case_page, case_record, many_cases, noting
from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import arranging, huddles
from mdt_desktop.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """The demo neighbourhood."""
    opened = demo.found_demo(tmp_path / "demo")
    yield opened
    opened.close()


def case_of(session, name):
    return case_lists.list_cases(session, "", text=name).rows[0].id


def take(session, name, line, kind="note"):
    case_id = case_of(session, name)
    noting.take(session, case_id, parse(line, noting.room(session, case_id)), kind)
    return case_record.case_view(session, case_id)


def test_plain_words_are_a_note_of_a_kind_by_who_types(session):
    view = take(session, "pemberton", "Rang; all well", "call")
    assert (view.timeline[0].kind, view.timeline[0].text) == ("call", "Rang; all well")
    assert view.timeline[0].author == session.me().display_name


def test_an_unknown_verb_is_kept_as_typed(session):
    assert take(session, "pemberton", "/wibble a thing").timeline[0].text == "/wibble a thing"


def test_an_action_without_an_owner_keeps_the_typed_word(session):
    row = take(session, "pemberton", "/action @nobodyhere mend the boiler +3d").open_actions[-1]
    assert (row.owner_id, row.owner_text, row.text) == ("", "nobodyhere", "Mend the boiler")


def test_a_question_is_dated_and_asked_for_the_next_huddle(session):
    view = take(session, "pemberton", "/question who mends the boiler")
    assert view.case.asked_by == session.me().display_name
    assert any(event.kind == "question" for event in view.timeline)


@pytest.mark.parametrize(
    "line", ["/action", "/need", "/matters", "/review", "/review none", "/tier", "/outcome continue"]
)
def test_a_line_that_says_too_little_or_needs_a_huddle_changes_nothing(session, line):
    before = session.store.position()
    with pytest.raises(Refused):
        take(session, "pemberton", line)
    assert session.store.position() == before


def test_several_are_added_and_taken_back_as_one(session):
    huddle = case_page.open_agenda(session)
    there = {item.case_id for item in huddles.items_of(session, huddle.id)}
    rows = case_lists.list_cases(session, "status=open").rows
    new = [row.id for row in rows if row.id not in there][:2]
    added = many_cases.add_to_agenda(session, [*new, next(iter(there))])
    assert (added.added, added.already, added.day) == (2, 1, huddle.day)
    undo.undo(session)
    assert {item.case_id for item in huddles.items_of(session, huddle.id)} == there


def test_without_an_open_agenda_the_next_huddle_is_planned(session):
    locked = case_page.open_agenda(session)
    arranging.lock(session, locked.id)
    added = many_cases.add_to_agenda(session, [case_of(session, "pemberton")])
    assert added.day == case_page.surroundings(session).huddle_day > locked.day
    assert added.added == 1


def test_a_review_behind_us_and_a_key_worker_nobody_knows_are_refused(session):
    ids = [case_of(session, "pemberton")]
    with pytest.raises(Refused, match="lies ahead"):
        many_cases.set_review(session, ids, session.today() - timedelta(days=1))
    with pytest.raises(Refused, match="Nobody in the directory"):
        many_cases.set_key_worker(session, ids, "")
