"""While devices sync: requests to join are heard and answered, and own requests looked after."""

from collections.abc import Iterable

from mdt_desktop.refused import Refused
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import joining, requests, transports
from mdt_desktop.services.syncing.joining import JoinState
from mdt_desktop.services.syncing.on_session import OnSession, in_space
from mdt_desktop.store import invitations
from mdt_desktop.store.joinings import Joining
from mdt_desktop.store.routes import Route
from mdt_desktop.store.spaces import Space
from mdt_desktop.sync.engine import Synced
from mdt_desktop.sync.transport import Transport
from mdt_desktop.wire.shapes import JoinAsked


def meet(
    on_session: OnSession, space: Space, ways: Iterable[tuple[Route, Transport]], exchanged: Synced
) -> None:
    """Hear who asks at the places that were reached, and leave the answers there.

    A device without invitations that are still good asks nothing: most syncs take no call more for this.
    """
    if not in_space(on_session, space, _expects_somebody):
        return
    whole = {one.route.no for one in exchanged.reached if one.whole}
    for route, way in ways:
        if route.no in whole:
            _meet_at(on_session, space, way)


def _meet_at(on_session: OnSession, space: Space, way: Transport) -> None:
    posted = way.asked()
    in_space(on_session, space, lambda session: requests.hear(session, [one.request for one in posted]))
    answers = in_space(on_session, space, requests.answers)
    for join, answer in unanswered(posted, answers):
        way.answer(join, answer)


def unanswered(
    posted: Iterable[JoinAsked], answers: Iterable[tuple[bytes, bytes]]
) -> list[tuple[bytes, bytes]]:
    """The answers that are not there yet, with the id of the request that each is to."""
    by_request = dict(answers)
    return [
        (one.id, by_request[one.request]) for one in posted if not one.answered and one.request in by_request
    ]


def _expects_somebody(session: Session) -> bool:
    store, now = session.store, session.now().timestamp()
    issued = invitations.issued(store.connection, store.space.no)
    return any(one.expires > now for one in issued)


def look_at_all(on_session: OnSession) -> list[JoinState]:
    """Ask again for every team that has not answered yet; one that says yes is there for the sync."""
    return [state for one in on_session(joining.pending) if (state := _look(on_session, one))]


def _look(on_session: OnSession, asked: Joining) -> JoinState | None:
    """How far a request is; None once the team said no, which the session's notices then tell."""
    try:
        return joining.look(on_session, asked, transports.of_joining)
    except Refused as no:
        words = str(no)
        on_session(lambda session: None if words in session.notices else session.notices.append(words))
        return None
