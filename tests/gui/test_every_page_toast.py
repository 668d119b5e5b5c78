"""On no page does a toast stand over anything that is pressed or typed in."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QPushButton, QTextEdit, QWidget

import ui.sync.page as sync_page
from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from tests.gui.every_page import SMALL, every_page, open_page, stops
from tests.gui.test_sync_page_states import CLASH, ITEM, REQUEST, SET_ASIDE
from tests.gui.test_sync_words import NOW, state
from ui.sync.view import SyncView
from ui.widgets.boxes import Column
from ui.widgets.toast import Toast

__all__ = ["desk", "dressed", "make_desk"]

WORDS = "Margaret Ellison is on the agenda of Thu 26 Nov"


def covered(toast: Toast, root: QWidget) -> list[str]:
    """The controls under it, as far as they show."""
    window = toast.parentWidget()
    found = []
    for widget in stops(root):
        scrolls = isinstance(widget, QAbstractScrollArea) and not isinstance(
            widget, QTextEdit | QPlainTextEdit
        )
        area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        seen = widget.visibleRegion().boundingRect().translated(area.topLeft())
        if not scrolls and seen.intersects(toast.geometry()):
            found.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return found


def say(desk) -> Toast:
    desk.page.say.emit(WORDS, lambda: None)
    toast = desk.window.workspace.toast
    assert toast.isVisible()
    assert toast.undo_button.isVisible()
    assert toast.parentWidget().rect().contains(toast.geometry())
    return toast


@every_page
@pytest.mark.parametrize("size", [SMALL, (1440, 900)])
def test_a_toast_covers_no_control(desk, dressed, name, size):
    desk.window.resize(*size)
    page = open_page(desk, name)
    toast = say(desk)
    assert covered(toast, page) == []
    assert covered(toast, desk.window.workspace.top_bar) == []


@pytest.mark.parametrize("decision", [CLASH, REQUEST, ITEM, SET_ASIDE], ids=lambda one: type(one).__name__)
def test_it_covers_none_of_the_answers_to_a_decision(desk, dressed, monkeypatch, decision):
    view = SyncView(state(), NOW, decisions=(decision, REQUEST), admin=True)
    monkeypatch.setattr(sync_page, "read_view", lambda _session: view)
    desk.window.resize(*SMALL)
    page = open_page(desk, "sync")
    desk.qtbot.waitUntil(lambda: page.view is view and page.card.isVisible())
    toast = say(desk)
    assert covered(toast, page) == []


def test_it_gives_way_when_a_button_comes_under_it(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Refuse")
    Column(window).add(None, button)
    button.hide()
    window.resize(800, 500)
    window.show()
    toast = Toast(window)
    toast.show_words("Saved")
    before = toast.geometry()
    button.show()
    qtbot.waitUntil(lambda: button.geometry().bottom() > before.top())
    qtbot.waitUntil(lambda: not toast.geometry().intersects(button.geometry()))
    assert window.rect().contains(toast.geometry())


def test_while_nothing_comes_under_it_it_stays_where_it_is(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    above = QPushButton("Above")
    Column(window).add(above, None)
    window.resize(800, 500)
    window.show()
    toast = Toast(window)
    toast.show_words("Saved")
    place = toast.geometry()
    above.hide()
    toast._give_way()
    assert toast.geometry() == place
