"""A bug, told in plain words, with a report that holds nobody's details."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ui.crash import CrashReport
from ui.theme import u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.text import Text

TITLE = "Something in the application went wrong"


class CrashDialog(QDialog):
    """Saves the report at once and shows it; closing goes on working."""

    def __init__(self, report: CrashReport, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("MDT Desktop")
        self.setAccessibleName(TITLE)
        shown = QPlainTextEdit(report.text())
        shown.setReadOnly(True)
        shown.setAccessibleName("Report")
        shown.setMinimumHeight(u(200))
        close = Button("Go on working", kind="primary")
        close.clicked.connect(self.accept)
        Column(self, margin=24, gap=12).add(
            Text(TITLE, "h2"),
            Text(
                "What you did before is saved. The last step may not be done: check it, and try again.",
                "body",
                wrap=True,
            ),
            Text(
                f"{_saved(report, folder)} It names no person and no case.", "meta", colour="text2", wrap=True
            ),
            shown,
            Row().add(None, close),
        )
        self.resize(u(620), u(420))
        close.setFocus()


def _saved(report: CrashReport, folder: Path) -> str:
    try:
        return f"A report for whoever looks after the application is in {report.save(folder)}."
    except OSError:
        return "The report could not be written to the disk; it can be copied from here."
