"""A page of a PDF as a picture; for the worker, never for the GUI thread."""

from PySide6.QtGui import QImage

from mdt_desktop.services.minutes import documents


def draw_page(_session: object, pdf: bytes, index: int, scale: float) -> QImage:
    """Page `index` (from 0) on white paper, `scale` pixels to the point."""
    picture = documents.page(pdf, index, scale)
    image = QImage(
        picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32
    )
    return image.copy()  # the picture's bytes go with this call
