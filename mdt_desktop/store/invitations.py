"""Invitations that this device issued, and who asked with them. Local: an invitation is a secret."""

from dataclasses import dataclass

from mdt_desktop.roster.invitation import Invitation
from mdt_desktop.roster.joining import Asked, JoinRequest
from mdt_desktop.store.connection import Connection


@dataclass(frozen=True)
class Request:
    """Somebody's device that asks to join. `answer` is what it was told, sealed; None until it is decided."""

    invitation: Invitation
    asked: Asked
    packed: bytes
    """The request as it was posted."""
    words: tuple[str, ...]
    answer: bytes | None

    @property
    def device(self) -> bytes:
        """The id that the device will have."""
        return self.asked.keys.device_id


def keep(connection: Connection, space: int, invitation: Invitation) -> None:
    """Keep an invitation that was issued."""
    connection.execute(
        "INSERT INTO invitation (id, space, packed) VALUES (?, ?, ?)",
        (invitation.id, space, invitation.to_bytes()),
    )


def issued(connection: Connection, space: int) -> list[Invitation]:
    """Every invitation issued here and not withdrawn, used ones and those out of date among them."""
    rows = connection.execute("SELECT packed FROM invitation WHERE space = ?", (space,))
    return [Invitation.from_bytes(row[0]) for row in rows]


def withdraw(connection: Connection, invitation: bytes) -> None:
    """Forget an invitation: whoever asks with it is not heard here any more."""
    connection.execute("DELETE FROM invitation WHERE id = ?", (invitation,))


def is_known(connection: Connection, device: bytes) -> bool:
    """Whether this device's request has been kept."""
    return connection.one("SELECT 1 FROM join_request WHERE device = ?", (device,)) is not None


def keep_request(connection: Connection, invitation: bytes, device: bytes, packed: bytes, words: str) -> None:
    """Keep a request that was opened; a second by the same device changes nothing."""
    connection.execute(
        "INSERT OR IGNORE INTO join_request (device, invitation, packed, words) VALUES (?, ?, ?, ?)",
        (device, invitation, packed, words),
    )


def requests(connection: Connection, space: int) -> list[Request]:
    """Everybody who asked, those who have their answer among them."""
    rows = connection.execute(
        "SELECT i.packed, r.packed, r.words, r.answer FROM join_request r "
        "JOIN invitation i ON i.id = r.invitation WHERE i.space = ? ORDER BY i.id, r.device",
        (space,),
    )
    return [_request(*row) for row in rows]


def _request(issued: bytes, packed: bytes, words: str, answer: bytes | None) -> Request:
    invitation = Invitation.from_bytes(issued)
    asked = JoinRequest.from_bytes(packed).open_(invitation)
    return Request(invitation, asked, packed, tuple(words.split()), answer)


def answered(connection: Connection, device: bytes, answer: bytes) -> None:
    """What a device was told, so that it is posted again if a transport has lost it."""
    connection.execute("UPDATE join_request SET answer = ? WHERE device = ?", (answer, device))
