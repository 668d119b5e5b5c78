"""Text blocks: wrapped, splittable, tagged text in any script we print, as a ReportLab flowable.

ReportLab's own Paragraph can neither fall back between fonts nor say what shaped glyphs mean, so lines are
broken here; pages, frames and tables stay its business. The text is data: there is no markup in it.
"""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from mdt_desktop.minutes.lines import PLAIN, Line, Span, Word, broken, visual_runs, words_of
from mdt_desktop.minutes.shaping import Style
from mdt_desktop.minutes.tagging import Element, marked, read_as

LEADING = 1.36
_ASCENT = 1.02
_MINIMUM_LINES = 2


class TextBlock(Flowable):
    """Left-aligned text that belongs to one element of the structure.

    `element` None draws an artifact. With `once`, only the first drawing is tagged (repeated table headings).
    """

    def __init__(
        self,
        spans: Sequence[Span] | str,
        element: Element | None,
        *,
        style: Style | None = None,
        once: bool = False,
        space_after: float = 0,
        words: tuple[Word, ...] | None = None,
    ) -> None:
        super().__init__()
        if isinstance(spans, str):
            spans = [Span(spans, style or PLAIN)]
        self.words = words_of(spans) if words is None else words
        self.element = element
        self.once = once
        self.space_after = space_after
        self.size = max((run.style.size for word in self.words for run in word.runs), default=11)
        self.lines: list[Line] = []
        self._broken_for: float | None = None

    def getSpaceAfter(self) -> float:
        return self.space_after

    @property
    def leading(self) -> float:
        return self.size * LEADING

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break lines for `width` points; returns the size needed."""
        self._break(width)
        self.width, self.height = width, len(self.lines) * self.leading
        return self.width, self.height

    def minWidth(self) -> float:
        return max((word.width for word in self.words), default=0)

    def split(self, width: float, height: float) -> list[Flowable]:
        """ReportLab's way to ask for `parts`."""
        return [*self.parts(wrapped_width(self, width), height)]

    def parts(self, width: float, height: float) -> list["TextBlock"]:
        """Two blocks, no fewer than two lines on either page; [] when that does not fit."""
        self._break(width)
        fitting = min(int(height / self.leading), len(self.lines))
        if fitting < len(self.lines):
            fitting = min(fitting, max(len(self.lines) - _MINIMUM_LINES, 0))
        if fitting == len(self.lines):
            return [self]
        if fitting < _MINIMUM_LINES:
            return []
        return [self._part(self.lines[:fitting], 0), self._part(self.lines[fitting:], self.space_after)]

    def _part(self, lines: list[Line], space_after: float) -> "TextBlock":
        """Some lines of this block as their own; they stay broken as they are, however long the text."""
        words = tuple(word for line in lines for word in line)
        part = TextBlock((), self.element, once=self.once, space_after=space_after, words=words)
        part.lines, part._broken_for = lines, self._broken_for
        return part

    def _break(self, width: float) -> None:
        if width != self._broken_for:
            self.lines, self._broken_for = broken(self.words, width), width

    def draw(self) -> None:
        element = None if self.once and self.element is not None and self.element.marks else self.element
        with marked(self.canv, element):
            y = self.height - self.size * _ASCENT
            last = len(self.lines) - 1
            for at, line in enumerate(self.lines):
                draw_line(self.canv, 0, y, line, goes_on=at < last)
                y -= self.leading


def wrapped_width(flowable: Flowable, width: float) -> float:
    """The width to split for: a table asks with its cell's outer width, but wrapped inside the padding."""
    return min(width, flowable.width or width)


def draw_line(canvas: Canvas, x: float, y: float, line: Line, *, goes_on: bool = False) -> float:
    """Draw one line from `x` on the baseline `y`; returns where it ends.

    When the text `goes_on` below, a space ends the line, so that readers don't join words over the break.
    """
    drawn = visual_runs(line)
    if goes_on and line:
        drawn.append(line[-1].space)
    for run in drawn:
        with read_as(canvas, run.actual_text):
            text = canvas.beginText(x, y)
            text.setFont(run.face.name, run.style.size)
            text.setFillColor(run.style.colour)
            text.textOut(run.drawn)
            canvas.drawText(text)
        x += run.width
    return x
