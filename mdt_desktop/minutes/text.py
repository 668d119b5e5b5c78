"""Text blocks: wrapped, splittable, tagged text in any script we print, as a ReportLab flowable.

ReportLab's own Paragraph can neither fall back between fonts nor say what shaped glyphs mean, so lines are
broken here; pages, frames and tables stay its business. The text is data: there is no markup in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from mdt_desktop.minutes.shaping import Run, Style, joined, runs, space_in
from mdt_desktop.minutes.tagging import Element, marked, read_as

PLAIN = Style()
LEADING = 1.36
_ASCENT = 1.02
_MINIMUM_LINES = 2
_NUMBERS = re.compile(r"\w+(?:[-/.,:]\w+)*|\W+")
_BRACKETS = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style; a newline in it breaks the line."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Word:
    """Runs with no space in between; `glued` when no space precedes it; `breaks` when a new line does."""

    runs: tuple[Run, ...]
    glued: bool = False
    breaks: bool = False

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs)

    @property
    def space(self) -> Run:
        """The space before this word: drawn in the base font, at this word's size."""
        return space_in(self.runs[0].style)


Line = tuple[Word, ...]


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
        self.words = _words(spans) if words is None else words
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
            self.lines, self._broken_for = _lines(self.words, width), width

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
    drawn = joined(_with_spaces(line))
    if any(run.rtl for run in drawn):
        drawn = _in_visual_order(drawn)
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


def one_line(text: str, style: Style) -> Line:
    """`text` as a single line, whatever its width."""
    return tuple(replace(word, breaks=False) for word in _words([Span(text, style)]))


def line_width(line: Line) -> float:
    """In points."""
    return sum(run.width for run in _with_spaces(line))


def _with_spaces(line: Line) -> Iterator[Run]:
    for at, word in enumerate(line):
        if at and not word.glued:
            yield word.space
        yield from word.runs


def _in_visual_order(line: list[Run]) -> list[Run]:
    """Right-to-left runs between left-to-right text, reversed as a group with the neutral runs inside it."""
    ordered: list[Run] = []
    group: list[Run] = []
    for run in (piece for whole in line for piece in _turning_pieces(whole)):
        if run.rtl or (group and not any(char.isalpha() for char in run.text)):
            group.append(run)
        else:
            ordered += _reversed_group(group)
            group = []
            ordered.append(run)
    return ordered + _reversed_group(group)


def _turning_pieces(run: Run) -> list[Run]:
    """A run without letters as its numbers (which never turn) and what stands between them."""
    if run.rtl or run.is_shaped or run.replaced or any(char.isalpha() for char in run.text):
        return [run]
    return [replace(run, text=piece) for piece in _NUMBERS.findall(run.text)]


def _reversed_group(group: list[Run]) -> list[Run]:
    tail = len(group)
    while tail and not group[tail - 1].rtl:
        tail -= 1
    return [_mirrored(run) for run in group[:tail][::-1]] + group[tail:]


def _mirrored(run: Run) -> Run:
    """Punctuation between right-to-left words runs their way; numbers and the words themselves don't turn."""
    if run.rtl or any(char.isalnum() for char in run.text):
        return run
    return replace(run, text=run.text[::-1].translate(_BRACKETS))


def _words(spans: Sequence[Span]) -> tuple[Word, ...]:
    words: list[Word] = []
    glued, breaks = True, False
    for span in spans:
        for piece in re.findall(r"\n|[^\S\n\u00a0\u202f]+|(?:\S|[\u00a0\u202f])+", span.text):
            if piece == "\n":
                glued, breaks = False, True
            elif piece.isspace() and "\u00a0" not in piece and "\u202f" not in piece:
                glued = False
            else:
                parts = runs(piece, span.style)
                if parts:
                    words.append(Word(parts, glued and bool(words), breaks and bool(words)))
                    glued, breaks = True, False
    return tuple(words)


def _lines(words: Sequence[Word], width: float) -> list[Line]:
    """Greedy lines; a glued word stays with the one before it unless it alone does not fit."""
    lines: list[Line] = []
    line: list[Word] = []
    used = 0.0
    for word in (part for whole in words for part in _fitting(whole, width)):
        gap = 0.0 if word.glued or not line else word.space.width
        if line and (word.breaks or used + gap + word.width > width):
            lines.append(tuple(line))
            line, used, gap = [], 0.0, 0.0
        line.append(word)
        used += gap + word.width
    if line:
        lines.append(tuple(line))
    return lines


def _fitting(word: Word, width: float) -> Iterator[Word]:
    """The word itself, or, when it is wider than a line, pieces of it cut between characters."""
    if word.width <= width:
        yield word
        return
    first = True
    for run in word.runs:
        text = run.text
        while text:
            length = _length_that_fits(replace(run, text=text), width)
            piece = replace(run, text=text[:length])
            yield Word((piece,), glued=not first or word.glued, breaks=first and word.breaks)
            first, text = False, text[length:]


def _length_that_fits(run: Run, width: float) -> int:
    """How many characters of `run` fit: at least one, found by halving."""
    low, high = 1, len(run.text)
    while low < high:
        middle = (low + high + 1) // 2
        if replace(run, text=run.text[:middle]).width <= width:
            low = middle
        else:
            high = middle - 1
    return low
