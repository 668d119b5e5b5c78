"""Play the demo's next huddle from its script, exactly as a team would run it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mdt_desktop.domain.demo_neighbourhood import FollowUp, ItemPlayed, Script, read_neighbourhood
from mdt_desktop.domain.records import Action, AgendaItem, Case, Huddle, Person
from mdt_desktop.refused import Refused
from mdt_desktop.services.actions import actions
from mdt_desktop.services.closing import reading_back, signing
from mdt_desktop.services.closing.reading_back import OwnerActions
from mdt_desktop.services.huddle import attendance, capturing, huddles, running
from mdt_desktop.services.minutes import documents
from mdt_desktop.services.session import Session


class StoryClock:
    """Time as the story has it: it stands still until somebody talks."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def pass_(self, seconds: int) -> None:
        """Let time go by."""
        self._now += timedelta(seconds=seconds)


def script_of(session: Session) -> Script:
    """The story's next huddle, dated as the session's day has it."""
    return read_neighbourhood(session.today()).next_huddle.script


def play(session: Session, passphrase: str) -> Huddle:
    """Run the demo huddle whole: attendance, late actions, every case, read-back, signature.

    The session's clock is the story's from here on, so that the minutes say half past nine.
    """
    huddle = huddles.upcoming(session)
    assert huddle is not None, "the demo has a next huddle"
    script = script_of(session)
    clock = StoryClock(huddles.starts_at(huddle))
    session.clock = clock
    running.start(session, huddle.id)
    names = names_by_key(session)
    for key, status in script.attendance.items():
        attendance.attend(session, huddle.id, names[key], status)
    for follow_up in script.follow_ups:
        follow(session, follow_up)
    clock.pass_(huddle.opening_minutes * 60)
    for item in script.items:
        play_item(session, huddle, item, clock)
    clock.pass_(huddle.readback_minutes * 60)
    running.end(session, huddle.id)
    huddle = huddles.find(session, huddle.id)
    for owner in owners_here(session, huddle):
        reading_back.confirm(session, huddle, owner.owner_id)
    signing.sign(session, huddle, passphrase)
    return huddles.find(session, huddle.id)


def follow(session: Session, told: FollowUp) -> None:
    """What becomes of one action from before."""
    action = next(one for one in session.records.all(Action) if one.text == told.action)
    if told.verb == "done":
        actions.finish(session, action.id, told.text)
    elif told.verb == "move":
        assert told.due is not None
        actions.move(session, action.id, told.due, told.text)
    else:
        actions.block(session, action.id, told.text)


def play_item(session: Session, huddle: Huddle, told: ItemPlayed, clock: StoryClock) -> None:
    """Talk about one person as the script has it."""
    item = item_of(session, huddle, told.person)
    running.begin_item(session, huddle.id, item.id)
    clock.pass_(told.seconds)
    for line in told.capture_lines():
        capturing.capture(session, huddle.id, item.id, line)
    extra: dict[str, Any] = {"outcome_detail": told.outcome_detail} if told.outcome_detail else {}
    teller = names_by_key(session).get(told.who_tells, told.who_tells)
    running.write_discussion(session, item.id, who_tells=teller, tell_by=told.tell_by, **extra)
    running.finish_item(session, huddle.id, item.id)


def names_by_key(session: Session) -> dict[str, str]:
    """What the story's members are called, by their keys in it."""
    return {member.id: member.display_name for member in read_neighbourhood(session.today()).members}


def owners_here(session: Session, huddle: Huddle) -> list[OwnerActions]:
    """Who is in the room and has something to say yes to at the read-back."""
    return [owner for owner in reading_back.read_back(session, huddle) if owner.here]


def item_of(session: Session, huddle: Huddle, key: str) -> AgendaItem:
    """The agenda item of one of the story's people, by their key in it."""
    story = read_neighbourhood(session.today())
    told = next(one for one in story.people if one.key == key)
    person = session.records.first(Person, "nhs_number = ?", (told.person.nhs_number,))
    assert person is not None, key
    case = session.records.first(Case, "person_id = ?", (person.id,))
    assert case is not None, key
    return next(item for item in huddles.items_of(session, huddle.id) if item.case_id == case.id)


def make_folder(folder: Path) -> None:
    """The folder for the documents, if it is not there. `Refused` where there can't be one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(
            f"The folder {folder} can’t be made ({problem.strerror}). Nothing was changed; choose another."
        ) from None


def write_documents(session: Session, huddle: Huddle, folder: Path) -> list[dict[str, Any]]:
    """Every document there is of a huddle, as files in a folder: kind, path, pages."""
    make_folder(folder)
    done = documents.export_minutes(session, huddle, folder / f"{huddle.ref}-minutes.pdf")
    return [{"kind": done.kind, "path": str(done.path), "pages": done.pages}]
