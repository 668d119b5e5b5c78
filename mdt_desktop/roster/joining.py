"""Asking to join, being admitted, and the answer. Each is sealed under the invitation's secret.

invitation ──► request (the joiner's new keys) ──► four words compared ──► admit ──► answer ──► joined
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from mdt_desktop.crypto import contexts
from mdt_desktop.crypto.device_keys import DeviceKeys, PublicKeys
from mdt_desktop.crypto.primitives import SIGNATURE_BYTES, hash_256
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.crypto.strict import decoded
from mdt_desktop.crypto.unreadable import DoesNotOpen, Malformed, UnknownVersion
from mdt_desktop.refused import Refused
from mdt_desktop.roster import issuing
from mdt_desktop.roster.check_words import check_words
from mdt_desktop.roster.choosing import Chosen, founding_of
from mdt_desktop.roster.invitation import Invitation, Name, Permit, short
from mdt_desktop.roster.issuing import Issued, Newcomer, Pen
from mdt_desktop.roster.membership import open_padded, seal_padded
from mdt_desktop.roster.roles import Role
from mdt_desktop.roster.roster import Roster
from mdt_desktop.roster.rules import NotAllowed
from mdt_desktop.roster.statements import PublicKey

VERSION = 1
REQUEST_MAX_BYTES = 2048
_SEALED_MAX_BYTES = 1024
_REASON_MAX = 200


class Asked(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a joining device says of itself, once opened."""

    signing_key: PublicKey
    box_key: PublicKey
    proof: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]
    """By the signing key, so that nobody asks with keys that are not theirs."""
    name: Name
    """As the joiner typed it."""

    @property
    def keys(self) -> PublicKeys:
        """The joining device's."""
        return PublicKeys(self.signing_key, self.box_key)


