"""The pages of a PDF on the desk: white whatever the theme, drawn by the worker, the old ones until then."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from mdt_desktop.services.minutes.minutes_page import Paper
from ui.jobs import Jobs
from ui.minutes.page_picture import draw_page
from ui.minutes.page_places import Places, fitting_scale, lay_out
from ui.theme import theme, u
from ui.widgets.drawing import painting

GAP, TWO_FROM, WIDEST = 22, 940, 620  # px: between pages; width for two; a page that is fitted
STEP, SMALLEST, LARGEST = 1.2, 0.3, 4.0
AROUND = 2  # pages kept drawn before and after those in sight


@dataclass(frozen=True)
class _Picture:
    image: QImage
    paper: Paper
    scale: float


class PaperView(QAbstractScrollArea):
    """`turned` follows whatever changes which pages are in sight."""

    turned = Signal()

    def __init__(
        self, jobs: Jobs, name: str, *, side_by_side: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._name, self._side_by_side = jobs, name, side_by_side
        self.paper: Paper | None = None
        self._zoom: float | None = None
        self._places = Places((), QSize(), 1, 1.0)
        self._pictures: dict[int, _Picture] = {}
        self._said: tuple[Paper, range] | None = None
        self._asked: dict[int, tuple[Paper, float]] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        theme().changed.connect(self._arrange)

    def show_paper(self, paper: Paper | None, *, from_the_top: bool = False) -> None:
        """Show another document, at the place where the last one was unless it starts `from_the_top`."""
        self.paper = paper
        if paper is None or from_the_top:
            self._pictures.clear()
        self._asked.clear()
        self._arrange()
        if from_the_top:
            self.verticalScrollBar().setValue(0)
        self._moved()

    def pages_in_sight(self) -> range:
        """The row of pages that is being read, from 0."""
        if not self._places.rects:
            return range(0)
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = next((at for at, rect in enumerate(self._places.rects) if rect.bottom() >= line), -1)
        return self._places.row_of(page if page >= 0 else len(self._places.rects) - 1)

    def turn(self, step: int) -> None:
        """To the next (1) or the previous (-1) pages."""
        seen = self.pages_in_sight()
        goal = seen.stop if step > 0 else seen.start - self._places.across
        if 0 <= goal < len(self._places.rects):
            self.verticalScrollBar().setValue(self._places.rects[goal].top() - u(GAP) // 2)

    def zoom(self, step: int) -> None:
        """Larger (1), smaller (-1), or as wide as there is room (0)."""
        now = self._places.scale
        limits = SMALLEST * u(100) / 100, LARGEST * u(100) / 100
        self._zoom = min(limits[1], max(limits[0], now * STEP**step)) if step else None
        self._arrange()

    def whole(self) -> bool:
        """Whether everything in sight has been drawn as it is now."""
        return self.paper is not None and all(self._is_fresh(at) for at in self._visible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        bar = self.verticalScrollBar()
        if event.key() in turns:
            self.turn(turns[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for at in self._visible():
                self._paint_page(painter, at)
        self._ask_missing()

    def _paint_page(self, painter: QPainter, at: int) -> None:
        look = theme()
        rect = self._places.rects[at].translated(-self._offset())
        painter.fillRect(rect.adjusted(-1, -1, 1, 3), look.colour("border"))
        painter.fillRect(rect, Qt.GlobalColor.white)
        if (picture := self._pictures.get(at)) is not None:
            painter.drawImage(rect, picture.image)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _visible(self) -> list[int]:
        window = QRect(self._offset(), self.viewport().size())
        return [at for at, rect in enumerate(self._places.rects) if rect.intersects(window)]

    def _is_fresh(self, at: int) -> bool:
        picture = self._pictures.get(at)
        return picture is not None and (picture.paper, picture.scale) == (self.paper, self._sharpness())

    def _sharpness(self) -> float:
        return self._places.scale * self.devicePixelRatioF()

    def _ask_missing(self) -> None:
        if self.paper is None:
            return
        wanted = (self.paper, self._sharpness())
        for at in self._visible():
            if (self._asked.get(at) is not None and self._asked[at] == wanted) or self._is_fresh(at):
                continue
            self._asked[at] = wanted
            self._jobs.ask(
                draw_page,
                self.paper.pdf,
                at,
                wanted[1],
                done=lambda image, at=at, wanted=wanted: self._keep(at, _Picture(image, *wanted)),
                key=("page", at),
                receiver=self,
            )

    def _keep(self, at: int, picture: _Picture) -> None:
        self._asked.pop(at, None)
        self._pictures[at] = picture
        seen = self._visible() or [at]
        near = range(seen[0] - AROUND, seen[-1] + AROUND + 1)
        self._pictures = {page: kept for page, kept in self._pictures.items() if page in near}
        self.viewport().update()

    def _arrange(self) -> None:
        """Places and scroll bars for the room there is; the page that was read stays in sight."""
        sizes = self.paper.sizes if self.paper else ()
        bar = self.verticalScrollBar()
        share = bar.value() / self._places.size.height() if self._places.size.height() > 0 else 0.0
        room = self.viewport().size()
        if not sizes:
            self._places = Places((), QSize(), 1, 1.0)
        else:
            two = self._side_by_side and len(sizes) > 1 and room.width() >= u(TWO_FROM)
            across = 2 if two and self._zoom is None else 1
            fitted = min(fitting_scale(sizes, room, across, u(GAP)), u(WIDEST) / sizes[0][0])
            self._places = lay_out(sizes, room, across, u(GAP), self._zoom or fitted)
        content = self._places.size
        bar.setRange(0, max(0, content.height() - room.height()))
        bar.setPageStep(room.height())
        bar.setSingleStep(u(40))
        across_bar = self.horizontalScrollBar()
        across_bar.setRange(0, max(0, content.width() - room.width()))
        across_bar.setPageStep(room.width())
        bar.setValue(round(share * content.height()))
        self.viewport().update()
        self._moved()

    def _moved(self) -> None:
        seen = self.pages_in_sight()
        if self.paper is not None and seen and self._said != (self.paper, seen):
            self._said = (self.paper, seen)
            self.setAccessibleDescription(" ".join(self.paper.words[at] for at in seen))
            self.setAccessibleName(f"{self._name}, {page_words(seen, len(self.paper.sizes))}")
        self.turned.emit()


def page_words(seen: range, count: int) -> str:
    """ "Page 1 of 3", "Pages 1 and 2 of 2"."""
    if len(seen) > 1:
        return f"Pages {seen.start + 1} and {seen.stop} of {count}"
    return f"Page {seen.start + 1} of {count}"
