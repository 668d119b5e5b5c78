"""What was set aside, meant again: a statement's intent, on top of the chain that stayed (docs/sync.md).

Each device does this for its own. The new statement names the old one, so an intent comes back once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import DoesNotOpen, Unreadable
from mdt_desktop.refused import Refused
from mdt_desktop.roster import issuing
from mdt_desktop.roster.applying import may_have_letter
from mdt_desktop.roster.choosing import Chosen
from mdt_desktop.roster.issuing import Issued, Newcomer, Pen
from mdt_desktop.roster.membership import open_membership, open_role
from mdt_desktop.roster.roster import Roster
from mdt_desktop.roster.rules import signer_keys
from mdt_desktop.roster.signed import Statement, read
from mdt_desktop.roster.statements import (
    CARRIED_MAX,
    Admit,
    ChangeRole,
    Known,
    Later,
    NameHub,
    Recovery,
    Remove,
    StartEpoch,
)


@dataclass(frozen=True)
class Reissued:
    """The statements to publish, in order, and the roster with them."""

    statements: tuple[bytes, ...]
    roster: Roster
    key: SpaceKey | None
    """The newest space key; None where the author has it no more."""
    left_out: tuple[bytes, ...]
    """Statements whose intent does not hold any more: who they are about or their author is out, say."""


def reissue(chosen: Chosen, author: DeviceKeys, hlc: int, known: Iterable[SpaceKey] = ()) -> Reissued:
    """Mean again what `author` (a device, or the recovery keys) signed and the choice set aside."""
    roster = chosen.roster
    own = [one for one in map(read, chosen.losers) if _intent(one, author)]
    keys = roster.open_keys(author, known)
    for statement in own:
        keys |= chosen.rosters[statement.hash].open_keys(author, keys.values())
    newest = keys.get(roster.key)
    if newest is None or signer_keys(roster, author.device_id) is None:
        return Reissued((), roster, newest, tuple(one.data for one in own))
    pen = Pen(roster, author, newest, hlc)
    statements, left_out = [], []
    for statement in own:
        intent = _intent(statement, author)
        if (author.device_id, intent) in pen.roster.reissued:
            continue
        issued = _again(replace(pen, reissues=intent), statement, keys)
        if issued is None:
            left_out.append(statement.data)
            continue
        statements.append(issued.statement)
        pen = replace(pen, roster=issued.roster, key=issued.key)
    return Reissued(tuple(statements), pen.roster, pen.key, tuple(left_out))


def _intent(statement: Statement, author: DeviceKeys) -> bytes:
    """The first of the statements that stand for each other, by its hash; empty if not signed by `author`."""
    body = statement.body
    if not isinstance(body, Later) or body.signer != author.device_id:
        return b""
    return body.reissues or statement.hash


def _again(pen: Pen, statement: Statement, keys: Mapping[bytes, SpaceKey]) -> Issued | None:
    body = statement.body
    assert isinstance(body, Known)
    try:
        return _meant(pen, body, keys)
    except (Refused, Unreadable):
        return None


def _meant(pen: Pen, body: Known, keys: Mapping[bytes, SpaceKey]) -> Issued | None:
    roster = pen.roster
    match body:
        case Admit():
            return _admitted(pen, body, keys)
        case ChangeRole():
            role = open_role(roster.space, body.device, body.prev, body.sealed_role, _key(keys, body.key))
            return issuing.change_role(pen, body.device, role, body.cut, admin=body.admin)
        case Remove() if body.device in roster.present:
            return issuing.remove(pen, body.device, body.cut, _set_aside(roster, keys))
        case Remove() | StartEpoch():
            # Whoever it was about is out already; what was written under its key is still to be opened.
            carried = _set_aside(roster, keys)
            return issuing.start_epoch(pen, carried) if carried else None
        case NameHub():
            return issuing.name_hub(pen, body.addresses)
        case Recovery():
            return issuing.recover(pen, recovery=body.recovery_keys, device=body.device)


def _admitted(pen: Pen, body: Admit, keys: Mapping[bytes, SpaceKey]) -> Issued:
    device_keys, roster = body.device_keys, pen.roster
    key = _key(keys, body.key)
    membership = open_membership(roster.space, device_keys.device_id, body.sealed_member, key)
    newcomer = Newcomer(device_keys, membership.member, membership.role, body.invitation, body.admin)
    return issuing.admit(
        pen, newcomer, membership.letter if may_have_letter(roster, membership.letter) else ""
    )


def _set_aside(roster: Roster, keys: Mapping[bytes, SpaceKey]) -> list[SpaceKey]:
    """The keys of branches that were set aside."""
    return [key for key in keys.values() if roster.epoch_of(key.id) is None][:CARRIED_MAX]


def _key(keys: Mapping[bytes, SpaceKey], key_id: bytes) -> SpaceKey:
    if key_id not in keys:
        raise DoesNotOpen("a key that is not here")
    return keys[key_id]
