"""The left of Prepare: whom one might talk about, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.huddle.prepare_view import PrepareView
from ui.huddle.reasons import REASONS, reason_look
from ui.huddle.suggestion_rows import SuggestionDelegate, SuggestionLine, suggestion_lines, suggestion_model
from ui.huddle.tone_toggle import ToneToggle
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.row_list import RowList
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

TOP = 3


class SuggestionList(RowList):
    """Space and Enter add."""

    def __init__(self) -> None:
        super().__init__("Suggested", suggestion_model(), SuggestionDelegate(), quiet=True)
        self.setDragEnabled(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_row() is not None:
            self.chosen.emit(self.current_row())
        else:
            super().keyPressEvent(event)


class SuggestionPane(QWidget):
    """`add(lines)` asks for suggestions to be put onto the agenda."""

    add = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self._view: PrepareView | None = None
        self.list = SuggestionList()
        self.add_top = Button(f"Add top {TOP}", kind="link", icon="list-ordered")
        self._count = Text("", "body", colour="text3")
        self._filters = FlowLayout(gap=(8, 8))
        self._toggles: dict[str, ToneToggle] = {}
        self._empty = Text("", "body", colour="text2", wrap=True)
        self._lay_out()
        self.list.chosen.connect(lambda line: self.add.emit([line]))
        self.list.part_pressed.connect(lambda line, _part: self.add.emit([line]))
        self.add_top.clicked.connect(self._add_top)

    def show_view(self, view: PrepareView) -> None:
        """Show what the huddle's day suggests."""
        self._view = view
        self._count.setText(str(len(view.suggested)))
        self._show_filters(view.counts)
        self._show_lines()

    def lines(self) -> list[SuggestionLine]:
        """What is listed now."""
        return list(self.list.rows.rows)

    def _show_filters(self, counts: dict[str, int]) -> None:
        wanted = {code: counts[code] for code in REASONS if counts.get(code)}
        chosen = {code for code, toggle in self._toggles.items() if toggle.isChecked()}
        self._filters.clear()
        self._toggles = {}
        for code, count in wanted.items():
            toggle = ToneToggle(reason_look(code).filter, reason_look(code).tone, count, self)
            toggle.setChecked(code in chosen)
            toggle.toggled.connect(self._show_lines)
            self._toggles[code] = toggle
            self._filters.add(toggle)
            toggle.show()

    def _show_lines(self) -> None:
        if self._view is None:
            return
        codes = frozenset(code for code, toggle in self._toggles.items() if toggle.isChecked())
        lines = suggestion_lines(self._view.suggested, codes)
        self.list.set_rows(lines)
        self.list.setVisible(bool(lines))
        self._empty.setText("Nobody else is due. Anybody can still be added from Cases.")
        self._empty.setVisible(not lines)
        self.add_top.setVisible(len(lines) > 1)
        self.add_top.setText(f"Add top {min(TOP, len(lines))}")

    def _add_top(self) -> None:
        self.add.emit(self.lines()[:TOP])

    def _lay_out(self) -> None:
        head = Row(gap=8).add(Text("Suggested", "h3"), self._count, None, self.add_top)
        says = Text(
            "Each suggestion says why. You choose; nothing is added for you.",
            "meta",
            colour="text2",
            wrap=True,
        )
        column = Column(self, margin=(20, 14, 12, 0), gap=8).add(head, says, self._filters, self._empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)
