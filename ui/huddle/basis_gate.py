"""Nobody is discussed without a basis: the record stays locked behind a choice (docs/rules.md 13 and 14)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.huddle.run_view import ItemView
from ui.huddle.ask_line import AskLine
from ui.widgets.boxes import Column, Row
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.combo_box import ComboBox
from ui.widgets.icon import Icon
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

# Somebody who said no is discussed for another's safety or by law only; direct care is not reason enough.
AFTER_NO = ("public_interest", "vital_interest", "legal_duty", "best_interests")
NOT_ASKED = ("implied_direct_care", *AFTER_NO)


class BasisGate(QFrame):
    """`settled(fields)` of a basis, `despite(why)` for this huddle alone, `skip()` for another day."""

    settled = Signal(dict)
    despite = Signal(str)
    skip = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self._refused = False
        self._title = Text("", "h2", wrap=True)
        self._why = Text("", "big", colour="text2", wrap=True)
        self.agrees = ChoiceCard("They agree", icon="circle-check", key="1")
        self.lawful = ChoiceCard("There is a lawful reason", icon="scale", key="2")
        self.not_today = ChoiceCard(
            "Not today", "Comes back at the next huddle.", icon="skip-forward", key="3"
        )
        self.reason = ComboBox("Lawful reason")
        self._reason_row = QWidget()
        Row(self._reason_row, gap=10).add(Text("Lawful reason", "meta", 600), self.reason, None)
        self.ask = AskLine()
        self._reason_row.hide()
        head = Row(gap=10).add(Icon("shield-alert", "amber", 24))
        head.addWidget(self._title, 1)
        page = ScrollPage(margin=(24, 22), gap=12)
        Column(self, margin=1, gap=0).add(page)
        page.body.add(head, self._why)
        page.body.add(self.agrees, self.lawful, self._reason_row, self.ask, self.not_today, None)
        self.agrees.clicked.connect(self._ask_who)
        self.lawful.clicked.connect(self._ask_reason)
        self.not_today.clicked.connect(self.skip)

    def show_person(self, item: ItemView) -> None:
        """Why the record is locked, and what opens it."""
        case = item.case
        refused = self._refused = case.basis_group == "no"
        name = case.called
        if refused:
            self._title.setText(f"{name} does not agree to be discussed")
            why = "Say nothing about them unless somebody’s safety or the law requires it."
        else:
            self._title.setText(f"{name} has not been asked yet")
            why = "Ask first where you can. Direct care they would expect may go on, with a reason."
        self._why.setText(why)
        self.agrees.setText("They agree now" if refused else "They were asked and agree")
        codes = AFTER_NO if refused else NOT_ASKED
        self.reason.set_items([(vocabulary.label("basis", code), code) for code in codes])
        self._reason_row.hide()
        self.ask.hide()

    def choose(self, number: int) -> None:
        """By its number."""
        (self.agrees, self.lawful, self.not_today)[number - 1].click()

    def _ask_who(self) -> None:
        self._reason_row.hide()

        def answered(words: str) -> None:
            self.settled.emit({"code": "explicit_consent", "evidence": "verbal", "given_by": words})

        self.ask.ask("Who asked them, and when?", answered, deed="Record", back=self.agrees)

    def _ask_reason(self) -> None:
        self._reason_row.show()

        def answered(words: str) -> None:
            if self._refused:
                self.despite.emit(f"{self.reason.currentText()}: {words}")
            else:
                self.settled.emit({"code": self.reason.value(), "note": words})

        question = "Why is it lawful to discuss them today?"
        self.ask.ask(question, answered, deed="Record", back=self.lawful)
