"""PySide6 6.12.0 on Python 3.11 loses a reference to None with each void call, until it aborts."""

import sys

from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

CALLS = 300
# Other work in the process moves the count by a handful, a fault by CALLS.
NOISE = 50


def test_painting_keeps_the_references_to_none(qtbot: QtBot) -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    brush = QColor("black")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.setBrush(brush)
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < NOISE
