"""The printed code on a new computer, when no device of the team is left that an admin could use.

The code reads everything and signs anything. It admits this device as a chair and an admin, under the name of
whoever has it; the lost device is then removed like any other.
"""

from dataclasses import dataclass
from pathlib import Path

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.primitives import ID_BYTES, random_bytes
from mdt_desktop.crypto.recovery_code import space_recovery_keys
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Member
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role, Roster, issuing
from mdt_desktop.roster.issuing import Issued, Newcomer, Pen
from mdt_desktop.roster.letters import next_letter
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Found
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.transports import opened
from mdt_desktop.store import routes, spaces
from mdt_desktop.store.spaces import NewSpace
from mdt_desktop.sync import engine
from mdt_desktop.sync.desk import inline
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.folder_owner import space_of


@dataclass(frozen=True)
class _Team:
    """What lies in the folder, as the code opens it."""

    founding: bytes
    statements: list[bytes]
    recovery: DeviceKeys
    roster: Roster


def recover_anew(session: Session, code: str, folder: Path, my_name: str, progress: Progress = silent) -> str:
    """Make this computer an admin's device of the team in a shared folder; answers with the device's id.

    `Refused` if the code is not that team's, or this computer has the team already. Nothing is kept then.
    """
    if not my_name.strip():
        raise Refused("The team needs your name. Nothing was changed.")
    found = _opened(folder.resolve(), code)
    store = session.store
    if any(space.id == found.roster.space for space in store.spaces()):
        raise Refused("This computer has that team already. Nothing was changed; leave out --folder.")
    _add_space(session, found)
    try:
        routes.add(store.connection, store.space.no, "folder", str(folder.resolve()))
        with opened(store.space, routes.routes(store.connection, store.space.no)) as ways:
            engine.sync_space(inline(store), store.space, ways, progress)
        _admit_this_device(session, found.recovery, my_name.strip())
    except BaseException:
        store.wipe()
        raise
    return store.space.device.device_id.hex()


def _opened(folder: Path, code: str) -> _Team:
    space = space_of(folder)
    if space is None:
        raise Refused(f"{folder} is not a team's shared folder. Nothing was changed; choose the team's own.")
    recovery = space_recovery_keys(code, space)
    statements = Folder(folder, space, recovery.device_id).statements(b"")
    foundings = [one for one in statements if _is_founding(one)]
    if len(foundings) != 1:
        raise Refused(
            "The team’s list of devices is not all here, or was tampered with. Nothing was changed; check "
            "that the folder is up to date."
        )
    roster = Roster.choose(foundings[0], statements).roster
    if roster.recovery != recovery.public:
        raise Refused(
            "That code is typed correctly but is not that of the team in this folder. Nothing was changed."
        )
    return _Team(foundings[0], statements, recovery, roster)


def _add_space(session: Session, found: _Team) -> None:
    """The team's space with new keys for this device, which nobody has admitted yet."""
    keys = found.roster.open_keys(found.recovery)
    newest = keys.get(found.roster.key)
    if newest is None:
        raise Refused("That code does not open the team’s newest key. Nothing was changed.")
    first = [(read(found.founding).hash, found.founding)]
    new = NewSpace(found.roster.space, "team", DeviceKeys.generate(), "", "", newest, first)
    session.store.join(new, found.statements, keys.values())


def _admit_this_device(session: Session, recovery: DeviceKeys, my_name: str) -> None:
    store = session.store
    known = store.records.all(Member, "lower(display_name) = lower(?)", (my_name,))
    member = known[0] if len(known) == 1 else Member(id=new_id(), display_name=my_name, role=Role.CHAIR.value)
    letter = next_letter(store.roster().letters)
    keys = store.space.device.public

    def write(pen: Pen) -> Issued:
        newcomer = Newcomer(keys, member.id, Role.CHAIR, random_bytes(ID_BYTES), admin=True)
        return issuing.admit(pen, newcomer, letter)

    with store.together():
        store.sign(write, recovery)
        store.use(spaces.set_member(store.connection, store.space, member.id, letter))
        if not known:
            session.commit([creation(member)], undoable=False)


def _is_founding(statement: bytes) -> bool:
    try:
        return isinstance(read(statement).body, Found)
    except Unreadable:
        return False
