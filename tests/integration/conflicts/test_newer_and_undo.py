"""A newer version's fields and kinds come through whole; undo leaves alone what colleagues wrote since."""

import pytest
from two_laptops import Laptops

from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, AgendaItem, Case, Huddle, LearningCard, Note
from mdt_desktop.progress import silent
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import cases
from mdt_desktop.services.conflicts import reading
from mdt_desktop.services.conflicts.newer import newer_versions
from mdt_desktop.services.huddle import capturing, running
from mdt_desktop.services.undo import redo, undo
from mdt_desktop.store import log
from mdt_desktop.store.digest import digest
from mdt_desktop.store.merge import standing
from mdt_desktop.store.rebuilding import rebuild


def newer_writes(two: Laptops, monkeypatch: pytest.MonkeyPatch, *changes: Change) -> None:
    """The second laptop runs a newer version for one intent."""
    with monkeypatch.context() as newer:
        newer.setattr(log, "SCHEMA", log.SCHEMA + 1)
        two.sessions[1].commit(list(changes))
    two.meet()


def fields(two: Laptops, at: int, kind: str, record: str) -> dict[str, object]:
    store = two.sessions[at].store
    found = standing(store.connection, store.space.no, kind, record)
    return {name: value for version in found.versions.values() for name, value in version.items()}


def digests(two: Laptops) -> set[str]:
    return {digest(one.store.connection, one.store.space.no) for one in two.sessions}


