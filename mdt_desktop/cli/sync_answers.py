"""What a sync came to, as scripts and people are told it; also behind what others have to hear of."""

import sys
from dataclasses import replace
from typing import Any

from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, OUT_OF_REACH, Answer, ProgressBar
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import syncing
from mdt_desktop.services.syncing.on_session import inline
from mdt_desktop.services.syncing.syncing import Synced

_COUNTS = ("pushed", "pulled", "waiting", "conflicts", "quarantined", "missing", "requests")


def sync_team(session: Session) -> list[Synced]:
    """Sync the team that the session looks at, so that colleagues hear of what was done."""
    return syncing.sync(inline(session), ProgressBar("Syncing"), spaces=[session.store.space])


def after(answer: Answer, synced: list[Synced]) -> Answer:
    """What was done is done, however the sync behind it went: its troubles go to standard error."""
    for words in _said(synced):
        print(words, file=sys.stderr)
    code = OUT_OF_REACH if any(one.out_of_reach for one in synced) else answer.code
    return replace(answer, code=code)


def answer_of(synced: list[Synced]) -> Answer:
    """The answer of `mdt sync`: sums over the teams, and each team by itself."""
    value = {name: sum(getattr(one, name) for one in synced) for name in _COUNTS}
    oldest = [one.oldest_waiting for one in synced if one.oldest_waiting]
    confirmed = [one.last_confirmed for one in synced if one.last_confirmed]
    value |= {
        "oldest_waiting": min(oldest, default=None),
        "last_confirmed": min(confirmed) if confirmed and len(confirmed) == len(synced) else None,
        "teams": [_team(one) for one in synced],
    }
    alone = [f"{one.team} is shared nowhere yet: see “mdt team connect”." for one in synced if not one.shared]
    if not synced:
        alone.append("An admin has yet to admit this computer to a team. Run this again afterwards.")
    for words in [*_said(synced), *alone]:
        print(words, file=sys.stderr)
    return Answer(value, "\n".join(line(one) for one in synced) or "No team was synced.", _code(synced))


def _team(one: Synced) -> dict[str, Any]:
    return {
        "team": one.team,
        "space": one.space,
        **{name: getattr(one, name) for name in _COUNTS},
        "oldest_waiting": one.oldest_waiting,
        "last_confirmed": one.last_confirmed,
        "problems": list(one.troubles),
        "removed": one.removed is not None,
        "gone": one.gone,
    }


def _said(synced: list[Synced]) -> list[str]:
    said = []
    for one in synced:
        said += [*one.troubles, *one.notes]
        if one.gone:
            said.append(f"This computer was removed from {one.team}. The team’s data is deleted from it now.")
        elif one.removed:
            said.append(one.removed.words)
    return said


def line(one: Synced) -> str:
    """ "North: 3 sent, 1 received." """
    parts = [f"{one.pushed} sent", f"{one.pulled} received"]
    parts += [f"{one.waiting} waiting"] if one.waiting else []
    parts += [f"{one.conflicts} to settle"] if one.conflicts else []
    parts += [f"{one.quarantined} set aside"] if one.quarantined else []
    parts += [f"{one.missing} missing"] if one.missing else []
    parts += [f"{one.requests} asking to join"] if one.requests else []
    return f"{one.team}: {', '.join(parts)}."


def _code(synced: list[Synced]) -> int:
    if any(one.out_of_reach for one in synced):
        return OUT_OF_REACH
    return NEEDS_A_PERSON if not synced or any(one.needs_a_person for one in synced) else DONE
