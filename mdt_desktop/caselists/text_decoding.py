"""Bytes to text, losing nothing: UTF-8, UTF-16, Windows-1252, or a file that mixes the first and the last.

Bytes that are not UTF-8 are carried through as lone surrogates (`surrogateescape`) and read as Windows-1252
cell by cell afterwards: so a single damaged name does not spoil the other scripts of its file.
"""

import codecs
import re
from dataclasses import dataclass

from mdt_desktop.caselists.file_kind import is_utf16

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text. `escaped`: it holds bytes that were not UTF-8; `mixed`: beside others that were."""

    text: str
    encoding: str
    escaped: bool = False
    mixed: bool = False


def decode(data: bytes) -> Text:
    """The text of a file: by its mark if it has one, else UTF-16, strict UTF-8, Windows-1252."""
    codec = "utf-8"
    for mark, marked in _BOMS:
        if data.startswith(mark):
            data, codec = data[len(mark) :], marked
            break
    else:
        codec = is_utf16(data[:8192]) or "utf-8"
    if codec != "utf-8":
        return Text(data.decode(codec, "replace"), "UTF-16")
    try:
        return Text(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    mixed = any(ord(character) > 127 for character in set(_ESCAPED.sub("", text)))
    return Text(text, "UTF-8 and Windows-1252" if mixed else "Windows-1252", escaped=True, mixed=mixed)


def has_escaped(cell: str) -> bool:
    """Whether a cell holds bytes that were not UTF-8."""
    return not cell.isascii() and _ESCAPED.search(cell) is not None


def unescape(cell: str) -> str:
    """A cell with its bytes that were not UTF-8 read as Windows-1252 (its five empty places as Latin-1)."""
    return _ESCAPED.sub(lambda match: _windows_1252(ord(match[0]) - 0xDC00), cell)


def _windows_1252(byte: int) -> str:
    raw = bytes([byte])
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
