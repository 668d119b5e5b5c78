"""The guard itself: does it see what a careless test would leave behind?"""

import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.leftovers import left_threads, left_windows, window_addresses


def test_a_running_python_thread_is_seen() -> None:
    before, stop = set(threading.enumerate()), threading.Event()
    thread = threading.Thread(target=stop.wait, name="careless")
    thread.start()
    assert left_threads(before) == ["careless"]
    stop.set()
    thread.join()
    assert left_threads(before) == []


def test_a_running_qt_thread_is_seen(qtbot: QtBot) -> None:
    thread = QThread(objectName="careless")
    with qtbot.waitSignal(thread.started):
        thread.start()
    assert left_threads(set(threading.enumerate())) == ["QThread careless"]
    thread.quit()
    thread.wait()
    assert left_threads(set(threading.enumerate())) == []


def test_a_window_in_memory_is_seen() -> None:
    before = window_addresses()
    window = QWidget(windowTitle="careless")
    assert left_windows(before) == ["QWidget careless"]
    del window
    assert left_windows(before) == []
