"""Documents of a huddle on paper and in files: made, saved whole or not at all, and who had which copy."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mdt_desktop.domain.records import Huddle, Minutes
from mdt_desktop.minutes.content import MinutesContent, content_hash
from mdt_desktop.minutes.printed import Printed
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services.closing import signing
from mdt_desktop.services.conflicts import signed_versions
from mdt_desktop.services.minutes import issuing, minutes_content
from mdt_desktop.services.minutes.issuing import Copies, IssueRow, issues
from mdt_desktop.services.session import Session

# The library that lays out pages takes a second to load: only when there is something to lay out.
if TYPE_CHECKING:
    from mdt_desktop.minutes.flow import Document
    from mdt_desktop.minutes.pages import Picture

__all__ = [
    "Exported",
    "IssueRow",
    "export",
    "export_minutes",
    "issues",
    "measures",
    "page",
    "page_count",
    "preview",
    "printed",
]

KINDS = ("minutes",)
LATER_KINDS = ("redacted", "agenda-pack", "owner-sheets", "register", "plan-letter", "case-extract")
COPIES_AT_MOST = 100


@dataclass(frozen=True)
class Exported:
    """A document that has been saved. `pages` are those of one copy; `paths` has one file a copy."""

    path: Path
    pages: int
    kind: str
    version: int
    hash: str
    paths: tuple[Path, ...]


def preview(
    session: Session,
    huddle: Huddle,
    version: int | None = None,
    *,
    copy: int = 1,
    copies: int = 1,
    destination: str = "",
    progress: Progress = silent,
) -> bytes:
    """The minutes as a PDF in memory: the newest signed version, else the draft with its watermark.

    `version` asks for one version; 0 is the draft. Also what a printer gets, copy by copy: with a
    `destination` it is `Refused` while two signed versions wait for the chair.
    """
    if destination:
        signed_versions.refuse_while_unsettled(session, huddle)
    content, _ = _content(session, huddle, version)
    return _laid_out(session, content, copy, copies, destination, progress).pdf


def page(pdf: bytes, index: int, scale: float) -> "Picture":
    """One page as a picture, `scale` pixels to the point."""
    from mdt_desktop.minutes import pages

    return pages.render(pdf, index, scale)


def page_count(pdf: bytes) -> int:
    """How many pages a document has."""
    from mdt_desktop.minutes import pages

    return pages.page_count(pdf)


def measures(pdf: bytes) -> tuple[tuple[tuple[float, float], ...], tuple[str, ...]]:
    """Width and height of every page in points, and the words on it."""
    from mdt_desktop.minutes import pages

    every = range(pages.page_count(pdf))
    return tuple(pages.page_size(pdf, at) for at in every), tuple(pages.page_text(pdf, at) for at in every)


def export(session: Session, huddle: Huddle, kind: str, path: Path, **options: object) -> Exported:
    """A document of any kind, by its name on the command line; see `export_minutes`."""
    if kind not in KINDS:
        offered = "not offered yet" if kind in LATER_KINDS else "not a kind of document"
        raise Refused(f"“{kind}” is {offered}. Nothing was written. Choose: {', '.join(KINDS)}.")
    return export_minutes(session, huddle, path, **options)  # type: ignore[arg-type]


def export_minutes(
    session: Session,
    huddle: Huddle,
    path: Path,
    *,
    copies: int = 1,
    encrypt: str | None = None,
    destination: str = "pdf",
    version: int | None = None,
    progress: Progress = silent,
) -> Exported:
    """Save the minutes; with `encrypt` under that passphrase. Several copies are numbered files of their own.

    That they were issued is recorded once the files are there, and only then. Raises `Refused` where nothing
    can be written, `Cancelled` out of `progress`; both leave the disk as it was.
    """
    if not 1 <= copies <= COPIES_AT_MOST:
        raise Refused(f"Between 1 and {COPIES_AT_MOST} copies can be made at once. Nothing was written.")
    _refuse_target(path)
    signed_versions.refuse_while_unsettled(session, huddle)
    content, minutes = _content(session, huddle, version)
    paths = _paths(path, copies)
    documents = []
    for number in range(1, copies + 1):
        documents.append(_laid_out(session, content, number, copies, "", progress))
    _save(paths, [_sealed(document.pdf, encrypt) for document in documents])
    pages = documents[0].pages
    copy = Copies(minutes.id if minutes else "", content.version, copies, destination, pages)
    issuing.record(session, huddle, copy, "export")
    return Exported(path, pages, "minutes", content.version, content_hash(content), tuple(paths))


def printed(
    session: Session, huddle: Huddle, copies: int, printer: str, *, version: int | None = None, pages: int = 0
) -> None:
    """Record that copies were printed; call it once the printer has confirmed them, never before."""
    content, minutes = _content(session, huddle, version)
    copy = Copies(minutes.id if minutes else "", content.version, copies, printer or "printer", pages)
    issuing.record(session, huddle, copy, "print")


def _content(session: Session, huddle: Huddle, version: int | None) -> tuple[MinutesContent, Minutes | None]:
    stored = [one for one in signed_versions.newest_first(session, huddle.id) if one.version > 0]
    if version is None:
        minutes = stored[0] if stored else None
    else:
        minutes = next((one for one in stored if one.version == version), None)
        if minutes is None and version != 0:
            raise Refused(f"There is no version {version} of the minutes of {huddle.ref}.")
    if minutes is None:
        return minutes_content.build(session, huddle.id), None
    return signing.content_of(minutes), minutes


def _laid_out(
    session: Session, content: MinutesContent, copy: int, copies: int, destination: str, progress: Progress
) -> "Document":
    from mdt_desktop.minutes import layout

    by = Printed(session.me().display_name, session.now(), copy, copies, destination)
    return layout.lay_out(content, by, progress=progress)


def _sealed(pdf: bytes, passphrase: str | None) -> bytes:
    if not passphrase:
        return pdf
    from mdt_desktop.minutes import flow

    return flow.encrypted(pdf, passphrase)


def _refuse_target(path: Path) -> None:
    if path.is_dir():
        raise Refused(f"“{path.name}” is a folder. Nothing was written; give the name of a file in it.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder “{path.parent}”. Nothing was written; choose another one.")


def _paths(path: Path, copies: int) -> list[Path]:
    """The first copy has the name that was asked for; the others say which they are."""
    more = [
        path.with_name(f"{path.stem} (copy {number} of {copies}){path.suffix}")
        for number in range(2, copies + 1)
    ]
    return [path, *more]


def _save(paths: Sequence[Path], documents: Sequence[bytes]) -> None:
    """All beside their targets first, then moved onto them, so that no half-written file has their names."""
    beside = [path.with_name(f".{path.name}.part") for path in paths]
    try:
        for part, data in zip(beside, documents, strict=True):
            part.write_bytes(data)
        for part, path in zip(beside, paths, strict=True):
            os.replace(part, path)
    except OSError as problem:
        raise Refused(
            f"The document could not be saved as “{paths[0].name}” ({problem.strerror or problem}). "
            "Nothing was recorded; choose another folder, or close the file if it is open."
        ) from problem
    finally:
        for part in beside:
            part.unlink(missing_ok=True)
