"""Change what a device may write, or remove it from the team. Signed statements; every device checks them."""

from dataclasses import dataclass

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.header import Head
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Member
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role, Roster, issuing
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.devices import DeviceView, device_named
from mdt_desktop.services.syncing.recovering import recovery_keys
from mdt_desktop.services.syncing.roles import role_named
from mdt_desktop.store import routes


class TakesTheCode(Refused):
    """Only the team's printed recovery code can do that."""


@dataclass(frozen=True)
class Removed:
    """A device that is out, and the number of the epoch that began with it (the founding's is 0)."""

    device: DeviceView
    epoch: int
    by_hub_alone: bool
    """Else the leaver's access to the shared folder is to be ended too."""


def remove(session: Session, named: str, *, code: str | None = None) -> Removed:
    """Remove a device: what it writes from now on has no effect, and those who stay get a new key.

    `code` is the printed recovery code, with which an admin of longer standing can be removed over a folder.
    `TakesTheCode` without it; `Refused` for whom nobody can remove.
    """
    view = device_named(session, named)
    store, target = session.store, bytes.fromhex(view.id)
    author = recovery_keys(session, code) if code else None
    _refuse_removing(session, store.roster(), view, author)
    issued = store.sign(lambda pen: issuing.remove(pen, target, _heads_of(session, target)), author)
    return Removed(view, len(issued.roster.epochs) - 1, _by_hub_alone(session))


def change_role(session: Session, named: str, role: str, admin: bool | None = None) -> DeviceView:
    """Another role for a device, and with `admin` the right to change whose devices are in the team."""
    view, wanted = device_named(session, named), role_named(role)
    store, target = session.store, bytes.fromhex(view.id)
    as_admin = view.admin if admin is None else admin
    if view.role is wanted and view.admin == as_admin:
        raise Refused(f"{view.words} has that role already. Nothing was changed.")
    _refuse_others_than_admins(session)
    with store.together():
        # Before its cut is taken: the new role of this very device may not write it.
        note_role(session, view.member_id, wanted)
        heads = _heads_of(session, target)
        store.sign(lambda pen: issuing.change_role(pen, target, wanted, heads, admin=as_admin))
    return device_named(session, view.id)


def note_role(session: Session, member_id: str, role: Role) -> None:
    """Let the directory say the role that the roster gives."""
    member = session.records.get(Member, member_id)
    if member and member.role != role.value:
        session.commit([edit(member, role=role.value)], undoable=False)


def _by_hub_alone(session: Session) -> bool:
    store = session.store
    return all(one.kind == "hub" for one in routes.routes(store.connection, store.space.no))


def _heads_of(session: Session, device: bytes) -> list[Head]:
    """The cut: what the device wrote, as far as it has come here."""
    return [head for head in session.store.heads() if head.device == device]


def _refuse_others_than_admins(session: Session, author: DeviceKeys | None = None) -> None:
    if author is None and not session.rights().admin:
        raise Refused("Only an admin changes whose devices are in the team. Nothing was changed; ask one.")


def _refuse_removing(session: Session, roster: Roster, view: DeviceView, author: DeviceKeys | None) -> None:
    """What the rules would refuse as well, with what to do about it."""
    if not view.present:
        raise Refused(f"{view.words} has been removed already. Nothing was changed.")
    _refuse_others_than_admins(session, author)
    me = session.store.space.device.device_id
    others = [one for key, one in roster.present.items() if one.is_admin and key.hex() != view.id]
    if view.this and author is None:
        raise Refused(
            "A device can’t remove itself, since it would know the team’s next key. Nothing was changed; "
            "another admin removes it."
        )
    if not others:
        raise Refused(
            f"{view.words} is the team’s only admin. Nothing was changed; make another device an admin "
            "first, if need be with the team’s printed recovery code."
        )
    mine, theirs = roster.devices[me].admin_since, roster.devices[bytes.fromhex(view.id)].admin_since
    over_a_folder = not roster.hubs
    if author is None and over_a_folder and theirs is not None and mine is not None and theirs < mine:
        raise TakesTheCode(
            f"{view.words} has been an admin for longer than this one, and without a hub its word would "
            "count for more. Nothing was changed; remove it with the team’s printed recovery code."
        )
