"""mdt team, devices: who is in, what they may write, how entries travel, the printed code."""

from argparse import BooleanOptionalAction, Namespace
from typing import Any

from mdt_desktop.cli import commands, sync_answers, unlocking
from mdt_desktop.cli.answer import Answer
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import connecting, devices, recovering, rights_of_devices
from mdt_desktop.services.syncing.devices import DeviceView


def add(verbs: Any) -> None:
    """Declare the verbs."""
    commands.verb(verbs, "devices", "List the team's devices.", "team devices", _devices)
    one = commands.verb(
        verbs,
        "remove",
        "Remove a device from the team; those who stay get a new key.",
        "team remove B",
        _remove,
    )
    one.add_argument("device", metavar="DEVICE", help="its letter, its member, or the beginning of its id")
    one.add_argument(
        "--code-file",
        type=commands.path,
        metavar="FILE",
        help="the printed recovery code, to remove an admin of longer standing over a folder",
    )
    one = commands.verb(
        verbs, "role", "Give a device another role.", "team role Priya coordinator --admin", _role
    )
    one.add_argument("device", metavar="DEVICE")
    one.add_argument("role", metavar="ROLE", help="observer, practitioner, coordinator or chair")
    one.add_argument("--admin", action=BooleanOptionalAction, default=None, help="may change devices")
    one = commands.verb(
        verbs, "connect", "Share the team over a folder.", "team connect --folder /srv/team", _connect
    )
    one.add_argument("--folder", type=commands.path, metavar="DIR")
    one = commands.verb(
        verbs,
        "recover",
        "Become an admin with the printed code.",
        "team recover --code-file code.txt",
        _recover,
    )
    one.add_argument("--code-file", type=commands.path, metavar="FILE", required=True)


def _devices(session: Session, args: Namespace) -> Answer:
    return Answer([listed(one) for one in devices.devices(session)])


def listed(one: DeviceView) -> dict[str, Any]:
    """A device as scripts see it."""
    return {
        "device": one.id,
        "member": one.member,
        "role": one.role,
        "admin": one.admin,
        "letter": one.letter,
        "this": one.this,
        "status": one.status,
        "last_seen": one.last_seen,
        "unseen": one.unseen,
        "cloned": one.cloned_since,
        "deleted": one.deleted_at,
    }


def _remove(session: Session, args: Namespace) -> Answer:
    code = unlocking.read_secret(args.code_file) if args.code_file else None
    sync_answers.sync_team(session)  # the cut is what has come here of the device: let it be all
    removed = rights_of_devices.remove(session, args.device, code=code)
    words = (
        f"{removed.device.words} is removed, and the team has a new key. What it wrote until now stays; it "
        "deletes the team's data when it next connects."
    )
    if not removed.by_hub_alone:
        words += " End its user's access to the shared folder too."
    value = {"removed": removed.device.id, "member": removed.device.member, "epoch": removed.epoch}
    return sync_answers.after(Answer(value, words), sync_answers.sync_team(session))


def _role(session: Session, args: Namespace) -> Answer:
    view = rights_of_devices.change_role(session, args.device, args.role, args.admin)
    return sync_answers.after(Answer(listed(view)), sync_answers.sync_team(session))


def _connect(session: Session, args: Namespace) -> Answer:
    if args.folder is None:
        raise Refused("Say where the team is to be shared: --folder DIR. Nothing was changed.")
    connecting.connect_folder(session, args.folder)
    synced = sync_answers.sync_team(session)
    found = connecting.ways(session)
    value = {"transports": [{"kind": one.kind, "address": one.address} for one in found]}
    words = "\n".join(f"{one.kind}: {one.address}" for one in found)
    return sync_answers.after(Answer(value, words), synced)


def _recover(session: Session, args: Namespace) -> Answer:
    device = recovering.recover(session, unlocking.read_secret(args.code_file))
    answer = Answer({"device": device}, "This device is an admin of the team now.")
    return sync_answers.after(answer, sync_answers.sync_team(session))
