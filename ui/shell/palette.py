"""Ctrl K: find a person, do something, open minutes; from the keyboard, on this laptop."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from ui.shell.key_row import KeyRow
from ui.shell.overlay import Overlay
from ui.shell.palette_delegate import HEADING, ROW, PaletteDelegate
from ui.shell.palette_rows import DO, GO, MINUTES, NOTES, PEOPLE, PERSON, RECENT, PaletteModel, Row, matching
from ui.shell.search_field import WORDS
from ui.theme import theme, u
from ui.widgets.boxes import Column
from ui.widgets.boxes import Row as RowBox
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.separator import Separator
from ui.widgets.text import Text

WIDTH = 718
_ORDER = (RECENT, PEOPLE, PERSON, DO, GO, MINUTES, NOTES)
_SCOPES = {
    "Everything": _ORDER,
    "People": (PEOPLE,),
    "Things to do": (PERSON, DO, GO),
    "Minutes": (MINUTES, NOTES),
}


class Palette(Overlay):
    """`commands` and `recent` are asked for when it opens; `searched(text)` asks for rows of the store,
    which come back through `show_found`, each with the text they answer."""

    searched = Signal(str)
    counted = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        commands: Callable[[], Sequence[Row]],
        recent: Callable[[], Sequence[Row]],
    ) -> None:
        super().__init__(parent)
        self._ask_commands, self._ask_recent = commands, recent
        self._commands: Sequence[Row] = ()
        self._recent: Sequence[Row] = ()
        self._found: Sequence[Row] = ()
        self._rows: Sequence[Row] = ()
        self._about: Row | None = None  # the person that was lit last, whom the deeds are for
        self._scope = "Everything"
        self.field = QLineEdit()
        self.model = PaletteModel(self)
        self.list = QListView()
        self._lay_out()
        self.field.textEdited.connect(self._typed)
        self.list.clicked.connect(self._run)
        theme().changed.connect(self._dress)
        self._dress()

    def summon(self) -> None:
        """Open empty: recent first, then what can be done here."""
        self._commands, self._recent, self._found = self._ask_commands(), self._ask_recent(), ()
        self.field.clear()
        self._set_scope("Everything")
        self.open(self.field)

    def show_found(self, text: str, rows: Sequence[Row]) -> None:
        """What the store found for `text`; an answer to an older text is dropped."""
        if text == self.field.text().strip():
            self._found = rows
            self._refill()

    def place(self) -> None:
        width = min(u(WIDTH), self.width() - u(32))
        headings = self.model.rowCount() - self.model.results()
        wanted = headings * u(HEADING) + self.model.results() * u(ROW) + u(112)
        top = min(u(121), self.height() // 8)
        height = min(max(wanted, u(240)), self.height() - top - u(48))
        self.frame.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            scopes = list(_SCOPES)
            step = 1 if key == Qt.Key.Key_Tab else -1
            self._set_scope(scopes[(scopes.index(self._scope) + step) % len(scopes)])
        elif key == Qt.Key.Key_Escape:
            self.close_over()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._found = ()
        self._refill()
        if text.strip():
            self.searched.emit(text.strip())

    def _set_scope(self, scope: str) -> None:
        self._scope = scope
        self._scope_button.setText(scope)
        self._refill()

    def _refill(self) -> None:
        typed = self.field.text().strip()
        rows = [*matching(self._commands, typed), *self._found] if typed else [*self._recent, *self._commands]
        self._about = next((row for row in rows if row.deeds and row.section in (PEOPLE, RECENT)), None)
        self._rows = rows
        shown = self._show_rows()
        self._none.setVisible(not shown)
        self._none.setText(f"Nothing fits “{typed}”." if typed else "Type a name, or what you want to do.")
        self._step(1)
        self.place()
        if typed:
            count = self.model.results()
            self.counted.emit(f"{count} result{'' if count == 1 else 's'}")

    def _show_rows(self) -> list[Row]:
        rows = [*self._rows, *(self._about.deeds if self._about else ())]
        shown = [row for section in _SCOPES[self._scope] for row in rows if row.section == section]
        self.model.show_rows(shown)
        return shown

    def _light(self, index: QModelIndex) -> None:
        """Make a row current; the deeds are for the person who is, or was last."""
        row, place = self.model.row(index), index.row()
        if row is not None and row.deeds and row is not self._about:
            self._about = row
            self._show_rows()  # people stand above their deeds: the place stays
        self.list.setCurrentIndex(self.model.index(place))

    def _step(self, step: int) -> None:
        count = self.model.rowCount()
        here = self.list.currentIndex().row()
        for distance in range(1, count + 1):
            index = self.model.index((here + step * distance) % count)
            if self.model.row(index) is not None:
                self._light(index)
                return

    def _run(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None:
            self.close_over()
            row.act()

    def _lay_out(self) -> None:
        self.field.setAccessibleName(WORDS)
        self.field.setPlaceholderText(WORDS)
        self.field.setProperty("bare", True)
        self.field.setProperty("ringOnParent", True)
        self.field.setProperty("ringRadius", 14)
        self.field.installEventFilter(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Results")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = Text("", "body", colour="text3")
        self._scope_button = Button("Everything", key="Tab")
        self._scope_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scope_button.clicked.connect(self.field.setFocus)
        head = RowBox(margin=(18, 13, 16, 12), gap=12)
        head.add(Icon("search", "text2", 20)).addWidget(self.field, 1)
        head.add(self._scope_button)
        hints = KeyRow()
        hints.show_hints([("Up Down", "Move"), ("Return", "Open"), ("Escape", "Back")])
        foot = RowBox(margin=(18, 8, 16, 9), gap=8)
        foot.addWidget(hints, 1)
        foot.add(Text("Searched on this laptop. Works offline.", "small", colour="text2"))
        middle = Column(margin=(12, 4, 12, 4))
        middle.add(self._none)
        middle.addWidget(self.list, 1)
        column = Column(self.frame, margin=1, gap=0)
        column.add(head, Separator())
        column.addLayout(middle, 1)
        column.add(Separator(), foot)

    def _dress(self) -> None:
        self.field.setFont(theme().font("h2", 400))
