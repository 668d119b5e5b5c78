"""The middle of Prepare: the time, the agenda, and what may be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.services.huddle.prepare_view import PrepareView
from ui.huddle.agenda_list import AgendaList
from ui.huddle.agenda_rows import agenda_lines
from ui.huddle.time_card import TimeCard
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.message import Message
from ui.widgets.text import Text


class AgendaPane(QWidget):
    """Holds the list; the page acts on what it emits."""

    order_by_need = Signal()
    undo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time = TimeCard()
        self.list = AgendaList()
        self.by_need = Button("Order by need", kind="ghost", icon="list-filter")
        self.take_back = Button("Undo", kind="ghost", icon="undo-2")
        self.absent = Message("amber", "", action="Move last")
        self._count = Text("", "body", colour="text3")
        self._empty = Text("", "big", colour="text2", wrap=True)
        self._absent_item = ""
        head = Row(gap=8).add(Text("Agenda", "h3"), self._count, None, self.by_need, self.take_back)
        column = Column(self, margin=(18, 16, 18, 0), gap=8).add(self.time, head, self.absent, self._empty)
        column.addWidget(self.list, 1)
        self.by_need.clicked.connect(self.order_by_need)
        self.take_back.clicked.connect(self.undo)
        self.absent.acted.connect(self._move_absent_last)

    def show_view(self, view: PrepareView) -> None:
        """The agenda as it stands."""
        self.time.show_view(view)
        self._count.setText(str(len(view.agenda)))
        self._empty.setText(
            "Nobody is on the agenda yet. Add people from the left: Space, or drag them here."
        )
        self._empty.setVisible(not view.agenda)
        self.list.set_rows(agenda_lines(view.agenda, view.to_move))
        self.by_need.setVisible(len(view.agenda) > 1)
        self._show_absent(view)

    def _show_absent(self, view: PrepareView) -> None:
        """Somebody away presents the first person: say so, and offer a way out."""
        first = view.agenda[0] if len(view.agenda) > 1 else None
        away = {guest.attendance.member_id for guest in view.people if guest.group == "away"}
        absent = first is not None and first.presenter is not None and first.presenter.id in away
        self.absent.setVisible(absent)
        if absent and first is not None and first.presenter is not None:
            self._absent_item = first.item.id
            words = f"{first.presenter.name} is not coming and presents {first.case.name}, who is first"
            self.absent.set_message("amber", words, action="Move last")

    def _move_absent_last(self) -> None:
        self.list.moved.emit(self._absent_item, self.list.rows.rowCount() - 1)
