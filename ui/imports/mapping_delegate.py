"""How a column's row looks, and the choice of fields that opens in it."""

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mdt_desktop.services.imports import importing
from ui.imports.mapping_model import COLUMN, EXAMPLE, NOT_IMPORTED, NOTE, TARGET, Index, MappingModel
from ui.theme import theme, u
from ui.widgets.combo_box import ComboBox
from ui.widgets.drawing import draw_icon, rounded_box, text_line

HEIGHT, PAD, BOX = 38, 8, 30
_STATES = {
    "ok": ("circle-check", "green"),
    "look": ("triangle-alert", "amber"),
    "off": ("circle-minus", "text3"),
}
_ITEMS = ((NOT_IMPORTED, ""), *((label, code) for code, label in importing.TARGETS))


class MappingDelegate(QStyledItemDelegate):
    """Cells are drawn as the picture of a combo box; the real one exists only while it is open."""

    def __init__(self, model: MappingModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(u(60), u(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme(), option.rect
        match = index.data(MappingModel.MatchRole)
        words = self._model.words(match, index.column())
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.colour("sel" if current else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("border"))
        if current and index.column() == COLUMN:
            painter.fillRect(QRect(rect.left(), rect.top(), u(3), rect.height()), look.colour("accent"))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = rect.adjusted(u(20 if index.column() == COLUMN else PAD), 0, -u(PAD), -1)
        if index.column() == TARGET:
            self._box(painter, inside, words, match, current)
        elif index.column() == NOTE:
            self._note(painter, inside, words, match.state)
        else:
            quiet = index.column() == EXAMPLE
            colour = look.colour("text2" if quiet else "text")
            text_line(painter, inside, words, "body", None if quiet else 500, colour)
        painter.restore()

    def _box(self, painter: QPainter, rect: QRect, words: str, match: object, current: bool) -> None:
        look = theme()
        taken = bool(getattr(match, "field", None))
        doubt = taken and getattr(match, "state", "") == "look"
        box = QRect(rect.left(), rect.center().y() - u(BOX) // 2 + 1, rect.width(), u(BOX))
        edge = look.colour("amber" if doubt else "border2")
        rounded_box(painter, box, u(8), look.colour("surface"), edge, 1.5 if doubt else 1.0)
        line = box.adjusted(u(10), 0, -u(28), 0)
        text_line(
            painter, line, words, "body", 500 if taken else None, look.colour("text" if taken else "text3")
        )
        chevron = QRect(box.right() - u(26), box.top(), u(20), box.height())
        draw_icon(painter, chevron, "chevron-down", "text2", 14)

    def _note(self, painter: QPainter, rect: QRect, words: str, state: str) -> None:
        icon, role = _STATES[state]
        draw_icon(painter, QRect(rect.left(), rect.top(), u(18), rect.height()), icon, role, 16)
        colour = theme().colour("amber" if state == "look" else "text2")
        text_line(painter, rect.adjusted(u(25), 0, 0, 0), words, "meta", None, colour)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        match = index.data(MappingModel.MatchRole)
        editor = _FieldCombo(f"{match.column} goes to", _ITEMS, height=BOX, parent=parent)
        editor.activated.connect(lambda _row: self.commitData.emit(editor))
        editor.closed.connect(lambda: self.closeEditor.emit(editor), Qt.ConnectionType.QueuedConnection)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ComboBox):
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ComboBox):
            model.setData(index, editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect.adjusted(u(PAD), 0, -u(PAD), -1)
        editor.setGeometry(QRect(rect.left(), rect.center().y() - u(BOX) // 2 + 1, rect.width(), u(BOX)))


class _FieldCombo(ComboBox):
    """Ends with its list: chosen from or not."""

    closed = Signal()

    def hidePopup(self) -> None:
        QComboBox.hidePopup(self)
        self.closed.emit()
