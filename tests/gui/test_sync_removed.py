"""A laptop that was removed: locked and told so in plain words; its records go once all is handed in."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mdt_desktop.services import profile
from mdt_desktop.services import session as sessions
from mdt_desktop.services.cases import cases
from mdt_desktop.services.syncing import rights_of_devices
from mdt_desktop.services.syncing.removal import Removal
from tests.gui.dressed import dressed
from tests.gui.sync_windows import PASSPHRASE, admit, invite, joined, make_laptop, shared
from ui.sync.removed_screen import RemovedScreen
from ui.unlock.admission_task import AdmissionTask
from ui.unlock.choose_task import ChooseTask
from ui.unlock.join_task import JoinTask
from ui.unlock.unlock_task import UnlockTask
from ui.widgets.button import Button
from ui.widgets.confirm import Confirm

__all__ = ["dressed", "make_laptop", "shared"]


def words_in(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def remove_joanne(amara):
    """From the device's row: Enter opens it, the button asks, and the focus is on the safe answer."""
    page = amara.sync_page()
    devices = page.side.devices.list
    devices.stand_on(1)
    amara.press(Qt.Key.Key_Return)
    amara.click(amara.sheet().remove)
    question = next(one for one in page.findChildren(Confirm) if one.isVisible())
    amara.until(lambda: QApplication.focusWidget() is question.safe)
    assert "new key" in words_in(question)
    amara.qtbot.mouseClick(question.deed, Qt.MouseButton.LeftButton)
    amara.until(lambda: len(page.view.devices) == 1 and amara.all_sent())


def unlock(laptop):
    laptop.come().write(PASSPHRASE)
    laptop.press(Qt.Key.Key_Return)
    laptop.until(lambda: laptop.window.workspace is not None)


def test_a_removed_laptop_is_locked_and_says_so(make_laptop, shared):
    amara, joanne = joined(make_laptop, shared)
    remove_joanne(amara)
    joanne.come().exchange.try_now()
    joanne.until(lambda: joanne.chip == "Removed")
    screen = joanne.window.workspace.exchanging.removed
    assert screen.isVisible()
    said = words_in(screen)
    assert "This laptop was removed from Harbourside" in said
    assert "Dr Amara Okafor removed it" in said
    assert "locked" in said
    assert "handed in" in said
    assert QApplication.focusWidget() in (screen.hand_in, screen.leave)
    shown = joanne.page
    joanne.window.workspace.show_page("cases")
    assert joanne.page is shown


def test_it_is_told_again_when_it_is_unlocked_the_next_time(make_laptop, shared):
    amara, joanne = joined(make_laptop, shared)
    remove_joanne(amara)
    joanne.come().exchange.try_now()
    joanne.until(lambda: joanne.chip == "Removed")
    joanne.click(joanne.window.workspace.exchanging.removed.leave)
    joanne.until(lambda: joanne.window.unlock_screen is not None)
    unlock(joanne)
    joanne.until(lambda: joanne.exchange is not None and joanne.chip == "Removed")
    assert joanne.window.workspace.exchanging.removed.isVisible()
    assert not joanne.window.workspace.notices.isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # no list of names can, offscreen
def test_with_a_new_invitation_it_begins_anew(make_laptop, shared):
    amara, joanne = joined(make_laptop, shared)
    remove_joanne(amara)
    joanne.come().exchange.try_now()
    joanne.until(lambda: joanne.chip == "Removed" and joanne.exchange.state.waiting == 0)
    text = invite(amara, "Joanne Price")
    joanne.click(joanne.window.workspace.exchanging.removed.again)
    joanne.until(lambda: joanne.window.unlock_screen is not None)
    task = joanne.task
    assert isinstance(task, JoinTask)
    assert "removed from Harbourside" in task.trouble.accessibleName()
    assert not task.passphrase.isVisible()
    task.invitation.edit.setText(text)
    task.folder.set_text(str(shared))
    joanne.click(task.deed)
    joanne.until(lambda: isinstance(joanne.task, AdmissionTask) and joanne.task.words.words())
    admit(amara, joanne.task.words.words())
    joanne.click(joanne.task.look)
    joanne.until(lambda: joanne.window.workspace is not None)
    joanne.until(lambda: joanne.exchange is not None and joanne.chip == "Up to date")
    assert joanne.window.workspace.page is not None
    assert joanne.window.workspace.exchanging.removed is None


