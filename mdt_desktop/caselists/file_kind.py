"""What a file is, by what it holds and not by what it is called, and why it may not be read."""

import io
import re
import zipfile
from pathlib import Path
from typing import Literal

from mdt_desktop.refused import Refused

MAX_MEGABYTES = 64
"""A case list of 100,000 people is about half of this."""
MAX_UNPACKED_MEGABYTES = 512
"""What a zipped workbook may unpack to."""
MAX_COLUMNS = 500
MAX_RECORDS = 250_000

FileKind = Literal["text", "workbook"]

OLD_EXCEL_WORDS = "This is an old Excel workbook. Open it in Excel, save it as .xlsx, and choose that file."
_ADVICE = "nothing was changed; choose a CSV file or an Excel workbook."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_ENCRYPTED, _WORKBOOK, _BOOK = (name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book"))
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"{\\rtf", "a word-processor document"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"7z\xbc\xaf", "a compressed file; unpack it first"),
    (b"Rar!", "a compressed file; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_MARKUP = (
    (re.compile(r"<!doctype html|<html|<table|<meta"), "a web page"),
    (re.compile(r"<"), "an XML file"),
    (re.compile(r"\{|\[\s*[\[{\"\]]"), "a JSON file"),
)
_HEAD_BYTES = 8192
_MAX_CONTROL_SHARE = 0.02


def load(path: Path) -> bytes:
    """The bytes of a file that may be a case list; refuses, unread, what is missing, a folder or too big."""
    try:
        if path.is_dir():
            raise Refused(f"{path.name} is a folder, not a file: {_ADVICE}")
        if not path.is_file():
            raise Refused(f"{path.name} is not there any more, or can’t be opened: {_ADVICE}")
        if path.stat().st_size > MAX_MEGABYTES * 1_000_000:
            raise Refused(
                f"{path.name} is larger than {MAX_MEGABYTES} MB, too big for a case list: "
                "nothing was changed; export fewer people or fewer columns."
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(
            f"{path.name} can’t be read: nothing was changed; check that you may open it."
        ) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused(f"{path.name} is empty: {_ADVICE}")
    return data


def kind_of(data: bytes, name: str) -> FileKind:
    """Whether the bytes are text or a workbook. Raises `Refused`, naming what it is, for anything else."""
    if data.startswith(_ZIP):
        _check_zip(data, name)
        return "workbook"
    if data.startswith(_OLE):
        raise _refused_container(data, name)
    if data.startswith(_OLD_EXCEL) and not _looks_like_text(data):
        raise Refused(OLD_EXCEL_WORDS)
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and not (len(signature) == 2 and _looks_like_text(data)):
            raise Refused(f"{name} is {what}, not a case list: {_ADVICE}")
    if not _looks_like_text(data):
        raise Refused(f"{name} does not hold text or a workbook, so it is not a case list: {_ADVICE}")
    opening = (
        data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"").decode("latin-1").casefold()
    )
    for opener, what in _MARKUP:
        if opener.match(opening):
            saved = " (open it in Excel and save it as a workbook)" if what == "a web page" else ""
            raise Refused(f"{name} is {what}, not a case list{saved}: {_ADVICE}")
    return "text"


def _refused_container(data: bytes, name: str) -> Refused:
    """Why a file of Microsoft's old kind is not read.

    Workbooks of that kind (.xls) are refused unread: damaged bytes in one can stop a native reader, and
    the whole application with it. A protected workbook of today's kind is packed into such a container too.
    """
    if _ENCRYPTED in data:
        return Refused(
            f"{name} is protected with a password: nothing was changed; "
            "save a copy without one and choose that."
        )
    if _WORKBOOK in data or _BOOK in data:
        return Refused(OLD_EXCEL_WORDS)
    return Refused(f"{name} is another document or damaged, not a case list: {_ADVICE}")


def _check_zip(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise Refused(f"{name} is damaged or cut short: nothing was changed; export it again.") from error
    names = {entry.filename.replace("\\", "/").casefold() for entry in entries}
    excel = any(entry.startswith("xl/") for entry in names) or "[content_types].xml" in names
    calc = "content.xml" in names
    if not (excel or calc) or any(entry.startswith(("word/", "ppt/")) for entry in names):
        raise Refused(f"{name} is a ZIP archive or another document, not a workbook: {_ADVICE}")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_MEGABYTES * 1_000_000:
        raise Refused(f"{name} unpacks to more than {MAX_UNPACKED_MEGABYTES} MB: nothing was changed.")


def _looks_like_text(data: bytes) -> bool:
    head = data[:_HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    nulls = head.count(0)
    if nulls:
        return is_utf16(head) is not None
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x1a\x1c\x1d\x1e\x1f" for byte in head)
    return controls <= len(head) * _MAX_CONTROL_SHARE


def is_utf16(head: bytes) -> str | None:
    """The UTF-16 codec of a text without a mark at its start, told by where its zero bytes lie."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.4 and even <= odd * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd <= even * 0.05:
        return "utf-16-be"
    return None
