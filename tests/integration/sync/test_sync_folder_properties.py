"""A folder to which anything may happen, and a team that goes on working: everybody ends with everything."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.sync.teams_that_sync import Crew, make_crew

DEEDS = ["write", "edit", "sync", "sync", "delete", "halve", "copy", "move", "hours", "clone"]
STEPS = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 30), st.integers(0, 30)), max_size=30)


def _files(shared: Path) -> list[Path]:
    return sorted(path for path in shared.glob("**/*.mdt") if path.name != "space.mdt")


def _happens(crew: Crew, shared: Path, what: str, number: int, other: int) -> None:
    laptop = crew.laptops[number % len(crew.laptops)]
    files = _files(shared)
    path = files[other % len(files)] if files else None
    if what == "write":
        laptop.write(f"written {number} {other}")
    elif what == "edit":
        actions = sorted(laptop.texts())
        if actions:
            laptop.edit_text(actions[other % len(actions)], f"edited {number} {other}")
    elif what == "sync":
        laptop.sync()
    elif what == "hours":
        crew.clock.pass_(number % 10)
    elif what == "clone" and len(crew.laptops) < 4:
        crew.copy(number % len(crew.laptops))
    elif path and what == "delete":
        path.unlink()
    elif path and what == "halve":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif path and what == "copy":
        shutil.copy(path, path.with_name(f"{path.stem} (conflicted copy {number}).mdt"))
    elif path and what == "move":
        (shared / f"odd {number}").mkdir(exist_ok=True)
        path.rename(shared / f"odd {number}" / f"{other} {path.name}")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_everybody_ends_with_everything(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, shared = Path(name), Path(name) / "shared"
        shared.mkdir()
        crew = make_crew(folder, 2)
        try:
            for laptop in crew:
                laptop.use_folder(shared)
            for step in steps:
                _happens(crew, shared, *step)
            for _ in range(5):
                crew.sync_all(1)
                crew.clock.pass_(7)
            assert len(crew.digests()) == 1
            assert [laptop.sync().waiting for laptop in crew] == [0] * len(crew.laptops)
            assert [laptop.sync().missing for laptop in crew] == [()] * len(crew.laptops)
            fresh = crew.join().use_folder(shared)
            crew.sync_all()
            assert len({*crew.digests(), fresh.digest()}) == 1
        finally:
            crew.close()
