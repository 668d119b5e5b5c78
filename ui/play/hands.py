"""Hands for the real window: find things by the words a person reads, press real keys."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QScrollArea, QWidget

from mdt_desktop.refused import Refused

SomeWidget = TypeVar("SomeWidget", bound=QWidget)


class NotThere(Refused):
    """The window does not show what was looked for."""


def find(root: QWidget, words: str, kind: type[SomeWidget] = QWidget) -> SomeWidget:
    """The visible widget below `root` called `words`, else the first whose name begins so; case matters not.

    The name is the accessible one: what a screen reader says and, by our rules, what is seen first.
    """
    wanted = words.casefold()
    begun = None
    for widget in visible(root, kind):
        name = name_of(widget).casefold()
        if name == wanted:
            return widget
        if begun is None and name.startswith(wanted):
            begun = widget
    if begun is None:
        raise NotThere(f"Nothing called “{words}” is on the screen.")
    return begun


def is_there(root: QWidget, words: str, kind: type[QWidget] = QWidget) -> bool:
    """Whether `find` would find it."""
    try:
        find(root, words, kind)
    except NotThere:
        return False
    return True


def visible(root: QWidget, kind: type[SomeWidget]) -> Iterator[SomeWidget]:
    """What can be seen below `root`, parents before children."""
    return (widget for widget in root.findChildren(kind) if widget.isVisible())


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    known = QAccessible.queryAccessibleInterface(widget)
    return known.text(QAccessible.Text.Name) if known is not None else ""


def press(root: QWidget, words: str) -> None:
    """Click the button called `words`."""
    click(find(root, words, QAbstractButton))


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click a widget in its middle, or at a point of it, scrolled into view first."""
    _show(widget)
    point = widget.rect().center() if at is None else at
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def pick(view: QAbstractItemView, words: str, column: int = 0, *, twice: bool = False) -> QModelIndex:
    """Click the first row whose text or accessible text holds `words`; `twice` opens it."""
    index = row_with(view, words, column)
    view.scrollTo(index)
    point = view.visualRect(index).center()
    click(view.viewport(), point)
    if twice:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    return index


def row_with(view: QAbstractItemView, words: str, column: int = 0) -> QModelIndex:
    """The first row of a list or table that says `words`."""
    model, wanted = view.model(), words.casefold()
    for row in range(model.rowCount()):
        index = model.index(row, column)
        told = (
            index.data(role) for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
        )
        if any(wanted in str(text).casefold() for text in told if text):
            return index
    raise NotThere(f"No row of “{name_of(view)}” says “{words}”.")


def keys(chord: str) -> None:
    """Press a chord where the focus is, such as "Ctrl+Return" or "F2"."""
    QTest.keySequence(_focused(), QKeySequence(chord))


def type_words(text: str) -> None:
    """Type a text where the focus is, key by key."""
    widget = _focused()
    for character in text:
        # QTest types Latin letters only.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, event)


def type_over(widget: QWidget, text: str) -> None:
    """Click a field and replace what it says."""
    click(widget)
    widget.setFocus()
    keys("Ctrl+A")
    type_words(text)


def _focused() -> QWidget:
    window = QApplication.activeWindow()
    focused = QApplication.focusWidget() or window
    if focused is None:
        raise NotThere("No window has the focus.")
    return focused


def _show(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
