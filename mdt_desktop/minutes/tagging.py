"""Tagged PDF: the structure a screen reader walks (ISO 32000 14.7), beside what is drawn.

While pages are drawn, each block marks its content with an `Element`; what repeats or decorates is
an artifact. Afterwards `write_structure` adds the tree with pikepdf. ReportLab has no tagging of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf
    from reportlab.pdfgen.canvas import Canvas


@dataclass(eq=False)
class Element:
    """One element of the structure tree: H1, P, Table, TR, TH ... `marks` are (page index, mark number)."""

    kind: str
    children: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    scope: str = ""

    def add(self, kind: str, scope: str = "") -> Element:
        """A new last child. `scope` (Row, Column) says what a TH is the heading of."""
        child = Element(kind, scope=scope)
        self.children.append(child)
        return child

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn for it."""
        return not self.marks and all(child.is_empty for child in self.children)


@contextmanager
def marked(canvas: Canvas, element: Element | None) -> Iterator[None]:
    """What is drawn inside belongs to `element`, or is an artifact when there is none."""
    if element is None:
        canvas.addLiteral("/Artifact BMC")
    else:
        number = _next_number(canvas)
        element.marks.append((canvas.getPageNumber() - 1, number))
        canvas.addLiteral(f"/{element.kind} <</MCID {number}>> BDC")
    yield
    canvas.addLiteral("EMC")


@contextmanager
def read_as(canvas: Canvas, text: str) -> Iterator[None]:
    """What is drawn inside is extracted and read as `text` (ActualText); nothing changes when it is empty."""
    if text:
        canvas.addLiteral(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")
    yield
    if text:
        canvas.addLiteral("EMC")


def _next_number(canvas: Any) -> int:
    """Mark numbers count within a page."""
    page = canvas.getPageNumber()
    last_page, last = getattr(canvas, "_marks", (page, -1))
    number = last + 1 if last_page == page else 0
    canvas._marks = (page, number)
    return number


def write_structure(pdf: pikepdf.Pdf, root: Element) -> None:
    """Give `pdf` the structure tree below `root` and say that it is tagged."""
    from pikepdf import Array, Dictionary, Name

    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: dict[int, dict[int, Any]] = {}
    tree.K = Array([_written(pdf, root, tree, parents)])
    numbers = Array()
    for index, page in enumerate(pdf.pages):
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        of_page = parents.get(index, {})
        numbers.append(index)
        numbers.append(pdf.make_indirect(Array([of_page[number] for number in range(len(of_page))])))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _written(pdf: pikepdf.Pdf, element: Element, parent: Any, parents: dict[int, dict[int, Any]]) -> Any:
    from pikepdf import Array, Dictionary, Name

    node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent))
    if element.scope:
        node.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    kids = Array()
    for page, number in element.marks:
        kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[page].obj, MCID=number))
        parents.setdefault(page, {})[number] = node
    for child in element.children:
        if not child.is_empty:
            kids.append(_written(pdf, child, node, parents))
    node.K = kids
    return node
