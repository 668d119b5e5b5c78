"""Several lines of plain text. Tab leaves it, as it leaves every other field."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme import theme, u
from ui.theme.type import line_height


class TextArea(QPlainTextEdit):
    """`lines` is its least height; `role` "big" on the run screen, else "body"."""

    def __init__(
        self,
        name: str = "",
        *,
        placeholder: str = "",
        lines: int = 3,
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._role = lines, role
        if name:
            self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        theme().changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_lines_whole()

    def _keep_lines_whole(self) -> None:
        """What does not hold another line stays empty: no line is cut through at the lower edge."""
        kept = self.viewportMargins().bottom()
        room = self.viewport().height() + kept - round(self.document().documentMargin())
        spare = room % self.fontMetrics().lineSpacing()
        if spare != kept:
            self.setViewportMargins(0, 0, 0, spare)

    def _restyle(self) -> None:
        self.setFont(theme().font(self._role))
        self.viewport().setFont(self.font())  # the placeholder’s: it does not follow after the first one
        self.setMinimumHeight(self._lines * line_height(self._role) + u(24))
