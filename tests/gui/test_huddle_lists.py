"""The models of the huddle pages, the list of huddles, and rows that can be read."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from mdt_desktop.services.huddle import huddles, prepare_view, preparing, run_view, running
from tests.gui.dressed import dressed
from tests.gui.huddle_stage import Stage, stage, started, talking
from ui.huddle.action_rows import ActionLine, ActionList
from ui.huddle.agenda_rows import agenda_lines, agenda_model, split_at
from ui.huddle.agreed_list import AgreedList, agreed_lines
from ui.huddle.huddle_rows import huddle_lines, huddle_model
from ui.huddle.people_rows import people_model
from ui.huddle.rail_rows import rail_lines, rail_model
from ui.huddle.suggestion_rows import suggestion_lines, suggestion_model
from ui.widgets.row_model import RowModel

__all__ = ["dressed", "stage", "started", "talking"]

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "make",
    [agenda_model, suggestion_model, people_model, rail_model, huddle_model],
    ids=lambda make: make.__name__,
)
def test_models_keep_the_rules_of_models(
    talking: Stage, qtmodeltester: ModelTester, make: Callable[[], RowModel]
) -> None:
    model, rows = make(), rows_for(talking, make)
    assert rows
    qtmodeltester.check(model)
    model.set_rows(rows)
    qtmodeltester.check(model)
    model.set_rows(list(reversed(rows)))
    model.set_rows([])
    qtmodeltester.check(model)


def rows_for(stage: Stage, make: Callable[[], RowModel]) -> list[object]:
    session, huddle = stage.session, stage.huddle.id
    prepare = prepare_view.prepare_view(session, huddle)
    return {
        agenda_model: lambda: agenda_lines(prepare.agenda, prepare.to_move),
        suggestion_model: lambda: suggestion_lines(prepare.suggested, frozenset()),
        people_model: lambda: prepare.people,
        rail_model: lambda: rail_lines(run_view.run_view(session, huddle), 30),
        huddle_model: lambda: huddle_lines(huddles.list_huddles(session), TODAY),
    }[make]()


def test_every_row_is_a_sentence(talking: Stage) -> None:
    page = talking.open("run", huddle=talking.huddle.id)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert page.rail.list.rows.index(0).data(role).startswith("1 of 9, CLARKE, Winston, Now · Review due")
    lists: list[ActionList | AgreedList] = [page.summary.actions, page.capture.agreed]
    view = page.view
    lists[0].set_rows([ActionLine(row, view.today, with_person=True) for row in view.late_actions])
    assert "late, was due" in " ".join(row.data(role) for row in indexes(lists[0]))
    talking.type("/decision Ring the ward first")
    talking.key(Qt.Key.Key_Return)
    talking.until(lambda: bool(agreed_lines(page.view.current, page.view.today)))
    assert page.capture.agreed.rows.index(0).data(role) == "Decision: Ring the ward first"


def indexes(view: ActionList | AgreedList) -> list[object]:
    return [view.rows.index(at) for at in range(view.rows.rowCount())]


def test_the_agenda_is_split_after_whom_called_in_members_present(stage: Stage) -> None:
    agenda = prepare_view.prepare_view(stage.session, stage.huddle.id).agenda
    called_in = [
        at for at, row in enumerate(agenda) if row.presenter and row.presenter.membership == "called_in"
    ]
    assert split_at(agenda) == called_in[-1] + 1
    core = [row for row in agenda if row.presenter and row.presenter.membership == "core"]
    assert split_at(core) == 0


def test_the_list_opens_what_is_running(talking: Stage) -> None:
    talking.open("huddles")
    talking.until(lambda: type(talking.page()).__name__ == "RunPage")


def test_a_huddle_is_planned_and_called_off(stage: Stage) -> None:
    page = stage.open("huddles")
    planned = page.list.rows.rows[0]
    assert planned.heading == "Coming up"
    assert planned.state[0] == "Planned"
    slot = stage.ask(preparing.next_slot)
    stage.bot.keyClick(page.list, Qt.Key.Key_N)
    stage.until(lambda: type(stage.page()).__name__ == "PreparePage" and stage.page().view is not None)
    assert stage.page().view.huddle.day == slot

    page = stage.show("huddles")
    page.list.setCurrentIndex(page.list.rows.index(0))
    page.call_off.click()
    stage.type("Snow")
    stage.key(Qt.Key.Key_Return)
    stage.until(lambda: "Called off" in [line.state[0] for line in page.list.rows.rows])


def test_huddles_open_where_they_are_worked_on(started: Stage) -> None:
    signed = next(row.id for row in huddles.list_huddles(started.session) if row.minutes_status == "final")
    running.end(started.session, started.huddle.id)
    planned = preparing.plan(started.session, preparing.next_slot(started.session)).id
    page = started.open("huddles")
    gone: list[tuple[str, str]] = []
    page.go.connect(lambda name, where: gone.append((name, where["huddle"])))
    for huddle in (planned, started.huddle.id, signed):
        page.list.chosen.emit(page.list.rows.rows[page.list.rows.place_of(huddle)])
        started.settle()
    assert gone == [("prepare", planned), ("close", started.huddle.id), ("minutes", signed)]


def test_a_huddle_that_was_not_held_is_told(stage: Stage) -> None:
    now = stage.session.clock
    stage.session.clock = lambda: datetime(2027, 1, 1, 12, tzinfo=UTC)
    missed = huddle_lines(huddles.list_huddles(stage.session), date(2027, 1, 1))[0]
    assert (missed.huddle.status, missed.heading, missed.state[0]) == ("planned", "Past", "Not held")
    stage.session.clock = now
    running.start(stage.session, stage.huddle.id)
    first = huddle_lines(huddles.list_huddles(stage.session), TODAY)[0]
    assert (first.heading, first.state[0]) == ("Running now", "In session")
