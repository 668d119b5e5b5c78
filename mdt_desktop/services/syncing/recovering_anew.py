"""The printed code on a new computer, when no device of the team is left that an admin could use.

The code reads everything and signs anything. It admits this device as a chair and an admin, under the name of
whoever has it; the lost device is then removed like any other.
"""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.primitives import ID_BYTES, random_bytes
from mdt_desktop.crypto.recovery_code import space_recovery_keys
from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Member
from mdt_desktop.progress import SyncProgress, silent
from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.roster import Role, Roster, issuing
from mdt_desktop.roster.issuing import Issued, Newcomer, Pen
from mdt_desktop.roster.letters import next_letter
from mdt_desktop.roster.signed import read
from mdt_desktop.roster.statements import Found
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.beginnings import nothing_begun, problem_of
from mdt_desktop.store import routes, spaces
from mdt_desktop.store.routes import Kind
from mdt_desktop.store.spaces import NewSpace
from mdt_desktop.sync import engine
from mdt_desktop.sync.engine import Synced
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.folder_owner import space_of
from mdt_desktop.sync.on_store import inline
from mdt_desktop.sync.transport import Transport
from mdt_desktop.wire.problems import ProblemType

_ANOTHER_TEAMS = (
    "That code is typed correctly but is not that team’s. Nothing was changed; use the code that was "
    "printed when the team was founded, or the newest one made since."
)


@dataclass(frozen=True)
class InFolder:
    """The team that a shared folder is of."""

    path: Path

    @property
    def kind(self) -> Kind:
        return "folder"

    @property
    def address(self) -> str:
        return str(self.path.resolve())

    def space(self) -> bytes:
        """The space that the folder is of."""
        found = space_of(self.path)
        if found is None:
            raise Refused(
                f"{self.path} is not a team’s shared folder. Nothing was changed; choose the team’s own."
            )
        return found

    def transport(self, space: bytes, device: DeviceKeys) -> Transport:
        return Folder(self.path.resolve(), space, device.device_id)


@dataclass(frozen=True)
class AtHub:
    """A team that a hub carries, by the space's id, which founding it told and every device of it knows."""

    address: str
    space_id: str

    @property
    def kind(self) -> Kind:
        return "hub"

    def space(self) -> bytes:
        """The space's id."""
        try:
            return UUID(self.space_id).bytes
        except ValueError:
            raise Refused(
                f"“{self.space_id}” is not the id of a team’s space. Nothing was changed; it looks like "
                "01a20243-0bfa-7070-b02a-0d1d72872d41."
            ) from None

    def transport(self, space: bytes, device: DeviceKeys) -> Transport:
        from mdt_desktop.sync.hub_transport import Hub

        return Hub(self.address.rstrip("/"), space, device)


Place = InFolder | AtHub


@dataclass(frozen=True)
class _Team:
    """What is there, as the code opens it."""

    founding: bytes
    statements: list[bytes]
    recovery: DeviceKeys
    roster: Roster


def recover_anew(
    session: Session, code: str, place: Place, my_name: str, progress: SyncProgress = silent
) -> str:
    """Make this computer an admin's device of the team that is there; answers with the device's id.

    `Refused` if the code is not that team's, or this computer has the team already. Nothing is kept then.
    """
    if not my_name.strip():
        raise Refused("The team needs your name. Nothing was changed; give it with --me.")
    with nothing_begun():
        space, store = place.space(), session.store
    recovery = space_recovery_keys(code, space)
    # Until the new device is admitted, and its admission posted, the recovery key is who reads and writes.
    with nothing_begun(), closing(place.transport(space, recovery)) as way:
        found = _opened(_statements(way), recovery)
        if any(known.id == space for known in store.spaces()):
            raise Refused(
                "This computer has that team already. Nothing was changed; give the code alone, without a "
                "folder or hub."
            )
        _add_space(session, found)
        try:
            ways = [
                (routes.add(store.connection, store.space.no, place.kind, place.address.rstrip("/")), way)
            ]
            _whole(engine.sync_space(inline(store), store.space, ways, progress))
            _admit_this_device(session, found.recovery, my_name.strip())
            _whole(engine.sync_space(inline(store), store.space, ways))
        except BaseException:
            store.wipe()
            raise
    return store.space.device.device_id.hex()


def _statements(way: Transport) -> list[bytes]:
    try:
        return way.statements(b"")
    except Refused as trouble:
        if problem_of(trouble) is ProblemType.STRANGER:  # a hub shows the team to its own recovery key alone
            raise Refused(_ANOTHER_TEAMS) from None
        raise


def _whole(exchanged: Synced) -> None:
    """`Refused` where not everything came or went: half a team is no place to recover in."""
    for one in exchanged.reached:
        if not one.whole:
            raise OutOfReach(one.route.problem) if one.out_of_reach else Refused(one.route.problem)


def _opened(statements: list[bytes], recovery: DeviceKeys) -> _Team:
    foundings = [one for one in statements if _is_founding(one)]
    if len(foundings) != 1:
        raise Refused(
            "The team’s list of devices is not all there, or was tampered with. Nothing was changed; check "
            "that it is the team’s own place, and up to date."
        )
    roster = Roster.choose(foundings[0], statements).roster
    if roster.recovery != recovery.public:
        raise Refused(_ANOTHER_TEAMS)
    return _Team(foundings[0], statements, recovery, roster)


def _add_space(session: Session, found: _Team) -> None:
    """The team's space with new keys for this device, which nobody has admitted yet."""
    keys = found.roster.open_keys(found.recovery)
    newest = keys.get(found.roster.key)
    if newest is None:
        raise Refused(
            "That code does not open the team’s newest key. Nothing was changed; use the newest printed code."
        )
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
