"""Why the team may share about somebody, as a sentence with a check-again date."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases.case_record import CaseView
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.due_words import day_words
from ui.widgets.icon import Icon
from ui.widgets.icon_button import IconButton
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

LOOKS = {
    "agreed": ("green", "circle-check"),
    "lawful": ("blue", "scale"),
    "no": ("red", "ban"),
    "ask": ("amber", "file-question-mark"),
}


class BasisCard(QFrame):
    """Its tone follows the basis: agreed, another lawful reason, no, or ask first."""

    change = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("circle-check", "green", 18)
        self._title = Text("", "meta", 600, wrap=True)
        self._words = Text("", "small", colour="text2", wrap=True)
        self.button = IconButton("pencil", "Change basis to share", size=28, icon_size=16)
        self.ask_button = Button("Record it", kind="link", icon="pencil")
        for button in (self.button, self.ask_button):
            button.clicked.connect(self.change)
        head = Row(gap=8).add(self._icon)
        head.addWidget(self._title, 1)
        head.add(self.button)
        column = Column(self, margin=(14, 7, 10, 11), gap=1).add(head, self._words)
        column.add(Row().add(self.ask_button, None))

    def show_case(self, view: CaseView, today: date) -> None:
        """The sentence for this case."""
        tone, icon = LOOKS[view.basis_group or "ask"]
        set_surface(self, tone)
        self._icon.set_icon(icon, tone)
        title, words = basis_words(view, today)
        self._title.setText(title)
        self._title.set_colour(tone)
        self._words.setText(words)
        self.ask_button.setVisible(view.basis_group == "ask")
        self.setAccessibleName(f"Basis to share: {title}. {words}")


def basis_words(view: CaseView, today: date) -> tuple[str, str]:
    """Bold line and plain line: what it is, then who said so, when, and when to check again."""
    basis = view.basis
    title = view.basis_label
    if basis is None or view.basis_group == "ask":
        return title, "Ask first. Direct care may go on with a reason."
    if basis.scope and view.basis_group == "agreed":
        title = f"{title} with {basis.scope[:1].lower()}{basis.scope[1:]}"
    given = f"Given by {basis.given_by}" if basis.given_by else "Recorded"
    when = f"{given}, {day_words(basis.given_on, today)}." if basis.given_on else f"{given}."
    check = ""
    if basis.review_due:
        words = "Should have been checked" if basis.review_due < today else "Check again"
        check = f"{words} by {day_words(basis.review_due, today)}."
    told = {True: "Told in advance.", False: "Not told in advance.", None: ""}[basis.told_in_advance]
    scope = f"Covers {basis.scope}." if basis.scope and view.basis_group != "agreed" else ""
    closing = (
        "Not to be discussed unless the chair records a lawful reason." if view.basis_group == "no" else ""
    )
    term = vocabulary.term("basis", basis.code)
    meaning = f"{term.meaning}." if term and term.meaning and view.basis_group == "lawful" else ""
    parts = (meaning, scope, when, check, told, basis.note, closing)
    return title, " ".join(part for part in parts if part)
