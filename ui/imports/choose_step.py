"""The first step: a file is chosen or dropped; earlier imports can be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_desktop.domain.records import ImportBatch
from ui.imports.batch_list import BatchList
from ui.imports.progress_line import ProgressLine
from ui.theme import theme, u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.drawing import painting
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon import Icon
from ui.widgets.message import Message
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.text import Text

SAFE = "Nothing is added until you have seen what will happen and press Import."


class ChooseStep(ScrollPage):
    """`choose` asks for the dialog, `resume` goes back to the file that is open."""

    choose = Signal()
    resume = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=(24, 24), gap=16, parent=parent)
        self.message = Message("red", "This file was not read")
        self.message.hide()
        self.done_message = Message("green", "Import undone")
        self.done_message.hide()
        self.drop = DropCard()
        self.batches = BatchList()
        self.progress = self.drop.progress
        self.drop.button.clicked.connect(self.choose)
        self.drop.resume.clicked.connect(self.resume)
        middle = Column(gap=16).add(self.message, self.done_message, self.drop, self.batches)
        row = Row().add(None)
        row.addLayout(middle, 12)
        row.add(None)
        self.body.add(row, None)

    def say(self, sentence: str) -> None:
        """Why the file was not read; "" when that has been seen to."""
        self.message.setVisible(False)
        if sentence:
            self.message.set_message("red", "Nothing was imported", sentence)
            self.message.show()

    def say_done(self, title: str, text: str) -> None:
        """Something went well; "" puts it away."""
        self.done_message.setVisible(False)
        if title:
            self.done_message.set_message("green", title, text)
            self.done_message.show()

    def show_file(self, name: str) -> None:
        """The file that is open already, to go back to."""
        self.drop.resume.setText(f"Go on with {name}")
        self.drop.resume.setVisible(bool(name))

    def show_batches(self, batches: Sequence[ImportBatch]) -> None:
        self.batches.show_batches(batches)


class DropCard(QWidget):
    """A dashed frame: drop a file here, or choose one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Choose a case list")
        self._over = False
        self.button = Button("Choose a file", kind="primary", icon="folder-open", key="Ctrl O", large=True)
        self.resume = Button("", kind="soft", icon="arrow-right", large=True)
        self.resume.hide()
        self.progress = ProgressLine()
        middle = Qt.AlignmentFlag.AlignHCenter
        title = Text("Drop a case list here", "h2")
        kinds = "CSV or Excel workbook (.xlsx), up to 64 MB. Read on this laptop only."
        text = Text(kinds, "body", colour="text2", wrap=True)
        lacking = "Each row needs a name, and an NHS number or a date of birth."
        needs = Text(lacking, "body", colour="text2", wrap=True)
        column = Column(self, margin=(24, 34), gap=8)
        column.addWidget(Icon("file-up", "accent", 24), alignment=middle)
        for words in (title, text, needs):
            words.setAlignment(middle)
            column.add(words)
        column.add(10, Row(gap=10).add(None, self.button, self.resume, None))
        column.add(Row().add(None, self.progress, None))
        safe = ElidingLabel(SAFE, "meta", colour="text2")
        safe.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.add(6, Row(gap=8).add(None, Icon("shield-check", "green", 16), safe, None))
        theme().changed.connect(self.update)

    def set_over(self, over: bool) -> None:
        """A file is held over the page."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        with painting(self) as painter:
            painter.setBrush(look.colour("sel" if self._over else "surface"))
            line = Qt.PenStyle.DashLine
            painter.setPen(QPen(look.colour("accent" if self._over else "border2"), 1.5, line))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), u(12), u(12))
