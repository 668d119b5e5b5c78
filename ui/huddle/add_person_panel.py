"""Somebody else, now: search the list, give the reason, and they are on the agenda as urgent."""

from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.cases.case_lists import CasePage, CaseRow
from ui.huddle.ask_line import AskLine
from ui.huddle.side_panel import SidePanel
from ui.huddle.type_to_list import TypeToList
from ui.jobs import Jobs
from ui.theme import theme, u
from ui.widgets.drawing import rounded_box, text_line
from ui.widgets.painting import paint_tier, tier_width
from ui.widgets.row_list import RowDelegate, RowList
from ui.widgets.row_model import RowModel
from ui.widgets.text import Text

FOUND = 30


class AddPersonPanel(SidePanel):
    """`chosen(case id, why today)`."""

    chosen = Signal(str, str)

    def __init__(self, jobs: Jobs, host: QWidget) -> None:
        super().__init__("Add person to agenda", host, height=420)
        self._jobs = jobs
        self._there: frozenset[str] = frozenset()
        self.list = RowList("People found", RowModel(lambda row: row.id, _sentence), _PersonDelegate())
        self.edit = TypeToList("Find somebody", "Name", self.list)
        self._none = Text("", "meta", colour="text2", wrap=True)
        self.ask = AskLine()
        self.body.add(self.edit, self._none)
        self.body.addWidget(self.list, 1)
        self.body.add(self.ask)
        self.edit.textChanged.connect(self._search)
        self.edit.taken.connect(lambda: self._ask(self.list.current_row()))
        self.list.chosen.connect(self._ask)
        self.list.clicked.connect(lambda _index: self._ask(self.list.current_row()))

    def set_there(self, case_ids: frozenset[str]) -> None:
        """Who is on the agenda already."""
        self._there = case_ids

    def opened(self) -> None:
        self.edit.clear()
        self.ask.hide()
        self._search()
        self.edit.setFocus()

    def _search(self) -> None:
        text = self.edit.text().strip()
        self._jobs.ask(_people, text, done=self._show, key="people")

    def _show(self, page: CasePage) -> None:
        rows = [row for row in page.rows if row.id not in self._there]
        self.list.set_rows(rows)
        if rows:
            self.list.setCurrentIndex(self.list.rows.index(0))
        self._none.setText("" if rows else "No one matches who is not on the agenda already.")
        self._none.setVisible(not rows)

    def _ask(self, row: CaseRow | None) -> None:
        if row is not None:
            question = f"Why talk about {row.name} today?"
            self.ask.ask(question, lambda why: self._take(row, why), deed="Add", back=self.edit)

    def _take(self, row: CaseRow, why: str) -> None:
        self.dismiss()
        self.chosen.emit(row.id, why)


def _people(session: Any, text: str) -> CasePage:
    return case_lists.list_cases(session, "status=open", text=text, limit=FOUND)


def _sentence(row: CaseRow) -> str:
    return f"{row.name}, {row.age if row.age is not None else 'age not known'}, {row.locality}"


class _PersonDelegate(RowDelegate):
    def height(self, row: CaseRow, width: int) -> int:
        return u(38)

    def draw(self, painter: QPainter, rect: QRect, row: CaseRow, *, current: bool, hovered: bool) -> None:
        look = theme()
        if current or hovered:
            rounded_box(painter, rect, u(7), look.colour("sel" if current else "hover"))
        line = rect.adjusted(u(8), 0, -u(8), 0)
        if row.tier:
            paint_tier(painter, line, row.tier, word=False)
            line.setLeft(line.left() + tier_width(row.tier, word=False) + u(10))
        text_line(painter, line, row.name, "body", 500, look.colour("text"))
        used = look.metrics("body", 500).horizontalAdvance(row.name) + u(10)
        text_line(painter, line.adjusted(used, 0, 0, 0), row.locality, "small", None, look.colour("text2"))
