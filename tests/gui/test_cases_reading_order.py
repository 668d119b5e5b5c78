"""Focus order and names of Cases and the record: what Tab and screen readers meet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.gui.cases_window import desk, make_desk, new_team
from tests.gui.dressed import dressed

__all__ = ["desk", "dressed", "make_desk", "new_team"]

Key = Qt.Key


def stops(page, first, count):
    """The widgets Tab meets, from one on."""
    met = [first]
    first.setFocus()
    for _ in range(count):
        page.window().focusNextChild()
        met.append(QApplication.focusWidget())
    return met


def test_tab_goes_through_cases_in_reading_order(desk):
    page = desk.cases()
    desk.press(Key.Key_X)
    met = stops(page, page.table, 20)
    places = [
        next(at for at, widget in enumerate(met) if inside(widget, wanted))
        for wanted in (
            page.table,
            page.bar.tabs,
            page.bar.field,
            page.bar.add_button,
            page.bulk.add_button,
            page.preview.add_button,
        )
    ]
    assert places == sorted(places)


def test_tab_goes_through_the_record_in_reading_order(desk):
    page = desk.record("ELLISON")
    met = stops(page, page.composer.entry.line, 17)
    wanted = (
        page.composer.entry.line,
        page.timeline.filter,
        page.timeline.list,
        page.review.button,
        page.actions.list,
        page.risks.link,
        page.matters.edit_button,
        page.basis.button,
        page.people.link,
        page.needs.link,
        page.banner.add_button,
        page.banner.more_button,
    )
    places = [next(at for at, widget in enumerate(met) if inside(widget, one)) for one in wanted]
    assert places == sorted(places)


def inside(widget, outer):
    return widget is outer or outer.isAncestorOf(widget)


def test_shift_tab_and_f6_leave_the_list(desk):
    page = desk.cases()
    desk.press(Key.Key_F6)
    assert page.bar.isAncestorOf(desk.focus)
    desk.press(Key.Key_F6)
    assert page.preview.isAncestorOf(desk.focus)


@pytest.mark.parametrize("name", ["cases", "record"])
def test_whatever_takes_the_focus_has_a_name(desk, name):
    page = desk.cases() if name == "cases" else desk.record("ELLISON")
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not skip(widget):
            read = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert read, f"{type(widget).__name__} has no name"


def skip(widget):
    return isinstance(widget, QScrollArea) or widget.objectName().startswith("qt_")


def test_cells_speak_in_sentences(desk):
    page = desk.cases()
    at = next(at for at in range(page.model.total) if page.model.row(at).name.startswith("ELLISON"))
    said = [page.model.index(at, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(7)]
    assert said[1:6] == [
        "Complexity: most complex",
        "Flags: hiu, carer",
        "Locality: Quayside",
        "Key worker: Priya Shah",
        said[5],
    ]
    assert said[5].startswith("Last discussed ")
    assert said[6].startswith("Review due ")


def test_open_actions_speak_in_sentences(desk, qtmodeltester):
    page = desk.record("ELLISON")
    rows = page.actions.list.rows
    said = rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Carer’s assessment for Helen. Joanne Price, 2 days late, was due ")
    qtmodeltester.check(rows, force_py=True)
