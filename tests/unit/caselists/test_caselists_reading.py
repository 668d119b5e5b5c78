"""Files as they come: encodings, delimiters, furniture around the list, and what is refused."""

import io
import itertools
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from mdt_desktop.caselists import file_kind
from mdt_desktop.caselists.reading import read, sheets
from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused

LIST = (
    "NHS Number,Surname,Forename,DOB\n999 007 9196,Clarke,Zoë,03/02/1959\n999 023 7573,Osei,Ama,04/03/1960\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def written(folder: Path, data: bytes | str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def workbook(folder: Path, *sheets_of_rows: list[list[object]], name: str = "list.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets_of_rows, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return folder / name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_gives_the_same_people(tmp_path: Path, encoding: str) -> None:
    table = read(written(tmp_path, LIST.encode(encoding)))
    assert table.columns == ("NHS Number", "Surname", "Forename", "DOB")
    assert table.rows[0].cells == ("999 007 9196", "Clarke", "Zoë", "03/02/1959")
    assert [row.number for row in table.rows] == [2, 3]


def test_one_damaged_name_does_not_spoil_the_other_scripts(tmp_path: Path) -> None:
    data = LIST.encode() + "999 031 6767,ਹਰਪ੍ਰੀਤ,Zo".encode() + b"\xeb,01/01/1950\n"
    table = read(written(tmp_path, data))
    assert table.rows[0].cells[2] == "Zoë"
    assert table.rows[2].cells[1:3] == ("ਹਰਪ੍ਰੀਤ", "Zoë")
    assert [(warning.row, warning.column) for warning in table.warnings] == [(4, "Forename")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, ending: str) -> None:
    table = read(written(tmp_path, LIST.replace(",", delimiter).replace("\n", ending)))
    assert table.columns == ("NHS Number", "Surname", "Forename", "DOB")
    assert len(table.rows) == 2


def test_excels_own_delimiter_line_is_obeyed(tmp_path: Path) -> None:
    table = read(written(tmp_path, "sep=;\n" + LIST.replace(",", ";")))
    assert table.header_row == 2
    assert table.rows[0].number == 3


def test_titles_blanks_repeats_captions_and_totals_are_not_people(tmp_path: Path) -> None:
    header, first, second = LIST.splitlines()
    lines = [
        "Risk report,,,",
        "Last run: 23/11/2026,,,",
        "",
        header,
        first,
        ",,,",
        "Millrace Surgery,,,",
        header,
        second,
        "Total,2,,",
        "Report ended,,,",
    ]
    table = read(written(tmp_path, "\n".join(lines)))
    assert [row.number for row in table.rows] == [5, 9]
    assert table.header_row == 4
    assert any("repeated header" in note for note in table.notes)


def test_somebody_called_total_with_a_number_is_a_person(tmp_path: Path) -> None:
    table = read(written(tmp_path, "Surname,NHS Number,DOB,Forename\nTotal,9990079196,03/02/1959,Ann\n"))
    assert len(table.rows) == 1


def test_two_header_lines_are_read_as_one(tmp_path: Path) -> None:
    lines = [
        "NHS Number,Surname,DOB,A&E attendances,,Emergency admissions",
        ",,,3m,12m,12m",
        "9990079196,Clarke,03/02/1959,1,4,0",
    ]
    table = read(written(tmp_path, "\n".join(lines)))
    assert table.columns[3:] == ("A&E attendances 3m", "A&E attendances 12m", "Emergency admissions 12m")
    assert len(table.rows) == 1


def test_group_headings_above_the_header_are_dropped(tmp_path: Path) -> None:
    lines = ["Person,,,Activity", "NHS Number,Surname,DOB,A&E attends 12m", "9990079196,Clarke,03/02/1959,4"]
    table = read(written(tmp_path, "\n".join(lines)))
    assert table.columns == ("NHS Number", "Surname", "DOB", "A&E attends 12m")


def test_repeated_and_missing_headings_get_names_of_their_own(tmp_path: Path) -> None:
    table = read(written(tmp_path, "NHS Number,Surname,DOB,DOB,\n9990079196,Clarke,03/02/1959,,x\n"))
    assert table.columns == ("NHS Number", "Surname", "DOB", "DOB (2)", "Column E")


def test_cells_with_lines_and_quotes_stay_whole(tmp_path: Path) -> None:
    text = 'NHS Number,Surname,Notes\r\n9990079196,Clarke,"first\r\nsecond ""line"", with comma\n\nlast"\r\n'
    table = read(written(tmp_path, text))
    assert table.rows[0].cells[2] == 'first\r\nsecond "line", with comma\n\nlast'
    assert len(table.rows) == 1


def test_a_quotation_mark_never_closed_costs_one_row_not_the_rest(tmp_path: Path) -> None:
    header, first, second = LIST.splitlines()
    lines = [header, first, '9990316767,"Marsh,Ann,01/01/1950', second, first]
    table = read(written(tmp_path, "\n".join(lines)))
    assert [len(row.cells) for row in table.rows] == [4, 2, 4, 4]
    assert [row.number for row in table.rows] == [2, 3, 4, 5]


def test_a_workbook_opens_on_the_sheet_with_the_list(tmp_path: Path) -> None:
    people: list[list[object]] = [["NHS Number", "Surname", "DOB"], [9990079196, "Clarke", "03/02/1959"]]
    path = workbook(tmp_path, [["Read me"], ["made by hand"]], [[], *people])
    assert sheets(path) == ["Sheet 1", "Sheet 2"]
    table = read(path)
    assert table.sheet == "Sheet 2"
    assert table.rows[0].number == 3
    assert table.rows[0].cells[0] == 9990079196
    with pytest.raises(Refused, match="no sheet called"):
        read(path, "Sheet 9")


def test_hidden_sheets_are_not_offered(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["NHS Number", "Surname"], [1, "a"]], [["NHS Number", "Surname"], [2, "b"]])
    book = openpyxl.load_workbook(path)
    book["Sheet 2"].sheet_state = "hidden"
    book.save(path)
    assert sheets(path) == ["Sheet 1"]


