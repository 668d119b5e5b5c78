"""Ending the huddle: says who was not reached and where they go, and then ends it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.huddle.run_view import LEFT, RailRow, RunView
from ui.huddle.side_panel import SidePanel
from ui.theme import u
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.text import Text


class EndPanel(SidePanel):
    """`ended()` follows the button."""

    ended = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__("End huddle", host, width=440)
        self._says = Text("", "body", wrap=True)
        self._who = Text("", "body", 500, wrap=True)
        self._half = Text("", "body", 500, "amber", wrap=True)
        self._half.hide()
        self._after = Text("", "meta", colour="text2", wrap=True)
        self.stay = Button("Keep going")
        self.end = Button("End huddle", kind="primary", icon="square", large=True)
        self.body.add(self._half, self._says, self._who, self._after, None)
        self.body.add(Row(margin=(0, 8, 0, 0), gap=8).add(None, self.stay, self.end))
        self.stay.clicked.connect(self.dismiss)
        self.end.clicked.connect(self._end)

    def show_view(self, view: RunView) -> None:
        """What ending it now would mean."""
        missed = not_reached(view)
        self._says.setText(
            f"Not reached, so carried to {short_day(view.next_day)}:"
            if missed
            else "Everybody was talked about."
        )
        self._who.setText("; ".join(rail.row.case.name for rail in missed))
        self._who.setVisible(bool(missed))
        gaps = len([rail for rail in view.rail if rail.row.item.status == "discussed" and not rail.outcome])
        words = "1 person has no outcome yet" if gaps == 1 else f"{gaps} people have no outcome yet"
        self._after.setText(
            f"{words}. Close lists what is missing before you sign."
            if gaps
            else "Next: check the minutes and sign."
        )

    def show_half_typed(self, lines: list[tuple[str, str]]) -> None:
        """What nobody entered would be left out of the minutes without a word."""
        said = "; ".join(f"{name}: “{line}”" for name, line in lines)
        self._half.setText(
            f"Typed and not added yet. {said}. Keep going, and press Enter in the line to add it."
        )
        self._half.setVisible(bool(lines))
        self.place()
        self.stay.setAccessibleDescription(self._half.text() if lines else "")

    def opened(self) -> None:
        """On the safe answer: an ended huddle is not begun again."""
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        super().place()
        self.move(self.parentWidget().width() - self.width() - u(12), u(8))

    def wanted_height(self, width: int) -> int:
        """As high as what it says."""
        self.layout().activate()
        return self.layout().totalHeightForWidth(width)

    def _end(self) -> None:
        self.hide()
        self.ended.emit()


def not_reached(view: RunView) -> list[RailRow]:
    """Those who would be carried over: whoever is left and about whom nothing was recorded."""
    current = view.current
    said = current is not None and (current.discussion is not None or bool(current.new_actions))
    return [
        rail
        for rail in view.rail
        if rail.row.item.status in LEFT
        and not (said and current is not None and rail.row.item.id == current.item.id)
        and not rail.outcome
        and not rail.actions
    ]
