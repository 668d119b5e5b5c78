"""Print minutes: every copy numbered, every page drawn and handed to the printer by the worker."""

from typing import Any

from PySide6.QtCore import QMarginsF, QRect, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from mdt_desktop.domain.records import Huddle
from mdt_desktop.progress import Progress
from mdt_desktop.refused import Refused
from mdt_desktop.services.minutes import documents
from ui.minutes.page_picture import draw_page

DPI = 300
NOT_PRINTED = "The printer did not take the minutes. Nothing was recorded; check the printer, or save a PDF."


def prepared(printer: QPrinter) -> int:
    """Set a printer up for whole pages in our own order; answers with how many copies were asked for.

    The copies differ by their numbers, so that each is a document of its own and the printer makes one.
    """
    copies = max(1, printer.copyCount())
    printer.setCopyCount(1)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    return copies


def there_is_a_printer(_session: object) -> bool:
    """Whether this computer knows a printer; asking may take its time, so the worker does."""
    return bool(QPrinterInfo.availablePrinterNames())


def print_minutes(
    session: Any, huddle: Huddle, version: int, printer: QPrinter, copies: int, *, progress: Progress
) -> int:
    """Print the copies and answer with the pages of each. Runs in the worker.

    Raises `Refused` when the printer does not take a page, `Cancelled` out of `progress`; then the job is
    aborted, and nothing counts as printed.
    """
    painter = QPainter()
    pages = done = 0
    try:
        for copy in range(1, copies + 1):
            pdf = documents.preview(session, huddle, version, copy=copy, copies=copies, destination="printer")
            pages = documents.page_count(pdf)
            for index in range(pages):
                progress(done, copies * pages)
                _put(painter, printer, pdf, index, first=done == 0)
                done += 1
        if not painter.end() or printer.printerState() == QPrinter.PrinterState.Error:
            raise Refused(NOT_PRINTED)
        progress(done, done)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return pages


def _put(painter: QPainter, printer: QPrinter, pdf: bytes, index: int, *, first: bool) -> None:
    if not _began(painter, printer, first):
        raise Refused(NOT_PRINTED)
    image = draw_page(None, pdf, index, DPI / 72)
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(_inside(QRect(0, 0, paper.width(), paper.height()), image.rect()), image)


def _began(painter: QPainter, printer: QPrinter, first: bool) -> bool:
    """Whether the printer takes another page."""
    return painter.begin(printer) if first else printer.newPage()


def _inside(paper: QRect, picture: QRect) -> QRectF:
    """As large as the paper allows without changing its shape."""
    scale = min(paper.width() / picture.width(), paper.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)
