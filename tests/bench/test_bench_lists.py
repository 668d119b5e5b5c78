"""Long lists: taking one in, paging through it, searching it as one types."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_desktop.services import search
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.imports import importing
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team
from tests.bench.figures import Figure, best, hold, seconds

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "generated"
SMALL, LARGE = DATA / "caselist_gp_2000.csv", DATA / "caselist_gp_100k.csv.gz"
WINDOW = 100
TYPED = ("s", "sm", "smi", "smit", "smith", "smith j")

pytestmark = pytest.mark.skipif(not LARGE.exists(), reason="the long lists are not beside this tree")


@pytest.fixture(scope="module")
def large_team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, float]]:
    """A team with 100,000 people on its list, and the seconds it took to read, check and take them in."""
    folder = tmp_path_factory.mktemp("large")
    file = folder / "list.csv"
    file.write_bytes(gzip.decompress(LARGE.read_bytes()))
    session = _team(folder / "profile")
    yield session, seconds(lambda: _import(session, file))
    session.close()


def test_two_thousand_people_come_in_while_one_waits(tmp_path: Path) -> None:
    session = _team(tmp_path / "profile")
    took = seconds(lambda: _import(session, SMALL))
    session.close()
    hold(Figure("import of 2,000 people, read, checked and kept", took, 10, "s"))


def test_a_hundred_thousand_people(large_team: tuple[Session, float]) -> None:
    session, took = large_team
    pages = [
        best(
            lambda offset=offset: case_lists.list_cases(
                session, "status=proposed", offset=offset, limit=WINDOW
            ),
            3,
        )
        for offset in (0, 50_000, 99_000)
    ]
    letters = [best(lambda text=text: search.everything(session, text), 3) for text in TYPED]
    narrowed = [
        best(lambda text=text: case_lists.list_cases(session, "status=proposed", text=text, limit=WINDOW), 3)
        for text in TYPED
    ]
    hold(
        Figure("import of 100,000 people, read, checked and kept", took, 300, "s"),
        Figure("a window of the list at 100,000, the slowest", 1000 * max(pages), 250, "ms"),
        Figure("palette search at 100,000, the slowest letter", 1000 * max(letters), 50, "ms"),
        Figure("filter of the list at 100,000, the slowest letter", 1000 * max(narrowed), 250, "ms"),
    )


def _team(folder: Path) -> Session:
    return team.found(folder, "four plain words here", "Saltmere", "Dr Amara Okafor").session


def _import(session: Session, path: Path) -> None:
    opened = importing.open_file(session, path)
    checked = importing.check(session, opened.table, opened.mapping)
    assert not checked.rejected
    importing.take(session, opened, opened.mapping, checked)
