"""What is done at every key and at the end of every huddle: reading a line, laying out the minutes."""

from pathlib import Path

from mdt_desktop.domain.capture import parse
from mdt_desktop.domain.demo_neighbourhood import read_neighbourhood
from mdt_desktop.services.cases import case_lists
from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import attendance, capturing, huddles, preparing, running
from mdt_desktop.services.minutes import documents
from tests.bench.figures import Figure, best, hold, median

FOURTEEN = 14


def test_a_line_is_read_between_two_keys(tmp_path: Path) -> None:
    session = demo.found_demo(tmp_path / "profile")
    huddle = huddles.upcoming(session)
    room = capturing.context(session, huddle)
    line = "/action @Priya Shah next fri call Harbour Carers about a weekend sitter for Helen !"
    starts = [line[:end] for end in range(1, len(line) + 1)]
    slowest = max(best(lambda start=start: parse(start, room), 3) for start in starts)
    session.close()
    hold(Figure("quick entry: one key, the slowest of a line", 1000 * slowest, 5, "ms"))


def test_the_minutes_of_fourteen_people(tmp_path: Path) -> None:
    session = demo.found_demo(tmp_path / "profile")
    huddle = huddles.upcoming(session)
    there = {item.case_id for item in huddles.items_of(session, huddle.id)}
    others = [row.id for row in case_lists.list_cases(session, "status=open").rows if row.id not in there]
    for case_id in others[: FOURTEEN - len(there)]:
        preparing.add(session, huddle.id, case_id)
    running.start(session, huddle.id)
    for name in ("Amara", "Priya", "Tom", "Joanne"):
        attendance.attend(session, huddle.id, name)
    told = read_neighbourhood(session.today()).next_huddle.script.items
    items = huddles.items_of(session, huddle.id)
    assert len(items) == FOURTEEN
    for number, item in enumerate(items):
        running.begin_item(session, huddle.id, item.id)
        for line in told[number % len(told)].capture_lines():
            capturing.capture(session, huddle.id, item.id, line)
        running.finish_item(session, huddle.id, item.id)
    running.end(session, huddle.id)
    huddle = huddles.find(session, huddle.id)
    took = median(lambda: documents.preview(session, huddle), 3)
    session.close()
    hold(Figure("minutes of 14 people as PDF", took, 3, "s"))
