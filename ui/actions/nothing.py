"""What stands in place of an empty list of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.actions.action_page import ActionsView
from ui.actions.grouping import EVERY_TEAM
from ui.widgets.boxes import Column
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class Nothing(QWidget):
    """One line that says what is true, one that says what comes next."""

    def __init__(self) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title, self.text = Text("", "h2", 600, wrap=True), Text("", colour="text2", wrap=True)
        column = Column(self, margin=24, gap=8).add(None)
        column.addWidget(Icon("circle-check", "green", 24), alignment=middle)
        for words in (self.title, self.text):
            words.setAlignment(middle)
            column.add(words)
        column.add(None, None)

    def show_why(self, view: ActionsView, scope: str, text: str) -> None:
        """The words for this scope and filter."""
        title, said = nothing_words(view, scope, text)
        self.title.setText(title)
        self.text.setText(said)


NOTHING_ANYWHERE = ("Nothing due from you in any team", "Actions of the team that shows are under Team.")


def nothing_words(view: ActionsView, scope: str, text: str) -> tuple[str, str]:
    """ "Nothing late. 4 due today", "Nothing due from you", and what else there is."""
    board = view.board
    if text.strip():
        return "No action holds these words", "Empty the filter to see them all."
    if scope == EVERY_TEAM:
        return NOTHING_ANYWHERE
    if scope == "late" and board.rows:
        return f"Nothing late. {board.today} due today", f"{len(board.rows)} open in all."
    if scope == "mine" and board.rows:
        return "Nothing due from you", f"The team has {len(board.rows)} open actions."
    return "Nothing is open", "Actions agreed in a huddle come here. N adds one between huddles."
