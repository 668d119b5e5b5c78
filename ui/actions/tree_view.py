"""The list of actions: groups that fold, lines moved through by keys, boxes that can be ticked."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView

from mdt_desktop.services.actions.rows import ActionRow
from ui.actions.grouping import Group
from ui.actions.tree_delegate import WORDS, ActionDelegate, tick_box
from ui.actions.tree_model import ACTION, COLUMNS, HUDDLE, MOVED, OWNER, ActionTree
from ui.theme import theme, u
from ui.widgets.table_header import TableHeader

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_SHARES = (36, 16, 15, 12, 10, 9)  # of the width, in hundredths; the first takes what is left
_NARROW_SHARES = (36, 17, 18, 16, 0, 10)
_TIGHT_SHARES = (0, 14, 20, 21, 0, 0)
_WIDE, _ROOMY = 1000, 700  # px from which the huddle, and from which the moves have room


class ActionTreeView(QTreeView):
    """`ticked(row)` follows a press on a box, `owner_pressed(row)` one on “Choose who”, `opened(row)` Enter
    or a double click, `menu_asked(row, point)` the menu key or the right button.
    """

    ticked = Signal(object)
    owner_pressed = Signal(object)
    opened = Signal(object)
    menu_asked = Signal(object, QPoint)
    current_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.tree = ActionTree(self)
        self._folded: set[str] = set()
        self.setModel(self.tree)
        self.setItemDelegate(ActionDelegate(self))
        header = TableHeader(self)
        header.setSectionsClickable(False)
        header.set_padding(ACTION, WORDS - 22)
        self.setHeader(header)
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("Actions")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.collapsed.connect(lambda index: self._fold(index, folded=True))
        self.expanded.connect(lambda index: self._fold(index, folded=False))
        theme().changed.connect(self._measure)

    def set_groups(self, groups: list[Group], today: date, ownerless: frozenset[str]) -> None:
        """Show these; what was folded stays so, the current action stays current."""
        current, place = self.current_action(), self._place()
        self.tree.set_groups(groups, today, ownerless)
        for at, group in enumerate(groups):
            self.setExpanded(self.tree.index(at, 0), group.key not in self._folded)
        if current is not None:
            found = self.tree.find(current.id)
            self.setCurrentIndex(found if found.isValid() else self._at(place))
        elif not self.currentIndex().isValid():
            self.select_first()

    def select_first(self) -> None:
        """The first action that shows."""
        self.setCurrentIndex(self._at(1))

    def select(self, action_id: str) -> bool:
        """Make an action current, if it is shown."""
        found = self.tree.find(action_id)
        if found.isValid():
            self.expand(found.parent())
            self.setCurrentIndex(found)
            self.scrollTo(found)
        return found.isValid()

    def current_action(self) -> ActionRow | None:
        """The action the keys act on; None on a heading."""
        index = self.currentIndex()
        return index.data(ActionTree.ActionRole) if index.isValid() else None

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_action())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif plain and event.text().isalnum():
            event.ignore()  # single letters are the page's shortcuts, not a search by first letter
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = index.data(ActionTree.ActionRole)
        if row is None:
            self.setExpanded(index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0)))
        elif index.column() == ACTION and self._on_box(index, event.position().toPoint()):
            self.ticked.emit(row)
        elif index.column() == OWNER and self.tree.needs_owner(row):
            self.owner_pressed.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = index.data(ActionTree.ActionRole) if index.isValid() else None
        if row is None or self._on_box(index, event.position().toPoint()):
            self.mousePressEvent(event)
        else:
            self.opened.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.current_action()
        if row is None:
            return
        point = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(u(WORDS), 0)
        self.menu_asked.emit(row, self.viewport().mapToGlobal(point))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        width = self.viewport().width()
        shares = _SHARES if width >= u(_WIDE) else _NARROW_SHARES if width >= u(_ROOMY) else _TIGHT_SHARES
        self.setColumnHidden(HUDDLE, width < u(_WIDE))
        self.setColumnHidden(MOVED, width < u(_ROOMY))
        shown = [column for column in range(1, len(COLUMNS)) if not self.isColumnHidden(column)]
        widths = {column: width * shares[column] // 100 for column in shown}
        widths[ACTION] = width - sum(widths.values())
        for column, share in widths.items():
            self.setColumnWidth(column, share)
        self.scheduleDelayedItemsLayout()

    def _on_box(self, index: QModelIndex, point: QPoint) -> bool:
        box = tick_box(self.visualRect(index)).adjusted(-u(6), 0, u(6), 0)
        return index.column() == ACTION and box.contains(point)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ActionTree.ActionRole) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _fold(self, index: QModelIndex, *, folded: bool) -> None:
        group = index.data(ActionTree.GroupRole)
        if group is not None:
            (self._folded.add if folded else self._folded.discard)(group.key)

    def _step(self, by: int) -> None:
        index = self.indexBelow(self.currentIndex()) if by > 0 else self.indexAbove(self.currentIndex())
        if index.isValid():
            self.setCurrentIndex(index.siblingAtColumn(0))

    def _place(self) -> int:
        """How many lines stand above the current one."""
        place, index = 0, self.currentIndex()
        while index.isValid() and (index := self.indexAbove(index)).isValid():
            place += 1
        return place

    def _at(self, place: int) -> QModelIndex:
        index = self.tree.index(0, 0)
        for _ in range(place):
            below = self.indexBelow(index)
            if not below.isValid():
                break
            index = below
        return index.siblingAtColumn(0) if index.isValid() else QModelIndex()
