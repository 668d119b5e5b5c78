"""Import: choose a file, match its columns, check its people, take them in, take them back."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.services.imports.import_preview import Preview
from mdt_desktop.services.imports.importing import OpenedFile, UndoneImport
from ui.imports.choose_step import ChooseStep
from ui.imports.done_step import DoneStep
from ui.imports.file_dialogs import choose_file, save_as
from ui.imports.file_drop import FileDrop
from ui.imports.left_open import LeftOpen, Matching
from ui.imports.progress_lines import ProgressLines
from ui.imports.readiness import name_to_import
from ui.imports.review_step import ReviewStep
from ui.imports.steps import CHOOSE, DONE, HINTS, MATCH, PEOPLE, REVIEWING, steps_shown
from ui.imports.wording import checked_words, counted, kept_words
from ui.imports.work import CHECKING, IMPORTING, READING, ImportWork
from ui.jobs import Jobs
from ui.page import NARROW, Page, Step
from ui.widgets.boxes import Column
from ui.widgets.surface import set_surface

TOUCHES = ("person", "case", "note", "team", "member")


class ImportPage(Page):
    """Shows the steps; `ImportWork` does the work."""

    nav = "import"
    compact_nav = True

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.step = CHOOSE
        self.work, self.left = ImportWork(jobs, self), LeftOpen(jobs, self)
        self.choose, self.review, self.end = ChooseStep(), ReviewStep(), DoneStep()
        self._stack = QStackedWidget()
        for widget in (self.choose, self.review, self.end):
            self._stack.addWidget(widget)
        Column(self, gap=0).add(self._stack)
        set_surface(self, "canvas")
        self.drop = FileDrop(self)
        lines = {
            self.choose.progress: (READING,),
            self.review.people.progress: (READING, CHECKING),
            self.end.progress: (IMPORTING,),
        }
        self.progress = ProgressLines(lines, self.work.cancel)
        self._connect()
        self._add_keys()

    # What the shell asks

    def title(self) -> str:
        return "Import people"

    def steps(self) -> list[Step]:
        return steps_shown(self.step, finished=self.work.result is not None)

    def hints(self) -> list[tuple[str, str]]:
        return HINTS[self.step]

    def first_focus(self) -> QWidget | None:
        if self.step == CHOOSE:
            return self.choose.drop.button
        if self.step == DONE:
            return self.end.cases
        return self.review.mapping if self.step == MATCH else self.review.people.table

    def panes(self) -> list[QWidget]:
        if self.step in REVIEWING:
            return [self.review.mapping, self.review.people, self.review.outcome]
        return [self.choose if self.step == CHOOSE else self.end]

    def enter(self, step: str = "", **_: Any) -> None:
        self.work.earlier.read()
        if self.work.doing == IMPORTING:
            return
        if self.work.file is None:
            self.left.ask()
        if self.work.result is not None and step != DONE:
            self._start_again()
        elif step and (step == CHOOSE or (self.work.file is not None and step != DONE)):
            self._show(step)
        elif step == DONE and self.work.result is None:
            self._import()
        if self.step in REVIEWING and not step:
            self.work.recheck()

    def leave(self) -> None:
        """The matching outlives a lock: the file is offered again."""
        self.left.keep(self.work.matching())

    def changed(self, changed: Any) -> None:
        if changed.touches("import_batch"):
            self.work.earlier.read()
        if changed.touches(*TOUCHES) and self.step in REVIEWING:
            self.work.recheck()

    def sharing_changed(self) -> None:
        self.review.set_sharing(self.sharing)

    def width_changed(self) -> None:
        self.review.set_narrow(self.width_class == NARROW)

    # A file

    def ask_for_file(self) -> None:
        """Open the dialog that names a file."""
        choose_file(self, self.open_file)

    def open_file(self, path: Path) -> None:
        """Read a file, chosen or dropped."""
        if self.work.doing == IMPORTING:
            return
        self.choose.say("")
        self.choose.say_done("", "")
        self.work.open(path)

    def _offer_to_go_on(self, left: Matching) -> None:
        if self.work.file is None:
            self.choose.show_file(left.name)

    def _go_on(self) -> None:
        """Back to the file that is open, or that was when the application locked."""
        if self.work.file is not None:
            self._show(MATCH)
        elif self.left.matching is not None:
            self.choose.say("")
            self.work.go_on(self.left.matching)

    # What the work tells

    def _opened(self, opened: OpenedFile) -> None:
        self.left.forget()
        self.review.show_file(opened, self.work.columns)
        self.choose.show_file(opened.path.name)
        self._show(MATCH)

    def _matched(self) -> None:
        self.review.show_columns(self.work.columns)
        self.review.outcome.show_checking()

    def _checked(self, preview: Preview) -> None:
        self.review.show_preview(preview)
        self.announce.emit(checked_words(preview.counts))

    def _refused(self, sentence: str) -> None:
        if self.step in REVIEWING:
            self.review.say(sentence)
            self.review.outcome.show_preview(self.work.preview)
        elif self.step == CHOOSE:
            self.choose.say(sentence)
        elif self.work.result is None:
            self._show(PEOPLE)
            self.review.say(sentence)
        else:
            self.complain.emit(sentence)

    def _progressed(self, words: str, done: int, total: int) -> None:
        if words == self.work.doing:
            self.progress.show(words, done, total)

    def _kept_nothing(self) -> None:
        self.announce.emit("Cancelled. Nothing was kept.")
        if self.step == DONE:
            self._show(PEOPLE)
            self.say.emit("Import cancelled. Nothing was kept.", None)
            self.work.recheck()

    def _taken(self) -> None:
        result, opened, preview = self.work.result, self.work.file, self.work.preview
        if result is None or opened is None or preview is None:
            return
        problems = bool(preview.checked.rejected or preview.checked.warnings)
        self.end.show_result(result, opened.path.name, problems)
        if self.review.outcome.options.delete.isChecked():
            self.work.delete_file(opened.path)
        self.announce.emit(self.end.title.text())
        self.header_changed.emit()
        self.end.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undone(self, answer: UndoneImport) -> None:
        self._start_again()
        taken_back = counted(answer.undone, "record")
        self.choose.say_done(f"Import undone: {taken_back} taken back", kept_words(answer))

    # What somebody does

    def _import(self) -> None:
        """Take the people in, or say what stands in the way."""
        if self.step == DONE:
            if self.work.result is not None:
                self._to_cases()
            return
        if self.step == CHOOSE:
            self.announce.emit("There is nothing to import yet")
            return
        name = name_to_import(self.work, self.review, self.announce.emit)
        if name is not None:
            self.end.show_importing()
            self._show(DONE)
            self.work.take(name)

    def _next_problem(self) -> None:
        if self.step in REVIEWING and not self.review.next_problem():
            self.announce.emit("That was the last problem")

    def _show_list(self, name: str) -> None:
        self._show(PEOPLE)
        self.review.show_list(name)

    def _escape(self) -> None:
        if self.work.doing in (READING, IMPORTING):
            self.work.cancel()
        elif self.step in REVIEWING:
            self._back()

    def _back(self) -> None:
        self._show(MATCH if self.step == PEOPLE else CHOOSE)

    def _to_cases(self) -> None:
        self.go.emit("cases", {"view": "proposed"})

    def _save_problems(self) -> None:
        if self.work.file is not None:
            save_as(self, f"{self.work.file.path.stem} problems.csv", self._save_to)

    def _save_to(self, path: Path) -> None:
        self.work.save_problems(path, lambda saved: self.say.emit(f"Saved as {saved.name}", None))

    def _undo_last(self) -> None:
        if self.work.result is not None:
            self.work.earlier.undo(self.work.result.batch)

    def _start_again(self) -> None:
        self.left.forget()
        self.work.close()
        self.choose.say("")
        self.choose.show_file("")
        self._show(CHOOSE)

    def _show(self, step: str) -> None:
        self.step = step
        shown = {CHOOSE: self.choose, DONE: self.end}.get(step, self.review)
        self._stack.setCurrentWidget(shown)
        if shown is self.review:
            self.review.show_step(step)
        self.header_changed.emit()
        if self.isVisible() and (focus := self.first_focus()) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _connect(self) -> None:
        work, review, outcome = self.work, self.review, self.review.outcome
        self.drop.dropped.connect(self.open_file)
        self.drop.over.connect(self.choose.drop.set_over)
        work.opened.connect(self._opened)
        work.matched.connect(self._matched)
        work.checked.connect(self._checked)
        work.refused.connect(self._refused)
        work.progressed.connect(self._progressed)
        work.ended.connect(self.progress.end)
        work.kept_nothing.connect(self._kept_nothing)
        work.taken.connect(self._taken)
        work.earlier.undone.connect(self._undone)
        work.earlier.listed.connect(self.choose.show_batches)
        self.left.offered.connect(self._offer_to_go_on)
        self.choose.choose.connect(self.ask_for_file)
        self.choose.resume.connect(self._go_on)
        self.choose.batches.undo.connect(work.earlier.undo)
        review.bar.change.connect(self.ask_for_file)
        review.bar.sheet_chosen.connect(work.open_sheet)
        review.bar.saved_chosen.connect(self._match_as)
        review.columns.chosen.connect(self._match)
        outcome.options.free_text.connect(work.match_free_text)
        outcome.options.dates.answered.connect(work.set_order)
        outcome.shown.connect(self._show_list)
        outcome.wanted.connect(self._import)
        outcome.back.connect(self._back)
        outcome.saved.connect(self._save_problems)
        self.end.to_cases.connect(self._to_cases)
        self.end.undo.connect(self._undo_last)
        self.end.save.connect(self._save_problems)
        self.end.another.connect(self._start_again)

    def _match(self, column: str, field: str) -> None:
        self.review.bar.show_used("")
        self.work.match(column, field or None)

    def _match_as(self, name: str) -> None:
        self.review.bar.show_used(name)
        self.work.match_as(name)

    def _add_keys(self) -> None:
        self.add_keys("Alt+Down", "Choose where a column goes", self.review.choose_field)
        self.add_keys("N", "Next problem", self._next_problem, icon="triangle-alert")
        self.add_keys("Ctrl+Return", "Import", self._import, icon="file-up")
        self.add_keys("Ctrl+O", "Choose a file", self.ask_for_file, icon="folder-open")
        self.add_keys("Esc", "Cancel, keep nothing", self._escape)
