"""mdt huddle: plan, run, end and sign a meeting."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands, huddle_closing, huddle_meeting, huddle_planning
from mdt_desktop.cli.answer import Answer
from mdt_desktop.cli.huddle_values import agenda, minutes_value, quorum_value
from mdt_desktop.domain.records import AgendaItem
from mdt_desktop.services.closing import signing
from mdt_desktop.services.huddle import huddles, run_view
from mdt_desktop.services.session import Session


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "huddle", "The weekly meeting.")
    commands.verb(verbs, "list", "List huddles.", "huddle list", _list)
    one = commands.verb(verbs, "show", "Show one huddle whole.", "huddle show H-2026-11-24", _show)
    one.add_argument("huddle")
    huddle_planning.add(verbs)
    huddle_meeting.add(verbs)
    huddle_closing.add(verbs)


def _list(session: Session, args: Namespace) -> Answer:
    return Answer(
        [
            {
                "id": row.id,
                "ref": row.ref,
                "date": row.day,
                "start": row.start,
                "minutes": row.minutes,
                "status": row.status,
                "people": row.people,
                "minutes_status": row.minutes_status,
            }
            for row in huddles.list_huddles(session)
        ]
    )


def _show(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    entries = huddles.attendance_of(session, huddle.id)
    minutes = huddles.latest_minutes(session, huddle.id)
    return Answer(
        {
            "id": huddle.id,
            "ref": huddle.ref,
            "date": huddle.day,
            "start": huddle.start,
            "minutes": huddle.minutes,
            "status": huddle.status,
            "agenda": agenda(session, huddle),
            "attendance": [
                {
                    "name": one.name,
                    "sector": one.sector,
                    "status": one.status,
                    "arrived": one.arrived,
                    "left": one.left,
                }
                for one in entries
            ],
            "quorum": quorum_value(huddles.quorum_now(huddle, entries)),
            "discussions": [
                view.discussion
                for item in huddles.items_of(session, huddle.id)
                if (view := _view(session, item))
            ],
            "signed": minutes_value(signing.standing(session, huddle)) if minutes else None,
        }
    )


def _view(session: Session, item: AgendaItem) -> run_view.ItemView | None:
    view = run_view.item_view(session, item.id)
    return view if view and view.discussion else None
