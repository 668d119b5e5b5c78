"""Fixtures of every test with a window: the bundled fonts, and nothing alive when the test is over."""

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer

from ui.theme.fonts import register_fonts

GRACE_MS = 2000
# Qt keeps one for the whole program once a tooltip was shown.
KEPT_BY_QT = {"QTipLabel"}


@pytest.fixture(scope="session", autouse=True)
def bundled_fonts(qapp: QApplication) -> None:
    """The same letters, so the same sizes, on every machine."""
    register_fonts()


@pytest.fixture(autouse=True)
def nothing_outlives_a_test(bundled_fonts: None) -> Iterator[None]:
    """Fail a test that leaves a thread running or a window in memory: they crash the tests after it."""
    threads, windows = set(threading.enumerate()), window_addresses()
    yield
    # Offscreen nobody else takes over what was copied: it would be destroyed when Python has ended already.
    QGuiApplication.clipboard().clear()
    late = _still_there(lambda: left_threads(threads) + left_windows(windows))
    assert not late, f"outlived its test: {', '.join(late)}"


def left_threads(before: set[threading.Thread]) -> list[str]:
    """Names of the Python threads that are not in `before`, and of all running QThreads but this one."""
    python = [thread.name for thread in threading.enumerate() if thread not in before]
    here = QThread.currentThread()
    qt = [thing for thing in gc.get_objects() if isinstance(thing, QThread) and thing is not here]
    return python + [f"QThread {thread.objectName()}" for thread in qt if _running(thread)]


def window_addresses() -> set[int]:
    """Where the top-level widgets lie: the Python objects for them come and go."""
    return {_address(widget) for widget in QApplication.topLevelWidgets()}


def left_windows(before: set[int]) -> list[str]:
    """What the top-level widgets are called whose address is not in `before`."""
    left = [widget for widget in QApplication.topLevelWidgets() if _address(widget) not in before]
    return [_called(widget) for widget in left if type(widget).__name__ not in KEPT_BY_QT]


def _still_there(look: Callable[[], list[str]]) -> list[str]:
    for _ in range(GRACE_MS // 10):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        if not look():
            return []
        gc.collect()
        QThread.msleep(10)
    return look()


def _running(thread: QThread) -> bool:
    try:
        return thread.isRunning()
    except RuntimeError:  # the wrapper of a thread that Qt has deleted
        return False


def _address(widget: QWidget) -> int:
    return int(getCppPointer(widget)[0])


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.windowTitle()}".strip()
