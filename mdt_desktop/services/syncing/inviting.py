"""Invite somebody: a file, a text or a QR code with which one device may ask to join, once."""

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role
from mdt_desktop.roster.invitation import Invitation
from mdt_desktop.roster.invitation import invite as invited
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.roles import role_named
from mdt_desktop.store import invitations

DAYS = 14
"""How long an invitation is good for, unless somebody says otherwise."""


@dataclass(frozen=True)
class Invited:
    """An invitation that was issued. `text` is the whole of it, and as secret as what it lets somebody ask.

    `words` are its own, by which the receiver sees that it came as it was sent; those compared before
    somebody is admitted are others.
    """

    id: str
    name: str
    role: Role
    expires: datetime
    words: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Outstanding:
    """An invitation of this device's that nobody was admitted with yet."""

    id: str
    name: str
    role: Role
    expires: datetime
    expired: bool


def invite(session: Session, name: str, role: str, *, days: int = DAYS, out: Path | None = None) -> Invited:
    """A new invitation for `name`, written to the file `out` if there is one. `Refused` if not an admin."""
    if not name.strip():
        raise Refused("An invitation needs the name of whom it is for. Nothing was made.")
    if not 1 <= days <= 31:
        raise Refused("An invitation is good for 1 to 31 days. Nothing was made.")
    store, expires = session.store, session.now() + timedelta(days=days)
    invitation = invited(
        store.roster(),
        store.space.device,
        name=name,
        role=role_named(role),
        issued_by=session.me().display_name,
        expires=int(expires.timestamp()),
    )
    with store.together():
        invitations.keep(store.connection, store.space.no, invitation)
        if out is not None:
            _write(out, invitation.to_text())
    return Invited(
        invitation.id.hex(),
        invitation.name,
        invitation.role,
        _instant(invitation),
        invitation.words(),
        invitation.to_text(),
    )


def outstanding(session: Session) -> list[Outstanding]:
    """The invitations of this device that may still be used, and those that ran out unused."""
    store = session.store
    used = store.roster().invitations
    return [
        Outstanding(one.id.hex(), one.name, one.role, _instant(one), one.expires <= session.now().timestamp())
        for one in invitations.issued(store.connection, store.space.no)
        if one.id not in used
    ]


def withdraw(session: Session, invitation_id: str) -> None:
    """Nobody is admitted with this invitation any more."""
    with session.store.together():
        invitations.withdraw(session.store.connection, bytes.fromhex(invitation_id))


def withdraw_named(session: Session, named: str) -> Outstanding:
    """The same for the one whose id or name begins like this. `Refused` if none or several do."""
    wanted = named.strip().casefold()
    found = [
        one
        for one in outstanding(session)
        if one.id.startswith(wanted) or one.name.casefold().startswith(wanted)
    ]
    if len(found) != 1:
        ids = ", ".join(f"{one.name} ({one.id})" for one in found) or "none"
        raise Refused(f"Invitations for “{named}”: {ids}. Nothing was changed; name the id of one.")
    withdraw(session, found[0].id)
    return found[0]


def read(path: Path) -> Invitation:
    """The invitation in a file, as text or as bytes. `Refused` for anything else."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise Refused(
            f"{path} can’t be read ({problem.strerror}). Nothing was tried; check where the invitation lies."
        ) from None
    try:
        return Invitation.from_text(data.decode("ascii"))
    except UnicodeDecodeError:
        return Invitation.from_bytes(data)


def _write(path: Path, text: str) -> None:
    """A new file that others on this computer can't read; one that is there already stays as it is."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text + "\n")
    except FileExistsError:
        raise Refused(f"{path} is there already. Nobody was invited; choose another name.") from None
    except OSError as problem:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise Refused(f"{path} can’t be written ({problem.strerror}). Nobody was invited.") from None


def _instant(invitation: Invitation) -> datetime:
    return datetime.fromtimestamp(invitation.expires, UTC)
