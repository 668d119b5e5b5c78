"""F6: from one part of the window to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def move_pane(panes: Sequence[QWidget], step: int) -> QWidget | None:
    """Focus the next (`step` 1) or previous (-1) pane that can take it; answers where the focus went."""
    open_panes = [pane for pane in panes if pane.isVisible() and first_stop(pane) is not None]
    if not open_panes:
        return None
    focus = QApplication.focusWidget()
    here = next((i for i, pane in enumerate(open_panes) if focus is not None and _holds(pane, focus)), None)
    start = here if here is not None else (-1 if step > 0 else 0)
    stop = first_stop(open_panes[(start + step) % len(open_panes)])
    if stop is not None:
        reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
        stop.setFocus(reason)
    return stop


def first_stop(pane: QWidget) -> QWidget | None:
    """The first widget of the pane, in tab order, that Tab would stop at."""
    if _stops(pane):
        return pane
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if pane.isAncestorOf(widget) and _stops(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _stops(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
