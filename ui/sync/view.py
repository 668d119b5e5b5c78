"""What the page shows at one time."""

from dataclasses import dataclass
from datetime import datetime

from mdt_desktop.services.syncing.requests import RequestView
from mdt_desktop.services.syncing.standing import SyncState
from ui.sync.decision_card import KINDS, title_of
from ui.sync.decisions import Decision
from ui.sync.side_rows import SideRow


@dataclass(frozen=True)
class SyncView:
    """`admin`: this device may invite, admit and remove. `warnings` are sentences: a clock that is wrong, a
    colleague's newer version, a laptop that was copied."""

    state: SyncState
    now: datetime
    decisions: tuple[Decision, ...] = ()
    waiting: tuple[SideRow, ...] = ()
    ways: tuple[SideRow, ...] = ()
    devices: tuple[SideRow, ...] = ()
    invitations: tuple[SideRow, ...] = ()
    teams: tuple[SideRow, ...] = ()
    warnings: tuple[str, ...] = ()
    admin: bool = False


def queue_rows(decisions: tuple[Decision, ...]) -> list[SideRow]:
    """What is to decide, as rows in the order in which it is shown."""
    rows = []
    for decision in decisions:
        kind = KINDS[type(decision)]
        rows.append(SideRow(decision.id, kind.icon, title_of(decision), kind.chip, "", about=decision))
    return rows


def context_words(decisions: tuple[Decision, ...]) -> str:
    """ "2 people need a decision", by what there is most reason to look at."""
    asking = sum(isinstance(one, RequestView) for one in decisions)
    rest = len(decisions) - asking
    parts = []
    if asking:
        parts.append("1 person asks to join" if asking == 1 else f"{asking} people ask to join")
    if rest:
        parts.append("1 thing needs a decision" if rest == 1 else f"{rest} things need a decision")
    return " · ".join(parts)
