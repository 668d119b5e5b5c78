"""A question before something that cannot be undone. The focus is on the safe answer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from ui.theme import u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.focus_ring import FocusRing
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

LONG, WIDE = 300, 560  # letters; px for more of them


class Confirm(QDialog):
    """`open()` it and listen to `accepted` (the deed) and `rejected`; it deletes itself when closed."""

    def __init__(
        self, question: str, consequence: str, *, deed: str, safe: str = "Keep as it is", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setAccessibleName(question)
        self.setAccessibleDescription(consequence)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        set_surface(self, "surface")
        self.safe, self.deed = Button(safe), Button(deed, kind="danger")
        self.safe.clicked.connect(self.reject)
        self.deed.clicked.connect(self.accept)
        Column(self, margin=24, gap=10).add(
            Text(question, "h2", wrap=True),
            Text(consequence, "body", colour="text2", wrap=True),
            8,
            Row().add(None, self.safe, self.deed),
        )
        self.setMinimumWidth(u(WIDE if len(consequence) > LONG else 420))
        FocusRing(self)
        self.safe.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words at this width: Qt asks labels that wrap before it knows how wide they are."""
        self.setMinimumHeight(self.layout().totalHeightForWidth(self.width()))
        super().showEvent(event)
