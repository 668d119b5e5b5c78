"""The program as it is started: options, and what it does not load before it is needed."""

import subprocess
import sys
import threading

import pytest

from tests.gui.dressed import dressed
from ui.app import main, make_window, report_bugs
from ui.shell.crash_dialog import CrashDialog
from ui.shell.pages import PAGES, offered

__all__ = ["dressed"]

_START = """
import sys, tempfile
from pathlib import Path
from ui.app import make_application, make_window
app = make_application()
with tempfile.TemporaryDirectory() as folder:
    window = make_window(Path(folder) / "profile", Path(folder) / "demo")
    window.show()
    window.begin()
    app.processEvents()
    window.close()
print(" ".join(sorted({name.split(".")[0] for name in sys.modules})))
"""


def test_a_start_loads_no_pdf_no_keyring_no_spreadsheets():
    done = subprocess.run([sys.executable, "-c", _START], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "ui" in loaded
    assert not loaded & {"reportlab", "keyring", "openpyxl", "python_calamine", "pikepdf", "pypdfium2"}


def test_help_shows_every_option_with_an_example(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(option in told for option in ("--home", "--demo", "--play", "Example"))


def test_the_window_of_an_empty_folder_is_the_first_run(qtbot, dressed, tmp_path):
    window = make_window(tmp_path / "profile", tmp_path / "demo")
    window.show()
    window.begin()
    assert window.unlock_screen is not None
    assert not (tmp_path / "profile" / "vault.mdt").exists()
    window.close()
    window.deleteLater()


def test_names_and_letters_of_pages_are_their_own():
    letters = [entry.letter for entry in PAGES.values() if entry.letter]
    assert len(letters) == len(set(letters))
    assert {entry.letter for entry in PAGES.values()} <= set("WCHAMIST") | {""}


def test_only_pages_of_this_version_are_offered():
    assert all(entry.available() for entry in offered(PAGES))
    assert "settings" in {entry.name for entry in offered(PAGES)}


def test_a_bug_on_a_thread_of_its_own_is_told_in_the_window(qtbot, dressed, tmp_path, monkeypatch):
    for module in (sys, threading):
        monkeypatch.setattr(module, "excepthook", module.excepthook)
    window = make_window(tmp_path / "profile", tmp_path / "demo")
    report_bugs(window)
    window.show()

    def stumble() -> None:
        raise KeyError("what it was about")

    with qtbot.waitSignal(window.stumbled) as told:
        threading.Thread(target=stumble).start()
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashDialog)))
    assert "what it was about" not in told.args[0].text()
    assert "stumble" in told.args[0].text()
    window.findChildren(CrashDialog)[0].close()
    window.close()
    window.deleteLater()
