"""For the operator and for who writes another client."""

from starlette.responses import JSONResponse, Response

from mdt_desktop.hub import migrations
from mdt_desktop.hub.asked import Asked
from mdt_desktop.hub.refusing import refused
from mdt_desktop.refused import OutOfReach
from mdt_desktop.wire.problems import ProblemType


async def health(_asked: Asked) -> Response:
    """The process is there."""
    return Response(status_code=204)


async def ready(asked: Asked) -> Response:
    """The database answers, and is as this program knows it."""

    def look() -> int:
        asked.hub.database.reach()
        return migrations.current(asked.hub.database)

    try:
        step = await asked.run(look)
    except OutOfReach as error:
        raise refused(ProblemType.AWAY, retry_after=2) from error
    if step != migrations.newest():
        raise refused(ProblemType.AWAY, "The database is of another version.", retry_after=60)
    return Response(status_code=204)


async def metrics(asked: Asked) -> Response:
    """Counts of this process."""
    return Response(asked.hub.metrics.text(), media_type="text/plain; version=0.0.4")


async def openapi(_asked: Asked) -> Response:
    """The calls, as OpenAPI describes them."""
    from mdt_desktop.hub.openapi import document

    return JSONResponse(document())
