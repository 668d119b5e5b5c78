"""Who this is: always in the same place, in clinical order, and nothing of it lost while scrolling."""

from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases.case_page import Surroundings
from mdt_desktop.services.cases.case_record import CaseView
from ui.cases.bulk_bar import add_words
from ui.cases.notices import Notice, notices
from ui.cases.table_delegate import short_date
from ui.cases.wording import day_of
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.chip import Chip, FlagChip
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.icon_button import IconButton
from ui.widgets.menu import Menu
from ui.widgets.surface import set_surface
from ui.widgets.text import Text
from ui.widgets.tier_bars import TierBars

MENU = (
    ("details", "Edit details", "E"),
    ("tier", "Change complexity", ""),
    ("ask", "Ask for a discussion", ""),
    ("death", "Report a death", ""),
    ("close", "Close case", ""),
    ("reopen", "Reopen case", ""),
)


class Banner(QFrame):
    """`chosen(key)` carries a choice from the menu: one of MENU."""

    add = Signal()
    agenda = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.setAccessibleName("Person")
        self._view: CaseView | None = None
        self._on_it = False
        self.name = ElidingLabel("", "h1")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.about = QWidget()
        self._about = FlowLayout(self.about, gap=(20, 2))
        self._first = FlowLayout(gap=(10, 4)).add(self.name)
        self.add_button = Button("Add to the next huddle", kind="primary", icon="plus", key="A")
        self.more_button = IconButton("ellipsis", "More for this person", size=36, outlined=True)
        self.add_button.clicked.connect(lambda: (self.agenda if self._on_it else self.add).emit())
        self.more_button.clicked.connect(self.open_menu)
        words = Column(gap=4)
        self._notices = Column(gap=3)
        words.add(self._first, self.about, self._notices)
        row = Row(self, margin=(24, 12, 20, 12), gap=12)
        row.addLayout(words, 1)
        row.add(self.add_button, self.more_button)

    def show_case(self, view: CaseView, around: Surroundings, *, sharing: bool) -> None:
        """This person; while sharing without number, birth date and street."""
        self._view = view
        self.name.setText(view.title)
        self.setAccessibleName(view.title)
        self._first.removeWidget(self.name)
        self._first.clear()
        self._first.add(self.name, *_chips(view))
        self._about.clear()
        for label, value in about(view, sharing=sharing):
            self._about.add(_fact(label, value))
        self._notices.clear()
        for notice in notices(view):
            self._notices.add(_notice(notice))
        self._label_add(view, around)

    def open_menu(self) -> None:
        """Show it below its button."""
        menu = self.menu()
        corner = self.more_button.mapToGlobal(QPoint(self.more_button.width(), self.more_button.height()))
        menu.open_at(QPoint(corner.x() - menu.sizeHint().width(), corner.y() + 2))

    def menu(self) -> Menu:
        """What else can be done for this person."""
        menu = Menu("What else", self)
        closed = self._view is not None and self._view.case.status == "closed"
        for key, words, hint in MENU:
            if key == ("close" if closed else "reopen"):
                continue
            action = menu.addAction(f"{words}\t{hint}" if hint else words)
            action.setData(key)
            action.triggered.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        return menu

    def _label_add(self, view: CaseView, around: Surroundings) -> None:
        self._on_it = view.case.id in around.agenda
        day = day_of(around.huddle_day, around.today)
        self.add_button.setText(f"On for {day}" if self._on_it else add_words(around))
        self.add_button.set_kind("soft" if self._on_it else "primary")
        self.add_button.set_icon("check" if self._on_it else "plus")
        closed = view.case.status == "closed"
        self.add_button.explain("Closed: reopen the case first" if closed else "")


def _chips(view: CaseView) -> list[QWidget]:
    chips: list[QWidget] = []
    if view.row.tier:
        chips.append(TierBars(view.row.tier, local=view.row.tier_label))
    if view.case.status not in ("active", "monitoring"):
        chips.append(Chip(vocabulary.label("case_status", view.case.status), "amber"))
    return chips + [FlagChip(code) for code in view.row.flags]


def about(view: CaseView, *, sharing: bool) -> list[tuple[str, str]]:
    """The second line: (label, value), in clinical order, the unknown left out."""
    person, facts = view.person, list[tuple[str, str]]()
    years = f"{view.age} years" if view.age is not None else ""
    if sharing:
        facts.append(("Age", years))
    else:
        born = short_date(person.dob, date.min) if person.dob else ""
        facts.append(("Born", f"{born} ({years})" if born else ""))
        facts.append(("NHS no.", view.nhs_number))
    facts.append(("Likes to be called", person.preferred_name))
    alone = "alone" if person.lives_alone else ""
    facts.append(("Lives", ", ".join(part for part in (view.case.locality, alone) if part)))
    language = f"{person.language}, interpreter" if person.interpreter else person.language
    facts.append(("Speaks", language if person.language not in ("", "English") else ""))
    if not sharing:
        facts.append(("Phone", person.phone))
    return [(label, value) for label, value in facts if value]


def _fact(label: str, value: str) -> QWidget:
    widget = QWidget()
    widget.setAccessibleName(f"{label} {value}")
    Row(widget, gap=7).add(Text(label, "meta", colour="text2"), Text(value, "meta", 600))
    return widget


def _notice(notice: Notice) -> QWidget:
    widget = QWidget()
    widget.setAccessibleName(notice.words)
    row = Row(widget, gap=7).add(Icon(notice.icon, notice.tone, 16))
    row.addWidget(Text(notice.words, "meta", 500, wrap=True), 1)
    return widget
