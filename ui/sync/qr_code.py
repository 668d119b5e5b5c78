"""An invitation as a QR code: black on white in every theme, because cameras read it."""

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import painting

SIDE, LEAST_MODULE = 260, 2  # px of the design; px of the screen a module needs for a camera
QUIET = 4  # modules of white round it (ISO/IEC 18004)


class QrCode(QWidget):
    """`set_text("")` shows nothing. The text is a secret: it is no name, tooltip or description."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        """Draw these words; letters in capitals, digits and a colon make the code small."""
        self._picture = qr_picture(text) if text else QImage()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._module() * self._picture.width()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._module() * self._picture.width()
        with painting(self) as painter:
            place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            painter.drawImage(place, self._picture)

    def _module(self) -> int:
        """Whole pixels a module: a blurred code is not read."""
        return max(LEAST_MODULE, u(SIDE) // self._picture.width()) if self._picture.width() else 0


def qr_picture(text: str) -> QImage:
    """A pixel a module, the quiet zone included. The correction that costs no larger a code is taken."""
    rows = [bytes(row) for row in segno.make_qr(text, error="l").matrix_iter(border=QUIET)]
    picture = QImage(len(rows[0]), len(rows), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    black = QColor(Qt.GlobalColor.black)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            if module:
                picture.setPixelColor(x, y, black)
    return picture
