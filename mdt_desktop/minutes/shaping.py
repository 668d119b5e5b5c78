"""Text to runs that ReportLab can draw: one font and one direction each, shaped where the script needs it.

Indic scripts and Arabic are shaped by HarfBuzz; Latin is not (four times slower, no difference). A character
that no font has is drawn as a visible replacement and keeps its meaning in the file's text.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reportlab.lib.abag import ABag
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import shapeFragWord

from mdt_desktop.minutes.fonts import REPLACEMENT, STAND_INS, Face, base_face, covers, covers_all, face_for

JOINERS = "\u200c\u200d"
_FEATURES = {"kern": True, "liga": True, "dlig": False}


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text looks. Sizes in points, colour as ReportLab takes it ("#13201E")."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    colour: str = "#13201E"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one face, one direction and one style. `replaced`: no font has it, something else is drawn."""

    text: str
    face: Face
    style: Style
    rtl: bool = False
    replaced: bool = False

    @property
    def drawn(self) -> str:
        """What to hand to ReportLab: the text itself, its shaped form, or the replacement character."""
        if self.replaced:
            return STAND_INS.get(self.text, REPLACEMENT)
        if self.is_shaped:
            return _shaped(self.text, self.face.name, self.style.size)
        return self.text

    @property
    def is_shaped(self) -> bool:
        """Whether HarfBuzz places the glyphs: by script, or because of combining marks."""
        if self.text.isascii():
            return False
        return self.face.shaped or any(_is_mark(char) for char in self.text)

    @property
    def actual_text(self) -> str:
        """What readers must extract instead of the glyphs; empty when the glyphs say it already.

        Arabic glyphs map back by themselves, and readers would reverse an ActualText of it.
        """
        return self.text if self.replaced or (self.is_shaped and not self.rtl) else ""

    @property
    def width(self) -> float:
        """In points."""
        return _width(
            self.drawn if self.replaced else self.text, self.face.name, self.style.size, self.is_shaped
        )


def runs(text: str, style: Style) -> tuple[Run, ...]:
    """`text` (one line, any Unicode) as runs in reading order."""
    text = "".join(_printable(unicodedata.normalize("NFC", text)))
    base = base_face(style.bold, style.italic)
    if covers_all(base, text):
        return (Run(text, base, style),) if text else ()
    return tuple(_merged(_one_by_one(text, style)))


@cache
def space_in(style: Style) -> Run:
    """A space in the base font."""
    return Run(" ", base_face(style.bold, style.italic), style)


def joined(line: Iterable[Run]) -> list[Run]:
    """The runs of a line with neighbours that look alike and run the same way joined.

    A space between two runs of another script becomes part of it, so that HarfBuzz sees whole phrases
    and puts right-to-left words in their order.
    """
    pieces = list(line)
    for at in range(1, len(pieces) - 1):
        before, space, after = pieces[at - 1], pieces[at], pieces[at + 1]
        if space.text == " " and before.face.shaped and _alike(before, after) and not before.replaced:
            pieces[at] = replace(before, text=" ")
    return list(_merged(pieces))


def _printable(text: str) -> Iterator[str]:
    """Without control and direction characters, which no font draws; joiners shape Indic text and stay."""
    for char in text:
        if char == "\t":
            yield " "
        elif char in JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cs"):
            yield char


def _merged(pieces: Iterable[Run]) -> Iterator[Run]:
    """Neighbours that look alike and run the same way, joined."""
    current: Run | None = None
    for piece in pieces:
        if current is not None and _belong_together(current, piece):
            current = replace(current, text=current.text + piece.text)
        else:
            if current is not None:
                yield current
            current = piece
    if current is not None:
        yield current


def _belong_together(current: Run, piece: Run) -> bool:
    if current.replaced:
        return _continues_cluster(current, piece)
    return not piece.replaced and _alike(current, piece)


def _one_by_one(text: str, style: Style) -> Iterator[Run]:
    previous: Run | None = None
    for at, char in enumerate(text):
        previous = _placed(char, text, at, style, previous)
        yield previous


def _placed(char: str, text: str, at: int, style: Style, previous: Run | None) -> Run:
    """One character as a run: neutral ones stay with the script on both sides of them."""
    face = face_for(char, style.bold, style.italic)
    rtl = unicodedata.bidirectional(char) in ("R", "AL")
    if _is_neutral(char) and previous is not None and not previous.replaced:
        following = next((c for c in text[at + 1 : at + 32] if not _is_neutral(c)), "")
        joins = char in JOINERS or _is_mark(char) or _goes_on(following, style, previous)
        if joins and covers(previous.face, char):
            face, rtl = previous.face, previous.rtl
    if face is None:
        return Run(char, base_face(style.bold, style.italic), style, replaced=True)
    return Run(char, face, style, rtl)


def _goes_on(following: str, style: Style, previous: Run) -> bool:
    if not following:
        return False
    rtl = unicodedata.bidirectional(following) in ("R", "AL")
    return face_for(following, style.bold, style.italic) == previous.face and rtl == previous.rtl


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _is_neutral(char: str) -> bool:
    return char in JOINERS or unicodedata.bidirectional(char) not in ("L", "R", "AL", "EN", "AN")


def _alike(one: Run, other: Run) -> bool:
    return (one.face, one.style, one.rtl) == (other.face, other.style, other.rtl)


def _continues_cluster(current: Run, piece: Run) -> bool:
    """Whether an unknown character belongs to the picture before it (skin tone, joiner, flag)."""
    first = piece.text[0]
    if (
        current.text[-1] == "\u200d"
        or first in JOINERS
        or _is_mark(first)
        or "\U0001f3fb" <= first <= "\U0001f3ff"
    ):
        return True
    flag = "\U0001f1e6" <= first <= "\U0001f1ff"
    return flag and len(current.text) == 1 and "\U0001f1e6" <= current.text <= "\U0001f1ff"


@lru_cache(maxsize=4096)
def _shaped(text: str, font: str, size: float) -> str:
    """`text` with its glyphs placed, as ReportLab's own string type, or itself when nothing changes."""
    word = [0.0, (ABag(fontName=font, fontSize=size), text)]
    shaped: str = shapeFragWord(word, features=_FEATURES)[1][1]
    return shaped


@lru_cache(maxsize=16384)
def _width(text: str, font: str, size: float, shaped: bool) -> float:
    if not shaped:
        return float(pdfmetrics.stringWidth(text, font, size))
    drawn = _shaped(text, font, size)
    places = getattr(drawn, "__shapeData__", None)
    if places is None:
        return float(pdfmetrics.stringWidth(drawn, font, size))
    return float(sum(place.x_advance for place in places)) * size / 1000
