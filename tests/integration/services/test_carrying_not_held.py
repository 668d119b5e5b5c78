"""A huddle whose day passes without a start: nobody on its agenda is lost."""

from datetime import date

from team_at_work import Neighbourhood

from mdt_desktop.domain.records import AgendaItem
from mdt_desktop.services import week
from mdt_desktop.services.huddle import arranging, carrying, huddles, preparing, running

NEXT = date(2026, 12, 3)


def agenda(at: Neighbourhood, huddle_id: str) -> list[tuple[str, str]]:
    """The case and kind of each item."""
    return [(item.case_id, item.kind) for item in huddles.items_of(at.session, huddle_id)]


def test_its_people_are_carried_to_the_one_planned_next(neighbourhood: Neighbourhood) -> None:
    hall, cole = neighbourhood.case("Hall"), neighbourhood.case("Cole")
    missed = neighbourhood.huddle(hall, cole)
    arranging.lock(neighbourhood.session, missed.id)
    neighbourhood.clock.on(days=1)
    following = preparing.plan(neighbourhood.session, NEXT)
    items = huddles.items_of(neighbourhood.session, following.id)
    assert [(item.case_id, item.kind, item.why) for item in items] == [
        (case.id, "carried", "Carried over from 26 Nov: the huddle was not held") for case in (hall, cole)
    ]
    assert huddles.find(neighbourhood.session, missed.id).status == "locked"


def test_nobody_is_carried_while_its_day_lasts(neighbourhood: Neighbourhood) -> None:
    neighbourhood.huddle(neighbourhood.case("Hall"))
    neighbourhood.clock.on(hours=12)
    assert carrying.waiting(neighbourhood.session, NEXT) == []


def test_nobody_is_carried_back_or_onto_the_same_huddle(neighbourhood: Neighbourhood) -> None:
    hall = neighbourhood.case("Hall")
    missed = neighbourhood.huddle(hall)
    neighbourhood.clock.on(days=2)
    assert carrying.waiting(neighbourhood.session, missed.day) == []
    assert preparing.plan(neighbourhood.session, missed.day).id == missed.id
    assert agenda(neighbourhood, missed.id) == [(hall.id, "new")]


def test_they_go_on_from_one_missed_huddle_to_the_next(neighbourhood: Neighbourhood) -> None:
    hall = neighbourhood.case("Hall")
    neighbourhood.huddle(hall)
    neighbourhood.clock.on(days=1)
    preparing.plan(neighbourhood.session, NEXT)
    neighbourhood.clock.on(days=7)
    third = preparing.plan(neighbourhood.session, date(2026, 12, 10))
    items = huddles.items_of(neighbourhood.session, third.id)
    assert [item.why for item in items] == ["Carried over from 3 Dec: the huddle was not held"]


def test_a_huddle_planned_before_takes_them_once_it_is_next(neighbourhood: Neighbourhood) -> None:
    hall, cole = neighbourhood.case("Hall"), neighbourhood.case("Cole")
    neighbourhood.huddle(hall)
    following = preparing.plan(neighbourhood.session, NEXT)
    preparing.add(neighbourhood.session, following.id, cole.id)
    carrying.bring_to_next(neighbourhood.session)
    assert agenda(neighbourhood, following.id) == [(cole.id, "new")]
    neighbourhood.clock.on(days=1)
    for _twice in range(2):
        carrying.bring_to_next(neighbourhood.session)
    assert agenda(neighbourhood, following.id) == [(cole.id, "new"), (hall.id, "carried")]


def test_whoever_was_taken_off_the_next_agenda_is_not_put_back(neighbourhood: Neighbourhood) -> None:
    neighbourhood.huddle(neighbourhood.case("Hall"))
    neighbourhood.clock.on(days=1)
    following = preparing.plan(neighbourhood.session, NEXT)
    [item] = huddles.items_of(neighbourhood.session, following.id)
    preparing.remove(neighbourhood.session, following.id, item.id)
    carrying.bring_to_next(neighbourhood.session)
    assert agenda(neighbourhood, following.id) == []


def test_starting_takes_them_if_nobody_prepared(neighbourhood: Neighbourhood) -> None:
    hall = neighbourhood.case("Hall")
    neighbourhood.huddle(hall)
    following = preparing.plan(neighbourhood.session, NEXT)
    neighbourhood.clock.on(days=7)
    neighbourhood.start(following)
    assert agenda(neighbourhood, following.id) == [(hall.id, "carried")]


def test_held_late_it_carries_only_who_was_not_reached(neighbourhood: Neighbourhood) -> None:
    hall = neighbourhood.case("Hall")
    missed = neighbourhood.huddle(hall)
    neighbourhood.clock.on(days=1)
    neighbourhood.start(missed)
    assert carrying.waiting(neighbourhood.session, NEXT) == []
    running.end(neighbourhood.session, missed.id)
    [left] = carrying.waiting(neighbourhood.session, NEXT)
    assert isinstance(left, AgendaItem)
    assert left.reason == "out of time"


def test_held_late_it_takes_back_who_was_carried_on(neighbourhood: Neighbourhood) -> None:
    hall, cole = neighbourhood.case("Hall"), neighbourhood.case("Cole")
    missed = neighbourhood.huddle(hall, cole)
    neighbourhood.clock.on(days=1)
    following = preparing.plan(neighbourhood.session, NEXT)
    assert agenda(neighbourhood, following.id) == [(hall.id, "carried"), (cole.id, "carried")]
    neighbourhood.start(missed)
    assert agenda(neighbourhood, following.id) == []
    neighbourhood.discuss(missed, hall, "Steadier on her feet", "/outcome continue")
    neighbourhood.end(missed)
    assert agenda(neighbourhood, following.id) == [(cole.id, "carried")]


def test_held_late_it_takes_them_back_however_far_they_were_carried(neighbourhood: Neighbourhood) -> None:
    hall = neighbourhood.case("Hall")
    missed = neighbourhood.huddle(hall)
    neighbourhood.clock.on(days=1)
    second = preparing.plan(neighbourhood.session, NEXT)
    neighbourhood.clock.on(days=7)
    third = preparing.plan(neighbourhood.session, date(2026, 12, 10))
    neighbourhood.start(missed)
    assert agenda(neighbourhood, second.id) == agenda(neighbourhood, third.id) == []
    neighbourhood.end(missed)
    assert agenda(neighbourhood, third.id) == [(hall.id, "carried")]


def test_whoever_was_put_on_the_next_agenda_by_hand_stays_there(neighbourhood: Neighbourhood) -> None:
    hall = neighbourhood.case("Hall")
    missed = neighbourhood.huddle(hall)
    following = preparing.plan(neighbourhood.session, NEXT)
    preparing.add(neighbourhood.session, following.id, hall.id)
    neighbourhood.clock.on(days=1)
    neighbourhood.start(missed)
    assert agenda(neighbourhood, following.id) == [(hall.id, "new")]


def test_lists_and_the_week_say_it_was_not_held(neighbourhood: Neighbourhood) -> None:
    neighbourhood.huddle(neighbourhood.case("Hall"))
    [row] = huddles.list_huddles(neighbourhood.session)
    assert not row.not_held
    neighbourhood.clock.on(days=1)
    [row] = huddles.list_huddles(neighbourhood.session)
    assert (row.not_held, row.status) == (True, "planned")
    assert [day.not_held for day in week.days(neighbourhood.session)] == [False, False, False, True, False]
