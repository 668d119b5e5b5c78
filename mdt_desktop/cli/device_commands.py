"""mdt team, devices: who is in, what they may write, how entries travel, the printed code."""

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from contextlib import closing
from typing import Any

from mdt_desktop.cli import commands, sync_answers, unlocking
from mdt_desktop.cli.answer import Answer
from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import connecting, devices, recovering, recovering_anew, rights_of_devices
from mdt_desktop.services.syncing.connecting import HubCode
from mdt_desktop.services.syncing.devices import DeviceView
from mdt_desktop.services.syncing.on_session import inline
from mdt_desktop.services.syncing.recovering_anew import AtHub, InFolder


def add(verbs: Any) -> None:
    """Declare the verbs."""
    commands.verb(verbs, "devices", "List the team’s devices.", "team devices", _devices)
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
        verbs,
        "connect",
        "Share the team over a folder or a hub.",
        "team connect --folder /srv/team",
        _connect,
    )
    one.add_argument("--folder", type=commands.path, metavar="DIR")
    add_hub(one)
    one = commands.verb(
        verbs,
        "disconnect",
        "Share the team over a folder or hub no more.",
        "team disconnect /srv/team",
        _disconnect,
    )
    one.add_argument("place", metavar="PLACE", help="the folder or the hub’s address")
    one = commands.verb(
        verbs,
        "recover",
        "Become an admin with the printed code.",
        "team recover --code-file code.txt",
        locked=_recover,
    )
    one.add_argument("--code-file", type=commands.path, metavar="FILE", required=True)
    one.add_argument(
        "--folder", type=commands.path, metavar="DIR", help="on a new computer: the team’s shared folder"
    )
    one.add_argument(
        "--hub", default="", metavar="URL", help="on a new computer: the team’s hub, with --space"
    )
    one.add_argument("--space", default="", metavar="ID", help="with --hub: the team’s id")
    one.add_argument("--me", default="", metavar="NAME", help="on a new computer: your name")


def add_hub(parser: ArgumentParser) -> None:
    """The options that name a hub."""
    parser.add_argument("--hub", default="", metavar="URL", help="share the team over this hub")
    parser.add_argument("--code", default="", metavar="CODE", help="the one-use code of whoever runs the hub")


def hub_of(args: Namespace) -> HubCode | None:
    """The hub that these options name. `Refused` for one without a code."""
    if bool(args.hub) != bool(args.code):
        raise Refused(
            "A hub takes its address and its one-use code: --hub URL --code CODE. Nothing was changed."
        )
    return HubCode(args.hub, args.code) if args.hub else None


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
        f"{removed.device.words} is removed, and the team has a new key. What it wrote until now stays. "
        "When it next connects it locks the team, hands in what it had not sent, and deletes the team’s data."
    )
    if not removed.by_hub_alone:
        words += " End its user’s access to the shared folder too."
    value = {"removed": removed.device.id, "member": removed.device.member, "epoch": removed.epoch}
    return sync_answers.after(Answer(value, words), sync_answers.sync_team(session))


def _role(session: Session, args: Namespace) -> Answer:
    view = rights_of_devices.change_role(session, args.device, args.role, args.admin)
    words = f"{view.words} is {view.role} now{', and an admin' if view.admin else ''}."
    return sync_answers.after(Answer(listed(view), words), sync_answers.sync_team(session))


def _connect(session: Session, args: Namespace) -> Answer:
    hub = hub_of(args)
    if args.folder is None and hub is None:
        raise Refused(
            "Say where the team is to be shared: --folder DIR, or --hub URL --code CODE. Nothing was changed."
        )
    if args.folder is not None:
        connecting.connect_folder(session, args.folder)
    if hub is not None:
        connecting.connect_hub(inline(session), session.store.space, hub)
    return sync_answers.after(_transports(session), sync_answers.sync_team(session))


def _disconnect(session: Session, args: Namespace) -> Answer:
    synced = sync_answers.sync_team(session)  # what waits goes there a last time
    connecting.disconnect(session, str(args.place))
    return sync_answers.after(_transports(session), synced)


def _transports(session: Session) -> Answer:
    found = connecting.ways(session)
    value = {"transports": [{"kind": one.kind, "address": one.address} for one in found]}
    places = "\n".join(f"  {one.kind}: {one.address}" for one in found)
    return Answer(value, f"The team is shared over\n{places}" if found else "The team is shared nowhere now.")


def _recover(args: Namespace) -> Answer:
    code = unlocking.read_secret(args.code_file)
    place = InFolder(args.folder) if args.folder else AtHub(args.hub, args.space) if args.hub else None
    if place is None:
        with closing(unlocking.unlock(args)) as session:
            return _recovered(session, {"device": recovering.recover(session, code)})
    with unlocking.opened_or_made(args) as (session, profile_code):
        value = {"device": recovering_anew.recover_anew(session, code, place, args.me)}
        return _recovered(session, value | ({"recovery_code": profile_code} if profile_code else {}))


def _recovered(session: Session, value: dict[str, str]) -> Answer:
    words = "This device is an admin of the team now."
    if "recovery_code" in value:
        words += unlocking.code_words(value["recovery_code"])
    return sync_answers.after(Answer(value, words), sync_answers.sync_team(session))
