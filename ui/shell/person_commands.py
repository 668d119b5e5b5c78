"""What the palette can do for the person it has found."""

from functools import partial

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.refused import Refused
from mdt_desktop.services import undo
from mdt_desktop.services.huddle import huddles, preparing
from mdt_desktop.services.session import Session
from ui.shell.palette_rows import PERSON, Row
from ui.shell.workspace import Workspace


def person_rows(workspace: Workspace, case_id: str, name: str) -> tuple[Row, ...]:
    """Rows for a case; `name` is the person's, as shown."""
    add = partial(_add, workspace, case_id, name)
    write = partial(workspace.show_page, "record", {"case": case_id})
    return (
        Row(PERSON, "calendar-plus", "Add to the next huddle’s agenda", add, name),
        Row(PERSON, "notebook-pen", "Write a note or an action", write, name),
    )


def add_to_next_huddle(session: Session, case_id: str) -> str:
    """Put the case on the next agenda; answers with that huddle's day in words."""
    huddle = huddles.upcoming(session)
    if huddle is None or huddle.day is None:
        raise Refused("No huddle is planned. Nothing was added; plan the next huddle first.")
    preparing.add(session, huddle.id, case_id)
    return short_day(huddle.day)


def _add(workspace: Workspace, case_id: str, name: str) -> None:
    def told(day: str) -> None:
        workspace.toast.show_words(f"{name} is on the agenda of {day}", take_back)

    def take_back() -> None:
        workspace.jobs.do(undo.undo)

    workspace.jobs.do(add_to_next_huddle, case_id, done=told, receiver=workspace)
