"""What a sync leaves for a person besides its counts: broken rules, copied laptops, wrong clocks."""

from dataclasses import dataclass

from mdt_desktop.services.conflicts import attention
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import clocks, devices


@dataclass(frozen=True)
class Needing:
    """Of one team: how many items need attention, and what else is to be told, in sentences."""

    attention: int = 0
    notes: tuple[str, ...] = ()


def needing(session: Session) -> Needing:
    """What the team that the session looks at needs somebody for."""
    found = attention.attention(session)
    copied = _copied(session) if session.rights().admin else ()
    return Needing(len(found), (*copied, *clocks.ahead(session)))


def _copied(session: Session) -> tuple[str, ...]:
    """For admins, who alone can end it."""
    return tuple(
        f"{'This computer' if one.this else one.words} was copied or restored from a backup: it is two "
        f"laptops now. Nothing is lost by that; {_OWN if one.this else _ANOTHERS}"
        for one in devices.devices(session)
        if one.present and one.cloned_since is not None
    )


_OWN = "have another admin remove it, and join again with a new invitation."
_ANOTHERS = "remove it, and invite the laptop that is still used again."
