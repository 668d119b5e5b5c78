"""What the cards of the team's settings say, and the form behind each."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from mdt_desktop.services.team.team_page import TeamView
from ui.cases.sheet import Sheet
from ui.jobs import Jobs
from ui.team.quorum_form import QuorumForm
from ui.team.slot_form import SlotForm
from ui.team.time_form import TimeForm
from ui.team.words_form import ROOM_NAMES, WordsForm

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class CardPlan:
    """A card's title, its lines, and the form that changes them."""

    title: str
    icon: str
    facts: Callable[[TeamView], Facts]
    form: Callable[[QWidget, Jobs, TeamView], Sheet]


def slot_facts(view: TeamView) -> Facts:
    place = view.place_words()
    return [("", view.slot_words()), *([("Where", place)] if place else [])]


def quorum_facts(view: TeamView) -> Facts:
    return [("", view.quorum_words())]


def time_facts(view: TeamView) -> Facts:
    team, items = view.team, view.item_minutes
    choices = ", ".join(str(week) for week in team.review_choices or (2, 4, 8))
    return [
        ("Welcome, and reading back", f"{team.opening_minutes} and {team.readback_minutes} min"),
        (
            "A new person, a review, anything else",
            f"{items['new']}, {items['review']} and {items['other']} min",
        ),
        ("Next review after", f"{team.review_weeks} weeks, or {choices} weeks"),
        ("Suggested when not discussed for", f"{team.stale_weeks} weeks"),
    ]


def word_facts(view: TeamView) -> Facts:
    names = {value: words for words, value in ROOM_NAMES}
    return [
        ("Team name", view.team.name),
        ("Marking on minutes", view.team.marking),
        ("The room view names people by", names.get(view.team.room_names, view.team.room_names)),
    ]


CARDS = (
    CardPlan("When you meet", "calendar-clock", slot_facts, SlotForm),
    CardPlan("Who must be there", "users-round", quorum_facts, QuorumForm),
    CardPlan("Time and reviews", "timer", time_facts, TimeForm),
    CardPlan("Names and documents", "file-text", word_facts, WordsForm),
)
