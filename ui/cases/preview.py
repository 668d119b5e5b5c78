"""Beside the list: whether to talk about this person this week, without leaving the list."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.bulk_bar import add_words
from ui.cases.preview_parts import facts, head, last_discussion, open_actions, since_last
from ui.cases.wording import day_of
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.quote_card import QuoteCard
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface

WIDTH = 340


class Preview(QFrame):
    """`show_case` fills it; the footer stays while the rest scrolls."""

    add = Signal()
    open = Signal()
    agenda = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.setAccessibleName("Preview")
        self.view: CaseView | None = None
        self._around: Surroundings | None = None
        self.add_button = Button("Add to the next huddle", kind="primary", icon="plus", key="A")
        self.open_button = Button("Open", key="Enter")
        self.add_button.clicked.connect(self._pressed)
        self.open_button.clicked.connect(self.open)
        self._scroll = ScrollPage(margin=(20, 18, 16, 16), gap=12)
        self._footer = QWidget()
        row = Row(self._footer, margin=(20, 10, 20, 14), gap=6)
        for button in (self.add_button, self.open_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.add_button, 3)
        row.addWidget(self.open_button, 2)
        Column(self, gap=0).add(self._scroll, self._footer)
        theme().changed.connect(self._measure)
        self._measure()
        self.clear()

    def show_case(self, view: CaseView, around: Surroundings, *, sharing: bool) -> None:
        """This person, as far as the room may see them."""
        self.view, self._around = view, around
        self._empty()
        body = self._scroll.body
        quote = QuoteCard(view.called, view.case.what_matters)
        body.add(head(view, around, sharing=sharing), quote, facts(view, around))
        for part in (
            open_actions(view, around.today),
            since_last(view, around.today),
            last_discussion(view, around.today),
        ):
            if part is not None:
                body.add(Separator(), part)
        body.add(None)
        self._scroll.verticalScrollBar().setValue(0)
        self._footer.show()
        self._label_add()
        self.setAccessibleName(f"Preview of {view.title}")

    def clear(self) -> None:
        """Nobody is current."""
        self.view = None
        self._empty()
        self._footer.hide()

    def _label_add(self) -> None:
        if self.view is None or self._around is None:
            return
        on_it = self.view.case.id in self._around.agenda
        day = day_of(self._around.huddle_day, self._around.today)
        self.add_button.setText(f"On for {day}" if on_it else add_words(self._around))
        self.add_button.set_kind("soft" if on_it else "primary")
        self.add_button.set_icon("check" if on_it else "plus")
        closed = self.view.case.status == "closed"
        self.add_button.explain("Closed: open the record and reopen the case first" if closed else "")

    def _pressed(self) -> None:
        on_it = (
            self.view is not None and self._around is not None and self.view.case.id in self._around.agenda
        )
        (self.agenda if on_it else self.add).emit()

    def _empty(self) -> None:
        self._scroll.body.clear()

    def sizeHint(self) -> QSize:
        return QSize(u(WIDTH), u(500))

    def _measure(self) -> None:
        self.setMinimumWidth(u(300))
