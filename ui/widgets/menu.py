"""A menu of the moment: says what it is about, begins at an entry for the keyboard, goes once closed."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme import theme


class Menu(QMenu):
    """Fill it with actions, then `open_at` or `open_below`."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(theme().font("body"))
        self.aboutToHide.connect(self.deleteLater)

    def open_below(self, widget: QWidget) -> None:
        """Under the button that was pressed."""
        self.open_at(widget.mapToGlobal(widget.rect().bottomLeft()))

    def open_at(self, point: QPoint) -> None:
        """Its top left at a point of the screen; what is ticked is current, else the first entry."""
        self.popup(point)
        entries = [action for action in self.actions() if action.isEnabled() and not action.isSeparator()]
        ticked = [action for action in entries if action.isChecked()]
        if entries:
            self.setActiveAction((ticked or entries)[0])
