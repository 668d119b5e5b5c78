"""Pages of a PDF as pictures, for the preview and the printer, without Qt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from mdt_desktop.refused import Refused

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


class Picture(NamedTuple):
    """A rendered page: `pixels` are rows from the top, 4 bytes each (blue, green, red, unused)."""

    width: int
    height: int
    pixels: bytes


def page_count(pdf: bytes, passphrase: str | None = None) -> int:
    """How many pages the document has."""
    with _opened(pdf, passphrase) as document:
        return len(document)


def page_size(pdf: bytes, index: int, passphrase: str | None = None) -> tuple[float, float]:
    """Width and height of a page in points (1/72 inch)."""
    with _opened(pdf, passphrase) as document:
        width, height = document.get_page_size(index)
        return float(width), float(height)


def render(pdf: bytes, index: int, scale: float, passphrase: str | None = None) -> Picture:
    """Page `index` (from 0) on white paper, `scale` pixels to the point (96 dpi = 96 / 72).

    Raises:
        Refused: not a PDF, or locked with another passphrase.
        IndexError: there is no such page.
    """
    with _opened(pdf, passphrase) as document:
        if not 0 <= index < len(document):
            raise IndexError(f"no page {index}")
        bitmap = document[index].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        row = bitmap.width * 4
        data = memoryview(bitmap.buffer).cast("B")
        rows = (bytes(data[at * bitmap.stride : at * bitmap.stride + row]) for at in range(bitmap.height))
        return Picture(bitmap.width, bitmap.height, b"".join(rows))


def page_text(pdf: bytes, index: int, passphrase: str | None = None) -> str:
    """The text of a page, in reading order as the file gives it."""
    with _opened(pdf, passphrase) as document:
        return str(document[index].get_textpage().get_text_range())


@contextmanager
def _opened(pdf: bytes, passphrase: str | None) -> Iterator[PdfDocument]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf, password=passphrase)
    except pypdfium2.PdfiumError as problem:
        raise Refused("This is not a PDF that can be shown, or its passphrase is another.") from problem
    try:
        yield document
    finally:
        document.close()
