"""What a device may ask for, by the roster of now: a token alone says only who it was."""

from dataclasses import dataclass

from mdt_desktop.crypto.device_keys import PublicKeys
from mdt_desktop.hub.refusing import refused
from mdt_desktop.hub.teams import Team
from mdt_desktop.roster.rules import signer_keys
from mdt_desktop.wire.limits import REMOVED_DAYS
from mdt_desktop.wire.problems import ProblemType

_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one device, or of the recovery key, at one moment."""

    device: bytes
    admin: bool
    removed: bool
    """May still read the roster and hand in what it has, for some days."""


def standing(team: Team, device: bytes, now: float) -> Standing:
    """How a device stands in its space. Raises `CallRefused` if it may do nothing."""
    known = team.roster.device(device)
    if device == team.roster.recovery.device_id or (known is not None and known.present):
        return Standing(device, signer_keys(team.roster, device) is not None, removed=False)
    if known is None:
        raise refused(ProblemType.STRANGER)
    if now > team.removed[device] + REMOVED_DAYS * _DAY_SECONDS:
        raise refused(ProblemType.REMOVED)
    return Standing(device, admin=False, removed=True)


def keys_of(team: Team, device: bytes) -> PublicKeys | None:
    """The keys of a device of this space, removed or not, or of its recovery key."""
    if device == team.roster.recovery.device_id:
        return team.roster.recovery
    known = team.roster.device(device)
    return known.keys if known else None
