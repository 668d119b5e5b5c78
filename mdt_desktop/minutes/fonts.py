"""The embedded fonts of documents, and which of them can draw a character.

Noto Sans for Latin, Greek and Cyrillic, its sisters for the scripts of the people we serve. Only the
base font has an italic. ReportLab needs TrueType outlines and knows no fallback of its own.
"""

from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mdt_desktop.resources import resource_path

BASE = "NotoSans"
SCRIPTS = ("Bengali", "Gurmukhi", "Gujarati", "Tamil", "Devanagari", "Arabic")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
STAND_INS = {
    **{"→": "->", "←": "<-", "↑": "(up)", "↓": "(down)", "⇒": "=>"},
    **{"≥": ">=", "≤": "<=", "≈": "~", "≠": "(not =)"},
    **dict.fromkeys("✓✔☑", "(yes)"),
    **dict.fromkeys("✗✘☒", "(no)"),
    **{"☐": "[ ]", "■": "•", "●": "•"},
}
"""What is drawn for signs that people type in notes and no embedded font has."""


@dataclass(frozen=True, slots=True)
class Face:
    """A registered font: its name, and whether its text must be shaped by HarfBuzz."""

    name: str
    shaped: bool


def base_face(bold: bool = False, italic: bool = False) -> Face:
    """The face of ordinary text."""
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}.get(
        (bold, italic), "BoldItalic"
    )
    return _registered(f"{BASE}-{style}")


@cache
def face_for(char: str, bold: bool, italic: bool) -> Face | None:
    """The first face that has a glyph for `char`, or None."""
    base = base_face(bold, italic)
    if covers(base, char):
        return base
    for script in SCRIPTS:
        face = _registered(f"{BASE}{script}-{'Bold' if bold else 'Regular'}")
        if covers(face, char):
            return face
    return None


@cache
def covers(face: Face, char: str) -> bool:
    """Whether `face` can draw `char`."""
    return ord(char) in _characters(face.name)


def covers_all(face: Face, text: str) -> bool:
    """Whether `face` can draw every character of `text`."""
    return _characters(face.name).issuperset(map(ord, text))


@cache
def _characters(name: str) -> frozenset[int]:
    """What the font covers; read before shaping adds its private characters to ReportLab's table."""
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)  # type: ignore[attr-defined]


@cache
def _registered(name: str) -> Face:
    pdfmetrics.registerFont(TTFont(name, str(resource_path(f"fonts/noto/{name}.ttf"))))
    _characters(name)
    return Face(name, shaped=not name.startswith(f"{BASE}-"))
