"""The hub as an ASGI application: a route for each call, and one way out for whatever goes wrong in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from mdt_desktop.hub import answers
from mdt_desktop.hub.asked import Asked
from mdt_desktop.hub.calls import CALLS
from mdt_desktop.hub.calls.call import Call
from mdt_desktop.hub.database import AWAY
from mdt_desktop.hub.hub import Hub
from mdt_desktop.hub.logs import log, log_fault
from mdt_desktop.hub.refusing import CallRefused, refused
from mdt_desktop.wire.problems import ProblemType


def application(hub: Hub) -> Starlette:
    """The application of one process."""

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        hub.bus.start()
        yield
        hub.bus.stop()

    routes = [Route(call.path, _Endpoint(hub, call), methods=[call.method]) for call in CALLS]
    return Starlette(routes=routes, lifespan=life, exception_handlers={HTTPException: _no_such_call})


class _Endpoint:
    """A call as an ASGI application: a function's request would be wrapped twice on its way."""

    def __init__(self, hub: Hub, call: Call):
        self._hub, self._call = hub, call

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = perf_counter()
        response = await _answer(self._hub, self._call, Request(scope, receive))
        self._hub.metrics.answered(self._call.name, response.status_code, perf_counter() - start)
        await response(scope, receive, send)


async def _answer(hub: Hub, call: Call, request: Request) -> Response:
    try:
        return await call.handler(Asked(hub, request))
    except CallRefused as refusal:
        return answers.problem(refusal.problem())
    except AWAY as error:
        log("warning", "database-away", call=call.name, error=type(error).__name__)
        return answers.problem(refused(ProblemType.AWAY, retry_after=2).problem())
    except Exception as error:  # a bug: the client is told so, the operator where
        log_fault("fault", error, call=call.name)
        return answers.problem(refused(ProblemType.BROKEN).problem())


async def _no_such_call(_request: Request, error: Exception) -> Response:
    """An address or a method that is none of ours."""
    assert isinstance(error, HTTPException)
    kind = ProblemType.METHOD if error.status_code == 405 else ProblemType.NOT_THERE
    response = answers.problem(refused(kind).problem())
    if error.headers:
        response.headers.update(error.headers)
    return response
