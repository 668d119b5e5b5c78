"""The minutes of a huddle as a PDF (docs/documents.md). Made in memory; only the finished file is saved."""

from reportlab.platypus import Flowable

from mdt_desktop.minutes.blocks import section
from mdt_desktop.minutes.closing import closing
from mdt_desktop.minutes.content import MinutesContent, content_hash, is_signed, short_hash, title
from mdt_desktop.minutes.flow import Document, build
from mdt_desktop.minutes.frame import PageFrame
from mdt_desktop.minutes.opening import opening
from mdt_desktop.minutes.person_section import person_section
from mdt_desktop.minutes.printed import Printed
from mdt_desktop.minutes.tagging import Element
from mdt_desktop.minutes.wording import full_day, sentence
from mdt_desktop.progress import Progress, silent

DEFAULT_MARKING = "OFFICIAL – SENSITIVE: PERSONAL"
_STATUS = {"draft": "draft", "circulated": "circulated draft", "final": "final", "amended": "final, amended"}


def lay_out(content: MinutesContent, printed: Printed, *, progress: Progress = silent) -> Document:
    """The minutes as a tagged A4 PDF in memory. The same arguments give the same bytes."""
    root = Element("Document")
    story: list[Flowable] = [*opening(content, root)]
    if content.people:
        part, heading = section("People discussed", root, room_mm=75)
        story += heading
        for person in content.people:
            story += person_section(
                person, part, day=content.date, zone=content.zone, entitled=printed.entitled
            )
    story += closing(content, root)
    name = f"{title(content)}, {content.team}, {full_day(content.date)}, {_version(content)}"
    return build(
        story, root, _page_frame(content, printed), title=name, people=len(content.people), progress=progress
    )


def _page_frame(content: MinutesContent, printed: Printed) -> PageFrame:
    return PageFrame(
        team=content.team,
        day=content.date,
        kind=title(content),
        marking=content.marking or DEFAULT_MARKING,
        version=_version(content),
        short_hash=short_hash(content_hash(content)),
        zone=content.zone,
        draft=not is_signed(content),
        printed=printed,
    )


def _version(content: MinutesContent) -> str:
    status = _STATUS.get(content.status, content.status)
    return f"Version {content.version} ({status})" if is_signed(content) else sentence(status)
