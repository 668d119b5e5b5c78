"""A field: label above, hint below, error below with an icon and a red edge."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon
from ui.widgets.icon_line import IconLine
from ui.widgets.surface import restyle
from ui.widgets.text import Text

HEIGHT = 38


class Field(QWidget):
    """`edit` is the editor: a QLineEdit unless another widget is given."""

    def __init__(
        self,
        label: str,
        editor: QWidget | None = None,
        *,
        hint: str = "",
        placeholder: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        plain = IconLine(icon) if icon else QLineEdit()
        self.edit = editor if editor is not None else plain
        self._hint_words = hint
        self.label = Text(label, "meta", 600)
        self.label.setBuddy(self.edit)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        self._hint = Text(hint, "small", colour="text3", wrap=True)
        if not hint:
            self._hint.hide()
        self._error = _Error(self)
        self._error.hide()
        if isinstance(self.edit, QLineEdit):
            self.edit.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        Column(self, gap=5).add(self.label, self.edit, self._error, self._hint)
        theme().changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        """What is in the line edit."""
        return self.edit.text() if isinstance(self.edit, QLineEdit) else ""

    def set_text(self, text: str) -> None:
        if isinstance(self.edit, QLineEdit):
            self.edit.setText(text)

    def error(self) -> str:
        return self._error.words()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and what to do; "" when it is right again."""
        self._error.set_words(sentence)
        self._error.setVisible(bool(sentence))
        self.edit.setProperty("problem", "true" if sentence else "")
        self.edit.setAccessibleDescription(sentence or self._hint_words)
        restyle(self.edit)

    def sizeHint(self) -> QSize:
        """As high as its words are at this width: the hint is also the most it takes, so none may be cut."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(self.width())) if self.hasHeightForWidth() else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self.hasHeightForWidth():
            self.updateGeometry()

    def _restyle(self) -> None:
        self.edit.setFont(theme().font("body"))
        if isinstance(self.edit, QLineEdit | QComboBox | QAbstractSpinBox):
            self.edit.setMinimumHeight(u(HEIGHT))


class _Error(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = Text("", "small", 500, "red", wrap=True)
        icon = Icon("circle-alert", "red", 14)
        row = Row(self, gap=5)
        row.addWidget(icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.add(self._words)

    def words(self) -> str:
        return self._words.text()

    def set_words(self, sentence: str) -> None:
        self._words.setText(sentence)
