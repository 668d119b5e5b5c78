"""The left of Close: how far we are, what needs you, and the read-back."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.closing.close_page import ClosePage
from mdt_desktop.services.closing.closing import NEEDS_YOU, Check
from mdt_desktop.services.closing.reading_back import OwnerActions
from ui.huddle.close.check_list import CheckList
from ui.huddle.close.check_rows import ROW_INSET
from ui.huddle.close.fixes import DateFix, Fix, LateFix, OutcomeFix, OwnerFix, ReviewFix
from ui.huddle.close.readback_rows import ReadbackDelegate, can_say_yes, readback_model
from ui.theme import theme, u
from ui.widgets.boxes import Column
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.row_list import RowList
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

LOW = 760  # px of the pane, below which the read-back would begin out of sight


class ChecksPane(QWidget):
    """`write` passes on what a fix wants done; `asked` a row that no field mends; `yes(owner)`."""

    write = Signal(object, tuple, dict, str)
    asked = Signal(object)
    yes = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.checks = CheckList()
        self.readback = RowList("Read back", readback_model(), ReadbackDelegate())
        self.readback.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view: ClosePage | None = None
        self._heading, self._summary = Text("", "h2"), Text("", "body", colour="text2", wrap=True)
        self._bar = ProgressBar("Done before signing", tone="green")
        self._read_heading = Text("Read back", "h2")
        self._read_words = Text("", "body", colour="text2", wrap=True)
        # The rows hold their words as far in as these: a current row is wider than what it says.
        before = Column(margin=(ROW_INSET, 0), gap=6).add(self._heading, self._summary, 2, self._bar)
        read = Column(margin=(ROW_INSET, 0), gap=6).add(self._read_heading, self._read_words)
        self._scroll = ScrollPage(margin=(10, 18, 8, 18), gap=6)
        self._scroll.body.add(before, 4, self.checks, 14, read, 2, self.readback, None)
        Column(self, gap=0).addWidget(self._scroll)
        self.checks.asked.connect(self._open)
        self.readback.chosen.connect(self._say_yes)
        self.readback.part_pressed.connect(lambda owner, _part: self._say_yes(owner))
        for view in (self.checks, self.readback):
            view.current_changed.connect(lambda _row, view=view: self._keep_in_sight(view))
        self.checks.grew.connect(lambda: self._keep_in_sight(self.checks))
        theme().changed.connect(self._fit)

    def show_page(self, page: ClosePage) -> None:
        """Everything as it stands."""
        self._view = page
        view = page.view
        self._heading.setText(view.heading)
        self._summary.setText(view.summary)
        self._bar.set_progress(view.done, len(view.checks))
        self.checks.show_checks(view.checks)
        fresh = not self.readback.rows.rows
        self.readback.set_rows(page.owners)
        waiting = sum(can_say_yes(owner) for owner in page.owners)
        if fresh:
            self._go_to_next_owner()
        self._read_words.setText(_readback_words(page.owners, waiting))
        self._fit()

    def to_top(self) -> None:
        """Begin at the heading."""
        self._scroll.verticalScrollBar().setValue(0)

    def confirm_next(self) -> None:
        """Y: the current owner says yes, else the next one who has not."""
        current = self.readback.current_row()
        waiting = [owner for owner in self.readback.rows.rows if can_say_yes(owner)]
        if current is not None and can_say_yes(current):
            self._say_yes(current)
        elif waiting:
            self._say_yes(waiting[0])

    def go_to_first_gap(self) -> bool:
        """The first row that needs you becomes current and has the focus."""
        found = self.checks.go_to_first_gap()
        if found:
            self.checks.setFocus(Qt.FocusReason.OtherFocusReason)
            self._keep_in_sight(self.checks)
        return found

    def unfinished(self) -> QWidget | None:
        """The list with something left to do; None when all is ticked and everybody has said yes."""
        if self._view is None or any(row.state == NEEDS_YOU for row in self.checks.rows.rows):
            return self.checks
        return self.readback if any(map(can_say_yes, self.readback.rows.rows)) else None

    def open_current(self) -> None:
        """As Enter on the current row."""
        row = self.checks.current_row()
        if row is not None and row.button:
            self._open(row)

    def _say_yes(self, owner: OwnerActions) -> None:
        if can_say_yes(owner):
            self.yes.emit(owner)
            self._go_to_next_owner(self.readback.rows.rows.index(owner))

    def _go_to_next_owner(self, after: int = -1) -> None:
        """The next one below who has not said yes, else the first."""
        waiting = [at for at, one in enumerate(self.readback.rows.rows) if at != after and can_say_yes(one)]
        if waiting:
            goal = next((at for at in waiting if at > after), waiting[0])
            self.readback.setCurrentIndex(self.readback.rows.index(goal))

    def _open(self, check: Check) -> None:
        fix = self._fix_for(check)
        if fix is None:
            self.asked.emit(check)
            return
        fix.write.connect(self._write)
        self.checks.open_fix(check, fix)

    def _write(
        self, service: object, args: tuple[object, ...], options: dict[str, object], words: str
    ) -> None:
        self.checks.setFocus(Qt.FocusReason.OtherFocusReason)
        self.write.emit(service, args, options, words)

    def _fix_for(self, check: Check) -> Fix | None:
        assert self._view is not None
        day = self._view.view.huddle.day or date.min
        if check.code == "action_owner":
            return OwnerFix(check, self._view.choices)
        if check.code == "action_date":
            return DateFix(check, self._view.next_day, day)
        if check.code == "outcome":
            return OutcomeFix(check)
        if check.code == "reviews":
            return ReviewFix(check, day)
        return LateFix(check, self._view.next_day) if check.code == "late_actions" else None

    def _keep_in_sight(self, view: RowList) -> None:
        rect = view.visualRect(view.currentIndex())
        if view.hasFocus() or view.isAncestorOf(self.focusWidget()):
            for y in (rect.bottom(), rect.top()):
                point = view.viewport().mapTo(self._scroll.widget(), QPoint(0, y))
                self._scroll.ensureVisible(0, point.y(), 0, u(40))

    def _keep_all_in_sight(self) -> None:
        for view in (self.checks, self.readback):
            self._keep_in_sight(view)

    def _fit(self) -> None:
        self.checks.fit()
        self.readback.setFixedHeight(self.readback.content_height() + 2)
        self._read_heading.setVisible(bool(self.readback.rows.rows))
        self._read_words.setVisible(bool(self.readback.rows.rows))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self.checks.set_low(self.height() < u(LOW))
        self._fit()
        QTimer.singleShot(0, self, self._keep_all_in_sight)  # once the rows have their new places


def _readback_words(owners: list[OwnerActions], waiting: int) -> str:
    if waiting:
        people = "1 person here has" if waiting == 1 else f"{waiting} people here have"
        return f"Read each one out. {people} yet to say yes."
    here = any(owner.here for owner in owners)
    return "Everybody here has said yes." if here else "Nobody who owns an action is here."
