"""Lines of text in any script: broken to a width, and put in the order in which they are seen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mdt_desktop.minutes.shaping import Run, Style, joined, runs, space_in

PLAIN = Style()
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


def one_line(text: str, style: Style) -> Line:
    """`text` as a single line, whatever its width."""
    return tuple(replace(word, breaks=False) for word in words_of([Span(text, style)]))


def line_width(line: Line) -> float:
    """In points."""
    return sum(run.width for run in _with_spaces(line))


def visual_runs(line: Line) -> list[Run]:
    """The runs of a line from left to right as they are seen."""
    drawn = joined(_with_spaces(line))
    return _in_visual_order(drawn) if any(run.rtl for run in drawn) else drawn


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


def words_of(spans: Sequence[Span]) -> tuple[Word, ...]:
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


def broken(words: Sequence[Word], width: float) -> list[Line]:
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
