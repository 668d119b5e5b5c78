"""What colleagues' entries wait for, in sentences: whose it is, since when, and what helps."""

from datetime import datetime

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory

_OTHERWISE = {
    "roster": "a change of the team’s devices that has not arrived",
    "key": "a key of the team that this computer has not got",
    "version": "a newer version of MDT Desktop",
}
_STRANGER = "a device not known here"


def missing(session: Session) -> tuple[str, ...]:
    """A sentence for each computer whose changes are missing, and each colleague whose changes wait."""
    store = session.store
    lacks = store.lacking()
    if not lacks:
        return ()
    people, roster, own = directory(session), store.roster(), store.space.device.device_id

    def who(device_id: bytes) -> str:
        device = roster.device(device_id)
        return people.name(device.member or "", "a colleague") if device else _STRANGER

    since: dict[tuple[str, bytes, bytes], datetime] = {}
    for one in lacks:
        key = one.kind, one.missing if one.kind == "entry" else b"", one.author
        since[key] = min(one.since, since.get(key, one.since))
    return tuple(
        _of_entry(
            who(author), who(device), short_day(at.astimezone().date()), device == own, device == author
        )
        if kind == "entry"
        else f"What {who(author)} wrote waits for {_OTHERWISE[kind]}."
        for (kind, device, author), at in since.items()
    )


def _of_entry(author: str, whose: str, day: str, is_own: bool, is_same: bool) -> str:
    """The author says that there is something more: nobody else does, so it is said whose word it is."""
    if is_own:
        return (
            f"Changes made on this computer are missing here since {day}: {author} has them. "
            "They come back when that computer next syncs."
        )
    follow = "what follows them waits" if is_same else f"what {author} wrote after them waits"
    return (
        f"Changes from {whose}’s computer are missing since {day}, and {follow}. "
        "That computer posts them again when it next syncs; if it has, tell whoever runs the hub or folder."
    )
