"""Whether it was a hub that answered, and did what it was asked."""

import time

import msgspec

from mdt_desktop.refused import OutOfReach
from mdt_desktop.sync.http import Stream
from mdt_desktop.sync.http_words import AnsweredOddly
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.wire import names
from mdt_desktop.wire.problems import PROBLEM_DECODER

_DONE = {200, 201, 204}
_NOT_RUNNING = {502, 503, 504}
_OURS = {names.FRAMES, names.MSGPACK, names.EVENT_STREAM, "application/json"}
_ANSWER_SECONDS = 60.0


def check(stream: Stream, address: str) -> None:
    """Return if it did. Raises `HubProblem` for a hub's refusal, `OutOfReach` for another's answer."""
    media = stream.headers.get("content-type", "").partition(";")[0].strip()
    if stream.status in _DONE:
        # An answer without a body says nothing of its kind: a hub's has the roster's mark.
        if media in _OURS or (not media and names.ROSTER_HEADER in stream.headers):
            return
        raise AnsweredOddly(address)
    if media == names.PROBLEM:
        try:
            raise HubProblem(PROBLEM_DECODER.decode(stream.read(deadline())), address)
        except msgspec.MsgspecError as error:
            raise AnsweredOddly(address) from error
    if stream.status in _NOT_RUNNING:
        raise OutOfReach(
            f"The hub {address} is not running at the moment. Everything is kept on this computer; "
            "if it stays so, tell whoever runs the hub."
        )
    raise AnsweredOddly(address)


def deadline() -> float:
    """By when (`time.monotonic()`) an answer that is of no use in parts has to be here."""
    return time.monotonic() + _ANSWER_SECONDS
