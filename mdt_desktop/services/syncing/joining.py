"""Join a team with an invitation: ask, compare words with an admin, and be in, with everything the team has.

The request and its keys are kept before anything is posted, so that asking again is the same request, from
whatever moment the power failed.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.unreadable import Malformed, UnknownVersion, Unreadable
from mdt_desktop.refused import OutOfReach, Refused
from mdt_desktop.roster import joining as requests
from mdt_desktop.roster.choosing import founding_of
from mdt_desktop.roster.invitation import Invitation
from mdt_desktop.roster.joining import Joined, JoinRequest
from mdt_desktop.roster.signed import read
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.beginnings import problem_of
from mdt_desktop.services.syncing.on_session import OnSession
from mdt_desktop.store import joinings, leaving, outbox, routes
from mdt_desktop.store.joinings import Joining
from mdt_desktop.store.spaces import NewSpace, Space
from mdt_desktop.sync.folder import Folder
from mdt_desktop.sync.on_store import looking_at
from mdt_desktop.sync.transport import Transport
from mdt_desktop.wire.problems import ProblemType

OUT_OF_DATE = "This invitation is out of date. Nothing was changed; ask for a new one."
NO_FOLDER = (
    "This invitation is to a team that shares a folder, which has another path on each computer. "
    "Nothing was asked; say which folder it is (--folder)."
)
_ADMISSION_ON_ITS_WAY = timedelta(days=7)
"""For so long after an invitation ran out its request is kept: a folder may bring the admission late."""
_LEVELS_UP = 3
"""How far above the invitation's file the shared folder is looked for."""


@dataclass(frozen=True)
class JoinState:
    """How far one request is. `words` are the four that the admin's screen shows too.

    `trouble` says why nothing could be asked just now, "" otherwise. The request is kept, and asked again.
    """

    status: Literal["waiting", "admitted"]
    words: tuple[str, ...]
    name: str
    role: str
    invited_by: str
    space: str
    trouble: str = ""


def refuse_early(invitation: Invitation, folder: Path | None) -> None:
    """`Refused` for what can't be asked at all, before a profile is made for it."""
    if invitation.expires <= time.time():
        raise Refused(OUT_OF_DATE)
    if folder is None and not invitation.addresses:
        raise Refused(NO_FOLDER)
    if folder is not None and not folder.is_dir():
        raise Refused(f"There is no folder {folder}. Nothing was asked; check that the drive is connected.")


def begin(session: Session, invitation: Invitation, name: str, folder: Path | None = None) -> Joining:
    """Keep a request with new keys, or find the one made earlier. `Refused` for whoever is in already."""
    connection = session.store.connection
    for space in session.store.spaces():
        if space.id == invitation.space:
            _make_way(session, space, invitation)
    earlier = next((one for one in joinings.pending(connection) if one.invitation == invitation), None)
    if invitation.expires <= session.now().timestamp() and earlier is None:
        raise Refused(OUT_OF_DATE)
    place = str(folder.resolve()) if folder else ""
    if earlier is not None and place in ("", earlier.folder):
        return earlier
    if not name.strip():
        raise Refused("The admin needs your name to know who asks. Nothing was asked.")
    if not place and not invitation.addresses:
        raise Refused(NO_FOLDER)
    device = earlier.device if earlier else DeviceKeys.generate()
    request = earlier.request if earlier else JoinRequest.make(invitation, device, name).to_bytes()
    asked = Joining(invitation, device, request, name.strip(), place)
    with session.store.together():
        joinings.keep(connection, asked)
    return asked


def _make_way(session: Session, space: Space, invitation: Invitation) -> None:
    """Whoever was removed and is invited again begins anew, once what they wrote then is handed in."""
    store = session.store
    with looking_at(store, space):
        if leaving.since(store.connection, space.no) is None:
            raise Refused(
                "This computer is in that team already, by another invitation. Nothing was changed; the "
                "invitation can still be used on another computer."
            )
        if invitation.id in store.roster().invitations:
            raise Refused("This invitation has been used. Nothing was changed; ask for a new one.")
        if outbox.waiting(store).count:
            raise Refused(
                "What you wrote before you were removed from that team is still to be handed in. Nothing was "
                "changed; sync first, then join again."
            )
        store.wipe()


def already(session: Session, invitation: Invitation) -> JoinState | None:
    """That this very invitation has let this device in; None if it has not."""
    store = session.store
    for space in store.spaces():
        if space.id == invitation.space:
            with looking_at(store, space):
                roster = store.roster()
                here = space.device.device_id in roster.present
                if here and invitation.id in roster.invitations:
                    return _state(Joining(invitation, space.device, b"", ""), "admitted")
    return None


def folder_around(path: Path, invitation: Invitation) -> Path | None:
    """The team's shared folder, if the invitation's file lies in it: another team's is not it."""
    for folder in path.resolve().parents[:_LEVELS_UP]:
        if (folder / "roster").is_dir():
            try:
                Folder(folder, invitation.space, invitation.id).asked()
                return folder
            except Refused:
                continue
    return None


