"""Qt's signatures are told as ever, and nothing of them is loaded before somebody asks."""

import subprocess
import sys

import pytest

_START = """
import builtins, sys
plain = builtins.__import__
import ui
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("Amara", wordWrap=True)
assert "shibokensupport.signature.parser" not in sys.modules
assert builtins.__import__ is plain
"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("label.resize('wide')", "TypeError: 'PySide6.QtWidgets.QWidget.resize' called with wrong argument"),
        ("label.resize('wide')", "resize(w: int, h: int, /)"),
        ("QLabel(nothing=1)", "AttributeError: PySide6.QtWidgets.QLabel.__init__(): 'nothing' is not a Qt"),
        ("sys.exit(QLabel.resize.__doc__)", "resize(self, w: int, h: int, /) -> None"),
    ],
)
def test_a_wrong_call_and_a_help_text_tell_the_signature(asked: str, told: str):
    done = subprocess.run([sys.executable, "-c", _START + asked], capture_output=True, text=True)
    assert done.returncode == 1
    assert told in done.stderr


def test_a_second_wrong_call_sees_what_was_imported_between():
    asked = """
from contextlib import suppress
with suppress(TypeError):
    label.resize("wide")
from PySide6.QtSvgWidgets import QSvgWidget
QSvgWidget().load(1, 2)
"""
    done = subprocess.run([sys.executable, "-c", _START + asked], capture_output=True, text=True)
    assert "QSvgWidget.load" in done.stderr
    assert done.returncode == 1
    assert "Recursion" not in done.stdout + done.stderr
