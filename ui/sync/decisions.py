"""What needs a person: one decision at a time. The services' own views where there are such."""

from dataclasses import dataclass

from mdt_desktop.services.conflicts.views import Clash
from mdt_desktop.services.syncing.requests import RequestView


@dataclass(frozen=True)
class Attention:
    """A rule that a merge broke, with what mends it."""

    id: str
    title: str
    text: str
    mends: tuple[tuple[str, str], ...] = ()
    """(key, words on the button)."""


@dataclass(frozen=True)
class HandedIn:
    """What a removed device had not sent: an admin enters it again as their own, or refuses it."""

    id: str
    title: str
    text: str
    lines: tuple[str, ...] = ()


Decision = Clash | Attention | HandedIn | RequestView