def test_without_an_invitation_there_is_a_way_back_and_it_still_locks(make_laptop, shared):
    amara, joanne = joined(make_laptop, shared)
    remove_joanne(amara)
    joanne.come().exchange.try_now()
    joanne.until(lambda: joanne.chip == "Removed")
    screen = joanne.window.workspace.exchanging.removed
    joanne.click(screen.again)
    joanne.until(lambda: joanne.window.unlock_screen is not None)
    joanne.click(joanne.task.leave)
    joanne.until(lambda: joanne.window.workspace is not None)
    joanne.until(lambda: joanne.chip == "Removed")
    joanne.click(joanne.window.workspace.exchanging.removed.again)
    joanne.until(lambda: joanne.window.unlock_screen is not None)
    joanne.window.lock()
    assert isinstance(joanne.task, UnlockTask)


def test_the_other_teams_of_the_profile_stay_open_to_go_to(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    screen, told = RemovedScreen(window), []
    screen.open_team.connect(told.append)
    screen.show_others([("space 2", "Lakeside")])
    screen.cover()
    button = next(one for one in screen.findChildren(Button) if one.words() == "Open Lakeside")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == ["space 2"]


def test_at_twice_the_text_size_nothing_of_it_is_cut_or_covered(qtbot, dressed):
    dressed.choose(text_size=200)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    screen = RemovedScreen(window)
    now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    removal = Removal("s", "Harbourside", "Priya Shah", now, False, 12, now + timedelta(days=14))
    screen.show_removal(removal, "The hub did not answer within 20 seconds.")
    screen.show_others([("space 2", "Lakeside")])
    screen.cover()
    labels = [one for one in screen.findChildren(QLabel) if one.text()]
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in labels))
    other = next(one for one in screen.findChildren(Button) if one.words() == "Open Lakeside")
    qtbot.waitUntil(lambda: other.geometry().top() > screen.hand_in.geometry().bottom())


def test_what_it_hands_in_late_shows_on_the_admin_s_chip(make_laptop, shared):
    amara, joanne = joined(make_laptop, shared)
    away = shared.rename(shared.with_name("away"))
    joanne.do(cases.open_new, {"family_name": "Ellison", "given_names": "Margaret", "dob": "1944-03-14"})
    amara.do(rights_of_devices.remove, "B")
    away.rename(shared)
    joanne.exchange.try_now()
    joanne.until(lambda: joanne.chip == "Removed" and joanne.exchange.state.waiting == 0)
    amara.exchange.try_now()
    amara.until(lambda: amara.exchange.state.quarantined == 1)
    amara.until(lambda: amara.chip == "1 to resolve")


def test_after_a_while_its_records_are_gone_and_the_profile_with_them(make_laptop, shared, monkeypatch):
    amara, joanne = joined(make_laptop, shared)
    remove_joanne(amara)
    joanne.come().exchange.try_now()
    joanne.until(lambda: joanne.chip == "Removed")
    later = datetime.now(UTC) + timedelta(days=15)
    monkeypatch.setattr(sessions, "system_clock", lambda: later)
    joanne.do(lambda session: setattr(session, "clock", lambda: later))
    joanne.exchange.try_now()
    joanne.until(lambda: joanne.window.unlock_screen is not None)
    assert isinstance(joanne.task, ChooseTask)
    assert "The records of Harbourside were deleted" in words_in(joanne.window)
    assert not profile.exists(joanne.home)
    assert not list(joanne.home.glob("store.mdt*"))
