"""The head of the window: where we are, the way to everything, and whether the work is safe."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.page import FULL, Page, Step
from ui.shell.page_title import PageTitle
from ui.shell.search_field import SearchField
from ui.theme import theme, u
from ui.widgets.boxes import Row
from ui.widgets.chip import Chip, StateChip
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.stepper import Stepper
from ui.widgets.surface import set_surface

HEIGHT, LOW_HEIGHT = 62, 48
LEFT, RIGHT, GAP = 24, 20, 10
TITLE = 90  # px of the title that stay in any case
ANY_WIDTH = 16777215  # Qt’s own “no limit”
CONTEXT = 110  # px the quiet line gets before anything gives way for it


@runtime_checkable
class GivesWay(Protocol):
    """A part of the bar that can do with less room."""

    def set_small(self, small: bool) -> None: ...
    def small_width(self) -> int: ...
    def full_width(self) -> int: ...


class TopBar(QFrame):
    """Title, context, steps; search, sharing marker, sync state, the page's chips and primary button."""

    search = Signal()
    go = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "surface")
        self.setAccessibleName("Top bar")
        self._low = self._always_short = False
        self._title = PageTitle()
        self._context = ElidingLabel("", "body", colour="text2")
        self._steps: list[Step] = []
        self._stepper: Stepper | None = None
        self._step_row = Row()
        self._field = SearchField()
        self._field.clicked.connect(self.search)
        self._demo = Chip("Demo", "blue", "flask-conical", large=True)
        self._sharing = Chip("Sharing view: names only", "plum", "monitor-up", large=True)
        self.state = StateChip("Sync and devices", "neutral", "hard-drive")  # until it is known
        self.state.clicked.connect(lambda: self.go.emit("sync", {}))
        self._page_row = Row(gap=GAP)
        self._borrowed: list[QWidget] = []
        row = Row(self, margin=(LEFT, 0, RIGHT, 0), gap=GAP)
        row.add(self._title)
        row.addWidget(self._context, 1)
        row.add(self._step_row)
        row.addStretch(0)
        row.add(self._field, self._demo, self._sharing, self.state, self._page_row)
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
        self._give_way()

    def show_width(self, width_class: str, low: bool) -> None:
        """What the window asks of the bar: its height, and no words in the search field unless it is wide."""
        self._low, self._always_short = low, width_class != FULL
        self._measure()

    def minimumSizeHint(self) -> QSize:
        """What is needed once everything has given way, whatever shows now."""
        return QSize(self._needed(len(self._givers()) + 1), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def show_sharing(self, sharing: bool) -> None:
        """The plum marker stands here only while details are hidden."""
        self._sharing.setVisible(sharing)
        self._give_way()

    def show_state(self, words: str, tone: str, icon: str) -> None:
        """How the exchange with colleagues stands; pressed, it opens the page that says more."""
        self.state.set_state(words, tone, icon)
        self.state.setAccessibleDescription("Opens Sync and devices")
        self._give_way()

    def show_training(self, training: bool) -> None:
        """A permanent marker: everybody here is made up."""
        self._demo.setVisible(training)
        self._give_way()

    def _show_steps(self, steps: list[Step]) -> None:
        if steps == self._steps:
            return
        self._steps, self._stepper = steps, None
        if (old := self._step_row.takeAt(0)) is not None and old.widget() is not None:
            old.widget().hide()
            old.widget().deleteLater()
        if steps:
            current = next((number for number, step in enumerate(steps) if step.current), 0)
            stepper = Stepper([step.words for step in steps])
            stepper.set_current(current, [number for number, step in enumerate(steps) if step.done])
            stepper.step_pressed.connect(self._go_to_step)
            self._step_row.add(stepper)
            self._stepper = stepper

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
        self._give_way()

    def _givers(self) -> list[GivesWay]:
        """In the order in which they become small: the search field, the chips, the steps."""
        chips = [chip for chip in (self._demo, self._sharing, self.state) if not chip.isHidden()]
        lent = [widget for widget in self._borrowed if isinstance(widget, GivesWay)]
        return [self._field, *chips, *lent, *([self._stepper] if self._stepper else [])]

    def _needed(self, small: int) -> int:
        """The width with the first `small` givers small; beyond them the context goes and words are cut."""
        givers = self._givers()
        cut = small > len(givers)
        stiff = [self._title, *(widget for widget in self._borrowed if not isinstance(widget, GivesWay))]
        widths = [(part.minimumSizeHint() if cut else part.sizeHint()).width() for part in stiff]
        for place, giver in enumerate(givers):
            widths.append(giver.small_width() if place < small else giver.full_width())
        if self._context.text() and not cut:
            widths.append(min(u(CONTEXT), self._context.sizeHint().width()))
        return sum(widths) + u(GAP) * len(widths) + u(LEFT) + u(RIGHT)

    def _give_way(self) -> None:
        """The least that has to become small so that all fits."""
        givers = self._givers()
        counts = range(int(self._always_short), len(givers) + 1)
        small = next((count for count in counts if self._needed(count) <= self.width()), len(givers) + 1)
        for place, giver in enumerate(givers):
            giver.set_small(place < small)
        cut = small > len(givers)
        self._context.setVisible(not cut)
        self._title.setMaximumWidth(self._title_room() if cut else ANY_WIDTH)

    def _title_room(self) -> int:
        """The title is cut before what is pressed: it gets what the rest leaves."""
        rest = [giver.small_width() for giver in self._givers()]
        rest += [widget.sizeHint().width() for widget in self._borrowed if not isinstance(widget, GivesWay)]
        return max(u(TITLE), self.width() - sum(rest) - u(GAP) * (len(rest) + 2) - u(LEFT) - u(RIGHT))
