"""What was picked of one person's conflicts, and whose values stand in which column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mdt_desktop.services.conflicts.settling import proposed
from mdt_desktop.services.conflicts.views import Clash, FieldConflict, Pick

Picks = Mapping[str, Pick]


@dataclass(frozen=True)
class Side:
    """Somebody who wrote some of the values; `when` is their latest."""

    who: str
    mine: bool
    when: datetime


def sides_of(clash: Clash) -> list[Side]:
    """Everybody who wrote, me first, then by name."""
    latest: dict[tuple[bool, str], datetime] = {}
    for one in clash.fields:
        for value in one.values:
            key = (not value.mine, value.who)
            latest[key] = max(value.when, latest.get(key, value.when))
    return [Side(who, not other, when) for (other, who), when in sorted(latest.items())]


def in_columns(one: FieldConflict, sides: list[Side]) -> list[int]:
    """The places of a field's values in the order of the columns they belong under."""
    names = [(side.mine, side.who) for side in sides]
    return sorted(
        range(len(one.values)), key=lambda at: names.index((one.values[at].mine, one.values[at].who))
    )


def starting(clash: Clash) -> Picks:
    """What is proposed for each field."""
    return {one.id: proposed(one) for one in clash.fields}


def all_of(clash: Clash, side: Side, picks: Picks) -> Picks:
    """Every field as that side has it, where they wrote it; text that is joined stays joined."""
    theirs = {
        one.id: Pick(at=at)
        for one in clash.fields
        for at, value in enumerate(one.values)
        if (value.mine, value.who) == (side.mine, side.who) and not is_joined(one)
    }
    return {**picks, **theirs}


def is_joined(one: FieldConflict) -> bool:
    """Text that several people wrote is joined, not chosen."""
    return one.how == "join" and one.both is not None
