"""Whatever bytes or tables arrive: people, or one sentence; never anything else."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mdt_desktop.caselists.checking import check
from mdt_desktop.caselists.fields import TARGET_FIELDS
from mdt_desktop.caselists.mapping import suggest
from mdt_desktop.caselists.reading import read
from mdt_desktop.caselists.report import rejected_csv
from mdt_desktop.refused import Refused

TODAY = date(2026, 11, 23)
HEADINGS = sorted({name for field in TARGET_FIELDS for name in field.synonyms})
ODD_CELLS = [
    *("", "9990079196", "999 023 7573", "9.99E+09", "9990079196.0", "03/02/1959", "31/02/1948", "02/13/60"),
    *("1958-02-14", "30933", "UNKNOWN", "Y", "High", "-1", ">10", "TS77 7DB", "Clarke", 'AKH"TAR', "ZoÃ«"),
    *("=1+1", "\u200bx", "\xa0", "Total", "1", "0.21", "67", "01/01/1900", "ਹਰਪ੍ਰੀਤ"),
]
CELLS = st.one_of(st.sampled_from(ODD_CELLS), st.text(max_size=12))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STARTS = (b"", b"PK\x03\x04", OLE, b"\xff\xfe", b"\xef\xbb\xbf", b"NHS No,Surname\n", b'"')
IDENTIFIERS = {"nhs_number", "dob", "unverified_identifier"}


def survive(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(data)
        try:
            table = read(path)
            found = check(table, suggest(table), [], TODAY)
        except Refused:
            return
    assert found.rows == len(found.new) + len(found.changed) + len(found.unchanged) + len(found.rejected)
    assert all(row.name.family_name or row.name.given_names for row in found.new)
    assert all(IDENTIFIERS & row.values.keys() for row in found.new)
    listed = list(csv.reader(io.StringIO(rejected_csv(found.rejected), newline="")))
    assert len(listed) == len(found.rejected) + 1


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes(start: bytes, rest: bytes) -> None:
    survive(start + rest)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=9),
    st.lists(st.lists(CELLS, max_size=10), max_size=12),
    st.sampled_from(["utf-8", "cp1252", "utf-16"]),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_any_table(headings: list[str], rows: list[list[str]], encoding: str, delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["NHS Number", "Surname", "DOB", *headings])
    for row in rows:
        writer.writerow(["9990079196", "Clarke", *row] if len(row) == len(headings) + 1 else row)
    survive(out.getvalue().encode(encoding, "replace"))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='ab",\n\r;|\t\x00é', max_size=200))
def test_any_quoting(text: str) -> None:
    survive(f"NHS Number,Surname,DOB\n{text}".encode())
