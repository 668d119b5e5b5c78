"""Tab goes through a page in its reading order, whatever order its widgets were made in."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain(*parts: QWidget) -> None:
    """Tab moves through these in turn; a part that holds others stands for its own stops, in their order."""
    within = [stop for part in parts for stop in (part, *part.findChildren(QWidget))]
    here = parts[0].window()  # pop-ups have windows, and an order, of their own
    stops = [stop for stop in within if _takes_tab(stop) and stop.window() is here]
    for before, after in pairwise(dict.fromkeys(stops)):
        QWidget.setTabOrder(before, after)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
