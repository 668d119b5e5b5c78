"""Minutes: every huddle that has some, and one huddle's pages to read, save, print and amend."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.records import Minutes
from mdt_desktop.services import drafts
from mdt_desktop.services.closing import signing
from mdt_desktop.services.minutes import minutes_page
from mdt_desktop.services.minutes.minutes_page import MinutesRow, MinutesView, Paper
from ui.jobs import Jobs
from ui.minutes.minutes_rows import LOOKS, MinutesDelegate, clock_time, counted, minutes_model
from ui.minutes.print_run import PrintRun
from ui.minutes.printing import there_is_a_printer
from ui.minutes.saving import PdfSaver
from ui.minutes.viewer import Viewer
from ui.page import Page
from ui.theme import theme
from ui.widgets.boxes import Column
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_list import RowList

IN_A_DRAFT = ("minutes", "huddle", "discussion", "action", "attendance")
EMPTY = "When a huddle has ended, its minutes are here: the draft first, then every signed version."


class MinutesPage(Page):
    """`enter()` lists every huddle with minutes, `enter(huddle=id)` opens one."""

    nav = "minutes"
    compact_nav = True

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.view: MinutesView | None = None
        self._huddle = ""
        self._version: int | None = None
        self._rows: list[MinutesRow] = []
        self.list = RowList("Minutes", minutes_model(), MinutesDelegate())
        self.viewer = Viewer(jobs)
        self.paper = self.viewer.paper
        self.saver, self.printing = PdfSaver(self, jobs), PrintRun(self, jobs)
        self.state = Chip("Signed", "green", "signature", large=True, parent=self)
        self._empty = EmptyState("file-text", "No minutes yet", EMPTY)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._add_keys()

    def title(self) -> str:
        day = self.view.huddle.day if self.view and self._huddle else None
        return f"Minutes, {short_day(day)}" if day else "Minutes"

    def context(self) -> str:
        if self._huddle and self.view:
            return f"{self.view.team} · {counted(self.view.row)}"
        count = len(self._rows)
        return "" if self._huddle or not count else "1 huddle" if count == 1 else f"{count} huddles"

    def chips(self) -> list[QWidget]:
        return [self.state] if self._huddle and self.view else []

    def hints(self) -> list[tuple[str, str]]:
        return super().hints() if self._huddle else [("J K", "Move"), ("Return", "Open")]

    def first_focus(self) -> QWidget:
        return self.viewer.details.first_focus() if self._huddle else self.list

    def panes(self) -> list[QWidget]:
        return [self.viewer.details, self.paper] if self._huddle else [self.list]

    def enter(self, huddle: str = "") -> None:
        if huddle != self._huddle or not huddle:
            self._keep_typed()
            self.viewer.details.amend_form.forget()
            self.view, self._version = None, None
            self.viewer.details.close_form()
            self.paper.wait()
        self._huddle = huddle
        self._stack.setCurrentWidget(self.viewer if huddle else self._list_page)
        self.sharing_changed()
        self._load()
        if huddle:
            self._load_paper(from_the_top=True)
            self.jobs.ask(there_is_a_printer, done=self.viewer.show_printer, key="printer", receiver=self)

    def leave(self) -> None:
        self._keep_typed()
        self.viewer.details.save_form.forget()

    def changed(self, changed: Any) -> None:
        if changed.touches("minutes", "huddle", "issue", "agenda_item", "action"):
            self._load()
        draft = self.view is not None and not self.view.row.version
        if self._huddle and draft and changed.touches(*IN_A_DRAFT):
            self._load_paper()

    def sharing_changed(self) -> None:
        self.paper.set_sharing(self.sharing)

    def width_changed(self) -> None:
        self.viewer.show_width(self.width_class)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._huddle:
            if not self.viewer.details.close_form():
                self._show_all()
        else:
            super().keyPressEvent(event)

    def _load(self) -> None:
        if self._huddle:
            self.jobs.ask(minutes_page.minutes_view, self._huddle, done=self._show, key="view")
        else:
            self.jobs.ask(minutes_page.minutes_rows, done=self._show_rows, key="rows")

    def _load_paper(self, *, from_the_top: bool = False) -> None:
        self.jobs.ask(
            minutes_page.paper,
            self._huddle,
            self._version,
            done=lambda paper: self._show_paper(paper, from_the_top),
            key="paper",
            receiver=self,
        )

    def _show_rows(self, rows: list[MinutesRow]) -> None:
        self._rows = rows
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.header_changed.emit()

    def _show(self, view: MinutesView) -> None:
        first = self.view is None
        self.view = view
        newest = view.versions[0].version
        shown = newest if self._version is None else self._version
        self.viewer.details.show_view(view, shown)
        words, tone, icon = LOOKS.get(view.row.status, (view.row.status_label, "neutral", ""))
        at = view.row.huddle.signed_at
        self.state.set_chip(f"{words} {clock_time(at)}" if at else words, tone, icon)
        if first:
            self.jobs.ask(drafts.kept, self._place(), done=self.viewer.details.amend_form.restore)
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.header_changed.emit()

    def _show_paper(self, paper: Paper, from_the_top: bool) -> None:
        self.paper.show_paper(paper, from_the_top=from_the_top)

    # What is done

    def _open(self, row: MinutesRow) -> None:
        self.go.emit("minutes", {"huddle": row.huddle.id})

    def _show_all(self) -> None:
        self.go.emit("minutes", {})

    def _choose_version(self, version: int) -> None:
        self._version = version
        self._load_paper(from_the_top=True)

    def _ask_save(self) -> None:
        """Ctrl S opens the form, and from the form goes on to the file dialog."""
        if self.view is None:
            return
        if self.viewer.details.form() is self.viewer.details.save_form:
            self.viewer.details.save_form.send()
            return
        self.viewer.show_details()
        self.viewer.details.open_form(self.viewer.details.save_form)

    def _save(self, passphrase: str) -> None:
        if self.view is not None:
            self.viewer.details.close_form()
            self.saver.save(self.view.huddle, self._shown_version(), passphrase)

    def _print(self) -> None:
        if self.printing.running():
            self.printing.stop()
        elif self.view is not None:
            self.printing.ask(self.view.huddle, self._shown_version())

    def _ctrl_enter(self) -> None:
        """The page's main action, whichever form is open."""
        form = self.viewer.details.form()
        if self.view is not None and form is not None:
            form.send()

    def _amend(self, case: str, text: str, reason: str) -> None:
        if self.view is not None:
            self.jobs.do(
                signing.amend, self.view.huddle, case=case, text=text, reason=reason, done=self._amended
            )

    def _amended(self, minutes: Minutes) -> None:
        self.viewer.details.amend_form.forget()
        self._keep_typed()
        self.viewer.details.close_form()
        self._version = None
        self._load()
        self._load_paper()
        self.say.emit(
            f"Version {minutes.version} is made; version {minutes.version - 1} stays as it was", None
        )

    def _place(self) -> str:
        """Where a half-typed amendment of these minutes is kept."""
        return f"amend {self._huddle}"

    def _keep_typed(self) -> None:
        if self.view is not None:
            self.jobs.do(drafts.keep, self._place(), self.viewer.details.amend_form.half_typed())

    def _shown_version(self) -> int:
        assert self.view is not None
        return self.view.versions[0].version if self._version is None else self._version

    # How it is made

    def _lay_out(self) -> None:
        self._list_page = QWidget()
        column = Column(self._list_page, margin=(22, 16, 22, 0), gap=0)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self._empty.hide()
        self._stack.addWidget(self._list_page)
        self._stack.addWidget(self.viewer)
        Column(self, gap=0).addWidget(self._stack)
        self.state.hide()
        theme().changed.connect(self.width_changed)
        self.width_changed()

    def _connect(self) -> None:
        details = self.viewer.details
        self.list.chosen.connect(self._open)
        self.list.clicked.connect(lambda _index: self._open(self.list.current_row()))
        details.version_chosen.connect(self._choose_version)
        details.to_all.connect(self._show_all)
        details.to_close.connect(lambda: self.go.emit("close", {"huddle": self._huddle}))
        details.amend_form.amended.connect(self._amend)
        details.save_form.saved.connect(self._save)
        self.viewer.save_asked.connect(self._ask_save)
        self.viewer.print_asked.connect(self._print)
        self.printing.moved.connect(self.viewer.show_printing)
        self.printing.ended.connect(self.viewer.show_printed)

    def _add_keys(self) -> None:
        self.add_keys("PgUp PgDn", "Page")
        self.add_keys("Ctrl+P", "Print", self._print, icon="printer")
        self.add_keys("Ctrl+S", "Save PDF", self._ask_save, icon="download")
        self.add_keys("Ctrl+Return", "Make the amendment, or save", self._ctrl_enter, hint=False)
        self.add_keys("Esc", "All minutes")
