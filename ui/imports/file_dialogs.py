"""The dialogs that name a file: opened over the page, never waited for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

KINDS = "Case lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.xlsb *.ods);;All files (*)"


def choose_file(page: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Ask which file to import."""
    dialog = QFileDialog(page, "Choose a case list", "", KINDS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def save_as(page: QWidget, name: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask where to save a list of problems."""
    dialog = QFileDialog(page, "Save list of problems", name, "CSV (*.csv)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    return _open(dialog, then)


def _open(dialog: QFileDialog, then: Callable[[Path], object]) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
