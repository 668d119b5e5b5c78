"""What the Close page reads in one go, and the two ways of filling a gap that have no home elsewhere."""

from dataclasses import dataclass
from datetime import date

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Action
from mdt_desktop.refused import Refused
from mdt_desktop.services import references
from mdt_desktop.services.actions import actions
from mdt_desktop.services.closing import closing, reading_back
from mdt_desktop.services.closing.closing import CloseView
from mdt_desktop.services.closing.reading_back import OwnerActions
from mdt_desktop.services.huddle import following, huddles
from mdt_desktop.services.huddle.attendance import HERE
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory

MEMBER, ORGANISATION = "member", "organisation"


@dataclass(frozen=True)
class OwnerChoice:
    """Somebody who can own an action. `kind` is member (`key` is their id) or organisation (its name)."""

    kind: str
    key: str
    words: str
    here: bool = False


@dataclass(frozen=True)
class ClosePage:
    """The view of the huddle, its actions by owner, who could own one, and the next huddle's day."""

    view: CloseView
    owners: list[OwnerActions]
    choices: list[OwnerChoice]
    next_day: date
    chair: str
    mine_to_chair: bool


def close_page(session: Session, huddle_id: str) -> ClosePage:
    """Everything the page shows but the pages of the minutes."""
    huddle = huddles.find(session, huddle_id)
    return ClosePage(
        view=closing.close_view(session, huddle),
        owners=reading_back.read_back(session, huddle),
        choices=owner_choices(session, huddle_id),
        next_day=following.next_day(session, huddle),
        chair=directory(session).name(huddle.chair_id, "The chair"),
        mine_to_chair=huddle.chair_id in ("", session.store.space.member),
    )


def owner_choices(session: Session, huddle_id: str) -> list[OwnerChoice]:
    """Who is here first, then the others of the team, then organisations."""
    here = {one.member_id for one in huddles.attendance_of(session, huddle_id) if one.status in HERE}
    people = directory(session)
    members = [
        OwnerChoice(MEMBER, one.id, f"{one.name}, {one.job_title}".rstrip(", "), one.id in here)
        for one in people.active()
    ]
    places = [OwnerChoice(ORGANISATION, one.name, one.name) for one in people.organisations]
    return sorted(members, key=lambda one: not one.here) + places


def give_owner(session: Session, action_id: str, choice: OwnerChoice) -> None:
    """A member or an organisation takes the action."""
    if choice.kind == MEMBER:
        actions.reassign(session, action_id, choice.key)
    else:
        actions.give_to(session, action_id, choice.key)


def set_first_date(session: Session, action_id: str, due: date) -> None:
    """The date an action was agreed without. Moving one that has a date is `actions.move`."""
    action = references.find(session, Action, action_id)
    if action.due is not None:
        raise Refused(f"{action.ref} has a date already. Nothing was changed; move it with a reason.")
    session.commit([edit(action, due=due, first_due=action.first_due or due)])
