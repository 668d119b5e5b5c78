"""Close: mend what is missing, read back, see the minutes as they will be, sign."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mdt_desktop.refused import Locked, Refused
from mdt_desktop.services import profile, undo
from mdt_desktop.services.closing import close_page, closing, reading_back, signing
from mdt_desktop.services.closing.close_page import ClosePage as ClosePageView
from mdt_desktop.services.closing.closing import Check
from mdt_desktop.services.closing.reading_back import OwnerActions
from mdt_desktop.services.minutes import minutes_page
from mdt_desktop.services.minutes.minutes_page import Paper
from mdt_desktop.services.session import ZONE
from ui.huddle.close.checks_pane import ChecksPane
from ui.huddle.close.sign_pane import SignPane
from ui.huddle.steps import CLOSE, RUN, huddle_steps, huddle_title
from ui.jobs import Jobs
from ui.minutes.paper_pane import PaperPane
from ui.minutes.saving import PdfSaver
from ui.page import FULL, NARROW, Page, Step
from ui.theme import theme, u
from ui.widgets.boxes import Column
from ui.widgets.chip import Chip
from ui.widgets.part_choice import PartChoice
from ui.widgets.segmented import Segmented
from ui.widgets.separator import Separator

TOUCHING = (
    "huddle",
    "agenda_item",
    "discussion",
    "action",
    "attendance",
    "basis",
    "case",
    "person",
    "minutes",
)
PANES = (("checks", "Checklist"), ("minutes", "Minutes"), ("sign", "Sign"))
ANY_WIDTH = 16777215  # Qt’s own “no limit”
WRONG = "That passphrase does not open this profile. Nothing was signed."


class ClosePage(Page):
    """`enter(huddle=id)`."""

    nav = "huddles"
    compact_nav = True

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.page: ClosePageView | None = None
        self._huddle = ""
        self.checks, self.sign_off = ChecksPane(), SignPane()
        self.paper = PaperPane(jobs, "Minutes")
        self.saver = PdfSaver(self, jobs)
        self.signed = Chip("Signed", "green", "signature", large=True, parent=self)
        self.shown_pane = Segmented(PANES, name="Part of the page", current="checks")
        self._lay_out()
        self._connect()
        self._add_keys()

    def title(self) -> str:
        return huddle_title(self.page.view.huddle if self.page else None)

    def steps(self) -> list[Step]:
        return huddle_steps(self.page.view.huddle, CLOSE) if self.page else []

    def chips(self) -> list[QWidget]:
        return [self.signed] if self.page and self.page.view.signed_at else []

    def first_focus(self) -> QWidget:
        """What is unfinished: a row that needs you, an owner who has to say yes, the signature."""
        return self.checks.unfinished() or self.sign_off.first_focus()

    def panes(self) -> list[QWidget]:
        return [self.checks, self.paper, self.sign_off]

    def enter(self, huddle: str = "") -> None:
        if huddle != self._huddle:
            self.page = None
            self.paper.wait()
            self.sign_off.forget()
        self._huddle = huddle
        self.checks.to_top()
        self.sharing_changed()
        self._load()

    def leave(self) -> None:
        self.sign_off.forget()

    def changed(self, changed: Any) -> None:
        if changed.touches(*TOUCHING):
            self._load()

    def sharing_changed(self) -> None:
        self.paper.set_sharing(self.sharing)

    def width_changed(self) -> None:
        narrow = self.width_class == NARROW
        self.shown_pane.setVisible(narrow)
        for key, pane in zip(dict(PANES), self.panes(), strict=True):
            pane.setVisible(not narrow or key == self.shown_pane.current())
        for pane, wide, less in ((self.checks, 420, 392), (self.sign_off, 312, 276)):
            width = u(wide if self.width_class == FULL else less)
            pane.setMinimumWidth(0 if narrow else width)
            pane.setMaximumWidth(ANY_WIDTH if narrow else width)

    def _load(self) -> None:
        self.jobs.ask(close_page.close_page, self._huddle, done=self._show, key="page")
        self.jobs.ask(minutes_page.paper, self._huddle, done=self._show_paper, key="paper")

    def _show(self, page: ClosePageView) -> None:
        first = self.page is None
        self.page = page
        self.checks.show_page(page)
        self.sign_off.show_page(page)
        if page.view.signed_at:
            self.signed.set_chip(f"Signed {page.view.signed_at.astimezone(ZONE):%H:%M}", "green", "signature")
        if first:
            self.checks.checks.go_to_first_gap()
            if self.isVisible():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.header_changed.emit()

    def _show_paper(self, paper: Paper) -> None:
        self.paper.show_paper(paper)

    # What is done

    def _write(self, service: Any, args: tuple[Any, ...], options: dict[str, Any], words: str) -> None:
        self.jobs.do(service, *args, **options, done=lambda _answer: self._did(words), receiver=self)

    def _did(self, words: str) -> None:
        self.say.emit(words, self._undo)
        self.checks.checks.go_to_first_gap()

    def _undo(self) -> None:
        self.jobs.do(undo.undo, receiver=self)

    def _ask(self, check: Check) -> None:
        """A row that is mended elsewhere, or at once."""
        assert self.page is not None
        if check.code == "attendance" and check.button:
            words = "Marked as absent"
            self._write(closing.mark_absent, (self.page.view.huddle,), {}, words)
        elif check.code == "covered":
            self.go.emit(RUN, {"huddle": self._huddle})
        elif check.case_id:
            self.go.emit("record", {"case": check.case_id})

    def _say_yes(self, owner: OwnerActions) -> None:
        assert self.page is not None
        words = f"{owner.name} accepts all"
        self._write_quietly(reading_back.confirm, (self.page.view.huddle, owner.owner_id), words)

    def _write_quietly(self, service: Any, args: tuple[Any, ...], words: str) -> None:
        self.jobs.do(service, *args, done=lambda _answer: self.say.emit(words, self._undo), receiver=self)

    def _gaps_to_chair(self) -> None:
        assert self.page is not None
        words = "The gaps are with the chair"
        self._write(closing.settle_gaps_to_chair, (self.page.view.huddle,), {}, words)

    def _sign(self, passphrase: str) -> None:
        if self.page is None:
            return
        if self.page.view.gaps:
            if self.width_class == NARROW:
                self.shown_pane.set_current("checks")
                self.width_changed()
            self.checks.go_to_first_gap()
            self.announce.emit(f"Not signed yet. {self.page.view.gaps[0].words}")
            self.checks.open_current()
        elif not passphrase:
            self.sign_off.ask_passphrase("Type your passphrase to sign.")
        elif not self.sign_off.waits():
            self.sign_off.set_busy(True)
            self.jobs.do(
                signing.sign, self.page.view.huddle, passphrase, done=self._signed, failed=self._not_signed
            )

    def _signed(self, _minutes: object) -> None:
        self.sign_off.forget()
        self.say.emit("Signed. These are the minutes now; changes are made as amendments", None)
        self.go.emit("minutes", {"huddle": self._huddle})

    def _not_signed(self, refused: Refused) -> None:
        if isinstance(refused, Locked):
            self.jobs.ask(_wait, done=lambda seconds: self.sign_off.wait(WRONG, seconds), receiver=self)
        else:
            self.sign_off.set_busy(False)
            self.complain.emit(str(refused))

    def _save_draft(self) -> None:
        if self.page is not None:
            self.saver.save(self.page.view.huddle, 0)

    # How it is made

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.checks)
        row.addWidget(Separator(vertical=True))
        row.addWidget(self.paper, 1)
        row.addWidget(Separator(vertical=True))
        row.addWidget(self.sign_off)
        column = Column(self, gap=0).add(PartChoice(self.shown_pane))
        column.addLayout(row, 1)
        self.shown_pane.hide()
        self.signed.hide()
        theme().changed.connect(self.width_changed)
        self.width_changed()

    def _connect(self) -> None:
        self.checks.write.connect(self._write)
        self.checks.asked.connect(self._ask)
        self.checks.yes.connect(self._say_yes)
        self.sign_off.sign.connect(self._sign)
        self.sign_off.gaps_to_chair.connect(self._gaps_to_chair)
        self.sign_off.save_draft.connect(self._save_draft)
        self.sign_off.open_minutes.connect(lambda: self.go.emit("minutes", {"huddle": self._huddle}))
        self.sign_off.back_to_huddle.connect(lambda: self.go.emit(RUN, {"huddle": self._huddle}))
        self.shown_pane.chosen.connect(lambda _key: self.width_changed())

    def _add_keys(self) -> None:
        self.add_keys("J K", "Move")
        self.add_keys("Return", "Fix this")
        self.add_keys("Y", "This owner accepts", self.checks.confirm_next, icon="check")
        self.add_keys("Ctrl+S", "Save draft PDF", self._save_draft, icon="file-down")
        self.add_keys("Ctrl+Return", "Sign", self.sign_off.press_sign, icon="signature")


def _wait(session: Any) -> float:
    """Seconds until a passphrase may be tried again."""
    return profile.wait_seconds(session.home)
