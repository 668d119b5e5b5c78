"""`mdt` as a program among others, in real processes: pipes, signals, several at once, disks that end."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mdt_desktop.services.syncing import inviting
from tests.integration.cli.conftest import Mdt

posix = pytest.mark.skipif(os.name == "nt", reason="signals, pipes and limits are otherwise on Windows")


def command(home: Path, secret: Path, *words: object) -> list[str]:
    options = ["--home", str(home), "--passphrase-file", str(secret)]
    return [sys.executable, "-m", "mdt_desktop.cli", *options, *map(str, words)]


def ran(command: list[str], **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, **options
    )  # type: ignore[call-overload, no-any-return]


def people(path: Path, count: int) -> Path:
    rows = [f"Name{n},Ann,{1 + n % 28:02}/{1 + n % 12:02}/{1940 + n % 50}" for n in range(count)]
    path.write_text("\n".join(["Surname,Forename,Date of Birth", *rows]), encoding="utf-8")
    return path


@posix
def test_messages_never_take_the_place_of_the_answer(team: Mdt, home: Path, secret: Path) -> None:
    program = command(home, secret, "--json", "case", "list")
    closed = subprocess.run(
        ["sh", "-c", '"$@" 2>&-', "sh", *program], stdout=subprocess.PIPE, text=True, check=False
    )
    assert (closed.returncode, closed.stdout) == (0, "[]\n")
    refused = command(home, secret, "--json", "case", "show", "C-0404")
    silent = subprocess.run(
        ["sh", "-c", '"$@" 2>&-', "sh", *refused], stdout=subprocess.PIPE, text=True, check=False
    )
    assert (silent.returncode, silent.stdout) == (1, "")
    checked = command(home, secret, "store", "verify", "--rebuild")
    assert subprocess.run(["sh", "-c", '"$@" 2>&-', "sh", *checked], check=False).returncode == 0


@posix
def test_an_interruption_leaves_nothing_half_done(
    team: Mdt, home: Path, secret: Path, tmp_path: Path
) -> None:
    before = team("store", "digest").value
    listed = people(tmp_path / "many.csv", 20_000)
    for at_least in ("", "store.mdt-wal"):
        running = subprocess.Popen(
            command(home, secret, "caselist", "import", listed), stderr=subprocess.PIPE, text=True
        )
        while at_least and running.poll() is None and not (home / at_least).exists():
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=120)[1]
        assert running.returncode in (130, -signal.SIGINT)
        assert "Traceback" not in said or running.returncode == -signal.SIGINT
        assert team("store", "digest").value == before


@posix
def test_a_kill_leaves_the_store_whole(team: Mdt, home: Path, secret: Path, tmp_path: Path) -> None:
    before = team("store", "digest").value
    listed = people(tmp_path / "many.csv", 20_000)
    running = subprocess.Popen(command(home, secret, "caselist", "import", listed))
    while running.poll() is None and not (home / "store.mdt-wal").exists():
        time.sleep(0.01)
    running.kill()
    running.wait()
    assert team("store", "digest").value == before
    assert team("store", "verify", "--rebuild").value["ok"]


def test_of_several_founders_at_once_each_has_a_team_or_is_refused(home: Path, secret: Path) -> None:
    """Whoever comes once the profile stands founds beside the first; nobody is told of a team that is not."""
    running = [
        subprocess.Popen(
            command(home, secret, "--json", "team", "found", f"Team {n}", "--me", f"Chair {n}"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    said = [one.communicate(timeout=120) for one in running]
    codes = [one.returncode for one in running]
    assert 0 in codes
    for n, (code, (out, err)) in enumerate(zip(codes, said, strict=True)):
        members = ran(command(home, secret, "--team", f"Team {n}", "team", "members"))
        if code == 0:
            assert f"Chair {n}" in members.stdout
        else:
            assert (code, out, "profile in" in err) == (1, "", True)
            assert members.returncode != 0


@posix
def test_a_disk_without_room_is_not_called_damage(team: Mdt, home: Path, secret: Path) -> None:
    resource = pytest.importorskip("resource")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    said = ran(command(home, secret, "case", "list"), preexec_fn=full)
    assert (said.returncode, said.stdout) == (1, "")
    assert "it may be full" in said.stderr
    assert "damaged" not in said.stderr
    assert team("store", "verify").value["ok"]


def test_a_full_disk_leaves_no_half_invitation(
    team: Mdt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, mode: str) -> None:
        os.close(descriptor)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(inviting.os, "fdopen", full)
        refused = team("team", "invite", "--name", "P", "--role", "chair", "--out", tmp_path / "p.invite")
    assert refused.code == 1
    assert "Nobody was invited" in refused.err
    assert not (tmp_path / "p.invite").exists()
    assert team("team", "invitations").value == []


def test_a_passphrase_file_may_come_from_windows(team: Mdt, home: Path, secret: Path, tmp_path: Path) -> None:
    windows = tmp_path / "windows.txt"
    windows.write_bytes(b"\xef\xbb\xbf" + secret.read_bytes().replace(b"\n", b"\r\n"))
    assert team("team", "members", passphrase=windows).code == 0


@posix
def test_a_secret_without_an_end_is_not_waited_for(team: Mdt) -> None:
    assert team("team", "members", passphrase=Path("/dev/zero")).code in (1, 3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("team", "found", "N", "--me", "A"), "A new profile takes a passphrase"),
        (("store", "recover"), "recovery code was not given"),
    ],
    ids=["found", "recover"],
)
def test_nobody_at_a_terminal_hears_what_is_missing(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    home = tmp_path / "new"
    heard = ran([sys.executable, "-m", "mdt_desktop.cli", "--home", str(home), *words])
    assert (heard.returncode, heard.stdout) == (3, "")
    assert said in heard.stderr
    assert not home.exists()


def test_a_new_passphrase_has_to_be_given(team: Mdt, home: Path, secret: Path) -> None:
    heard = ran(command(home, secret, "store", "passphrase"))
    assert heard.returncode == 3
    assert "--new-file" in heard.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--home", "", "case", "list"),
        ("sync", "--folder", ""),
        ("store", "backup", " "),
        ("store", "backup", "~nobody-of-this-name/x"),
        ("case", "list", "--limit", "-5"),
        ("case", "list", "--limit", "0"),
        ("huddle", "move", "H-2026-11-24", "C-0001", "0"),
    ],
    ids=" ".join,
)
def test_usage(words: tuple[str, ...]) -> None:
    heard = ran([sys.executable, "-m", "mdt_desktop.cli", *words])
    assert (heard.returncode, heard.stdout) == (2, "")
    assert "Traceback" not in heard.stderr


def test_a_damaged_backup_restores_nothing(team: Mdt, home: Path, secret: Path, tmp_path: Path) -> None:
    for n in range(30):
        team("case", "open", f"family_name=Name{n}", "dob=1944-03-14")
    whole, half = tmp_path / "whole", tmp_path / "half"
    team("store", "backup", whole)
    half.write_bytes(whole.read_bytes()[:60_000])
    (tmp_path / "half.vault").write_bytes((tmp_path / "whole.vault").read_bytes())
    new = tmp_path / "new"
    refused = ran(command(new, secret, "store", "restore", half))
    assert refused.returncode == 1
    assert "nothing was restored" in refused.stderr
    assert not (new / "store.mdt").exists()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase", encoding="utf-8")
    locked = ran(command(new, wrong, "store", "restore", whole))
    assert locked.returncode == 3
    assert "The backup lies in" in locked.stderr
    assert ran(command(new, secret, "case", "list")).returncode == 0


def test_a_backup_says_how_many_records_it_holds(team: Mdt, tmp_path: Path) -> None:
    records = team("store", "verify").value["records"]
    assert team("store", "backup", tmp_path / "b").value["records"] == records


def test_a_demo_without_a_place_for_its_documents_founds_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    program = [sys.executable, "-m", "mdt_desktop.cli", "--home", str(tmp_path / "demo"), "demo"]
    refused = ran([*program, "--out", str(tmp_path / "file")])
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert not (tmp_path / "demo").exists()
