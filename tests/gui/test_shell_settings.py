"""Settings act at once and are kept on this computer."""

import pytest
from PySide6.QtCore import Qt

from mdt_desktop.crypto.vault import Vault
from mdt_desktop.refused import Locked
from tests.gui.dressed import dressed
from tests.gui.small_window import PASSPHRASE, SMALL_PAGES, home, make_window, unlock
from ui.settings.page import SettingsPage
from ui.settings.passphrase_sheet import PassphraseSheet
from ui.shell.pages import PAGES
from ui.shell.preferences import Preferences

__all__ = ["dressed", "home", "make_window"]


@pytest.fixture
def settings(qtbot, make_window, home, monkeypatch):
    monkeypatch.setitem(SMALL_PAGES, "settings", PAGES["settings"])
    window = make_window(home)
    unlock(qtbot, window)
    window.workspace.show_page("settings")
    qtbot.waitUntil(window.jobs.idle)
    page = window.workspace.page
    assert isinstance(page, SettingsPage)
    return window, page


def step(qtbot, field, key: Qt.Key, times: int) -> None:
    field.edit.setFocus()
    for _ in range(times):
        qtbot.keyClick(field.edit, key)


def test_a_choice_acts_at_once_and_is_there_next_time(qtbot, settings, dressed, tmp_path):
    _, page = settings
    step(qtbot, page.mode, Qt.Key.Key_Down, 2)
    assert dressed.dark
    step(qtbot, page.minutes, Qt.Key.Key_Up, 1)
    qtbot.mouseClick(page.letters, Qt.MouseButton.LeftButton)
    kept = Preferences(tmp_path / "window.ini")
    assert (kept.theme_mode, kept.auto_lock_minutes, kept.letter_keys) == ("dark", 5, False)


def test_remembering_is_not_offered_without_a_secret_store(settings):
    _, page = settings
    assert not page.remember.isVisible()


def test_what_keys_change_the_page_shows(qtbot, settings):
    window, page = settings
    qtbot.keyClick(page.mode.edit, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.text_size.edit.currentData() == window.preferences.text_size == 115


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("theme=pink", "theme_mode", "system"),
        ("text_size_percent=9000", "text_size", 200),
        ("auto_lock_minutes=never", "auto_lock_minutes", 10),
        ("letter_keys=false", "letter_keys", False),
    ],
)
def test_a_file_somebody_has_edited_is_read_with_care(tmp_path, line, name, value):
    path = tmp_path / "window.ini"
    path.write_text(f"[General]\n{line}\n", encoding="utf-8")
    assert getattr(Preferences(path), name) == value


def fill_in(qtbot, sheet, old: str, new: str, again: str) -> None:
    for field, words in ((sheet.old, old), (sheet.new.first, new), (sheet.new.again, again)):
        field.edit.setFocus()
        field.edit.clear()
        qtbot.keyClicks(field.edit, words)
    qtbot.keyClick(sheet.new.again.edit, Qt.Key.Key_Return)


def test_the_passphrase_is_changed_for_the_one_who_knows_it(qtbot, settings, home):
    window, page = settings
    qtbot.mouseClick(page.passphrase, Qt.MouseButton.LeftButton)
    sheet = page.findChild(PassphraseSheet)
    fill_in(qtbot, sheet, PASSPHRASE, "a new battery staple", "a new battery stable")
    assert "Type it again" in sheet.new.again.error()
    fill_in(qtbot, sheet, "not the passphrase", "a new battery staple", "a new battery staple")
    qtbot.waitUntil(lambda: bool(sheet.old.error()), timeout=20_000)
    qtbot.waitUntil(lambda: Vault.load(home).wait_seconds() == 0, timeout=20_000)
    fill_in(qtbot, sheet, PASSPHRASE, "a new battery staple", "a new battery staple")
    qtbot.waitUntil(lambda: "is changed" in window.workspace.toast.words(), timeout=20_000)
    assert Vault.load(home).unlock_with_passphrase("a new battery staple")
    with pytest.raises(Locked):
        Vault.load(home).unlock_with_passphrase(PASSPHRASE)
