"""Pages with what turns and enlarges them; while the window is shared, a cover over them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_desktop.services.minutes.minutes_page import Paper
from ui.jobs import Jobs
from ui.minutes.paper_view import PaperView, page_words
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.icon_button import IconButton
from ui.widgets.text import Text

COVERED = "Minutes name people: hidden while sharing"


class PaperPane(QWidget):
    """`side_by_side` puts two pages in a row where there is room."""

    def __init__(
        self, jobs: Jobs, name: str, *, side_by_side: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.view = PaperView(jobs, name, side_by_side=side_by_side)
        self.before = IconButton("chevron-left", "Previous page")
        self.after = IconButton("chevron-right", "Next page")
        self.smaller = IconButton("zoom-out", "Smaller pages")
        self.fit = Button("Fit", kind="ghost")
        self.larger = IconButton("zoom-in", "Larger pages")
        self.show_anyway = Button("Show", icon="eye")
        self._where = Text("", "body", 500)
        self._sharing = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._cover())
        self.bar = Row(margin=(18, 8, 18, 0), gap=6).add(self.before, self._where, self.after, None)
        self.bar.add(self.smaller, self.fit, self.larger)
        column = Column(self, gap=0).add(self.bar)
        column.addWidget(self._stack, 1)
        self.before.clicked.connect(lambda: self.view.turn(-1))
        self.after.clicked.connect(lambda: self.view.turn(1))
        self.smaller.clicked.connect(lambda: self.view.zoom(-1))
        self.fit.clicked.connect(lambda: self.view.zoom(0))
        self.larger.clicked.connect(lambda: self.view.zoom(1))
        self.show_anyway.clicked.connect(self.uncover)
        self.view.turned.connect(self._say_where)

    def wait(self) -> None:
        """Another document is on its way: nothing of the last one stays."""
        self.view.show_paper(None)

    def show_paper(self, paper: Paper, *, from_the_top: bool = False) -> None:
        """These pages."""
        self.view.show_paper(paper, from_the_top=from_the_top)

    def set_sharing(self, sharing: bool) -> None:
        """Cover the pages while the window is shared."""
        self._sharing = sharing
        self._stack.setCurrentIndex(1 if sharing else 0)
        self._say_where()

    def covered(self) -> bool:
        return self._stack.currentIndex() == 1

    def uncover(self) -> None:
        """Somebody decided to show them all the same, until the window is next shared."""
        self._stack.setCurrentIndex(0)
        self._say_where()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_where(self) -> None:
        paper, seen = self.view.paper, self.view.pages_in_sight()
        shown = paper is not None and bool(seen) and not self.covered()
        for control in (self.before, self.after, self.smaller, self.fit, self.larger):
            control.setVisible(shown)
        if paper is None or not shown:
            self._where.setText("" if self.covered() else "Laying out the pages…")
            return
        count = len(paper.sizes)
        self._where.setText(page_words(seen, count))
        self.before.setEnabled(seen.start > 0)
        self.after.setEnabled(seen.stop < count)

    def _cover(self) -> QWidget:
        cover = QWidget()
        column = Column(cover, margin=24, gap=12).add(None)
        for part in (Icon("eye-off", "plum", 24), Text(COVERED, "h3", wrap=True), self.show_anyway):
            if isinstance(part, Text):
                part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                column.add(part)
            else:
                column.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.add(None)
        return cover
