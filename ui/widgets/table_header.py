"""The header of a table: 34 px, padded as the cells below, with an arrow on the sorted column."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import theme, u
from ui.widgets.drawing import draw_icon, text_line

HEIGHT = 34
ARROW = 16


class TableHeader(QHeaderView):
    """`set_padding` moves the label of a column whose cells start further in, so that they line up."""

    def __init__(self, parent: QWidget | None = None, *, padding: int = 8) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._padding = padding
        self._paddings: dict[int, int] = {}
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme().changed.connect(self._remeasure)

    def set_padding(self, section: int, left: int) -> None:
        """Where the label of a logical column starts, in px."""
        self._paddings[section] = left
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), u(HEIGHT))

    def sectionSizeFromContents(self, section: int) -> QSize:
        words = theme().metrics("meta", 500).horizontalAdvance(self._label(section))
        return QSize(self._left(section) + words + u(ARROW) + 2 * u(self._padding), u(HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("border"))
        line = rect.adjusted(self._left(section), 0, -u(self._padding), -1)
        label = self._label(section)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        if sorted_here:
            line.setRight(line.right() - u(ARROW))
        text_line(painter, line, label, "meta", 500, look.colour("text" if sorted_here else "text2"))
        if sorted_here:
            width = min(look.metrics("meta", 500).horizontalAdvance(label), line.width())
            place = QRect(line.left() + width + u(5), rect.top(), u(ARROW), rect.height())
            rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            draw_icon(painter, place, "arrow-up" if rising else "arrow-down", "text2", 14)
        painter.restore()

    def _left(self, section: int) -> int:
        return u(self._paddings.get(section, self._padding))

    def _label(self, section: int) -> str:
        model = self.model()
        return str(model.headerData(section, self.orientation()) or "") if model is not None else ""

    def _remeasure(self) -> None:
        self.updateGeometry()
        self.viewport().update()
