"""One huddle's minutes: its versions at the left, the pages, and the two ways onto paper below them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.jobs import Jobs
from ui.minutes.details_pane import DetailsPane
from ui.minutes.paper_pane import PaperPane
from ui.page import FULL, NARROW
from ui.theme import u
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon import Icon
from ui.widgets.part_choice import PartChoice
from ui.widgets.segmented import Segmented
from ui.widgets.separator import Separator
from ui.widgets.surface import set_surface

ANY_WIDTH = 16777215  # Qt’s own “no limit”


class Viewer(QWidget):
    """`save_asked` and `print_asked` follow the buttons."""

    save_asked = Signal()
    print_asked = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.details = DetailsPane()
        self.paper = PaperPane(jobs, "Minutes", side_by_side=True)
        self.save = Button("Save PDF", icon="download", key="Ctrl S", large=True)
        self.print = Button("Print", kind="primary", icon="printer", key="Ctrl P", large=True)
        self.note = ElidingLabel("", "body", colour="text2")
        self.shown_pane = Segmented((("pages", "Pages"), ("details", "Versions")), name="Part of the page")
        self._width = FULL
        self._lay_out()
        self.save.clicked.connect(self.save_asked)
        self.print.clicked.connect(self.print_asked)
        self.shown_pane.chosen.connect(lambda _key: self.show_width(self._width))
        self.show_printer(True)

    def show_printer(self, there: bool) -> None:
        """Without a printer, saving leads."""
        self._printer = there
        self.save.set_kind("secondary" if there else "primary")
        self.print.set_kind("primary" if there else "secondary")
        saved = "A PDF can have a passphrase of its own."
        words = "Printing is recorded." if there else "No printer is set up on this computer."
        self.note.setText(f"{saved} {words}")

    def show_printing(self, done: int, total: int) -> None:
        """How far it is; the button stops it."""
        self.print.setText("Stop printing")
        self.note.setText(f"Printing page {min(done + 1, total)} of {total}")

    def show_printed(self) -> None:
        """As before it."""
        self.print.setText("Print")
        self.show_printer(self._printer)

    def show_width(self, width_class: str) -> None:
        """Side by side, or one part at a time."""
        self._width, narrow = width_class, width_class == NARROW
        self.shown_pane.setVisible(narrow)
        self.details.setVisible(not narrow or self.shown_pane.current() == "details")
        self._right.setVisible(not narrow or self.shown_pane.current() == "pages")
        width = u(328 if width_class == FULL else 292)
        self.details.setMinimumWidth(0 if narrow else width)
        self.details.setMaximumWidth(ANY_WIDTH if narrow else width)

    def show_details(self) -> None:
        """Bring the left part into sight where one part shows at a time."""
        self.shown_pane.set_current("details")
        self.show_width(self._width)

    def _lay_out(self) -> None:
        bar = QFrame()
        set_surface(bar, "nav")
        row = Row(bar, margin=(18, 8, 16, 8), gap=10).add(Icon("lock", "text2", 18))
        row.addWidget(self.note, 1)
        row.add(self.save, self.print)
        self._right = QWidget()
        right = Column(self._right, gap=0)
        right.addWidget(self.paper, 1)
        right.add(Separator(), bar)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.details)
        across.addWidget(Separator(vertical=True))
        across.addWidget(self._right, 1)
        column = Column(self, gap=0).add(PartChoice(self.shown_pane))
        column.addLayout(across, 1)
        self.shown_pane.hide()
