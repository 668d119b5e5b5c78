"""Signing in to a hub: a token for ten minutes, by this device's own signature and the hub's clock."""

import time

import msgspec

from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.refused import Refused
from mdt_desktop.sync.http import Http
from mdt_desktop.sync.http_words import AnsweredOddly
from mdt_desktop.sync.hub_answers import check, deadline
from mdt_desktop.sync.hub_words import HubProblem
from mdt_desktop.wire import names
from mdt_desktop.wire.assertion import token_form
from mdt_desktop.wire.problems import ProblemType
from mdt_desktop.wire.shapes import TOKEN_DECODER, Token

_BEFORE_ITS_END_SECONDS = 30
_AGAIN = {ProblemType.CLOCK, ProblemType.ASSERTION}
"""With the time of the answer's `Date`; with an assertion whose like was not used, its answer being lost."""


class SignIn:
    """The token of one device for one space, asked for when there is none or it is about to end."""

    def __init__(self, http: Http, space: bytes, device: DeviceKeys | None) -> None:
        self._http = http
        self._space = space
        self._device = device
        self._token = ""
        self._ends = 0.0

    def bearer(self) -> str:
        """The `Authorization` of a signed-in call. Raises `HubProblem` or `OutOfReach`."""
        if not self._token or time.monotonic() > self._ends:
            self._renew()
        return f"{names.BEARER} {self._token}"

    def forget(self) -> None:
        """The hub does not know the token any more."""
        self._token = ""

    def _renew(self) -> None:
        try:
            token = self._asked()
        except HubProblem as problem:
            if problem.kind not in _AGAIN:
                raise
            token = self._asked()
        self._token = token.access_token
        self._ends = time.monotonic() + token.expires_in - _BEFORE_ITS_END_SECONDS

    def _asked(self) -> Token:
        if self._device is None:
            raise Refused("This computer has not joined the team yet. Nothing was sent.")
        now = time.time() + (self._http.skew or 0)
        form = token_form(self._device, self._space, self._http.address, now).encode()
        with self._http.stream(
            "POST", names.TOKEN, headers={"Content-Type": names.FORM}, body=form
        ) as stream:
            check(stream, self._http.address)
            try:
                return TOKEN_DECODER.decode(stream.read(deadline()))
            except msgspec.MsgspecError as error:
                raise AnsweredOddly(self._http.address) from error
