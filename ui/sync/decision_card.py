"""The right side: one decision at a time, what it is, what can be done about it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from mdt_desktop.domain.day_words import long_day, short_day
from mdt_desktop.services.conflicts.item import AttentionItem
from mdt_desktop.services.conflicts.quarantine import Quarantined
from mdt_desktop.services.conflicts.views import Clash
from mdt_desktop.services.session import ZONE
from mdt_desktop.services.syncing.requests import RequestView
from ui.sync.conflict_pane import ConflictPane
from ui.sync.decisions import Decision
from ui.sync.line_panes import AttentionPane, QuarantinePane
from ui.sync.request_pane import RequestPane
from ui.sync.roles import role_words
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.icon_button import IconButton
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text


@dataclass(frozen=True)
class Kind:
    """How a kind of decision is shown: its chip, its main button and the other answer ("" for none)."""

    chip: str
    tone: str
    icon: str
    deed: str
    other: str = ""


KINDS: dict[type, Kind] = {
    Clash: Kind("Changed in two places", "amber", "git-compare", "Save and next"),
    RequestView: Kind("Asks to join", "blue", "user-plus", "The words match: admit", "Refuse"),
    Quarantined: Kind("Had no effect", "plum", "archive", "Enter it as mine", "Leave it out"),
    AttentionItem: Kind("Needs attention", "amber", "triangle-alert", ""),
}


class DecisionCard(QFrame):
    """`settled(decision)` is the main answer, `refused(decision)` the other one."""

    settled = Signal(object)
    refused = Signal(object)
    mended = Signal(object, str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self.setAccessibleName("To decide")
        self.decision: Decision | None = None
        self.conflict, self.request = ConflictPane(), RequestPane()
        self.quarantine, self.attention = QuarantinePane(), AttentionPane()
        self._title = Text("", "h2", wrap=True)
        self._chip = Chip()
        self._about = Text("", "meta", colour="text2", wrap=True)
        self._count = Text("", "meta", colour="text2")
        self.before = IconButton("chevron-left", "The decision before")
        self.after = IconButton("chevron-right", "The next decision")
        self.later = Button("Decide later", large=True)
        self.other = Button("", kind="danger", large=True)
        self.deed = Button("", kind="primary", icon="check", key="Ctrl Enter", large=True)
        self._stack, self._rule = QStackedWidget(), _inset(Separator())
        self._lay_out()
        self._connect()

    def show_decision(self, decision: Decision, place: int, count: int) -> None:
        """One of several, counted from 0."""
        self.decision = decision
        kind = KINDS[type(decision)]
        self._title.setText(title_of(decision))
        self._chip.set_chip(kind.chip, kind.tone, kind.icon)
        self._about.setText(about_words(decision))
        self._about.setVisible(bool(self._about.text()))
        self._count.setText(f"{place + 1} of {count}")
        for part in (self.before, self.after, self._count, self.later):
            part.setVisible(count > 1)
        self.deed.setText(kind.deed)
        readable = not isinstance(decision, Quarantined) or decision.can_reenter
        self.deed.setVisible(bool(kind.deed) and readable)
        self.other.setText(kind.other)
        self.other.setVisible(bool(kind.other))
        answers = (self.deed, self.other, self.later)
        self._rule.setVisible(not all(button.isHidden() for button in answers))
        self._fill(decision)

    def first_focus(self) -> QWidget:
        """Where the focus starts: the first thing nobody has decided."""
        if isinstance(self.decision, Clash):
            return self.conflict.first_focus() or self.deed
        if isinstance(self.decision, RequestView):
            return self.request.first_focus()
        if isinstance(self.decision, AttentionItem):
            return self.attention.first_focus() or self.after
        return self.deed

    def settle(self) -> None:
        """The main answer, or the way to what is still missing."""
        decision = self.decision
        if isinstance(decision, RequestView) and not self.request.compared():
            self.request.remind()
        elif decision is not None and self.deed.isVisible():
            self.settled.emit(decision)

    def set_busy(self, busy: bool) -> None:
        """An answer is being written: it is not given twice."""
        for button in (self.deed, self.other, *self.attention.buttons):
            button.setEnabled(not busy)

    def _fill(self, decision: Decision) -> None:
        if isinstance(decision, Clash):
            self.conflict.show_clash(decision)
        elif isinstance(decision, RequestView):
            self.request.show_request(decision)
        elif isinstance(decision, Quarantined):
            self.quarantine.show_entry(decision)
        else:
            self.attention.show_item(decision)
        self._stack.setCurrentIndex(list(KINDS).index(type(decision)))

    def _connect(self) -> None:
        self.deed.clicked.connect(self.settle)
        self.other.clicked.connect(lambda: self.refused.emit(self.decision))
        self.attention.mended.connect(lambda key: self.mended.emit(self.decision, key))
        self.later.clicked.connect(lambda: self.stepped.emit(1))
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))

    def _lay_out(self) -> None:
        for pane in (self.conflict, self.request, self.quarantine, self.attention):
            page = ScrollPage(margin=(20, 4, 20, 12))
            page.body.add(pane, None)
            self._stack.addWidget(page)
        words = Column(gap=4)
        title = Row(gap=10)
        title.addWidget(self._title, 0)
        words.addLayout(title.add(self._chip, None))
        words.add(self._about)
        head = Row(margin=(20, 16, 14, 10), gap=8)
        head.addLayout(words, 1)
        steps = Row(gap=8).add(self.before, self._count, self.after)
        head.addLayout(Column().add(steps, None))
        foot = Row(margin=(20, 10, 20, 14), gap=9).add(self.other, None, self.later, self.deed)
        column = Column(self, margin=1, gap=0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.add(self._rule, foot)


def title_of(decision: Decision) -> str:
    """What the decision is about, as its heading and in the queue."""
    if isinstance(decision, RequestView):
        return decision.name
    return f"Written by {decision.who}" if isinstance(decision, Quarantined) else decision.title


def about_words(decision: Decision) -> str:
    """One line under the heading."""
    if isinstance(decision, Clash):
        return decision.words
    if isinstance(decision, RequestView):
        until = short_day(decision.expires.astimezone(ZONE).date())
        return f"Would join as {role_words(decision.role).lower()} · the invitation is good until {until}"
    if isinstance(decision, Quarantined):
        return f"On {long_day(decision.when.astimezone(ZONE).date())}"
    return ""


def _inset(line: QWidget) -> QWidget:
    whole = QWidget()
    Row(whole, margin=(20, 0)).addWidget(line, 1)
    return whole
