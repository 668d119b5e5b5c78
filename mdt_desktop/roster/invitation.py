"""An invitation: what a new device must have to ask to join (docs/security.md). A QR code, a text or a file.

It lets somebody ask, not in: an admin compares words and admits. Whoever holds it can ask in its holder's
place, which the words show.
"""

import base64
import binascii
from typing import Annotated

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.header import Count, Hash, Id
from mdt_desktop.crypto.primitives import ID_BYTES, SIGNATURE_BYTES, hash_256, random_bytes
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import Malformed
from mdt_desktop.refused import Refused
from mdt_desktop.roster.check_words import check_words
from mdt_desktop.roster.roles import Role
from mdt_desktop.roster.roster import Roster
from mdt_desktop.roster.rules import NotAllowed, signer_keys
from mdt_desktop.roster.statements import HubAddresses

VERSION = 1
SECRET_BYTES = 16
LIFE_MAX_SECONDS = 31 * 24 * 3600
_CHECK_BYTES = 5
_MAX_BYTES = 2048
_PREFIX = "MDT1:"
"""With capitals, digits and a colon alone, a QR code takes the text in its dense alphanumeric form."""

_NAME_MAX = 80
Name = Annotated[str, msgspec.Meta(max_length=_NAME_MAX)]


class NotAnInvitation(Refused):
    """What was typed, pasted or opened is no invitation; nothing was tried."""


class Permit(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The clear part of an invitation, by which a hub knows that an admin invited whoever asks."""

    space: Id
    invitation: Id
    expires: Count
    """Seconds since 1970."""
    issuer: Id
    """The admin's device."""
    signature: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]

    @classmethod
    def sign(cls, space: bytes, invitation: bytes, expires: int, issuer: DeviceKeys) -> "Permit":
        """A permit by an admin's device."""
        signature = issuer.sign(_permitted(space, invitation, expires))
        return cls(space, invitation, expires, issuer.device_id, signature)

    def check(self, roster: Roster, now: float) -> None:
        """Return if it holds in this roster at this time (seconds since 1970). A hub and an admin ask this.

        Raises `NotAllowed`, in plain words, or `BadSignature`.
        """
        if self.space != roster.space:
            raise NotAllowed("This invitation is to another team.")
        issuer: PublicKeys | None = signer_keys(roster, self.issuer)
        if issuer is None:
            raise NotAllowed("Whoever sent this invitation is no longer an admin of the team.")
        issuer.verify(_permitted(self.space, self.invitation, self.expires), self.signature)
        if now >= self.expires:
            raise NotAllowed("This invitation is out of date.")
        if self.expires > now + LIFE_MAX_SECONDS:
            raise NotAllowed("This invitation is good for longer than an invitation may be.")
        if self.invitation in roster.invitations:
            raise NotAllowed("This invitation has been used.")


class Invitation(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """All of it is as secret as its `secret`: it is shown or sent to one person."""

    v: int
    permit: Permit
    head: Hash
    """The newest roster statement: a roster that does not hold it is not the team's."""
    secret: Annotated[bytes, msgspec.Meta(min_length=SECRET_BYTES, max_length=SECRET_BYTES)]
    name: Name
    """Whom it is for."""
    role: Role
    issued_by: Name
    addresses: HubAddresses
    """Of the team's hubs. None for a team in a shared folder, which has another path on each computer."""

    def __repr__(self) -> str:
        return f"Invitation({self.permit.invitation.hex()})"

    @property
    def space(self) -> bytes:
        """The space's id, 16 bytes."""
        return self.permit.space

    @property
    def id(self) -> bytes:
        """The invitation's id, 16 bytes; the chain admits it once."""
        return self.permit.invitation

    @property
    def expires(self) -> int:
        """Seconds since 1970."""
        return self.permit.expires

    def words(self) -> tuple[str, ...]:
        """Four words by which sender and receiver see that it came as it was sent. A tenth of a second."""
        return check_words(contexts.INVITATION, self.to_bytes())

    def to_bytes(self) -> bytes:
        """For a file; `from_bytes` reads it."""
        packed = msgspec.msgpack.encode(self)
        return packed + _check(packed)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Invitation":
        """The invitation that `to_bytes` wrote. Raises `NotAnInvitation`, in plain words."""
        packed, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
        if len(data) > _MAX_BYTES or check != _check(packed):
            raise NotAnInvitation(_INCOMPLETE)
        try:
            if decoded(_VERSION_DECODER, packed).v != VERSION:
                raise NotAnInvitation(_NEWER)
            invitation = decoded(_DECODER, packed)
        except Malformed as error:
            raise NotAnInvitation(_INCOMPLETE) from error
        if msgspec.msgpack.encode(invitation) != packed:
            raise NotAnInvitation(_INCOMPLETE)
        return invitation

    def to_text(self) -> str:
        """One long line of capitals, digits and a colon, for a message or a QR code."""
        return _PREFIX + base64.b32encode(self.to_bytes()).decode().rstrip("=")

    @classmethod
    def from_text(cls, text: str) -> "Invitation":
        """What `to_text` gave; case, spaces and line breaks do not matter. Raises `NotAnInvitation`."""
        letters = "".join(text.split()).upper()
        if not letters.startswith(_PREFIX):
            raise NotAnInvitation(_INCOMPLETE)
        letters = letters.removeprefix(_PREFIX)
        try:
            data = base64.b32decode(letters + "=" * (-len(letters) % 8))
        except (binascii.Error, ValueError) as error:
            raise NotAnInvitation(_INCOMPLETE) from error
        invitation = cls.from_bytes(data)
        if invitation.to_text() != _PREFIX + letters:
            raise NotAnInvitation(_INCOMPLETE)
        return invitation


class _VersionOnly(msgspec.Struct, array_like=True):
    v: int


_DECODER = msgspec.msgpack.Decoder(Invitation)
_VERSION_DECODER = msgspec.msgpack.Decoder(_VersionOnly)


def invite(
    roster: Roster, issuer: DeviceKeys, *, name: str, role: Role, issued_by: str, expires: int
) -> Invitation:
    """A new invitation by an admin's device, good once and until `expires` (seconds since 1970).

    It names `name` and `issued_by` by their first 80 characters. Raises `Refused`.
    """
    if signer_keys(roster, issuer.device_id) is None:
        raise Refused("Only an admin invites to the team. Nothing was changed.")
    permit = Permit.sign(roster.space, random_bytes(ID_BYTES), expires, issuer)
    secret = random_bytes(SECRET_BYTES)
    return Invitation(VERSION, permit, roster.head, secret, short(name), role, short(issued_by), roster.hubs)


def short(name: str) -> str:
    """A name in one line, as far as an invitation or a request has room for it."""
    return " ".join(name.split())[:_NAME_MAX]


def _permitted(space: bytes, invitation: bytes, expires: int) -> bytes:
    return contexts.INVITATION_PERMIT + space + invitation + expires.to_bytes(8, "big")


def _check(packed: bytes) -> bytes:
    return hash_256(contexts.INVITATION + packed)[:_CHECK_BYTES]


_INCOMPLETE = (
    "That is not a whole invitation: nothing has been tried, copy all of it, from “MDT1:” to its last letter."
)
_NEWER = "That invitation is of a newer version of MDT Desktop: nothing has been tried, update this computer."
