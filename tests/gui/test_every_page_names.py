"""Whoever cannot see the window hears what each part of it is, and starts where the work is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox

from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from tests.gui.every_page import cells, every_page, open_page, spoken_name, stops

__all__ = ["desk", "dressed", "make_desk"]

LABEL = QAccessible.RelationFlag.Label


@every_page
def test_every_stop_of_tab_has_a_name(desk, name):
    page = open_page(desk, name)
    found = stops(desk.window)
    assert [type(one).__name__ for one in found if not spoken_name(one).strip()] == []
    assert any(page.isAncestorOf(one) for one in found)


@every_page
def test_every_cell_says_something(desk, name):
    page = open_page(desk, name)
    silent = [view for view, said in cells(page) if not said.strip()]
    assert silent == []


@every_page
def test_the_focus_starts_inside_the_page(desk, name):
    page = open_page(desk, name)
    assert desk.focus is not None
    assert page.isAncestorOf(desk.focus)
    assert desk.focus.isVisible()


@every_page
def test_f6_goes_round_through_the_page_and_never_loses_the_focus(desk, name):
    page = open_page(desk, name)
    reached = []
    for _ in range(len(page.panes()) + 3):
        desk.press(Qt.Key.Key_F6)
        assert desk.focus is not None
        reached.append(page.isAncestorOf(desk.focus))
    assert any(reached)
    assert not all(reached)


@every_page
def test_a_choice_is_told_by_its_label_where_qt_tells_its_value(desk, name):
    page = open_page(desk, name)
    for box in page.findChildren(QComboBox):
        if box.isVisible():
            relations = QAccessible.queryAccessibleInterface(box).relations()
            labels = [told.text(QAccessible.Text.Name) for told, kind in relations if kind == LABEL]
            assert labels, box.accessibleName()
            assert box.accessibleName().startswith(labels[0].split(",")[0])