class JoinRequest(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a joining device posts: a hub can check the permit, and read no more."""

    v: int
    permit: Permit
    sealed: Annotated[bytes, msgspec.Meta(max_length=_SEALED_MAX_BYTES)]

    @classmethod
    def make(cls, invitation: Invitation, device: DeviceKeys, name: str) -> "JoinRequest":
        """A request by a device with new keys."""
        public = device.public
        asked = Asked(public.signing, public.box, device.sign(_proven(invitation, public)), short(name))
        return cls(VERSION, invitation.permit, seal_padded(asked, _asking(invitation), _key(invitation)))

    def to_bytes(self) -> bytes:
        """For a file or a hub; `from_bytes` reads it."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> "JoinRequest":
        """The request that `to_bytes` wrote. Raises `Malformed` or `UnknownVersion`."""
        if len(data) > REQUEST_MAX_BYTES:
            raise Malformed("a request over 2 KiB")
        if decoded(_VERSION_DECODER, data).v != VERSION:
            raise UnknownVersion("a request of a newer version")
        request = decoded(_REQUEST, data)
        if request.to_bytes() != data:
            raise Malformed("not the shortest encoding")
        return request

    def open_(self, invitation: Invitation) -> Asked:
        """Who asks. `DoesNotOpen` for another invitation's, `BadSignature` for somebody else's keys."""
        if self.permit != invitation.permit:
            raise DoesNotOpen("asked with another invitation")
        asked = open_padded(_ASKED, self.sealed, _asking(invitation), _key(invitation))
        asked.keys.verify(_proven(invitation, asked.keys), asked.proof)
        return asked


class Answer(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What the admin said. The device believes the roster alone: this says where to look, or why not."""

    statement: Annotated[bytes, msgspec.Meta(max_length=32)]
    """Hash of the statement that admits, with the box that holds the space's key; empty for a no."""
    reason: Annotated[str, msgspec.Meta(max_length=_REASON_MAX)]


class _VersionOnly(msgspec.Struct, array_like=True):
    v: int


_REQUEST = msgspec.msgpack.Decoder(JoinRequest)
_ASKED = msgspec.msgpack.Decoder(Asked)
_ANSWER = msgspec.msgpack.Decoder(Answer)
_VERSION_DECODER = msgspec.msgpack.Decoder(_VersionOnly)


@dataclass(frozen=True)
class Joined:
    """What a device that was admitted begins with."""

    chosen: Chosen
    keys: Mapping[bytes, SpaceKey] = field(repr=False)

    @property
    def roster(self) -> Roster:
        """Who is in the space, roles included."""
        return self.chosen.roster


def words(invitation: Invitation, joiner: PublicKeys) -> tuple[str, ...]:
    """The four words that both screens show before anybody is admitted. Takes a tenth of a second."""
    return check_words(contexts.JOIN_REQUEST, invitation.to_bytes(), joiner.signing, joiner.box)


def admit(
    pen: Pen,
    invitation: Invitation,
    asked: Asked,
    member: str,
    now: float,
    *,
    role: Role | None = None,
    admin: bool = False,
) -> Issued:
    """Admit whoever asked, once the words were compared; with the invitation's role, if no other is given.

    Raises `Refused` for an invitation that is used, out of date, or by somebody who is no admin any more.
    """
    try:
        invitation.permit.check(pen.roster, now)
    except NotAllowed as error:
        raise Refused(f"{error} Nothing was changed; send a new invitation.") from error
    newcomer = Newcomer(asked.keys, member, role or invitation.role, invitation.id, admin)
    return issuing.admit(pen, newcomer)


def answer(invitation: Invitation, joiner: PublicKeys, statement: bytes = b"", reason: str = "") -> bytes:
    """The answer for one joining device: the hash of the statement that admits it, or why none does."""
    return seal_padded(
        Answer(statement, reason[:_REASON_MAX]), _answering(invitation, joiner), _key(invitation)
    )


def read_answer(invitation: Invitation, device: DeviceKeys, data: bytes) -> Answer:
    """What `answer` said to this device. Raises `DoesNotOpen` or `Malformed`."""
    if len(data) > _SEALED_MAX_BYTES:
        raise Malformed("an answer over 1 KiB")
    return open_padded(_ANSWER, data, _answering(invitation, device.public), _key(invitation))


def joined(invitation: Invitation, device: DeviceKeys, statements: Collection[bytes]) -> Joined | None:
    """What the device has joined, from the statements of the space; None while it is not admitted.

    Raises `Malformed` for statements that do not lead from a founding to the head the invitation names: they
    are another space's, or not all here yet; `UnknownVersion` for a roster that this version can't read.
    """
    founding = founding_of(statements, invitation.head)
    chosen = Roster.choose(founding, statements)
    roster = chosen.roster
    if invitation.head not in chosen.rosters and chosen.newer:
        raise UnknownVersion("a roster that only a newer version understands")
    if roster.space != invitation.space or invitation.head not in chosen.rosters:
        raise Malformed("not the roster that the invitation names")
    if device.device_id not in roster.present:
        return None
    keys = roster.open_keys(device)
    return Joined(Roster.choose(founding, statements, keys.values()), keys)


def used(invitation: Invitation, statements: Collection[bytes]) -> bool:
    """Whether the invitation has let a device in: for one that is not in, another. Raises as `joined`."""
    roster = Roster.choose(founding_of(statements, invitation.head), statements).roster
    return invitation.id in roster.invitations


def _key(invitation: Invitation) -> bytes:
    return hash_256(contexts.JOIN_KEY + invitation.space + invitation.id, key=invitation.secret)


def _asking(invitation: Invitation) -> bytes:
    return contexts.JOIN_REQUEST + invitation.space + invitation.id


def _answering(invitation: Invitation, joiner: PublicKeys) -> bytes:
    return contexts.JOIN_ANSWER + invitation.space + invitation.id + joiner.device_id


def _proven(invitation: Invitation, keys: PublicKeys) -> bytes:
    return _asking(invitation) + keys.signing + keys.box
