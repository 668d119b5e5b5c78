"""What a sync came to, as scripts and people are told it; also behind what others have to hear of."""

from dataclasses import replace
from typing import Any

from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, OUT_OF_REACH, Answer, ProgressBar, say
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import needing, syncing
from mdt_desktop.services.syncing.joining import JoinState
from mdt_desktop.services.syncing.needing import Needing
from mdt_desktop.services.syncing.on_session import OnSession, in_space, inline
from mdt_desktop.services.syncing.syncing import Synced

_COUNTS = ("pushed", "pulled", "waiting", "conflicts", "quarantined", "missing", "requests")


def sync_team(session: Session) -> list[Synced]:
    """Sync the team that the session looks at, so that colleagues hear of what was done."""
    return syncing.sync(inline(session), ProgressBar("Syncing"), spaces=[session.store.space])


def after(answer: Answer, synced: list[Synced]) -> Answer:
    """What was done is done, however the sync behind it went: its troubles go to standard error."""
    for words in _said(synced):
        say(words)
    code = OUT_OF_REACH if any(one.out_of_reach for one in synced) else answer.code
    return replace(answer, code=code)


def answer_of(on_session: OnSession, synced: list[Synced], asked: list[JoinState]) -> Answer:
    """The answer of `mdt sync`: sums over the teams, and each team by itself."""
    needs = {one.space: _needing(on_session, one) for one in synced}
    value = {name: sum(getattr(one, name) for one in synced) for name in _COUNTS}
    oldest = [one.oldest_waiting for one in synced if one.oldest_waiting]
    confirmed = [one.last_confirmed for one in synced if one.last_confirmed]
    waits = [one for one in asked if one.status == "waiting"]
    answer = value | {
        "attention": sum(one.attention for one in needs.values()),
        "oldest_waiting": min(oldest, default=None),
        "last_confirmed": min(confirmed) if confirmed and len(confirmed) == len(synced) else None,
        "teams": [_team(one, needs[one.space]) for one in synced],
        "asked": [_asked(one) for one in waits],
    }
    notes = dict.fromkeys(words for one in needs.values() for words in one.notes)
    alone = [f"{one.team} is shared nowhere yet: see “mdt team connect”." for one in synced if not one.shared]
    for words in [*_said(synced), *notes, *alone, *map(_asked_words, waits)]:
        say(words)
    text = "\n".join(line(one, needs[one.space].attention) for one in synced) or "No team was synced."
    return Answer(answer, text, _code(synced, waits, answer["attention"]))


def _needing(on_session: OnSession, one: Synced) -> Needing:
    """Counted once, behind the exchange: it looks through the whole team."""
    spaces = on_session(lambda session: {space.name: space for space in session.store.spaces()})
    if one.gone or one.removed or one.space not in spaces:
        return Needing()
    return in_space(on_session, spaces[one.space], needing.needing)


def _team(one: Synced, needs: Needing) -> dict[str, Any]:
    return {
        "team": one.team,
        "space": one.space,
        **{name: getattr(one, name) for name in _COUNTS},
        "attention": needs.attention,
        "oldest_waiting": one.oldest_waiting,
        "last_confirmed": one.last_confirmed,
        "problems": list(one.troubles),
        "notes": [*one.notes, *needs.notes],
        "removed": one.removed is not None,
        "gone": one.gone,
    }


def _asked(one: JoinState) -> dict[str, Any]:
    return {
        "space": one.space,
        "invited_by": one.invited_by,
        "check_words": list(one.words),
        "problem": one.trouble,
    }


def _asked_words(one: JoinState) -> str:
    if one.trouble:
        return one.trouble
    return f"{one.invited_by} has yet to admit this computer to a team. Sync again afterwards."


def _said(synced: list[Synced]) -> list[str]:
    said = []
    for one in synced:
        said += [*one.troubles, *one.notes]
        if one.gone:
            said.append(f"This computer was removed from {one.team}. The team’s data is deleted from it now.")
        elif one.removed:
            said.append(one.removed.words)
    return said


def line(one: Synced, attention: int = 0) -> str:
    """ "North: 3 sent, 1 received." """
    parts = [f"{one.pushed} sent", f"{one.pulled} received"]
    parts += [f"{one.waiting} waiting"] if one.waiting else []
    parts += [f"{one.conflicts} to settle"] if one.conflicts else []
    parts += [f"{attention} needing attention"] if attention else []
    parts += [f"{one.quarantined} set aside"] if one.quarantined else []
    parts += [f"{one.missing} missing"] if one.missing else []
    parts += [f"{one.requests} asking to join"] if one.requests else []
    return f"{one.team}: {', '.join(parts)}."


def _code(synced: list[Synced], waits: list[JoinState], attention: int) -> int:
    if any(one.out_of_reach for one in synced) or any(one.trouble for one in waits):
        return OUT_OF_REACH
    is_outside = bool(waits) and not synced
    if attention or is_outside or any(one.needs_a_person for one in synced):
        return NEEDS_A_PERSON
    return DONE
