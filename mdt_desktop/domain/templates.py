"""Ready-made settings that a team can be founded from: one for each neighbourhood model we know.

`resources/templates/common.json` holds what all share; each template's file only what it has of its own,
so `Template.local` can say which parts those are. A template is copied into a team once, at founding:
changing the file later changes no team.
"""

from functools import cache
from typing import Any

import msgspec

from mdt_desktop.refused import Refused
from mdt_desktop.resources import resource_path

FILES = ("ealing", "birmingham", "lewisham", "london", "leeds")


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a template; a field it does not know is a mistake in the file."""


class TeamOutline(_Part, frozen=True):
    """One of the place's teams, with the localities its cases are sorted by."""

    name: str
    localities: tuple[str, ...]


class Quorum(_Part, frozen=True):
    """Who must be there: the chair, each of `sectors`, and `at_least` sectors in all (0: any number)."""

    chair: bool
    sectors: tuple[str, ...]
    at_least: int


class Meeting(_Part, frozen=True):
    """The weekly slot. `weekdays` are ISO (1 Monday), `minutes` the whole meeting, `start` local time.

    `item_minutes` gives a length for the agenda kinds new and review, and for every other kind.
    """

    weekdays: tuple[int, ...]
    start: str
    minutes: int
    opening_minutes: int
    readback_minutes: int
    item_minutes: dict[str, int]
    mode: str
    venue: str


class Review(_Part, frozen=True):
    """How soon people come back: the usual number of weeks, the choices offered, when a case with no
    discussion is stale, and after how many unchanged reviews to ask whether the plan should change.
    """

    weeks: int
    choices_weeks: tuple[int, ...]
    stale_weeks: int
    question_after: int


class HighIntensityUse(_Part, frozen=True):
    """A&E attendances above which somebody counts as attending often (NHS England: over 5 a month or over
    20 a year, adults). Local pathways often use fewer, so it is a setting.
    """

    month_over: int
    year_over: int
    from_age: int


class Lists(_Part, frozen=True):
    """The codes a team starts with, in the order it is offered them."""

    pathway: tuple[str, ...]
    source: tuple[str, ...]
    need: tuple[str, ...]
    outcome: tuple[str, ...]


class Template(_Part, frozen=True, kw_only=True):
    """A neighbourhood model's settings.

    `person_word` is person or resident. `sectors` are expected at every huddle, `called_in_sectors` for one
    person's slot. `local` names the parts (`meeting.weekdays`) that are this template's own; all others
    are common to every template.
    """

    name: str
    place: str
    about: str
    purpose: str
    charter: tuple[str, ...]
    person_word: str
    teams: tuple[TeamOutline, ...]
    tiers: dict[str, str]
    sectors: tuple[str, ...]
    called_in_sectors: tuple[str, ...] = ()
    quorum: Quorum
    meeting: Meeting
    review: Review
    hiu: HighIntensityUse
    lists: Lists
    local: tuple[str, ...]

    def localities(self, team: str) -> tuple[str, ...]:
        """The localities of the team so named (case-blind); of a team with a name of its own, all of them."""
        for outline in self.teams:
            if outline.name.casefold() == team.casefold():
                return outline.localities
        return tuple(locality for outline in self.teams for locality in outline.localities)


def templates() -> list[Template]:
    """All templates, in the order they are offered."""
    return list(_all())


def template(name: str) -> Template:
    """The template of this name, case-blind; `Refused`, listing the names, if there is none."""
    for one in templates():
        if one.name.casefold() == name.strip().casefold():
            return one
    names = ", ".join(one.name for one in templates())
    raise Refused(f"There is no template “{name}”. Nothing was changed. Choose one of: {names}.")


@cache
def _all() -> tuple[Template, ...]:
    common = _read("common")
    return tuple(_build(common, _read(file)) for file in FILES)


def _build(common: dict[str, Any], own: dict[str, Any]) -> Template:
    return msgspec.convert({**_laid_over(common, own), "local": sorted(_paths(own))}, Template)


def _read(file: str) -> dict[str, Any]:
    return msgspec.json.decode(resource_path(f"templates/{file}.json").read_bytes(), type=dict[str, Any])


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _laid_over(below[key], above[key]) for key in below.keys() & above.keys() if _is_part(above[key])
    }
    return {**below, **above, **both}


def _paths(own: dict[str, Any]) -> list[str]:
    nested = [f"{key}.{path}" for key, part in own.items() if _is_part(part) for path in _paths(part)]
    return nested + [key for key, part in own.items() if not _is_part(part)]


def _is_part(value: Any) -> bool:
    return isinstance(value, dict)
