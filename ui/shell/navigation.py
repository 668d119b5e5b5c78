"""The left side: the team, where to go, the team's data, and you with the lock."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from ui.shell.brand import BrandMark
from ui.shell.me_button import MeButton
from ui.shell.nav_item import NavItem
from ui.shell.pages import PageEntry
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon_button import IconButton
from ui.widgets.menu import Menu
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

FULL_WIDTH, RAIL_WIDTH = 224, 68


class Navigation(QFrame):
    """224 px with words, or a 68 px rail of icons."""

    chosen = Signal(str)
    lock = Signal()
    team_chosen = Signal(str)

    def __init__(self, entries: Iterable[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "nav")
        self.setAccessibleName("Navigation")
        self._compact = False
        self._items: dict[str, NavItem] = {}
        self._group = QButtonGroup(self)
        self._team = ElidingLabel("", "body", 600)
        self._kind = ElidingLabel("", "small", colour="text3")
        self._team_data = Text("Team data", "small", 600, "text3")
        self._team_data.setIndent(u(5))
        self.me = MeButton()
        self.me.lock.connect(self.lock)
        self._lock = IconButton("lock", "Lock now (Ctrl L)")
        self._lock.clicked.connect(self.lock)
        self.switch = IconButton("chevrons-up-down", "Go to another team", size=28)
        self.switch.clicked.connect(self._offer_teams)
        self._others: list[tuple[str, str]] = []
        self._names = QWidget()
        Column(self._names, gap=0).add(self._team, self._kind)
        self._scroll = ScrollPage(margin=(12, 0, 12, 0), gap=3)
        self._places = self._scroll.body
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_clear_of_bar)
        self._fill(entries)
        theme().changed.connect(self._measure)
        self._measure()

    def show_team(self, name: str, kind: str) -> None:
        """The team this session is of, and what sort of team that is."""
        self._team.setText(name)
        self._kind.setText(kind)

    def show_others(self, others: Iterable[tuple[str, str]]) -> None:
        """The other teams of this profile, as (space, name); without any there is nothing to press."""
        self._others = list(others)
        self.switch.setVisible(bool(self._others) and not self._compact)

    def _offer_teams(self) -> None:
        menu = Menu("Other teams of this profile", self)
        for space, name in self._others:
            menu.addAction(name, lambda space=space: self.team_chosen.emit(space))
        menu.open_below(self.switch)

    def show_current(self, nav: str) -> None:
        """Light the item of the page that shows; none for a page outside the navigation."""
        self._group.setExclusive(False)
        for name, item in self._items.items():
            item.setChecked(name == nav)
        self._group.setExclusive(True)
        if nav in self._items:
            QTimer.singleShot(0, self._items[nav], self._show_whole_current)

    def _show_whole_current(self) -> None:
        """Large text on a low window scrolls the places: the lit one is among those that show."""
        lit = self._group.checkedButton()
        if lit is not None:
            self._scroll.ensureWidgetVisible(lit, 0, u(8))

    def set_badge(self, name: str, count: int, tone: str = "neutral") -> None:
        """A count beside an item, if this version has it."""
        if name in self._items:
            self._items[name].set_badge(count, tone)

    def set_compact(self, compact: bool) -> None:
        """The rail, on narrow windows and for huddle and wizard screens."""
        if compact != self._compact:
            self._compact = compact
            self._measure()

    def item(self, name: str) -> NavItem:
        """The item of a page that stands here."""
        return self._items[name]

    def _fill(self, entries: Iterable[PageEntry]) -> None:
        head = Row(gap=9, margin=(15, 12, 12, 16)).add(BrandMark(30))
        head.addWidget(self._names, 1)
        head.add(self.switch)
        self.switch.hide()
        for entry in entries:
            item = NavItem(entry)
            item.clicked.connect(lambda _=False, name=entry.name: self.chosen.emit(name))
            self._group.addButton(item)
            self._items[entry.name] = item
        self._places.add(*(item for item in self._items.values() if not item.entry.team_data))
        self._places.addStretch()
        self._middle = self._places.count() - 1
        self._places.add(12, self._team_data, 2)
        self._places.add(*(item for item in self._items.values() if item.entry.team_data))
        self._places.addStretch()
        self._end = self._places.count() - 1
        foot = Row(gap=4)
        foot.addWidget(self.me, 1)
        column = Column(self, gap=0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(Column(margin=(12, 3, 12, 12), gap=3).add(Separator(), 4, foot.add(self._lock)))

    def _measure(self) -> None:
        compact = self._compact
        self.setFixedWidth(u(RAIL_WIDTH if compact else FULL_WIDTH))
        self._names.setVisible(not compact)
        self._lock.setVisible(not compact)
        self.switch.setVisible(bool(self._others) and not compact)
        self._team_data.setVisible(not compact and any(i.entry.team_data for i in self._items.values()))
        # The rail puts the team's data at the foot; with words it follows at once.
        self._places.setStretch(self._middle, 1 if compact else 0)
        self._places.setStretch(self._end, 0 if compact else 1)
        self.me.set_compact(compact)
        for item in self._items.values():
            item.set_compact(compact)

    def _keep_clear_of_bar(self, _least: int, most: int) -> None:
        """Large text on a low window: the places scroll, and the bar takes the room at their right."""
        self._show_whole_current()
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most else 0
        self._places.setContentsMargins(u(12), 0, max(0, u(12) - bar), 0)
