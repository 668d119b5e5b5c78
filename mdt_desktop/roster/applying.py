"""What each statement does to a roster. The rules have been kept already (rules.py).

Sealed parts are opened as far as keys are here. A part that its own key does not open, or that claims a
letter somebody has, gives its device no rights; the statement stands all the same (see rules.py).
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.unreadable import UnknownVersion, Unreadable
from mdt_desktop.roster.device import Device
from mdt_desktop.roster.epochs import Epoch
from mdt_desktop.roster.letters import is_letter
from mdt_desktop.roster.membership import Membership, open_membership, open_role
from mdt_desktop.roster.signed import Statement
from mdt_desktop.roster.statements import (
    Admit,
    ChangeRole,
    NameHub,
    NewEpoch,
    Recovery,
    Remove,
    StartEpoch,
)
from mdt_desktop.roster.terms import Term

if TYPE_CHECKING:
    from mdt_desktop.roster.roster import Roster

Keys = Mapping[bytes, SpaceKey]


def applied(roster: "Roster", statement: Statement, keys: Keys) -> "Roster":
    """The roster with this statement as its newest."""
    body = statement.body
    match body:
        case Admit():
            changed = _admitted(roster, body, keys)
        case ChangeRole():
            changed = _role_changed(roster, body, keys)
        case Remove():
            device = roster.devices[body.device].removed(body.cut)
            changed = _in_new_epoch(_with_device(roster, body.device, device), body.epoch)
        case StartEpoch():
            changed = _in_new_epoch(roster, body.epoch)
        case NameHub():
            changed = replace(roster, hubs=body.addresses)
        case Recovery():
            changed = _recovered(roster, body)
        case _:
            raise UnknownVersion("a statement that only a newer version applies")
    return replace(
        changed,
        head=statement.hash,
        hashes=(*roster.hashes, statement.hash),
        reissued=roster.reissued | ({(body.signer, body.reissues)} if body.reissues else frozenset()),
    )


def _admitted(roster: "Roster", body: Admit, keys: Keys) -> "Roster":
    device_id, key = body.device_keys.device_id, keys.get(body.key)
    membership = _membership(roster, device_id, body.sealed_member, key) if key else None
    term = Term(membership.role if membership else None, body.admin, None, None if key else body.key)
    device = Device(
        body.device_keys,
        membership.member if membership else None,
        membership.letter if membership else None,
        (term,),
        roster.position if body.admin else None,
    )
    return replace(
        _with_device(roster, device_id, device),
        invitations=roster.invitations | {body.invitation},
        signing_keys=roster.signing_keys | {body.signing_key},
        epochs=(*roster.epochs[:-1], roster.epochs[-1].with_box(device_id, body.key_box)),
    )


def _membership(roster: "Roster", device: bytes, sealed: bytes, key: SpaceKey) -> Membership | None:
    try:
        membership = open_membership(roster.space, device, sealed, key)
    except Unreadable:
        return None
    return membership if may_have_letter(roster, membership.letter) else None


def may_have_letter(roster: "Roster", letter: str) -> bool:
    """Whether no device of this roster has or had this letter."""
    return is_letter(letter) and letter not in roster.letters


def _role_changed(roster: "Roster", body: ChangeRole, keys: Keys) -> "Roster":
    device, key = roster.devices[body.device], keys.get(body.key)
    role = None
    # A device that came without a member or letter of its own is given no role either.
    if key and (device.member is not None or device.terms[-1].awaits):
        try:
            role = open_role(roster.space, body.device, body.prev, body.sealed_role, key)
        except Unreadable:
            role = None
    term = Term(role, body.admin, None, None if key else body.key)
    return _with_device(roster, body.device, device.changed(body.cut, term, roster.position))


def _recovered(roster: "Roster", body: Recovery) -> "Roster":
    keys = body.recovery_keys
    changed = replace(
        roster,
        recovery=keys,
        signing_keys=roster.signing_keys | {keys.signing},
        epochs=(*roster.epochs[:-1], roster.epochs[-1].with_box(keys.device_id, body.recovery_box)),
    )
    if not body.device:
        return changed
    device = roster.devices[body.device]
    last = device.terms[-1]
    # The right counts at once: nothing of the device is cut off by it.
    promoted = replace(
        device,
        terms=(*device.terms[:-1], replace(last, admin=True)),
        admin_since=device.admin_since if device.is_admin else roster.position,
    )
    return _with_device(changed, body.device, promoted)


def _in_new_epoch(roster: "Roster", new: NewEpoch) -> "Roster":
    boxes = {box.device: box.box for box in new.boxes} | {roster.recovery.device_id: new.recovery_box}
    epoch = Epoch(new.key, roster.position, new.previous, boxes)
    return replace(roster, key=new.key, epochs=(*roster.epochs, epoch))


def _with_device(roster: "Roster", device_id: bytes, device: Device) -> "Roster":
    return replace(roster, devices=MappingProxyType({**roster.devices, device_id: device}))
