"""The head of the window: where we are, the way to everything, and whether the work is safe."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.page import FULL, NARROW, Page, Step
from ui.shell.search_field import SearchField
from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.chip import Chip
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.stepper import Stepper
from ui.widgets.surface import set_surface
from ui.widgets.text import Text

HEIGHT, LOW_HEIGHT = 62, 48


class TopBar(QFrame):
    """Title, context, steps; search, sharing marker, sync state, the page's chips and primary button."""

    search = Signal()
    go = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.setAccessibleName("Top bar")
        self._low = False
        self._title = Text("", "h1")
        self._context = ElidingLabel("", "body", colour="text2")
        self._steps: list[Step] = []
        self._step_row = Row()
        self._field = SearchField()
        self._field.clicked.connect(self.search)
        self._demo = Chip("Demo", "blue", "flask-conical", large=True)
        self._sharing = Chip("Sharing view: names only", "plum", "monitor-up", large=True)
        self._saved = Chip("Saved on this laptop", "green", "hard-drive", large=True)
        self._page_row = Row(gap=10)
        self._borrowed: list[QWidget] = []
        row = Row(self, margin=(24, 0, 20, 0), gap=10)
        row.add(self._title)
        row.addWidget(self._context, 1)
        row.add(self._step_row)
        row.addStretch(0)
        row.add(self._field, self._demo, self._sharing, self._saved, self._page_row)
        self._demo.hide()
        self._sharing.hide()
        theme().changed.connect(self._measure)
        self._measure()

    def show_page(self, page: Page) -> None:
        """Everything the page says of itself."""
        self._title.setText(page.title())
        self._context.setText(page.context())
        self._show_steps(page.steps())
        self._borrow([*page.chips(), *([page.primary] if page.primary is not None else [])])

    def show_width(self, width_class: str, low: bool) -> None:
        """Give way on small windows: first the search field's words, then the context."""
        self._low = low
        self._field.set_small(width_class != FULL)
        self._context.setVisible(width_class != NARROW)
        self._measure()

    def show_sharing(self, sharing: bool) -> None:
        """The plum marker stands here only while details are hidden."""
        self._sharing.setVisible(sharing)

    def show_training(self, training: bool) -> None:
        """A permanent marker: everybody here is made up."""
        self._demo.setVisible(training)

    def _show_steps(self, steps: list[Step]) -> None:
        if steps == self._steps:
            return
        self._steps = steps
        if (old := self._step_row.takeAt(0)) is not None and old.widget() is not None:
            old.widget().hide()
            old.widget().deleteLater()
        if steps:
            current = next((number for number, step in enumerate(steps) if step.current), 0)
            stepper = Stepper([step.words for step in steps])
            stepper.set_current(current, [number for number, step in enumerate(steps) if step.done])
            stepper.step_pressed.connect(self._go_to_step)
            self._step_row.add(stepper)

    def _go_to_step(self, number: int) -> None:
        if not self._steps[number].current:
            self.go.emit(self._steps[number].page, self._steps[number].where)

    def _borrow(self, widgets: list[QWidget]) -> None:
        """Show the page's own widgets; the page keeps them and gets them back hidden."""
        for widget in self._borrowed:
            if widget not in widgets:
                self._page_row.removeWidget(widget)
                widget.hide()
        for widget in widgets:
            self._page_row.addWidget(widget)
            widget.show()
        self._borrowed = widgets

    def _measure(self) -> None:
        self.setFixedHeight(u(LOW_HEIGHT if self._low else HEIGHT))
