"""Locking: by key, by idleness; what goes, what is kept."""

import threading

from PySide6.QtCore import Qt
from shiboken6 import isValid

from mdt_desktop.services import profile
from mdt_desktop.services.huddle import preparing, running
from tests.gui.dressed import dressed
from tests.gui.small_window import PASSPHRASE, home, make_window, unlock, window
from ui.shell.idle import WARNING_SECONDS, IdleWatch
from ui.unlock.unlock_task import UnlockTask

__all__ = ["dressed", "home", "make_window", "window"]


def test_ctrl_l_ends_the_session_and_every_page(qtbot, window):
    page, workspace = window.workspace.page, window.workspace
    qtbot.keyClick(page.list, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.happened[-1] == "left"
    assert window.workspace is None
    assert isinstance(window.unlock_screen.task, UnlockTask)
    qtbot.waitUntil(lambda: not isValid(workspace))
    assert not isValid(page)


def test_after_the_lock_the_passphrase_opens_again(qtbot, window):
    window.lock()
    unlock(qtbot, window)
    assert window.workspace.page.name == "home"


def test_a_shared_window_is_still_shared_after_the_lock(qtbot, window):
    window.workspace.set_sharing(True)
    window.lock()
    unlock(qtbot, window)
    assert window.workspace.page.sharing


def test_closing_the_window_leaves_no_thread(qtbot, window):
    assert {"writing", "reading"} <= {thread.name for thread in threading.enumerate()}
    window.close()
    assert not {"writing", "reading"} & {thread.name for thread in threading.enumerate()}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


def watched(minutes: float) -> tuple[IdleWatch, Clock, list]:
    clock, told = Clock(), []
    watch = IdleWatch(clock)
    watch.warned.connect(lambda seconds: told.append(seconds))
    watch.returned.connect(lambda: told.append("returned"))
    watch.expired.connect(lambda: told.append("expired"))
    watch.start(minutes)
    return watch, clock, told


def test_the_last_minute_is_counted_down_and_then_it_locks(qapp):
    watch, clock, told = watched(minutes=10)
    for elapsed in (539, 540, 570, 600):
        clock.seconds = 1_000_000 + elapsed
        watch.check()
    assert told == [WARNING_SECONDS, 30, "expired"]


def test_any_key_in_the_last_minute_extends_it(qapp):
    watch, clock, told = watched(minutes=2)
    clock.seconds += 90
    watch.check()
    watch.touch()
    clock.seconds += 59
    watch.check()
    watch.stop()
    assert told == [30, "returned"]


def test_a_laptop_that_slept_locks_when_it_wakes(qapp):
    watch, clock, told = watched(minutes=10)
    clock.seconds += 8 * 3600
    watch.check()
    assert told == ["expired"]


def test_a_clock_set_back_does_not_keep_it_open(qapp):
    watch, clock, told = watched(minutes=10)
    clock.seconds -= 3600
    watch.check()
    clock.seconds += 600
    watch.check()
    assert told == ["expired"]


def test_the_warning_stands_above_the_page_until_a_key_is_pressed(qtbot, window):
    warning = window.workspace.notices.lock_warning
    window.idle.warned.emit(42)
    assert warning.isVisible()
    assert "42 seconds" in warning.accessibleName()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    window.idle.returned.emit()
    assert not warning.isVisible()


def test_keys_and_the_mouse_count_as_somebody_being_here(qtbot, window):
    clock = Clock()
    watch = IdleWatch(clock, window)
    watch.start(10)
    clock.seconds += 580
    watch.check()
    with qtbot.waitSignal(watch.returned):
        qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    watch.stop()


def test_a_running_huddle_is_gone_back_to(qtbot, make_window, home):
    session = profile.unlock(home, PASSPHRASE)
    huddle = preparing.plan(session, session.today())
    running.start(session, huddle.id)
    session.close()
    window = make_window(home)
    unlock(qtbot, window)
    assert (window.workspace.page.name, window.workspace.page.happened[0]) == (
        "run",
        ("entered", {"huddle": huddle.id}),
    )
