"""The frame of every page of every document: header, footer, draft watermark (docs/documents.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mdt_desktop.minutes.fonts import base_face
from mdt_desktop.minutes.lines import Line, line_width, one_line
from mdt_desktop.minutes.printed import Printed
from mdt_desktop.minutes.shaping import Style
from mdt_desktop.minutes.tagging import marked
from mdt_desktop.minutes.text import draw_line
from mdt_desktop.minutes.wording import SEPARATOR, full_day, moment

WIDTH, HEIGHT = A4
SIDE = 19 * mm
TOP = 25 * mm
BOTTOM = 26 * mm
BODY_WIDTH = WIDTH - 2 * SIDE

ACCENT = "#0A5F6C"
INK = "#13201E"
QUIET = "#3F4D4A"
RULE = "#8C9995"
TINT = "#EEF2F1"

_SMALL = Style(size=8.5, colour=QUIET)
_SMALL_BOLD = Style(size=8.5, bold=True, colour=INK)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What the frame says: `kind` of document, its `version` in words, and the short hash of its content."""

    team: str
    day: date
    kind: str
    marking: str
    version: str
    short_hash: str
    zone: str
    draft: bool
    printed: Printed

    def draw_header(self, canvas: Canvas) -> None:
        """The lines above the body."""
        with marked(canvas, None):
            y = HEIGHT - 13 * mm
            draw_line(canvas, SIDE, y, _fitted(self.team, _SMALL_BOLD, 0.5))
            _right(canvas, y, _fitted(self.marking, _SMALL_BOLD, 0.48))
            about = SEPARATOR.join((self.kind, full_day(self.day)))
            draw_line(canvas, SIDE, y - 11.5, _fitted(about, _SMALL))
            _rule(canvas, HEIGHT - 19.5 * mm, ACCENT, 1.1)

    def draw_footer(self, canvas: Canvas, page: int, pages: int) -> None:
        """The audit lines and the draft watermark, over the finished page so that nothing can hide it.

        `pages` is known only when the whole document has been laid out.
        """
        with marked(canvas, None):
            if self.draft:
                _watermark(canvas, "DRAFT")
            _rule(canvas, 20.5 * mm, RULE, 0.5)
            y = 16.5 * mm
            version = SEPARATOR.join((self.version, f"content hash {self.short_hash}"))
            draw_line(canvas, SIDE, y, _fitted(version, _SMALL, 0.8))
            _right(canvas, y, one_line(f"Page {page} of {pages}", _SMALL_BOLD))
            draw_line(canvas, SIDE, y - 11.5, _fitted(self._printed_line(), _SMALL))
            draw_line(canvas, SIDE, y - 23, _fitted(self._destroy_line(), _SMALL))

    def _printed_line(self) -> str:
        printed = self.printed
        return SEPARATOR.join(
            filter(
                None,
                (
                    f"Printed by {printed.by}, {moment(printed.at, self.zone)}",
                    f"copy {printed.copy} of {printed.copies}",
                    f"for {printed.destination}" if printed.destination else "",
                ),
            )
        )

    def _destroy_line(self) -> str:
        until = f" by {full_day(self.printed.destroy_by)}" if self.printed.destroy_by else " after use"
        return f"Uncontrolled when printed – destroy as confidential waste{until}"


class PageCanvas(Canvas):
    """A canvas that keeps its pages until it knows how many there are, then adds the footers."""

    def __init__(self, *args: Any, page_frame: PageFrame, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._page_frame = page_frame
        self.bookmarks = 0
        self._kept: list[dict[str, Any]] = []

    @property
    def pages(self) -> int:
        return len(self._kept)

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        kept = list(self._kept)
        for number, state in enumerate(kept, start=1):
            self.__dict__.update(state)
            self._page_frame.draw_footer(self, number, len(kept))
            super().showPage()
        self._kept = kept
        super().save()


def _fitted(text: str, style: Style, share: float = 1) -> Line:
    """One line within that share of the width; what is too long ends in an ellipsis."""
    line = one_line(text, style)
    while len(line) > 1 and line_width(line) > BODY_WIDTH * share:
        text = text.rsplit(None, 1)[0]
        line = one_line(f"{text} …", style)
    return line


def _right(canvas: Canvas, y: float, line: Line) -> None:
    draw_line(canvas, WIDTH - SIDE - line_width(line), y, line)


def _rule(canvas: Canvas, y: float, colour: str, width: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    canvas.line(SIDE, y, WIDTH - SIDE, y)


def _watermark(canvas: Canvas, word: str) -> None:
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(52)
    canvas.setFont(base_face(bold=True).name, 150)
    canvas.setFillColor(INK, alpha=0.09)
    canvas.drawCentredString(0, -52, word)
    canvas.restoreState()
