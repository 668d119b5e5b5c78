"""Where in the neighbourhood somebody lives: typed, with the places the team knows offered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from mdt_desktop.services.cases.case_page import Surroundings
from ui.widgets.field import Field


def locality_field(around: Surroundings, chosen: str = "") -> Field:
    """A new team knows no place yet, so any word is taken."""
    edit = QLineEdit(chosen)
    completer = QCompleter(list(around.localities), edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    edit.setCompleter(completer)
    return Field("Locality", edit)