def test_what_it_holds_counts_not_what_it_is_called(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["NHS Number", "Surname"], [9990079196, "Clarke"]], name="list.csv")
    assert len(read(path).rows) == 1
    assert len(read(written(tmp_path, LIST, "text.xlsx")).rows) == 2


def zipped(entries: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n  \r\n", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\x1f\x8b\x08\x00\x00", "a compressed file"),
        (b"<?xml version='1.0'?><Patient/>", "an XML file"),
        ("<?xml version='1.0'?><Patient/>".encode("utf-16"), "an XML file"),
        (b"<html><table><tr><td>NHS Number", "a web page"),
        (b'{"resourceType": "Bundle"}', "a JSON file"),
        (b'[\n  {"nhs": 1}\n]', "a JSON file"),
        (zipped({"a.txt": "x"}), "a ZIP archive"),
        (zipped({"word/document.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "a ZIP archive"),
        (zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "damaged"),
        (zipped({"a": "b" * 100})[:60], "damaged"),
        (bytes(range(256)) * 40, "does not hold text"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "a program"),
        (OLE + b"\x00" * 600, "damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "password"),
        (b"NHS Number,Surname\n", "nobody below it"),
        (b"9990079196,Clarke,03/02/1959\n9990237573,Osei,04/03/1960\n", "no header line"),
        (b"1,2\n3,4\n", "no header line"),
        ((",".join(f"c{n}" for n in range(10_000)) + "\n1\n").encode(), "10,000 columns"),
    ],
    ids=itertools.count(),  # an archive holds the time at which it was made: no name to find a test by
)
def test_one_sentence_says_why_a_file_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(written(tmp_path, data))
    assert words in str(refusal.value)
    assert "list.csv" in str(refusal.value)


@pytest.mark.parametrize(
    "data",
    [
        OLE + "Workbook".encode("utf-16-le") + b"\x00" * 600,
        OLE + "Book".encode("utf-16-le") + b"\x00" * 600,
        b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\x00" * 600,
    ],
)
def test_old_workbooks_are_refused_unread_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read(written(tmp_path, data, "list.xls"))
    assert str(refusal.value) == file_kind.OLD_EXCEL_WORDS


def test_a_wide_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [[f"c{n}" for n in range(600)], ["x"] * 600])
    with pytest.raises(Refused, match="600 columns"):
        read(path)


def test_200_megabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    def unread(self: Path) -> bytes:
        raise AssertionError("the file was read")

    monkeypatch.setattr(Path, "read_bytes", unread)
    with pytest.raises(Refused, match="larger than 64 MB"):
        read(path)


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kind, "MAX_UNPACKED_MEGABYTES", 0)
    path = workbook(tmp_path, [["NHS Number", "Surname"], [1, "a"]])
    with pytest.raises(Refused, match="unpacks to more"):
        read(path)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not there"):
        read(tmp_path / "nowhere.csv")
    with pytest.raises(Refused, match="is a folder"):
        read(tmp_path)
    with pytest.raises(Refused, match="no sheets"):
        read(written(tmp_path, LIST), "Sheet 1")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom file permissions bind")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, LIST)
    path.chmod(0)
    with pytest.raises(Refused, match="may open it"):
        read(path)


def test_a_failing_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: Path) -> bytes:
        raise PermissionError("no")

    path = written(tmp_path, LIST)
    monkeypatch.setattr(Path, "read_bytes", failing)
    with pytest.raises(Refused, match="may open it"):
        read(path)


def test_progress_counts_lines_and_cancels(tmp_path: Path) -> None:
    path = written(tmp_path, LIST + "9990316767,Marsh,Ann,01/01/1950\n" * 5000)
    calls: list[tuple[int, int]] = []
    read(path, progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (5003, 5003)
    assert len(calls) > 2

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(path, progress=cancel)
