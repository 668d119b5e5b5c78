"""Unlock and first run, typed and clicked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from mdt_desktop.services import profile
from mdt_desktop.services.team import team
from tests.gui.dressed import dressed
from tests.gui.small_window import PASSPHRASE, home, make_window
from ui.unlock.choose_task import ChooseTask
from ui.unlock.create_task import CreateTask
from ui.unlock.new_passphrase_task import NewPassphraseTask
from ui.unlock.recovery_code_task import RecoveryCodeTask
from ui.unlock.strength import strength
from ui.unlock.unlock_task import WRONG

__all__ = ["dressed", "home", "make_window"]


def shown_words(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_focus_starts_in_the_passphrase_and_nothing_is_given_away(make_window, home):
    window = make_window(home)
    task = window.unlock_screen.task
    assert QApplication.focusWidget() is task.field.edit
    words = shown_words(window)
    assert "My team" in words
    assert "Harbourside" not in words
    assert "Okafor" not in words


def test_a_wrong_passphrase_says_the_wait_keeps_the_focus_and_names_no_team(qtbot, make_window, home):
    window = make_window(home)
    task = window.unlock_screen.task
    qtbot.keyClicks(task.field.edit, "wrong horse")
    press(qtbot, task.button)
    qtbot.waitUntil(lambda: bool(task.field.error()))
    assert task.field.error().startswith(WRONG)
    assert "team" not in task.field.error()
    assert QApplication.focusWidget() is task.field.edit
    assert task.field.edit.hasSelectedText()


def test_during_the_wait_a_press_tries_nothing(qtbot, make_window, home):
    window = make_window(home)
    task = window.unlock_screen.task
    for _ in range(2):
        qtbot.waitUntil(lambda: profile.wait_seconds(home) == 0)
        task.field.set_text("wrong horse")
        task.button.click()
        qtbot.waitUntil(window.jobs.idle)
    assert profile.wait_seconds(home) > 0
    task.button.click()
    assert window.jobs.idle()
    assert "try again in" in task.field.error()


def test_an_empty_passphrase_asks_for_one(qtbot, make_window, home):
    task = make_window(home).unlock_screen.task
    press(qtbot, task.button)
    assert task.field.error() == "Type your passphrase."


def test_without_a_profile_the_first_run_offers_what_can_be_done(make_window, tmp_path):
    task = make_window(tmp_path / "nobody").unlock_screen.task
    assert isinstance(task, ChooseTask)
    assert [card.words() for card in task.cards] == [
        "Join with an invitation",
        "Create a neighbourhood team",
        "Try the demo team",
    ]
    assert QApplication.focusWidget() is task.cards[0]


def filled(qtbot, screen) -> CreateTask:
    qtbot.keyClick(screen.task, Qt.Key.Key_2)
    task = screen.task
    assert isinstance(task, CreateTask)
    qtbot.keyClicks(task.name.edit, "Harbourside")
    qtbot.keyClicks(task.my_name.edit, "Dr Amara Okafor")
    qtbot.keyClicks(task.passphrase.first.edit, PASSPHRASE)
    qtbot.keyClicks(task.passphrase.again.edit, PASSPHRASE)
    return task


def test_a_team_is_created_its_code_kept_and_its_window_opened(qtbot, make_window, tmp_path):
    window = make_window(tmp_path / "new")
    screen = window.unlock_screen
    task = filled(qtbot, screen)
    assert task.template.edit.count() == len(team.templates())
    press(qtbot, task.create_button)
    qtbot.waitUntil(lambda: isinstance(screen.task, RecoveryCodeTask))
    code = screen.task
    press(qtbot, code.go_on)
    assert "first" in code.message.accessibleName()
    code.save_to(str(tmp_path / "code.txt"))
    assert code.code.text() in (tmp_path / "code.txt").read_text(encoding="utf-8")
    code.kept.click()
    with qtbot.waitSignal(window.opened):
        press(qtbot, code.go_on)
    qtbot.waitUntil(window.jobs.idle)
    assert window.workspace.navigation.me.words() == "Dr Amara Okafor"


def test_what_is_missing_is_said_under_each_field_and_the_first_has_the_focus(qtbot, make_window, tmp_path):
    screen = make_window(tmp_path / "new").unlock_screen
    task = filled(qtbot, screen)
    task.my_name.set_text(" ")
    task.passphrase.again.set_text("something else")
    press(qtbot, task.create_button)
    assert (task.name.error(), bool(task.my_name.error())) == ("", True)
    assert "not the same" in task.passphrase.again.error()
    assert QApplication.focusWidget() is task.my_name.edit
    assert not profile.exists(tmp_path / "new")


def test_the_demo_opens_with_its_people_marked_as_made_up(qtbot, make_window, tmp_path):
    window = make_window(tmp_path / "nobody")
    with qtbot.waitSignal(window.opened, timeout=30_000):
        qtbot.keyClick(window.unlock_screen.task, Qt.Key.Key_3)
    qtbot.waitUntil(window.jobs.idle)
    assert "Demo" in shown_words(window.workspace.top_bar)
    assert not profile.exists(tmp_path / "nobody")


def test_forgotten_the_recovery_code_opens_and_a_new_passphrase_is_chosen(qtbot, make_window, tmp_path):
    home = tmp_path / "profile"
    founded = team.found(home, PASSPHRASE, "Harbourside", "Dr Amara Okafor", training=True)
    founded.session.close()
    window = make_window(home)
    screen = window.unlock_screen
    press(qtbot, screen.task.forgot)
    qtbot.keyClicks(screen.task.field.edit, "0000")
    press(qtbot, screen.task.button)
    qtbot.waitUntil(lambda: bool(screen.task.field.error()))
    screen.task.field.set_text(founded.recovery_code.lower())
    press(qtbot, screen.task.button)
    qtbot.waitUntil(lambda: isinstance(screen.task, NewPassphraseTask))
    for field in (screen.task.words.first, screen.task.words.again):
        qtbot.keyClicks(field.edit, "another four words here")
    with qtbot.waitSignal(window.opened):
        press(qtbot, screen.task.button)
    qtbot.waitUntil(window.jobs.idle)
    window.close()
    profile.unlock(home, "another four words here").close()


@pytest.mark.parametrize(
    ("passphrase", "tone"),
    [("short", "red"), ("aaaaaaaaaaaa", "red"), ("harbour9", "red"), ("correct horse", "amberSolid"),
     ("correct horse battery", "green")],
)  # fmt: skip
def test_a_passphrase_is_judged_by_how_long_and_how_varied_it_is(passphrase, tone):
    assert strength(passphrase).tone == tone