def pending(session: Session) -> list[Joining]:
    """The teams that were asked and have not answered yet."""
    return joinings.pending(session.store.connection)


def look(on_session: OnSession, asked: Joining, open_: Callable[[Joining], Transport]) -> JoinState:
    """Ask, or look whether there is an answer; once admitted the profile has the team, empty as yet.

    Raises `Refused` if the answer is no: nothing more is asked with this invitation then. That the place is
    out of reach is in the state's `trouble`.
    """
    try:
        place = open_(asked)
        try:
            if not asked.folder:
                place.ask(asked.request)  # a hub shows the roster to who has asked, and nobody else
            statements = place.statements(asked.request)
            joined = _joined(asked, statements)
            if joined is None:
                _heed(on_session, asked, place.answer_to(asked.request))
                _refuse_useless(on_session, asked, statements)
                place.ask(asked.request)
        finally:
            place.close()
    except OutOfReach as trouble:
        return _state(asked, "waiting", str(trouble))
    except Refused as trouble:
        if problem_of(trouble) is ProblemType.PERMIT:  # neither this hub nor any admin takes it again
            _give_up(on_session, asked)
        raise
    if joined is None:
        return _state(asked, "waiting")
    on_session(lambda session: _complete(session, asked, joined, statements))
    return _state(asked, "admitted")


def _joined(asked: Joining, statements: list[bytes]) -> Joined | None:
    try:
        return requests.joined(asked.invitation, asked.device, statements)
    except UnknownVersion:
        raise Refused(
            "The team uses a newer version of MDT Desktop. What was asked is kept; update this computer, "
            "then join again."
        ) from None
    except Malformed:
        raise OutOfReach(
            "What the team keeps there is not all here yet, so nobody could be asked. The invitation is "
            "kept; check that it is the team’s own folder and that it is up to date, then join again."
        ) from None


def _heed(on_session: OnSession, asked: Joining, answer: bytes | None) -> None:
    """`Refused` if an admin said no. A yes needs no heed: the roster says so."""
    if answer is None:
        return
    try:
        said = requests.read_answer(asked.invitation, asked.device, answer)
    except Unreadable:
        return  # put there by somebody without the invitation
    if not said.statement:
        _give_up(on_session, asked)
        reason = said.reason if said.reason.endswith((".", "?", "!")) else f"{said.reason}."
        raise Refused(f"The team has not admitted this computer: {reason} Ask for a new invitation.")


def _refuse_useless(on_session: OnSession, asked: Joining, statements: list[bytes]) -> None:
    """`Refused` if the invitation has let another device in, or ran out while this one waited."""
    if requests.used(asked.invitation, statements):
        _give_up(on_session, asked)
        raise Refused(
            "Another computer was admitted with this invitation, so this one can’t be. Ask for a new "
            "invitation; if nobody else should have had this one, tell an admin of the team."
        )
    late = on_session(lambda session: session.now().timestamp()) - asked.invitation.expires
    if late >= 0:
        if late >= _ADMISSION_ON_ITS_WAY.total_seconds():
            _give_up(on_session, asked)
        raise Refused(
            "The invitation ran out before an admin admitted this computer. Ask for a new one; if an admin "
            "says that this computer is in, sync again."
        )


def _give_up(on_session: OnSession, asked: Joining) -> None:
    """Nothing more is asked with this invitation."""
    on_session(lambda session: joinings.done(session.store.connection, asked.invitation.id))


def _complete(session: Session, asked: Joining, joined: Joined, statements: list[bytes]) -> None:
    """The device is in: its space is added. A session that looked at another team goes on with that."""
    roster, device = joined.roster, joined.roster.devices[asked.device.device_id]
    key = joined.keys.get(roster.key)
    if key is None or device.member is None or device.letter is None:
        raise Refused(
            "The admission came without a key that opens, so nothing can be read. Nothing was changed; ask "
            "the admin for a new invitation."
        )
    founding = founding_of(statements, asked.invitation.head)
    first = [(read(founding).hash, founding)]
    new = NewSpace(roster.space, "team", asked.device, device.letter, device.member, key, first)
    store = session.store
    before = store.space if store.has_space() else None
    with store.together():
        space = store.join(new, statements, joined.keys.values())
        if asked.folder:
            routes.add(store.connection, space.no, "folder", asked.folder)
        for address in roster.hubs:
            routes.add(store.connection, space.no, "hub", address)
        joinings.done(store.connection, asked.invitation.id)
    if before is not None:
        store.use(before)


def _state(asked: Joining, status: Literal["waiting", "admitted"], trouble: str = "") -> JoinState:
    invitation = asked.invitation
    return JoinState(
        status,
        requests.words(invitation, asked.device.public),
        invitation.name,
        invitation.role.value,
        invitation.issued_by,
        str(UUID(bytes=invitation.space)),
        trouble,
    )
