"""The blocks a document is built of: headings, labelled lines, and a person's section."""

from collections.abc import Sequence
from typing import cast

from reportlab.lib.units import mm
from reportlab.platypus import ActionFlowable, CondPageBreak, Flowable

from mdt_desktop.minutes.frame import ACCENT, QUIET, TINT, PageCanvas
from mdt_desktop.minutes.lines import Span
from mdt_desktop.minutes.shaping import Style
from mdt_desktop.minutes.tagging import Element, marked
from mdt_desktop.minutes.text import TextBlock, wrapped_width

BODY = Style()
BOLD = Style(bold=True)
QUIET_TEXT = Style(colour=QUIET)
ITALIC = Style(italic=True)
LABEL = Style(bold=True, colour=QUIET)
LABEL_WIDTH = 41 * mm
BULLET_WIDTH = 3.5 * mm
TITLE = Style(size=20, bold=True)
SECTION = Style(size=14, bold=True, colour=ACCENT)
NAME = Style(size=13, bold=True)


class Labelled(Flowable):
    """A label in the left column, and text beside it that may go on over the page.

    With a `bullet` element, a bullet hangs before the text.
    """

    def __init__(
        self, label: str, body: TextBlock, *, bullet: Element | None = None, space_after: float = 4
    ) -> None:
        super().__init__()
        self.label = TextBlock(label, body.element, style=LABEL)
        self.bullet = TextBlock("•", bullet) if bullet else None
        self.body = body
        self.body_left = LABEL_WIDTH + (BULLET_WIDTH if bullet else 0)
        self.space_after = space_after

    def getSpaceAfter(self) -> float:
        return self.space_after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        label_height = self.label.wrap(LABEL_WIDTH - 2 * mm, height)[1]
        body_height = self.body.wrap(width - self.body_left, height)[1]
        if self.bullet is not None:
            self.bullet.wrap(BULLET_WIDTH, height)
        self.width, self.height = width, max(label_height, body_height)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        if self.label.wrap(LABEL_WIDTH - 2 * mm, height)[1] > height:
            return []
        parts = self.body.parts(wrapped_width(self, width) - self.body_left, height)
        if len(parts) < 2:
            return []
        return [
            self._part(parts[0], self.label, self.bullet, 0),
            self._part(parts[1], TextBlock("", None), None, self.space_after),
        ]

    def _part(
        self, body: TextBlock, label: TextBlock, bullet: TextBlock | None, space_after: float
    ) -> "Labelled":
        part = Labelled("", body, space_after=space_after)
        part.label, part.bullet, part.body_left = label, bullet, self.body_left
        return part

    def draw(self) -> None:
        for block, left in ((self.label, 0.0), (self.bullet, LABEL_WIDTH), (self.body, self.body_left)):
            if block is not None and block.words:
                block.drawOn(self.canv, left, self.height - block.height)


def labelled(label: str, text: str | Sequence[Span], parent: Element) -> Labelled:
    """One labelled paragraph."""
    return Labelled(label, TextBlock(text, parent.add("P")))


def labelled_list(label: str, items: Sequence[str | Sequence[Span]], parent: Element) -> list[Flowable]:
    """A labelled list; only its first line carries the label. A single item has no bullet."""
    if len(items) == 1:
        return [labelled(label, items[0], parent)]
    element = parent.add("L")
    blocks: list[Flowable] = []
    for at, text in enumerate(items):
        item = element.add("LI")
        bullet = item.add("Lbl")
        last = at == len(items) - 1
        body = TextBlock(text, item.add("LBody"))
        blocks.append(Labelled("" if at else label, body, bullet=bullet, space_after=4 if last else 1.5))
    return blocks


class Heading(TextBlock):
    """A heading that is also a bookmark at `level` (0 the outermost)."""

    def __init__(
        self, text: str, element: Element, style: Style, *, level: int, space_before: float = 12
    ) -> None:
        super().__init__(text, element, style=style, space_after=4)
        self.bookmark, self.level, self.space_before = text, level, space_before

    def getSpaceBefore(self) -> float:
        return self.space_before

    def draw(self) -> None:
        add_bookmark(self, self.bookmark, self.level)
        super().draw()


def add_bookmark(flowable: Flowable, text: str, level: int) -> None:
    """An outline entry that leads to the top of `flowable`, which is being drawn."""
    canvas = cast(PageCanvas, flowable.canv)
    key = f"bookmark{canvas.bookmarks}"
    canvas.bookmarks += 1
    canvas.bookmarkHorizontal(key, 0, flowable.height)
    canvas.addOutlineEntry(text, key, level)


class PersonHeading(Flowable):
    """Who is discussed, on a tinted bar: their full identity, then a line about the case."""

    def __init__(self, name: str, identifiers: str, about: str, continued: str, parent: Element) -> None:
        super().__init__()
        self.name, self.continued = name, continued
        element = parent.add("H3")
        self.who = TextBlock(
            [Span(name, NAME), Span(f" · {identifiers}" if identifiers else "", BODY)], element
        )
        self.about = TextBlock(about, parent.add("P"), style=QUIET_TEXT)

    def getSpaceBefore(self) -> float:
        return 11

    def getSpaceAfter(self) -> float:
        return 6

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        inner = width - 16
        self.who.wrap(inner, height)
        self.about.wrap(inner, height)
        self.width, self.height = width, self.who.height + self.about.height + 9
        return self.width, self.height

    def draw(self) -> None:
        with marked(self.canv, None):
            self.canv.setFillColor(TINT)
            self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            self.canv.setFillColor(ACCENT)
            self.canv.rect(0, 0, 3, self.height, stroke=0, fill=1)
        add_bookmark(self, self.name, 1)
        self.who.drawOn(self.canv, 10, self.height - 4 - self.who.height)
        self.about.drawOn(self.canv, 10, 5)


class PersonEnd(ActionFlowable):
    """From here on the page no longer speaks of that person."""

    def apply(self, document: object) -> None:
        """Nothing to draw: the document notices by itself."""


class Continued(TextBlock):
    """The identity line repeated at the top of a page on which a person's section goes on."""

    def __init__(self, text: str) -> None:
        super().__init__(text, None, style=BOLD, space_after=6)


def section(heading: str, root: Element, *, room_mm: float = 40) -> tuple[Element, list[Flowable]]:
    """A new section of the document, and its heading, which starts a page unless `room_mm` are left."""
    part = root.add("Sect")
    return part, [space_for(room_mm), Heading(heading, part.add("H2"), SECTION, level=0)]


def space_for(height_mm: float) -> Flowable:
    """A page break, unless this much is left on the page."""
    return CondPageBreak(height_mm * mm)
