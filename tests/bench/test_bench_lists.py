"""Long lists: taking one in, paging through it, searching it as one types."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from mdt_desktop.services import search
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.imports import importing
from mdt_desktop.services.session import Session
from mdt_desktop.services.team import team
from tests.bench.figures import Figure, hold, processor, seconds

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "generated"
SMALL, LARGE = DATA / "caselist_gp_2000.csv", DATA / "caselist_gp_100k.csv.gz"
WINDOW = 100
TYPED = ("s", "sm", "smi", "smit", "smith", "smith j")
ORDERS = ("ref", "tier", "locality", "key_worker", "last_discussed", "review_due", "status", "dob")

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


@pytest.fixture(scope="module")
def small_team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, float]]:
    """A team with 2,000 people, and the seconds they took."""
    session = _team(tmp_path_factory.mktemp("small") / "profile")
    yield session, seconds(lambda: _import(session, SMALL))
    session.close()


def test_two_thousand_people_come_in_while_one_waits(small_team: tuple[Session, float]) -> None:
    hold(Figure("import of 2,000 people, read, checked and kept", small_team[1], 10, "s"))


def test_a_hundred_thousand_people(
    large_team: tuple[Session, float], small_team: tuple[Session, float]
) -> None:
    session, took = large_team
    pages, small_pages = _pages(session, (0, 50_000, 99_000)), _pages(small_team[0], (0, 1_000, 1_900))
    orders = [processor(lambda sort=sort: _window(session, sort=sort, offset=50_000), 3) for sort in ORDERS]
    letters = [processor(lambda text=text: search.everything(session, text), 3) for text in TYPED]
    narrowed = [processor(lambda text=text: _window(session, text=text), 3) for text in TYPED]
    print(f"\na window at 100,000 people takes {pages / small_pages:.1f} times what it takes at 2,000")
    hold(
        Figure("import of 100,000 people, read, checked and kept", took, 300, "s"),
        Figure("a window of the list at 100,000, the slowest", 1000 * pages, 250, "ms"),
        Figure("the same in any other order, the slowest", 1000 * max(orders), 500, "ms"),
        Figure("palette search at 100,000, the slowest letter", 1000 * max(letters), 50, "ms"),
        Figure("filter of the list at 100,000, the slowest letter", 1000 * max(narrowed), 250, "ms"),
    )


def _pages(session: Session, offsets: Sequence[int]) -> float:
    """The slowest of these windows, in seconds."""
    return max(processor(lambda offset=offset: _window(session, offset=offset), 3) for offset in offsets)


def _window(session: Session, **options: object) -> case_lists.CasePage:
    return case_lists.list_cases(session, "status=proposed", limit=WINDOW, **options)


def _team(folder: Path) -> Session:
    return team.found(folder, "four plain words here", "Saltmere", "Dr Amara Okafor").session


def _import(session: Session, path: Path) -> None:
    opened = importing.open_file(session, path)
    checked = importing.check(session, opened.table, opened.mapping)
    assert not checked.rejected
    importing.take(session, opened, opened.mapping, checked)
