"""Above the table: saved views, a field to narrow the list, the filters that hold, and how many are left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.cases.case_lists import VIEWS
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.saved_views import SavedView
from ui.cases.filter_menu import open_menu
from ui.cases.query import Filter
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.chip import FilterChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Text
from ui.widgets.view_tabs import ViewTabs

PAUSE_MS = 150  # of typing, before the store is asked


class FilterBar(QWidget):
    """Says what somebody wants to see; the page asks the store and tells how many there are."""

    view_chosen = Signal(str)
    text_changed = Signal(str)
    filter_added = Signal(object)
    filter_removed = Signal(object)
    left = Signal()
    keep = Signal()
    forget = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Views and filters")
        self.tabs = ViewTabs([(view.code, view.label) for view in VIEWS], name="Saved views")
        self.field = _FilterField()
        self.add_button = Button("Add filter", kind="link", icon="plus")
        self.chips: list[FilterChip] = []
        self._around: Surroundings | None = None
        self._count = Text("", "meta", colour="text2")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._flow = FlowLayout(gap=(8, 6)).add(self.add_button)
        row = Row(gap=8).add(self.field)
        row.addLayout(self._flow, 1)
        row.add(self._count)
        self.keep_button = Button("Save view", kind="link", icon="plus")
        self.forget_button = Button("Remove view", kind="link", icon="x")
        views = Row(gap=8)
        views.addWidget(self.tabs, 1)
        views.addStrut(u(34))  # the list does not jump when a button comes
        views.add(self.keep_button, self.forget_button)
        self.offer_saving(keep=False, forget=False)
        Column(self, margin=(20, 12, 20, 10), gap=8).add(views, row)
        self._connect()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.view_chosen)
        self.keep_button.clicked.connect(self.keep)
        self.forget_button.clicked.connect(self.forget)
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.left.connect(self.left)
        self._pause.timeout.connect(lambda: self.text_changed.emit(self.field.text()))
        self.add_button.clicked.connect(self._offer)
        theme().changed.connect(self._measure)
        self._measure()

    def set_surroundings(self, around: Surroundings) -> None:
        """What the menu of filters can offer."""
        self._around = around

    def set_own_views(self, views: Sequence[SavedView]) -> None:
        """Tabs for the built-in views and those somebody has named."""
        own = [(view.code, view.name) for view in views]
        self.tabs.set_views([*((view.code, view.label) for view in VIEWS), *own])

    def offer_saving(self, *, keep: bool, forget: bool) -> None:
        """What can be done with the present filters: keep them as a view, or remove the view they are."""
        self.keep_button.setVisible(keep)
        self.forget_button.setVisible(forget)

    def show_text(self, text: str) -> None:
        """The words of a list shown by other means than this field, without asking for them twice."""
        if text.strip() == self.field.text().strip():
            return
        self.clear_text()
        self.field.blockSignals(True)
        self.field.setText(text)
        self.field.blockSignals(False)

    def show_filters(self, filters: tuple[Filter, ...]) -> None:
        """A chip for each filter that holds, before “Add filter”."""
        self._flow.removeWidget(self.add_button)
        self._flow.clear()
        self.chips = [FilterChip(one.words) for one in filters]
        for one, chip in zip(filters, self.chips, strict=True):
            chip.removed.connect(lambda one=one: self.filter_removed.emit(one))
        self._flow.add(*self.chips, self.add_button)

    def show_count(self, shown: int, open_cases: int) -> None:
        """ "38 of 142": how many are listed, of how many open."""
        self._count.setText(f"{shown:,} of {open_cases:,}" if shown <= open_cases else f"{shown:,}")
        self._count.setAccessibleName(f"{shown:,} listed, {open_cases:,} open in all")

    def clear_text(self) -> None:
        """Empty the field without asking twice."""
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._pause.stop()

    def _offer(self) -> None:
        if self._around is not None:
            open_menu(self.add_button, self._around, self.filter_added.emit)

    def _measure(self) -> None:
        self.field.setFixedWidth(u(196))
        self.field.setFixedHeight(u(32))


class _FilterField(IconLine):
    """Enter, Down and Esc go back to the list; Esc empties the field first."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__("list-filter", "Filter this list")
        self.setAccessibleName("Filter this list")
        self.setToolTip("Name, NHS number, postcode or words from notes")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
