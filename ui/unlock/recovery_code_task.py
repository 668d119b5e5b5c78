"""The recovery code, shown once: print it or save it, then go on."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QWidget

from ui.unlock.task import Task
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.checkbox import CheckBox
from ui.widgets.message import Message
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

_PAPER = """MDT Desktop: recovery code

{code}

This code opens the team’s cases on this laptop if the passphrase is forgotten.
{team}Keep it where only you, or your team’s information governance lead, can reach it; not with the laptop.
"""
_TEAM_PAPER = """\
Where no other admin is left, it also brings the team back on another laptop if this one is lost.

Team’s id, which is asked for where the team is on a hub:
{id}

"""
MINE = "If you forget your passphrase, only this code opens your cases. Nobody can send it again."
TEAMS = (
    "If you forget your passphrase, only this code opens your cases. If this laptop is lost, it brings the "
    "team back on another. Nobody can send it again."
)


class RecoveryCodeTask(Task):
    """`confirmed` once the person says it is kept somewhere safe.

    `team` is the id of a team that was founded with the code; `news` (title, text) is told above it.
    """

    confirmed = Signal()

    def __init__(
        self, code: str, *, team: str = "", go_on: str = "Open my team", news: tuple[str, str] | None = None
    ) -> None:
        super().__init__("Keep your recovery code", TEAMS if team else MINE, width=560)
        self._paper = _PAPER.format(code=code, team=_TEAM_PAPER.format(id=team) if team else "")
        self.code = Text(code, "h2", wrap=True)
        self.code.setAccessibleName(f"Recovery code: {code}")
        box = QFrame()
        set_surface(box, "quote")
        Column(box, margin=18).add(self.code)
        self.print = Button("Print it", icon="printer")
        self.save = Button("Save it to a file", icon="save")
        self.kept = CheckBox("I have printed it or saved it somewhere safe")
        self.message = Message("amber", "")
        self.message.hide()
        self.go_on = Button(go_on, kind="primary", large=True)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.go_on.clicked.connect(self._go_on)
        if news is not None:
            self.content.add(Message("green", *news))
        self.content.add(box, Row().add(self.print, self.save, None), 8, self.kept, self.message, 4)
        self.content.add(Row().add(None, self.go_on))

    def first_focus(self) -> QWidget:
        return self.print

    def _go_on(self) -> None:
        if self.kept.isChecked():
            self.confirmed.emit()
            return
        self.message.set_message("amber", "Print or save the code first", "Then tick the box above.")
        self.message.show()
        self.kept.setFocus()

    def _print(self) -> None:
        # Loaded only here: the printing system takes a while to start.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: QTextDocument(self._paper).print_(printer))
        QDialog.open(dialog)  # Qt's print dialog hides it behind another of that name

    def _save(self) -> None:
        dialog = QFileDialog(self, "Save the recovery code", "recovery-code.txt", "Text (*.txt)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the code as a small text file."""
        try:
            Path(path).write_text(self._paper, encoding="utf-8")
        except OSError:
            self.message.set_message("red", "The file could not be written", "Choose another folder.")
        else:
            self.message.set_message("green", "Saved", "Move the file off this laptop, then delete it here.")
        self.message.show()
