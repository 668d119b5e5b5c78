"""A choice from a list: rows high enough to press, and a wheel that scrolls the page past it."""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import theme, u
from ui.widgets.box_editor import BoxEditor

ROW = 32


class ComboBox(BoxEditor, QComboBox):
    """`items`: (words, value). `value()` and `set_value`; Qt's `activated` tells a choice by the user."""

    def __init__(
        self,
        name: str = "",
        items: tuple[tuple[str, object], ...] = (),
        *,
        height: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Rows(self))
        self.set_items(items)
        self.be_editor(name, height)

    def set_items(self, items: tuple[tuple[str, object], ...]) -> None:
        """Replace all choices; the value stays if it is still there."""
        before, chosen = self.value(), self.count() > 0
        self.clear()
        for words, value in items:
            self.addItem(words, value)
        if chosen:
            self.set_value(before)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._be_labelled()

    def value(self) -> object:
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose in code; the first item when `value` is not among them."""
        values = [self.itemData(row) for row in range(self.count())]
        self.setCurrentIndex(values.index(value) if value in values else 0)

    def _be_labelled(self) -> None:
        """On Linux Qt tells the value as the name, and the name by a label beside it: there has to be one."""
        around = self.parentWidget()
        if around is None:
            return
        beside = around.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if not any(label.buddy() is self for label in beside):
            label = QLabel(self.accessibleName(), around)
            label.setBuddy(self)
            label.hide()

    def dress(self) -> None:
        super().dress()
        self.setFont(theme().font("body", 500))
        self.view().setFont(theme().font("body"))


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), u(ROW))
