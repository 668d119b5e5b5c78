"""The checklist: Enter or the row's button opens the fields that mend it, right below the row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from mdt_desktop.services.closing.closing import NEEDS_YOU, Check
from ui.huddle.close.check_rows import ICON, ROW_INSET, CheckDelegate, check_key, check_model
from ui.huddle.close.fixes import Fix
from ui.theme import theme, u
from ui.widgets.boxes import Column
from ui.widgets.row_list import RowList

_LEFT = ROW_INSET + ICON + 10  # px to the words of a row, below which its fields stand


class CheckList(RowList):
    """`asked(check)` wants a row mended. The list is as high as its rows: what holds it scrolls."""

    asked = Signal(object)
    grew = Signal()

    def __init__(self) -> None:
        self._look = CheckDelegate()
        self._fix: Fix | None = None
        self._fixing = ""
        super().__init__("Before you sign", check_model(), self._look, quiet=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.chosen.connect(self._ask)
        self.part_pressed.connect(lambda row, _part: self._ask(row))
        theme().changed.connect(self.fit)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """The rows as they stand; what is half filled in stays open while its row is there."""
        if self._fixing and self._fixing not in [check_key(one) for one in checks]:
            self.close_fix()
        if self._fix is not None and list(map(check_key, checks)) != list(map(check_key, self.rows.rows)):
            self.close_fix()
        self.set_rows(checks)
        self.fit()

    def open_fix(self, check: Check, fix: Fix) -> None:
        """Put the fields below the row and the focus into them."""
        self.close_fix()
        place = self.rows.place_of(check_key(check))
        if place < 0:
            return
        holder = QWidget()
        self._fix, self._fixing = fix, check_key(check)
        head = self._look.words_height(check, self.viewport().width())
        column = Column(holder, gap=0)
        column.setContentsMargins(u(_LEFT), head, u(ROW_INSET), u(10))
        column.add(fix, None)
        self.setCurrentIndex(self.rows.index(place))
        self.setIndexWidget(self.rows.index(place), holder)
        self._measure_fix()
        fix.grew.connect(self._measure_fix)
        fix.closed.connect(self._give_up)
        fix.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_low(self, low: bool) -> None:
        """What is done takes one line each."""
        self._look.low = low

    def shows_current(self) -> bool:
        """Also while the focus is in the fields below the row."""
        return super().shows_current() or self._fix is not None

    def close_fix(self) -> None:
        """Take the fields away."""
        if self._fix is None:
            return
        place = self.rows.place_of(self._fixing)
        self._fix, self._fixing = None, ""
        self._look.make_room("", 0)
        if place >= 0:
            self.setIndexWidget(self.rows.index(place), None)
        self.fit()

    def fix(self) -> Fix | None:
        """The fields that are open."""
        return self._fix

    def go_to_first_gap(self) -> bool:
        """Make the first row that needs you current; False when none does."""
        needing = [at for at, row in enumerate(self.rows.rows) if row.state == NEEDS_YOU]
        stopping = [at for at in needing if self.rows.rows[at].stops]
        goal = next(iter(stopping or needing), -1)
        if goal >= 0:
            self.setCurrentIndex(self.rows.index(goal))
        return goal >= 0

    def fit(self) -> None:
        """As high as the rows."""
        self.setFixedHeight(self.content_height() + 2)
        self.scheduleDelayedItemsLayout()
        self.grew.emit()

    def _ask(self, row: Check) -> None:
        if row.button:
            self.asked.emit(row)

    def _measure_fix(self) -> None:
        if self._fix is not None:
            width = self.viewport().width() - u(_LEFT) - u(ROW_INSET)
            high = self._fix.layout().totalHeightForWidth(width) if self._fix.layout() else 0
            self._look.make_room(self._fixing, max(high, self._fix.sizeHint().height()) + u(12))
            self.fit()

    def _give_up(self) -> None:
        self.close_fix()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
