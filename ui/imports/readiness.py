"""Whether what was checked can be taken in; what stands in the way is said where it can be mended."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from ui.imports.review_step import ReviewStep
from ui.imports.work import ImportWork


def name_to_import(work: ImportWork, review: ReviewStep, announce: Callable[[str], None]) -> str | None:
    """The name to remember the matching by ("" for none); None when something stands in the way."""
    preview, options = work.preview, review.outcome.options
    if preview is None or not work.ready:
        announce("Still checking" if work.doing else "There is nothing to import yet")
        return None
    if preview.obstacle:
        review.say(preview.obstacle, "This file cannot be imported into this team")
        return None
    if options.dates.open:
        review.ask("Which way round are the dates?", "Choose day or month first, then import.")
        options.dates.take_focus()
        return None
    name = options.remember_as()
    if name is None:
        options.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return None
    if not preview.counts.imported:
        review.ask("There is nothing to import", "Nobody in this file is new, and nothing has changed.")
        return None
    return name
