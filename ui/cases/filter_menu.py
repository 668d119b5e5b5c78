"""The filters that can be added to a list, sorted by what they are about."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from mdt_desktop.domain import vocabulary
from mdt_desktop.services.cases.case_page import Surroundings
from ui.cases.query import Filter
from ui.theme import theme
from ui.widgets.due_words import day_words
from ui.widgets.menu import Menu

Choices = dict[str, tuple[Filter, ...]]


def choices(around: Surroundings) -> Choices:
    """Every filter on offer, under its heading. Terms are those of `list_cases`."""
    tiers = (
        Filter(f"tier={code}", f"Complexity: {vocabulary.label('tier', code, around.tier_names).lower()}")
        for code in vocabulary.codes("tier")
    )
    members = (Filter(f"key_worker={one.id}", f"Key worker: {one.name}") for one in around.members)
    places = (Filter(f'locality="{name}"', f"Locality: {name}") for name in around.localities)
    pathways = (
        Filter(f"pathway={term.code}", f"Pathway: {term.label}") for term in vocabulary.terms("pathway")
    )
    return {
        "Complexity": (*tiers, Filter("tier=", "Complexity: not set")),
        "Key worker": (
            Filter("key_worker=me", "Key worker: me"),
            Filter("key_worker=", "Key worker: nobody yet"),
            *members,
        ),
        "Locality": tuple(places),
        "Pathway": tuple(pathways),
        "Review": (
            Filter("review_due<today", "Review: late"),
            *(_review_by(around, days) for days in (7, 14, 28)),
            Filter("review_due=", "Review: no date"),
        ),
        "Actions": (
            Filter("open_actions>0", "Actions: some open"),
            Filter("open_actions=0", "Actions: none open"),
        ),
        "A&E visits": (
            Filter("ae_3m>=3", "A&E visits: 3 or more in 3 months"),
            Filter("ae_12m>=6", "A&E visits: 6 or more in 12 months"),
        ),
    }


def _review_by(around: Surroundings, days: int) -> Filter:
    day = around.today + timedelta(days=days)
    return Filter(f"review_due<={day.isoformat()}", f"Review: by {day_words(day, around.today)}")


def open_menu(parent: QWidget, around: Surroundings, chosen: Callable[[Filter], None]) -> Menu:
    """Show the choices under `parent`; a menu a heading, the empty ones left out."""
    menu = Menu("Add filter", parent)
    for heading, filters in choices(around).items():
        if filters:
            under = menu.addMenu(heading.replace("&", "&&"))
            under.setFont(theme().font("body"))
            for one in filters:
                words = one.words.partition(": ")[2]
                action = under.addAction(words[:1].upper() + words[1:])
                action.triggered.connect(lambda _checked=False, one=one: chosen(one))
    menu.open_below(parent)
    return menu
