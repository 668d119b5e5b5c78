"""How the Cases page is laid out: list and preview side by side, or the invitation of a first use."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ui.cases.bulk_bar import BulkBar
from ui.cases.filter_bar import FilterBar
from ui.cases.focus_order import chain
from ui.cases.nobody import FirstUse, NoMatch
from ui.cases.preview import Preview
from ui.cases.query import Query
from ui.cases.table_view import CaseTable
from ui.widgets.boxes import Column
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface


class CasePanes(QStackedWidget):
    """Everything on the page; the page itself says what happens."""

    def __init__(self, table: CaseTable, *, imports: bool) -> None:
        super().__init__()
        self.table = table
        self.bar, self.bulk, self.preview = FilterBar(), BulkBar(), Preview()
        self.no_match, self.first_use = NoMatch(), FirstUse(imports=imports)
        self._rows = QStackedWidget()
        for widget in (self.table, self.no_match):
            self._rows.addWidget(widget)
        left = QWidget()
        column = Column(left, gap=0).add(self.bar, Separator())
        column.addWidget(self._rows, 1)
        column.add(self.bulk)
        self._lay_out(left)

    def show_list(self, total: int, query: Query, *, empty: bool) -> None:
        """The table, the words for no match, or, with nobody at all, the invitation."""
        had_focus = self.table.hasFocus()
        self.setCurrentIndex(1 if empty else 0)
        self._rows.setCurrentWidget(self.table if total else self.no_match)
        self.no_match.show_query(query)
        if had_focus and empty:
            self.first_use.cards[0].setFocus()

    @property
    def inviting(self) -> bool:
        """Whether there is nobody on the list yet."""
        return self.currentIndex() == 1

    def _lay_out(self, left: QWidget) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        invitation = ScrollPage(margin=0)
        invitation.body.addWidget(self.first_use, 1)
        self.addWidget(split)
        self.addWidget(invitation)
        set_surface(invitation, "canvas")
        self.order_focus()

    def order_focus(self) -> None:
        """List, views, filter field, chips, bulk bar, preview; again whenever the chips change."""
        bar = self.bar
        saving = (bar.keep_button, bar.forget_button)
        chain(self.table, bar.tabs, *saving, bar.field, *bar.chips, bar.add_button, self.bulk, self.preview)
