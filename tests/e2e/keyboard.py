"""Hands without a mouse: keys go where the focus is; after every key the focus is in sight and has a name."""

from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.play import hands
from ui.play.stage import Stage, Stuck

MOST_STOPS = 100  # more than any page has


class Keyboard:
    """`press` chords, `write` words, `go_to` a control by its name. Nothing clicks or sets the focus."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def press(self, *chords: str) -> None:
        for chord in chords:
            QTest.keySequence(_receiver(), QKeySequence(chord))
            self._look(f"after {chord}")

    def write(self, words: str) -> None:
        hands.type_words(words)
        self._look(f"after “{words}”")

    def menu_key(self) -> None:
        """The key that opens what a right click opens: what the window system makes of it."""
        widget = _receiver()
        place = widget.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
        self._look("after the menu key")

    def go_to(self, words: str, chord: str = "Tab") -> None:
        """Press Tab (or another way on) until what is called so has the focus."""
        for _ in range(MOST_STOPS):
            if self.name().casefold().startswith(words.casefold()):
                return
            self.press(chord)
        raise AssertionError(f"{chord} never comes to “{words}”: it is at “{self.name()}”")

    def choose(self, words: str) -> None:
        """An entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        assert any(action.text().startswith(words) for action in menu.actions()), f"no “{words}” in the menu"
        while not menu.activeAction().text().startswith(words):
            self.press("Down")
        self.press("Return")

    def name(self) -> str:
        """What a screen reader calls what has the focus."""
        return hands.name_of(_receiver())

    def _look(self, when: str) -> None:
        self.stage.settle()
        try:
            self.stage.wait(lambda: not self._lost(), "")
        except Stuck as stuck:
            raise AssertionError(f"{when}: {self._lost()}") from stuck

    def _lost(self) -> str:
        """What is wrong with where the focus is; empty when nothing is."""
        menu, widget = QApplication.activePopupWidget(), QApplication.focusWidget()
        if isinstance(menu, QMenu):
            return (
                ""
                if menu.accessibleName() and menu.activeAction()
                else "a menu without name or current entry"
            )
        if widget is None:
            return "nothing has the focus"
        name = hands.name_of(widget)
        if not name:
            return f"{type(widget).__name__} with the focus has no name"
        if widget.visibleRegion().isEmpty():
            return f"“{name}” has the focus out of sight"
        window = self.stage.window
        if widget.window() is window and window.ring.target() is not widget:
            return f"“{name}” has the focus and no ring"
        return ""


def _receiver() -> QWidget:
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget
