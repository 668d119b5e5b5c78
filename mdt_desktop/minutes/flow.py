"""Lay a story out on framed pages, and finish the file: tags, language, title, dates, passphrase."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from mdt_desktop.minutes.blocks import Continued, PersonEnd, PersonHeading
from mdt_desktop.minutes.fonts import base_face
from mdt_desktop.minutes.frame import BODY_WIDTH, BOTTOM, HEIGHT, SIDE, TOP, WIDTH, PageCanvas, PageFrame
from mdt_desktop.minutes.tagging import Element, write_structure
from mdt_desktop.progress import Progress

LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF in memory."""

    pdf: bytes
    pages: int


class FramedDocument(BaseDocTemplate):
    """Pages in one frame; a person whose section reaches a new page is named again at its top."""

    def __init__(self, target: io.BytesIO, page_frame: PageFrame, progress: Progress, people: int) -> None:
        super().__init__(
            target,
            pagesize=(WIDTH, HEIGHT),
            invariant=1,
            initialFontName=base_face().name,
            lang=LANGUAGE,
            displayDocTitle=True,
        )
        self._page_frame = page_frame
        self._progress, self._people, self._people_done = progress, people, 0
        self._person: PersonHeading | None = None
        self._to_repeat: PersonHeading | None = None
        body = Frame(SIDE, BOTTOM, BODY_WIDTH, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [body], onPage=self._draw_header))

    def _draw_header(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        self._page_frame.draw_header(canvas)

    def beforePage(self) -> None:
        self._to_repeat = self._person

    def filterFlowables(self, flowables: list[Flowable]) -> None:
        if self._to_repeat is not None:
            flowables.insert(0, Continued(f"{self._to_repeat.continued} (continued)"))
            self._to_repeat = None

    def afterFlowable(self, flowable: Flowable) -> None:
        if isinstance(flowable, PersonHeading):
            self._person = flowable
            self._progress(self._people_done, self._people)
        elif isinstance(flowable, PersonEnd):
            self._person = None
            self._people_done += 1
            self._progress(self._people_done, self._people)


def build(
    story: Sequence[Flowable],
    root: Element,
    page_frame: PageFrame,
    *,
    title: str,
    people: int,
    progress: Progress,
) -> Document:
    """The story as a tagged PDF. The same story and frame give the same bytes.

    `progress` counts people laid out; it may raise `Cancelled`, and nothing is kept.
    """
    target = io.BytesIO()
    document = FramedDocument(target, page_frame, progress, people)
    document.title = title
    document.author = page_frame.team
    document.build(list(story), canvasmaker=partial(PageCanvas, page_frame=page_frame))
    return _finished(target, root, page_frame, title)


def _finished(target: io.BytesIO, root: Element, page_frame: PageFrame, title: str) -> Document:
    import pikepdf

    at = page_frame.printed.at
    with pikepdf.open(target) as pdf:
        write_structure(pdf, root)
        pdf.Root.Lang = pikepdf.String(LANGUAGE)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.docinfo.CreationDate = pikepdf.String(at.strftime("D:%Y%m%d%H%M%S+00'00'"))
        pdf.docinfo.ModDate = pdf.docinfo.CreationDate
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = [LANGUAGE]
            metadata["dc:creator"] = [page_frame.team]
        finished = io.BytesIO()
        pdf.save(finished, deterministic_id=True)
        return Document(finished.getvalue(), len(pdf.pages))


def encrypted(pdf: bytes, passphrase: str) -> bytes:
    """The same document, readable only with `passphrase` (AES-256)."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        target = io.BytesIO()
        protection = pikepdf.Encryption(owner=passphrase, user=passphrase, R=6, aes=True, metadata=True)
        opened.save(target, encryption=protection)
        return target.getvalue()
