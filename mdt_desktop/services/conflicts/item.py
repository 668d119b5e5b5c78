"""What needs somebody's attention, in words, with the ways to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.session import Session


@dataclass(frozen=True)
class Mend:
    """One way to mend a breach. `words` are the button's; `act` does it, in one step that can be undone."""

    id: str
    words: str
    act: Callable[[Session], None] = field(repr=False, compare=False)


@dataclass(frozen=True)
class AttentionItem:
    """A rule that a merge broke: nothing was dropped, somebody says what is meant.

    `id` is the same on every device. `words` say what happened and what is safe; `records` as (kind, id), the
    first being what the item is about; `case_id` the page it belongs on, if it is about a person.
    """

    id: str
    rule: str
    title: str
    words: str
    records: tuple[tuple[str, str], ...]
    mends: tuple[Mend, ...]
    case_id: str = ""

    def mend(self, identity: str) -> Mend | None:
        """One of the ways, by its id."""
        return next((one for one in self.mends if one.id == identity), None)


@dataclass(frozen=True)
class Rule:
    """A rule that spans records: the kinds whose change may break it, and how breaches are found."""

    name: str
    kinds: frozenset[str]
    find: Callable[[Session, Scope], Iterable[AttentionItem]]
