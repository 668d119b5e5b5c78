"""What a statement must keep to follow a roster. All of it can be checked without any key, by a hub too.

What is sealed decides no statement's standing, only what its device may do (applying.py): else those who can
read and those who cannot would come to different rosters.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mdt_desktop.crypto.device_keys import PublicKeys
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion
from mdt_desktop.roster.signed import Statement
from mdt_desktop.roster.statements import (
    DEVICES_MAX,
    Admit,
    ChangeRole,
    Found,
    Later,
    Newer,
    Recovery,
    Remove,
    StartEpoch,
)

if TYPE_CHECKING:
    from mdt_desktop.roster.roster import Roster

STATEMENTS_MAX = 2000
"""The length of a roster: decades of a busy team."""


class NotAllowed(Malformed):
    """A well-made statement that may not follow this roster. Says why in words for people."""


def follows(roster: "Roster", statement: Statement) -> None:
    """It names the newest statement as the one before."""
    if isinstance(statement.body, Found):
        raise NotAllowed("A space is founded once.")
    if statement.body.prev != roster.head:
        raise NotAllowed("The team’s devices have changed in the meantime.")
    if len(roster.hashes) >= STATEMENTS_MAX:
        raise NotAllowed("This team has changed its devices as often as a team can.")


def signed_by_an_admin(roster: "Roster", statement: Statement) -> None:
    """An admin of then, or the recovery key, signed it."""
    assert not isinstance(statement.body, Found)
    signer = signer_keys(roster, statement.body.signer)
    if signer is None:
        raise NotAllowed("Only an admin changes whose devices are in the team.")
    statement.verify(signer)


def known_version(_roster: "Roster", statement: Statement) -> None:
    """This program knows what it means. Else it waits, and so does whatever follows it."""
    body = statement.body
    if isinstance(body, Newer):
        raise UnknownVersion(f"statement {body.kind!r}, version {body.v}")


def of_a_new_device(roster: "Roster", statement: Statement) -> None:
    """An admitted device brings keys that nothing else in this space has or had."""
    body = statement.body
    if isinstance(body, Admit):
        _check_new_keys(roster, body.device_keys)
        if len(roster.present) >= DEVICES_MAX:
            raise NotAllowed(f"A team has at most {DEVICES_MAX} devices at one time.")


def invited_once(roster: "Roster", statement: Statement) -> None:
    """An invitation admits one device."""
    if isinstance(statement.body, Admit) and statement.body.invitation in roster.invitations:
        raise NotAllowed("This invitation has been used.")


def under_the_newest_key(roster: "Roster", statement: Statement) -> None:
    """What it seals or boxes is of the newest epoch."""
    if isinstance(statement.body, Admit | ChangeRole | Recovery) and statement.body.key != roster.key:
        raise NotAllowed("The team’s key has changed in the meantime.")


def of_a_device_here(roster: "Roster", statement: Statement) -> None:
    """Whose rights change is in the space, and is removed once."""
    body = statement.body
    if isinstance(body, ChangeRole | Remove) or (isinstance(body, Recovery) and body.device):
        device = roster.device(body.device)
        if device is None or not device.present:
            raise NotAllowed("That device is not in the team.")


def never_itself(_roster: "Roster", statement: Statement) -> None:
    """A device that removed itself would know the key that it is to be kept from."""
    if isinstance(statement.body, Remove) and statement.body.device == statement.body.signer:
        raise NotAllowed("A device can’t remove itself; another admin removes it.")


def keeps_an_admin(roster: "Roster", statement: Statement) -> None:
    """Somebody can sign the next statement without the printed code."""
    body = statement.body
    demotes = isinstance(body, ChangeRole) and not body.admin
    if demotes or isinstance(body, Remove):
        assert isinstance(body, ChangeRole | Remove)
        if not any(device.is_admin for key, device in roster.present.items() if key != body.device):
            raise NotAllowed("A team keeps at least one admin; make another first.")


def a_key_for_each_who_stays(roster: "Roster", statement: Statement) -> None:
    """A new epoch has a new key, the one before sealed under it, and a box for each device that stays."""
    body = statement.body
    if isinstance(body, Remove | StartEpoch):
        epoch = body.epoch
        leaver = body.device if isinstance(body, Remove) else None
        if [box.device for box in epoch.boxes] != sorted(roster.present.keys() - {leaver}):
            raise NotAllowed("A new key goes to every device that stays, and to no other.")
        carried = [previous.id for previous in epoch.previous[1:]]
        new = [epoch.key, *carried]
        if len(set(new)) != len(new) or any(roster.epoch_of(key) is not None for key in new):
            raise NotAllowed("A new epoch has a new key.")
        if epoch.previous[0].id != roster.key:
            raise NotAllowed("A new epoch seals the key before it.")


def recovered_with_the_code(roster: "Roster", statement: Statement) -> None:
    """A device is made an admin this way with the printed code only. A new code takes the old one, or the
    most senior admin: else a junior one could take a code to outrank the others with.
    """
    body = statement.body
    if isinstance(body, Recovery):
        with_code = body.signer == roster.recovery.device_id
        if body.device and not with_code:
            raise NotAllowed("This takes the team’s recovery code.")
        if body.recovery_keys != roster.recovery:
            if not with_code and body.signer != roster.most_senior_admin:
                raise NotAllowed("A new recovery code takes the old one, or the longest-standing admin.")
            _check_new_keys(roster, body.recovery_keys)


def reissued_once(roster: "Roster", statement: Statement) -> None:
    """What was set aside comes back once."""
    body = statement.body
    if isinstance(body, Later) and (body.signer, body.reissues) in roster.reissued:
        raise NotAllowed("This has been done again already.")


Rule = Callable[["Roster", Statement], None]
RULES: tuple[Rule, ...] = (
    follows,
    signed_by_an_admin,
    known_version,
    of_a_new_device,
    invited_once,
    under_the_newest_key,
    of_a_device_here,
    never_itself,
    keeps_an_admin,
    a_key_for_each_who_stays,
    recovered_with_the_code,
    reissued_once,
)
"""In order: what comes later builds on what came before."""


def signer_keys(roster: "Roster", signer: bytes) -> PublicKeys | None:
    """The keys of somebody who may sign the next statement; None for anybody else."""
    if signer == roster.recovery.device_id:
        return roster.recovery
    device = roster.device(signer)
    return device.keys if device and device.is_admin else None


def _check_new_keys(roster: "Roster", keys: PublicKeys) -> None:
    if keys.signing in roster.signing_keys:
        raise NotAllowed("These keys are in use in this team already.")
    if not keys.can_be_sealed_for:
        # Else no epoch could be started any more: each has a box for everybody.
        raise NotAllowed("These keys are no keys to seal for.")
