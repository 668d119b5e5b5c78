"""All that the Actions page shows, read once."""

from dataclasses import dataclass
from datetime import date, timedelta

from mdt_desktop.domain.records import Action, Huddle
from mdt_desktop.services.actions.board import ActionBoard, action_board
from mdt_desktop.services.actions.rates import OnTime, organisation_rates
from mdt_desktop.services.actions.rows import ActionRow, action_rows
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory

FINISHED_DAYS = 28


@dataclass(frozen=True)
class ActionsView:
    """`finished` are the actions done in the last 28 days, the latest first; `on_agenda` the ids of the
    cases that the next huddle will talk about; `ownerless` the ids of the open actions whose owner has left
    the team.
    """

    today: date
    board: ActionBoard
    rates: dict[str, OnTime]
    finished: list[ActionRow]
    huddle: Huddle | None
    on_agenda: frozenset[str]
    organisations: tuple[str, ...]
    ownerless: frozenset[str]


def actions_view(session: Session) -> ActionsView:
    """Read the Actions page."""
    known, today = directory(session), session.today()
    huddle = huddles.upcoming(session)
    done = session.records.all(
        Action,
        "status = 'done' AND closed_on >= ?",
        ((today - timedelta(days=FINISHED_DAYS)).isoformat(),),
        order="closed_on DESC, id",
    )
    board = action_board(session)
    active = {member.id for member in board.members}
    there = huddles.items_of(session, huddle.id) if huddle else []
    return ActionsView(
        today=today,
        board=board,
        rates=organisation_rates(session),
        finished=action_rows(session, done, known),
        huddle=huddle,
        on_agenda=frozenset(item.case_id for item in there),
        organisations=tuple(one.name for one in known.organisations),
        ownerless=frozenset(row.id for row in board.rows if row.owner_id and row.owner_id not in active),
    )
