"""The toast: it takes back, it waits while somebody is looking, and it goes."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.dressed import dressed
from ui.theme import u
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.toast import SECONDS, Toast

__all__ = ["dressed"]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.page_button = Button("Page")
    Column(window).add(window.page_button, None)
    window.toast = Toast(window)
    window.resize(800, 500)
    window.show()
    window.activateWindow()
    return window


def test_undo_takes_back_once_and_closes(qtbot: QtBot, window: QWidget) -> None:
    taken: list[str] = []
    window.toast.show_words("Added to Thursday", lambda: taken.append("back"))
    with qtbot.waitSignal(window.toast.undone):
        window.toast.undo_button.click()
    assert taken == ["back"]
    assert not window.toast.isVisible()


def test_without_undo_there_is_no_button(window: QWidget) -> None:
    window.toast.show_words("Saved")
    assert window.toast.isVisible()
    assert not window.toast.undo_button.isVisible()


def test_it_stays_bottom_left(window: QWidget) -> None:
    window.toast.show_words("Saved")
    window.resize(900, 700)
    assert window.toast.x() == u(24)
    assert window.toast.geometry().bottom() == 700 - u(44) - 1


def test_it_goes_after_its_time(qtbot: QtBot, window: QWidget) -> None:
    window.toast.show_words("Saved")
    assert window.toast._clock.interval() == SECONDS * 1000
    assert not window.toast.paused
    window.toast._clock.start(0)
    qtbot.waitUntil(lambda: not window.toast.isVisible())


def test_focus_pauses_it_and_leaving_lets_it_go_on(qtbot: QtBot, window: QWidget) -> None:
    window.toast.show_words("Saved", lambda: None)
    window.toast.undo_button.setFocus()
    qtbot.waitUntil(lambda: window.toast.paused)
    window.page_button.setFocus()
    qtbot.waitUntil(lambda: not window.toast.paused)


def test_the_mouse_pauses_it(window: QWidget) -> None:
    window.toast.show_words("Saved")
    middle = QPointF(10, 10)
    QApplication.sendEvent(window.toast, QEnterEvent(middle, middle, middle))
    assert window.toast.paused
    QApplication.sendEvent(window.toast, QEvent(QEvent.Type.Leave))
    assert not window.toast.paused


def test_escape_closes_it(qtbot: QtBot, window: QWidget) -> None:
    window.toast.show_words("Saved", lambda: None)
    window.toast.undo_button.setFocus()
    qtbot.keyClick(window.toast.undo_button, Qt.Key.Key_Escape)
    assert not window.toast.isVisible()
