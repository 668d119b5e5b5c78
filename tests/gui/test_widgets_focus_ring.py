"""The ring is where the focus is, whatever the focus does."""

import pytest
from PySide6.QtCore import QPoint, QRect, QStringListModel
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.dressed import dressed
from ui.theme import Theme
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.focus_ring import OUTSIDE, FocusRing
from ui.widgets.scroll_page import ScrollPage

__all__ = ["dressed"]


class Page(QWidget):
    """A button, a field and a list, with a ring."""

    def __init__(self) -> None:
        super().__init__()
        self.button, self.line, self.list = Button("Save"), QLineEdit(), QListView()
        self.list.setModel(QStringListModel([f"Row {number}" for number in range(60)], self.list))
        self.column = Column(self, margin=20).add(self.button, self.line, self.list)
        self.ring = FocusRing(self)
        self.resize(400, 300)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def around(widget: QWidget, page: QWidget) -> QRect:
    corner = widget.mapTo(page, QPoint(0, 0))
    return QRect(corner, widget.size()).adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)


def test_it_stands_outside_painted_and_styled_controls(qtbot: QtBot, page: Page) -> None:
    for widget in (page.button, page.line):
        widget.setFocus()
        qtbot.waitUntil(lambda widget=widget: page.ring.target() is widget)
        assert page.ring.outer_rect() == around(widget, page)


def test_it_is_drawn_in_the_focus_colour_alone(qtbot: QtBot, page: Page, dressed: Theme) -> None:
    page.line.setFocus()
    qtbot.waitUntil(lambda: page.ring.target() is page.line)
    ring = page.ring.outer_rect()
    picture = page.grab().toImage()
    assert picture.pixelColor(ring.center().x(), ring.top() + 1) == dressed.colour("focus")
    assert picture.pixelColor(ring.center().x(), ring.top() + 3) != dressed.colour("focus")


def test_it_follows_a_control_that_moves(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    page.column.insertSpacing(0, 30)
    qtbot.waitUntil(lambda: page.ring.outer_rect() == around(page.line, page) and page.line.y() > 60)


def test_it_follows_the_current_row_and_scrolling(qtbot: QtBot, page: Page) -> None:
    page.list.setFocus()
    model = page.list.model()
    page.list.setCurrentIndex(model.index(0, 0))
    page.list.viewport().update()
    qtbot.waitUntil(lambda: page.ring.target() is page.list)

    def on_row(number: int) -> bool:
        row = page.list.visualRect(model.index(number, 0))
        centre = page.list.viewport().mapTo(page, row.center())
        return page.ring.isVisible() and page.ring.outer_rect().contains(centre)

    qtbot.waitUntil(lambda: on_row(0))
    page.list.setCurrentIndex(model.index(3, 0))
    qtbot.waitUntil(lambda: on_row(3))
    page.list.verticalScrollBar().setValue(page.list.verticalScrollBar().value() + 2)
    qtbot.waitUntil(lambda: on_row(3))
    page.list.setCurrentIndex(model.index(50, 0))
    qtbot.waitUntil(lambda: on_row(50))


def test_an_edge_that_scrolls_cuts_it(qtbot: QtBot, dressed: Theme) -> None:
    page, scroll, button = QWidget(), ScrollPage(margin=20), Button("Save")
    qtbot.addWidget(page)
    scroll.body.add(button, 900, None)
    Column(page).add(Button("Before"), scroll)
    ring = FocusRing(page)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    button.setFocus()
    qtbot.waitUntil(lambda: ring.target() is button)
    scroll.verticalScrollBar().setValue(30)
    top = scroll.viewport().mapTo(page, QPoint(0, 0)).y()
    qtbot.waitUntil(lambda: ring.outer_rect().top() < top)
    assert ring.geometry().top() == top


def test_it_goes_with_the_focus_and_with_what_is_deleted(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    qtbot.waitUntil(lambda: page.ring.target() is page.line)
    page.line.clearFocus()
    qtbot.waitUntil(lambda: not page.ring.isVisible())
    page.button.setFocus()
    qtbot.waitUntil(lambda: page.ring.target() is page.button)
    page.button.deleteLater()
    qtbot.waitUntil(lambda: page.ring.target() is None or page.ring.target() is page.line)


def test_a_hidden_control_has_no_ring(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    qtbot.waitUntil(lambda: page.ring.target() is page.line)
    page.line.hide()
    qtbot.waitUntil(lambda: page.ring.target() is not page.line)


def test_a_bare_line_is_ringed_at_its_frame(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    frame, line = QWidget(), QLineEdit()
    line.setProperty("ringOnParent", True)
    Column(frame, margin=10).add(line)
    Column(page, margin=20).add(frame)
    ring = FocusRing(page)
    page.show()
    page.activateWindow()
    line.setFocus()
    qtbot.waitUntil(lambda: ring.target() is line)
    assert ring.outer_rect() == around(frame, page)


def test_scrolling_keeps_the_focused_control_clear_of_the_edge(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = ScrollPage()
    buttons = [Button(f"Action {number}") for number in range(40)]
    page.body.add(*buttons)
    Column(window).add(page)
    ring = FocusRing(window)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    for button in (buttons[20], buttons[5]):
        button.setFocus()
        qtbot.waitUntil(lambda button=button: ring.target() is button)
        top = button.mapTo(page.viewport(), QPoint(0, 0)).y()
        assert 60 <= top <= page.viewport().height() - 60 - button.height()
        qtbot.waitUntil(lambda button=button: ring.outer_rect() == around(button, window))