def test_unknown_fields_and_kinds_survive_edits_undo_and_rebuilding(
    two: Laptops, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, gadget = two.person(), new_id()
    two.meet()
    newer_writes(
        two,
        monkeypatch,
        Change("case", case.id, {"mood": {"score": 4, "by": ["carer"]}, "tier": "low"}),
        Change("gadget", gadget, {"colour": "teal", "count": 2**63}),
    )
    here = two.sessions[0]
    here.commit([edit(case, tier="medium")])
    undo(here)
    here.commit([Change("gadget", gadget, {"colour": "red"})])
    undo(here)
    assert rebuild(here.store.connection, silent)
    two.meet()
    for at in (0, 1):
        assert fields(two, at, "case", case.id)["mood"] == {"score": 4, "by": ["carer"]}
        assert fields(two, at, "gadget", gadget) == {"colour": "teal", "count": 2**63}
    assert len(digests(two)) == 1
    assert reading.fields_in_conflict(here) == []


@pytest.mark.parametrize("value", [5, b"\x00", 2**64 - 1, ["x"], {"a": 1}, "no date", True, 1e300])
@pytest.mark.parametrize("field", ["review_due", "flags", "cfs", "tier", "palliative", "efi"])
def test_a_value_that_fits_no_column_blocks_nobody_and_is_kept(
    two: Laptops, field: str, value: object
) -> None:
    case = two.person()
    two.meet()
    two.sessions[1].store.commit([Change("case", case.id, {field: value})])
    two.sessions[1].commit([edit(case, locality="Quayside")])
    two.meet()
    found = two.sessions[0].records.get(Case, case.id)
    assert found is not None
    assert found.locality == "Quayside"
    assert fields(two, 0, "case", case.id)[field] == value
    assert cases.find_case(two.sessions[0], case.id) == found
    assert len(digests(two)) == 1


def test_who_uses_a_newer_version_and_since_when(two: Laptops, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        two.sessions[1].commit([creation(Note(id=new_id(), text=f"{number}"))])
    two.meet()
    assert newer_versions(two.sessions[0]) == []
    two.clock.on(days=1)
    since = two.clock.at
    for _ in range(3):
        newer_writes(two, monkeypatch, creation(Note(id=new_id(), text="newer")))
        two.clock.on(hours=1)
    (found,) = newer_versions(two.sessions[0])
    assert (found.who, found.since, found.waits) == ("Joanne Price", since, False)


def test_undo_gives_back_only_what_still_stands_and_lists_the_rest(two: Laptops) -> None:
    case = two.person(tier="low", locality="Town")
    two.meet()
    two.sessions[0].commit([edit(case, tier="medium", locality="Quayside")])
    two.meet()
    two.sessions[1].commit([edit(case, tier="most_complex")])
    two.meet()
    undone = undo(two.sessions[0])
    two.meet()
    assert undone.left_alone == [("case", case.id, "tier")]
    for session in two.sessions:
        found = session.records.get(Case, case.id)
        assert found is not None
        assert (found.tier, found.locality) == ("most_complex", "Town")
    assert len(digests(two)) == 1


def test_undo_replaces_nothing_that_a_colleague_wrote_apart(two: Laptops) -> None:
    case = two.person(tier="low")
    two.meet()
    two.sessions[0].commit([edit(case, tier="medium")])
    two.sessions[1].commit([edit(case, tier="most_complex")])
    two.meet()
    undo(two.sessions[0])
    two.meet()
    (one,) = reading.fields_in_conflict(two.sessions[1])
    assert {value.value for value in one.values} == {"low", "most_complex"}
    redo(two.sessions[0])
    two.meet()
    (one,) = reading.fields_in_conflict(two.sessions[1])
    assert {value.value for value in one.values} == {"medium", "most_complex"}


def test_undoing_a_settling_shows_again_what_was_shown(two: Laptops) -> None:
    """The value of the greatest clock comes back, in whatever order the two had arrived."""
    case = two.person()
    two.meet()
    two.clock.on(minutes=5)
    two.sessions[0].commit([edit(case, tier="most_complex")])
    two.clock.on(minutes=-4)
    two.sessions[1].commit([edit(case, tier="low")])
    two.meet()
    two.clock.on(minutes=5)
    shown = [one.records.get(Case, case.id) for one in two.sessions]
    two.sessions[0].commit([edit(case, tier="medium")])
    undo(two.sessions[0])
    two.meet()
    assert [one.records.get(Case, case.id) for one in two.sessions] == shown


def test_a_new_record_that_a_colleague_built_on_stays(two: Laptops) -> None:
    action = Action(id=new_id(), ref="A-1", text="Ring Helen")
    two.sessions[0].commit([creation(action)])
    two.meet()
    two.sessions[1].commit([edit(action, priority="high")])
    two.meet()
    undone = undo(two.sessions[0])
    assert undone.left_alone
    assert [one.priority for one in two.sessions[0].records.all(Action)] == ["high"]


def test_two_notes_at_once_are_two_notes_with_author_and_time(two: Laptops) -> None:
    case = two.person()
    two.meet()
    for session, text in zip(two.sessions, ("Seen at home", "Rang the daughter"), strict=True):
        cases.add_note(session, case.id, text)
    two.meet()
    for session in two.sessions:
        notes = session.records.all(Note, order="text")
        assert [(one.text, one.by) for one in notes] == [
            ("Rang the daughter", "Joanne Price"),
            ("Seen at home", "Dr Amara Okafor"),
        ]
        assert all(one.at == two.clock.at for one in notes)
        assert reading.fields_in_conflict(session) == []


def test_learning_is_added_and_never_written_over(two: Laptops) -> None:
    for session, text in zip(two.sessions, ("Ask early", "Ring first"), strict=True):
        session.commit([creation(LearningCard(id=new_id(), text=text))])
    two.meet()
    assert {one.text for one in two.sessions[0].records.all(LearningCard)} == {"Ask early", "Ring first"}


def test_an_intent_that_wrote_a_field_twice_goes_back_before_both(two: Laptops) -> None:
    case = two.person(tier="low")
    with two.sessions[0].one_intent():
        two.sessions[0].commit([edit(case, tier="medium")])
        two.sessions[0].commit([edit(case, tier="most_complex", locality="Town")])
    assert undo(two.sessions[0]).left_alone == []
    two.meet()
    found = two.sessions[1].records.get(Case, case.id)
    assert found is not None
    assert (found.tier, found.locality) == ("low", "")


def test_what_a_snapshot_has_yet_to_bring_can_be_undone_later(two: Laptops) -> None:
    case = two.person(tier="low")
    two.sessions[0].commit([edit(case, tier="medium")])
    store = two.sessions[0].store
    log_of_it = store.connection.execute("SELECT no, envelope FROM entry")
    here = two.sessions[0].intents[-1]
    store.connection.execute(f"UPDATE entry SET envelope = x'' WHERE no NOT IN ({here[0]})")
    with pytest.raises(Refused, match="still being fetched"):
        undo(two.sessions[0])
    for no, envelope in log_of_it:
        store.connection.execute("UPDATE entry SET envelope = ? WHERE no = ?", (envelope, no))
    undo(two.sessions[0])
    found = two.sessions[0].records.get(Case, case.id)
    assert found is not None
    assert found.tier == "low"


def test_learning_from_a_huddle_says_whose_it_is_and_when(two: Laptops) -> None:
    case = two.person()
    huddle = Huddle(id=new_id(), ref="H-1", day=two.clock.at.date(), status="locked")
    item = AgendaItem(id=new_id(), huddle_id=huddle.id, case_id=case.id, position="V")
    two.sessions[0].commit([creation(huddle), creation(item)])
    running.start(two.sessions[0], huddle.id)
    running.begin_item(two.sessions[0], huddle.id, item.id)
    capturing.capture(two.sessions[0], huddle.id, item.id, "/learning ask about stairs early")
    (card,) = two.sessions[0].records.all(LearningCard)
    assert (card.by, card.at) == ("Dr Amara Okafor", two.clock.at)
