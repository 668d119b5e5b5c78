"""Adding somebody who looks like somebody known, and somebody under 18."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mdt_desktop.domain.records import Person
from mdt_desktop.services.cases import case_lists, case_record
from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from ui.cases.add_person import AddPerson
from ui.cases.record_page import RecordPage

__all__ = ["desk", "dressed", "make_desk"]

Key = Qt.Key


@pytest.fixture
def form(desk):
    """Add person with Margaret Ellison's name and birth date typed again, and asked for."""
    page = desk.cases()
    desk.press(Key.Key_N)
    form = page.findChild(AddPerson)
    desk.write("Elison")
    form.given.set_text("Margaret")
    person = desk.ask(case_record.case_view, desk.case("ellison").id).person
    form.born.set_text(f"{person.dob:%d %b %Y}")
    form.postcode.set_text("hb1 9zz")
    desk.press(Key.Key_Return, control=True)
    return form


def words(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_likely_person_stands_beside_before_anything_is_saved(desk, form):
    known = desk.case("ellison")
    assert form.likely.isVisible()
    assert desk.focus is form.likely.open_button
    shown = words(form.likely)
    assert f"Is this ELLISON, Margaret, {known.ref}?" in shown
    assert {"You typed", "ELISON, Margaret", "ELLISON, Margaret", "HB1 9ZZ", "not given"} <= set(shown)
    assert any(one.startswith("Similar name, same date of birth") for one in shown)
    assert desk.ask(case_lists.list_cases, "status=open").total == 15
    desk.press(Key.Key_Return, control=True)
    assert desk.ask(case_lists.list_cases, "status=open").total == 15


def test_enter_opens_their_record(desk, form):
    known = desk.case("ellison")
    desk.press(Key.Key_Space)
    assert isinstance(desk.page, RecordPage)
    assert desk.page.view.case.id == known.id
    assert desk.ask(case_lists.list_cases, "status=open").total == 15


def test_somebody_else_is_added_and_told_apart(desk, form):
    known = desk.case("ellison")
    desk.qtbot.mouseClick(form.likely.other_button, Qt.MouseButton.LeftButton)
    desk.settle()
    view = desk.page.view
    assert view.row.name == "ELISON, Margaret"
    assert isinstance(view.person, Person)
    assert view.person.not_same_as == [known.person_id]
    assert desk.ask(case_lists.list_cases, "status=open").total == 16


def test_another_name_asks_again(desk, form):
    form.given.set_text("Dorothy")
    assert not form.likely.isVisible()
    form.given.edit.setFocus()
    desk.press(Key.Key_Return, control=True)
    assert desk.page.view.row.name == "ELISON, Dorothy"


def test_a_child_is_told_in_the_form_and_on_the_record(desk):
    page = desk.cases()
    desk.press(Key.Key_N)
    form = page.findChild(AddPerson)
    desk.write("Young")
    form.born.set_text("1 Feb 2000")
    assert not form.young.isVisible()
    form.born.set_text("1 Feb 2015")
    assert form.young.isVisible()
    desk.press(Key.Key_Return, control=True)
    desk.qtbot.waitUntil(lambda: any("Under 18" in one for one in words(desk.page.banner)))
    assert not any("Under 18" in one for one in words(desk.record("ELLISON").banner))
