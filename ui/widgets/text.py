"""Words on a page, in a type role and a colour role that follow the theme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import theme


class Text(QLabel):
    """A plain-text label. Wrapped text takes the width it is given; other text is never cut."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        weight: int | None = None,
        colour: str = "text",
        *,
        wrap: bool = False,
        italic: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._weight, self._colour, self._italic = role, weight, colour, italic
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_colour(self, colour: str) -> None:
        """Change the colour role."""
        self._colour = colour
        self._restyle()

    def _restyle(self) -> None:
        look = theme()
        self.setFont(look.font(self._role, self._weight, self._italic))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, look.colour(self._colour))
        self.setPalette(palette)
