"""The order of the read-back at the end: owner by owner, each one's actions by date."""

from collections.abc import Iterable
from datetime import date

import msgspec


class AgreedAction(msgspec.Struct, frozen=True):
    """A new action as the read-back needs it; `owner` is a name, empty where nobody has it yet."""

    action_id: str
    ref: str
    owner: str = ""
    owner_here: bool = False
    due: date | None = None


def read_back(actions: Iterable[AgreedAction]) -> list[tuple[str, list[AgreedAction]]]:
    """Owners with their actions: first those without an owner, then who is here, then the others, by name.

    Within an owner: without a date first (a gap to close), then by date, then by reference.
    """
    by_owner: dict[tuple[bool, bool, str, str], list[AgreedAction]] = {}
    for action in actions:
        rank = (action.owner != "", not action.owner_here, action.owner.casefold(), action.owner)
        by_owner.setdefault(rank, []).append(action)
    return [
        (rank[-1], sorted(found, key=lambda action: (action.due or date.min, action.ref)))
        for rank, found in sorted(by_owner.items(), key=lambda pair: pair[0])
    ]
