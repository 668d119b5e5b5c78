"""No plain text of a person outside the encrypted store: not in file, WAL, temporary folder or cache."""

from collections.abc import Callable
from pathlib import Path

from tests.integration.safety.conftest import Player
from tests.integration.safety.known_strings import known_strings, leaks

WANTED = 200


def test_known_strings_are_many_and_would_be_found(tmp_path: Path) -> None:
    strings = known_strings()
    assert len(strings) >= WANTED
    (tmp_path / "leak.bin").write_bytes(b"\0" * 99 + strings[17].encode("utf-16-le"))
    assert list(leaks([tmp_path], strings[17:18]))


def test_nothing_is_readable_while_open_after_a_kill_or_locked(
    start: Callable[[str], Player], profile_home: Path, tmp_path: Path
) -> None:
    strings = known_strings()
    places = [profile_home, tmp_path / "world"]
    locked = list(leaks(places, strings))
    player = start("play")
    player.hear(lambda said: "end" in said)
    assert (profile_home / "store.mdt-wal").stat().st_size > 0
    still_open = list(leaks(places, strings))
    player.kill()
    killed = list(leaks(places, strings))
    assert (locked, still_open, killed) == ([], [], [])
