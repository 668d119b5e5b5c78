"""Tables with real header cells, and tinted panels, for every document."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Table

from mdt_desktop.minutes.fonts import base_face
from mdt_desktop.minutes.frame import BODY_WIDTH, BOTTOM, HEIGHT, RULE, TINT, TOP
from mdt_desktop.minutes.lines import Span
from mdt_desktop.minutes.shaping import Style
from mdt_desktop.minutes.tagging import Element, marked
from mdt_desktop.minutes.text import TextBlock

_MOST_OF_A_PAGE = 0.85 * (HEIGHT - TOP - BOTTOM)
HEADING = Style(bold=True)
# Cells draw their own text, but ReportLab would still name its default, unembedded font.
_EMBEDDED = ("FONTNAME", (0, 0), (-1, -1), base_face().name)
Cell = str | Sequence[Span]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and a share of the table's width."""

    heading: str
    share: float


class PlainTable(Table):
    """A ReportLab table whose lines and backgrounds are artifacts; cells carry their own tags.

    A row goes to the next page whole; only one that no page could hold is split.
    """

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        self.splitInRow = 0
        parts = super().split(availWidth, availHeight)
        heights: list[float] = self._rowHeights  # type: ignore[attr-defined]
        if not parts and sum(heights[: self.repeatRows + 1]) > _MOST_OF_A_PAGE:
            self.splitInRow = 1
            parts = super().split(availWidth, availHeight)
        return [*parts]

    def _drawBkgrnd(self) -> None:
        with marked(self.canv, None):
            super()._drawBkgrnd()  # type: ignore[misc]

    def _drawLines(self) -> None:
        with marked(self.canv, None):
            super()._drawLines()  # type: ignore[misc]


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], parent: Element) -> Table:
    """A tagged table over the whole width; its header row repeats on each page it reaches."""
    element = parent.add("Table")
    head = element.add("TR")
    cells: list[list[Flowable]] = [
        [
            TextBlock(column.heading, head.add("TH", scope="Column"), style=HEADING, once=True)
            for column in columns
        ]
    ]
    for row in rows:
        line = element.add("TR")
        cells.append([TextBlock(cell, line.add("TD")) for cell in row])
    total = sum(column.share for column in columns)
    return PlainTable(
        cells,
        colWidths=[BODY_WIDTH * column.share / total for column in columns],
        repeatRows=1,
        hAlign="LEFT",
        spaceBefore=5,
        spaceAfter=7,
        style=[
            _EMBEDDED,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            ("BACKGROUND", (0, 0), (-1, 0), TINT),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, RULE),
        ],
    )


def panel(content: Sequence[Flowable]) -> Table:
    """Flowables on a tinted ground with a quiet edge; it may break between them."""
    return PlainTable(
        [[flowable] for flowable in content],
        colWidths=[BODY_WIDTH],
        hAlign="LEFT",
        spaceBefore=2,
        spaceAfter=8,
        style=[
            _EMBEDDED,
            ("BACKGROUND", (0, 0), (-1, -1), TINT),
            ("BOX", (0, 0), (-1, -1), 0.6, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ("RIGHTPADDING", (0, 0), (-1, -1), 9),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 8),
        ],
    )
