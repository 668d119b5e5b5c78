"""What a screen reader walks: the structure tree of the sample minutes."""

import io
from collections.abc import Iterator

import pikepdf
import pytest


@pytest.fixture
def opened(signed_pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(signed_pdf)) as pdf:
        yield pdf


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in node.K:
        if kid.get("/Type") == "/StructElem":
            yield kid
            yield from elements(kid)


def of_kind(opened: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [element for element in elements(opened.Root.StructTreeRoot) if f"/{kind}" == element.S]


def test_the_file_has_title_language_and_says_that_it_is_tagged(opened: pikepdf.Pdf):
    assert str(opened.Root.Lang) == "en-GB"
    assert opened.Root.MarkInfo.Marked is True
    assert opened.Root.ViewerPreferences.DisplayDocTitle is True
    title = "Huddle minutes, Harbourside neighbourhood team, Thursday 26 November 2026, Version 1 (final)"
    assert str(opened.docinfo.Title) == title
    assert opened.open_metadata()["dc:title"] == title


def test_headings_go_from_title_to_section_to_person(opened: pikepdf.Pdf):
    assert [len(of_kind(opened, kind)) for kind in ("H1", "H3")] == [1, 9]
    assert len(of_kind(opened, "H2")) >= 8


def test_tables_are_rows_of_header_and_data_cells(opened: pikepdf.Pdf):
    tables = of_kind(opened, "Table")
    assert len(tables) == 6
    for table in tables:
        head, *rows = table.K
        assert {str(cell.S) for cell in head.K} == {"/TH"}
        assert {str(cell.A.Scope) for cell in head.K} == {"/Column"}
        assert rows
        assert {str(cell.S) for row in rows for cell in row.K} == {"/TD"}


def test_every_mark_on_every_page_belongs_to_one_element(opened: pikepdf.Pdf):
    owned: dict[int, list[int]] = {}
    pages = {page.obj.objgen: index for index, page in enumerate(opened.pages)}
    for element in elements(opened.Root.StructTreeRoot):
        for kid in element.K:
            if kid.get("/Type") == "/MCR":
                owned.setdefault(pages[kid.Pg.objgen], []).append(int(kid.MCID))
    drawn = {
        index: [
            int(operands[1]["/MCID"])
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        for index, page in enumerate(opened.pages)
    }
    assert {page: sorted(marks) for page, marks in owned.items()} == {
        page: sorted(marks) for page, marks in drawn.items() if marks
    }


def test_the_parent_tree_leads_from_each_mark_to_its_element(opened: pikepdf.Pdf):
    numbers = opened.Root.StructTreeRoot.ParentTree.Nums
    for index, page in enumerate(opened.pages):
        assert page.obj.StructParents == numbers[2 * index]
        for number, element in enumerate(numbers[2 * index + 1]):
            assert any(
                kid.get("/Type") == "/MCR" and number == kid.MCID and kid.Pg.objgen == page.obj.objgen
                for kid in element.K
            )


def test_nothing_is_drawn_outside_a_tag_or_an_artifact(opened: pikepdf.Pdf):
    for page in opened.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if str(operator) in ("Tj", "TJ", "S", "f", "f*", "B", "re"):
                assert depth > 0
        assert depth == 0


def test_each_person_has_a_bookmark_below_people_discussed(opened: pikepdf.Pdf):
    with opened.open_outline() as outline:
        titles = {entry.title: [child.title for child in entry.children] for entry in outline.root}
    assert titles["People discussed"][0] == "CLARKE, Winston (Mr)"
    assert "বেগম, ফাতিমা" in titles["People discussed"]
    assert len(titles["People discussed"]) == 9
    assert titles["Attendance"] == []
