"""Who asks to join, the words that are compared, and the admin's yes or no."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from mdt_desktop.crypto.unreadable import Unreadable
from mdt_desktop.domain.changes import creation
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Member
from mdt_desktop.refused import Refused
from mdt_desktop.roster import NotAllowed, Role, joining
from mdt_desktop.roster.joining import JoinRequest
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing.rights_of_devices import note_role
from mdt_desktop.services.syncing.roles import role_named
from mdt_desktop.store import invitations
from mdt_desktop.store.invitations import Request

_ID_LETTERS_AT_LEAST = 4


@dataclass(frozen=True)
class RequestView:
    """A device that asks to join. `name` and `role` are the invitation's, `typed` the name it gave itself.

    `words` are the four that its screen shows too. `problem` says why it can't be admitted, "" if it can.
    `others`: how many more devices ask with the same invitation, of which one at most is the right one.
    """

    id: str
    name: str
    typed: str
    role: Role
    words: tuple[str, ...]
    expires: datetime
    problem: str
    others: int


@dataclass(frozen=True)
class Admitted:
    """A device that is in now: whose, with which letter, and as what."""

    device: str
    member_id: str
    name: str
    role: Role
    letter: str


def hear(session: Session, posted: Iterable[bytes]) -> int:
    """Keep the requests that were made with this device's own invitations; how many are new.

    What is none, or was made with somebody else's invitation, is left lying: another admin hears it.
    """
    store, heard = session.store, 0
    known = {one.id: one for one in invitations.issued(store.connection, store.space.no)}
    for packed in posted:
        try:
            request = JoinRequest.from_bytes(packed)
            invitation = known.get(request.permit.invitation)
            if invitation is None:
                continue
            asked = request.open_(invitation)
        except Unreadable:
            continue
        device = asked.keys.device_id
        if not invitations.is_known(store.connection, device):
            words = " ".join(joining.words(invitation, asked.keys))
            invitations.keep_request(store.connection, invitation.id, device, packed, words)
            heard += 1
    return heard


def waiting(session: Session) -> list[RequestView]:
    """Everybody who asked and has no answer yet."""
    found = _undecided(session)
    return [_view(session, one, found) for one in found]


def admit(session: Session, named: str, *, role: str = "", admin: bool = False) -> Admitted:
    """Admit the device of this request, once its words were compared; with the invitation's role, or another.

    Whoever the directory has under the invitation's name gets the device; else they are put there.
    """
    request, store = _request_named(session, named), session.store
    granted = role_named(role) if role else request.invitation.role
    with store.together():
        member = _member(session, request.invitation.name, granted)
        issued = store.sign(
            lambda pen: joining.admit(
                pen,
                request.invitation,
                request.asked,
                member.id,
                session.now().timestamp(),
                role=granted,
                admin=admin,
            )
        )
        answer = joining.answer(request.invitation, request.asked.keys, issued.roster.head)
        invitations.answered(store.connection, request.device, answer)
    letter = issued.roster.devices[request.device].letter or ""
    return Admitted(request.device.hex(), member.id, member.display_name, granted, letter)


def refuse_rivals(session: Session) -> None:
    """`Refused` where several devices ask with one invitation: whoever took it on its way asks as well."""
    rivals = sorted({one.name for one in waiting(session) if one.others and not one.problem})
    if rivals:
        raise Refused(
            f"Several computers ask with the invitation for {', '.join(rivals)}, and one at most is the "
            "right one. Nobody was admitted; compare the words, then admit it by its id."
        )


def decline(session: Session, named: str, reason: str = "") -> RequestView:
    """Tell the device of this request no, and why."""
    request = _request_named(session, named)
    view = _view(session, request, [request])
    words = reason.strip() or "An admin of the team said no."
    answer = joining.answer(request.invitation, request.asked.keys, reason=words)
    invitations.answered(session.store.connection, request.device, answer)
    return view


def answers(session: Session) -> list[tuple[bytes, bytes]]:
    """What is to lie where people asked: each request as it was posted, and its answer."""
    store = session.store
    return [
        (one.packed, one.answer)
        for one in invitations.requests(store.connection, store.space.no)
        if one.answer is not None
    ]


def _undecided(session: Session) -> list[Request]:
    store = session.store
    present = store.roster().devices
    return [
        one
        for one in invitations.requests(store.connection, store.space.no)
        if one.answer is None and one.device not in present
    ]


def _view(session: Session, request: Request, found: list[Request]) -> RequestView:
    invitation = request.invitation
    try:
        invitation.permit.check(session.store.roster(), session.now().timestamp())
        problem = ""
    except NotAllowed as refusal:
        problem = str(refusal)
    return RequestView(
        request.device.hex(),
        invitation.name,
        request.asked.name,
        invitation.role,
        request.words,
        datetime.fromtimestamp(invitation.expires, UTC),
        problem,
        sum(one.invitation.id == invitation.id for one in found) - 1,
    )


def _request_named(session: Session, named: str) -> Request:
    wanted, found = named.strip().casefold(), _undecided(session)
    matches = [one for one in found if _is_named(one, wanted)] or [
        one
        for one in found
        if wanted and any(word.startswith(wanted) for word in one.invitation.name.casefold().split())
    ]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise Refused(
            f"Nobody asks to join under “{named}”. Nothing was changed; “mdt team requests” lists who does."
        )
    ids = ", ".join(f"{one.device.hex()} ({' '.join(one.words)})" for one in matches)
    raise Refused(
        f"{len(matches)} devices ask under “{named}”: {ids}. Nothing was changed; compare the words, then "
        "name the id."
    )


def _is_named(request: Request, wanted: str) -> bool:
    """By the beginning of its id, or the whole name of whom its invitation is for."""
    by_id = len(wanted) >= _ID_LETTERS_AT_LEAST and request.device.hex().startswith(wanted)
    return by_id or wanted == request.invitation.name.casefold()


def _member(session: Session, name: str, role: Role) -> Member:
    """Who in the directory has this name, their role noted; somebody new if nobody has."""
    found = session.records.all(Member, "lower(display_name) = lower(?)", (name,))
    if len(found) == 1:
        note_role(session, found[0].id, role)
        return found[0]
    member = Member(id=new_id(), display_name=name, role=role.value)
    session.commit([creation(member)], undoable=False)
    return member
