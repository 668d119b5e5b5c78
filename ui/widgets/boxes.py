"""Layouts whose margins and gaps follow the text size."""

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

from ui.theme import theme, u

Margin = int | tuple[int, int] | tuple[int, int, int, int]


class Box(QBoxLayout):
    """A row or column. `margin`: all sides, (across, down), or (left, top, right, bottom), in px."""

    def __init__(
        self, direction: QBoxLayout.Direction, parent: QWidget | None, margin: Margin, gap: int
    ) -> None:
        super().__init__(direction, parent)
        self._margin, self._gap = _sides(margin), gap
        theme().changed.connect(self._measure)
        self._measure()

    def add(self, *things: QWidget | QLayout | int | None) -> "Box":
        """Add widgets, layouts, a space in px (an int), or a stretch (None), in order."""
        for thing in things:
            if thing is None:
                self.addStretch(1)
            elif isinstance(thing, int):
                self.addSpacing(u(thing))
            elif isinstance(thing, QLayout):
                self.addLayout(thing)
            else:
                self.addWidget(thing)
        return self

    def clear(self) -> None:
        """Remove everything and delete the widgets."""
        _empty(self)

    def set_space(self, margin: Margin, gap: int) -> None:
        """Another margin and gap: a page gives way where it is small."""
        self._margin, self._gap = _sides(margin), gap
        self._measure()

    def _measure(self) -> None:
        self.setContentsMargins(*(u(side) for side in self._margin))
        self.setSpacing(u(self._gap))


class Column(Box):
    """Top to bottom."""

    def __init__(self, parent: QWidget | None = None, *, margin: Margin = 0, gap: int = 8) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, parent, margin, gap)


class Row(Box):
    """In reading direction."""

    def __init__(self, parent: QWidget | None = None, *, margin: Margin = 0, gap: int = 8) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, parent, margin, gap)


class Grid(QGridLayout):
    """A grid with one gap, or (across, down)."""

    def __init__(
        self, parent: QWidget | None = None, *, margin: Margin = 0, gap: int | tuple[int, int] = 8
    ) -> None:
        super().__init__(parent)
        self._margin = _sides(margin)
        self._gaps = (gap, gap) if isinstance(gap, int) else gap
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setContentsMargins(*(u(side) for side in self._margin))
        self.setHorizontalSpacing(u(self._gaps[0]))
        self.setVerticalSpacing(u(self._gaps[1]))


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            _empty(inner)
        elif (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _sides(margin: Margin) -> tuple[int, int, int, int]:
    if isinstance(margin, int):
        return margin, margin, margin, margin
    if len(margin) == 2:
        return margin[0], margin[1], margin[0], margin[1]
    return margin
