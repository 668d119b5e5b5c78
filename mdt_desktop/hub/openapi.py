"""The calls as OpenAPI 3.1 describes them, made from the list that the routes are made from."""

import re
from functools import cache
from typing import Any

from mdt_desktop import __version__
from mdt_desktop.hub.calls import CALLS
from mdt_desktop.hub.calls.call import By, Call
from mdt_desktop.wire import names
from mdt_desktop.wire.problems import ProblemType

_EVERY = (ProblemType.BROKEN, ProblemType.AWAY)
_WITH_A_BODY = (ProblemType.TOO_LARGE, ProblemType.SLOW_BODY, ProblemType.MALFORMED)
_OF_A_DEVICE = (
    ProblemType.NOT_SIGNED_IN,
    ProblemType.STRANGER,
    ProblemType.REMOVED,
    ProblemType.NO_SPACE,
    ProblemType.TOO_OFTEN,
    ProblemType.MALFORMED,
)
_SCHEMES: dict[By, list[dict[str, list[str]]]] = {
    By.ANYBODY: [],
    By.CODE: [{"enrolment": []}],
    By.DEVICE: [{"device": []}],
    By.JOINER: [{"permit": []}],
    By.DEVICE_OR_JOINER: [{"device": []}, {"permit": []}],
}
_QUERY = {
    "after": "A cursor of this hub, or for the roster a statement’s hash; base64url.",
    "max": "Bytes of the answer, about; one entry or statement at least.",
    "at": "How far into the content, in bytes.",
}


def problems(call: Call) -> tuple[ProblemType, ...]:
    """All that a call may refuse."""
    found = [*call.refuses, *_EVERY]
    if call.sends:
        found += _WITH_A_BODY
    if call.by is not By.ANYBODY:
        found += _OF_A_DEVICE
    elif call.sends:
        found.append(ProblemType.TOO_OFTEN)
    return tuple(dict.fromkeys(found))


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = {}
    for call in CALLS:
        paths.setdefault(call.path, {})[call.method.lower()] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "MDT hub",
            "version": __version__,
            "description": "Keeps teams’ sealed entries in order and hands them on. It can read none.",
        },
        "paths": paths,
        "components": {"securitySchemes": _security_schemes(), "schemas": {"Problem": _problem_schema()}},
    }


def _operation(call: Call) -> dict[str, Any]:
    responses = {str(status): _done(media) for status, media in call.answers}
    by_status: dict[int, list[ProblemType]] = {}
    for kind in problems(call):
        by_status.setdefault(kind.status, []).append(kind)
    for status, kinds in sorted(by_status.items()):
        responses[str(status)] = _refusal(kinds)
    described: dict[str, Any] = {
        "operationId": call.name,
        "summary": call.words,
        "security": _SCHEMES[call.by],
        "parameters": _parameters(call),
        "responses": responses,
    }
    if call.sends:
        described["requestBody"] = {"required": True, "content": {call.sends: {}}}
    return described


def _parameters(call: Call) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", call.path)
    ]
    in_query = [
        {
            "name": name,
            "in": "query",
            "description": _QUERY[name],
            "schema": {"type": "string" if name == "after" else "integer"},
        }
        for name in call.query
    ]
    return in_path + in_query


def _done(media: str) -> dict[str, Any]:
    described: dict[str, Any] = {"description": "Done."}
    if media:
        described["content"] = {media: {}}
    return described


def _refusal(kinds: list[ProblemType]) -> dict[str, Any]:
    words = " ".join(f"`{kind.slug}`: {kind.title}." for kind in kinds)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {names.PROBLEM: {"schema": schema}}}


def _security_schemes() -> dict[str, Any]:
    def in_header(words: str) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": words}

    return {
        "device": {"type": "http", "scheme": "bearer", "description": f"A token of `{names.TOKEN}`."},
        "enrolment": in_header(f"`{names.ENROLMENT}` and the operator’s one-use code."),
        "permit": in_header(f"`{names.PERMIT}` and an invitation’s permit, base64url."),
    }


def _problem_schema() -> dict[str, Any]:
    """RFC 9457's members; a program acts on `type`."""
    return {
        "type": "object",
        "required": ["type", "title", "status"],
        "properties": {
            "type": {"type": "string", "enum": [kind.uri for kind in ProblemType]},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }
