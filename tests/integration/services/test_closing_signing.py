"""Signing: who, when, with what; frozen afterwards, and amended only by addition."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from team_at_work import PASSPHRASE, Neighbourhood, SetClock

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Action, Huddle, Minutes, Person
from mdt_desktop.refused import Locked, Refused
from mdt_desktop.services import undo
from mdt_desktop.services.cases import cases
from mdt_desktop.services.closing import closing, signing
from mdt_desktop.services.huddle import huddles, running
from mdt_desktop.services.minutes import documents
from mdt_desktop.services.team import directory, team


def ready(neighbourhood: Neighbourhood) -> Huddle:
    """A huddle that has ended with nothing missing: Ellison discussed, Lloyd not reached."""
    ellison, lloyd = neighbourhood.case("Ellison", given_names="Margaret"), neighbourhood.case("Lloyd")
    huddle = neighbourhood.huddle(ellison, lloyd)
    neighbourhood.start(huddle)
    neighbourhood.discuss(
        huddle, ellison, "Fell on Monday.", "/action Priya fri call the carers", "/outcome changed"
    )
    return neighbourhood.end(huddle)


def with_gaps(neighbourhood: Neighbourhood) -> Huddle:
    ellison = neighbourhood.case("Ellison")
    huddle = neighbourhood.huddle(ellison)
    neighbourhood.start(huddle)
    neighbourhood.discuss(huddle, ellison, "/action @zed call the carers")
    return neighbourhood.end(huddle)


def test_signing_makes_version_one_with_its_hash_and_who_signed(neighbourhood: Neighbourhood) -> None:
    huddle = ready(neighbourhood)

    minutes = signing.sign(neighbourhood.session, huddle, PASSPHRASE)

    stored = huddles.latest_minutes(neighbourhood.session, huddle.id)
    assert stored == minutes
    assert (minutes.version, minutes.status) == (1, "final")
    assert minutes.approved_by == neighbourhood.members["Amara"]
    assert minutes.approved_at == neighbourhood.clock.at
    content = signing.content_of(minutes)
    assert content.approval is not None
    assert content.approval.name == "Dr Amara Okafor"
    view = closing.close_view(neighbourhood.session, huddle)
    assert (view.heading, view.version, view.minutes_status) == ("Signed", 1, "final")


def test_what_stands_is_the_draft_until_it_is_signed(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)
    draft = signing.standing(session, huddle)

    minutes = signing.sign(session, huddle, PASSPHRASE)

    assert (draft.version, draft.status, len(draft.hash)) == (0, "draft", 64)
    assert signing.standing(session, huddle) == signing.Standing(1, "final", minutes.hash)


def test_gaps_refuse_and_are_named_and_nothing_is_written(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, with_gaps(neighbourhood)
    before = session.store.position()

    with pytest.raises(Refused) as refused:
        signing.sign(session, huddle, PASSPHRASE)

    for gap in closing.gaps(session, huddle):
        assert gap.words in str(refused.value)
    assert session.store.position() == before


def test_gaps_go_to_the_chair_if_wished(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, with_gaps(neighbourhood)

    content = signing.content_of(signing.sign(session, huddle, PASSPHRASE, gaps_to_chair=True))

    [person] = content.people
    assert person.actions[0].owner == "Dr Amara Okafor"
    assert person.decision == "No decision was taken."


def test_a_wrong_passphrase_signs_nothing_and_settles_nothing(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, with_gaps(neighbourhood)
    before = session.store.position()

    with pytest.raises(Locked):
        signing.sign(session, huddle, "not the passphrase", gaps_to_chair=True)

    assert session.store.position() == before


def test_a_huddle_that_has_not_ended_is_not_signed(neighbourhood: Neighbourhood) -> None:
    huddle = neighbourhood.huddle(neighbourhood.case("Ellison"))
    neighbourhood.start(huddle)

    with pytest.raises(Refused, match="has not ended"):
        signing.sign(neighbourhood.session, huddle, PASSPHRASE)


@pytest.fixture
def practitioner(tmp_path: Path, cheap_vault: None, clock: SetClock) -> Iterator[Neighbourhood]:
    """Somebody who may run a huddle, and not sign it."""
    home = tmp_path / "practitioner"
    session = team.found(home, PASSPHRASE, "Harbourside", "Priya Shah", "practitioner").session
    session.clock = clock
    tom = directory.add_member(session, "Tom Reilly", sector="ASC")
    yield Neighbourhood(session, clock, home, {"Priya": session.store.space.member, "Tom": tom})
    session.close()


def test_a_practitioner_does_not_sign(practitioner: Neighbourhood) -> None:
    huddle = practitioner.huddle(practitioner.case("Ellison"))
    practitioner.start(huddle, "Priya", "Tom")
    ended = practitioner.end(huddle)

    with pytest.raises(Refused, match="Only a chair"):
        signing.sign(practitioner.session, ended, PASSPHRASE)

    assert practitioner.session.records.all(Minutes) == []


def test_signed_once_is_signed(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)
    signing.sign(session, huddle, PASSPHRASE)

    with pytest.raises(Refused, match="amendment"):
        signing.sign(session, huddle, PASSPHRASE)
    with pytest.raises(Refused, match="amendment"):
        closing.settle_gaps_to_chair(session, huddle)

    assert len(session.records.all(Minutes)) == 1


def test_signing_is_not_undone(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)
    minutes = signing.sign(session, huddle, PASSPHRASE)

    with pytest.raises(Refused, match="nothing to undo"):
        undo.undo(session)

    assert huddles.latest_minutes(session, huddle.id) == minutes


def test_later_edits_change_no_reprint(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)
    signing.sign(session, huddle, PASSPHRASE)
    printed_at = neighbourhood.clock.at
    before = documents.preview(session, huddle)

    person = session.records.first(Person, "family_name = 'Ellison'")
    action = session.records.first(Action)
    assert person is not None
    assert action is not None
    session.commit([edit(person, family_name="Ellison-Price"), edit(action, text="Something else")])
    directory.edit_member(session, neighbourhood.members["Priya"], display_name="Priya Kaur")
    team.change_settings(session, name="Another name")
    neighbourhood.clock.on(days=30)
    neighbourhood.clock.at = printed_at

    assert documents.preview(session, huddle) == before
    assert documents.preview(session, huddle, 0) != before


def test_the_discussion_cannot_be_edited_once_signed(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)
    signing.sign(session, huddle, PASSPHRASE)
    item = huddles.items_of(session, huddle.id)[0]

    with pytest.raises(Refused, match="amendment"):
        running.write_discussion(session, item.id, text="It was Tuesday.")


def test_an_amendment_adds_a_version_and_keeps_the_first(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)
    final = signing.sign(session, huddle, PASSPHRASE)
    neighbourhood.clock.on(days=1)

    second = signing.amend(session, huddle, case="C-0001", text="It was Tuesday.", reason="wrong day")
    third = signing.amend(session, huddle, case="C-0002", text="Seen at home.", reason="left out")

    assert [one.version for one in signing.versions(session, huddle)] == [1, 2, 3]
    assert signing.versions(session, huddle)[0] == final
    assert (second.status, second.amends, second.reason) == ("amended", final.id, "wrong day")
    content, first = signing.content_of(third), signing.content_of(final)
    assert [one.case_ref for one in content.amendments] == ["C-0001", "C-0002"]
    amendment = content.amendments[0]
    assert (amendment.version, amendment.who, amendment.why) == (2, "Dr Amara Okafor", "wrong day")
    assert amendment.at == neighbourhood.clock.at
    assert amendment.person == first.people[0].identity
    assert content.people == first.people
    assert content.approval == first.approval


@pytest.mark.parametrize(
    ("case", "text", "reason", "words"),
    [
        ("C-0001", " ", "wrong day", "needs its text"),
        ("C-0001", "It was Tuesday.", "", "needs its text"),
        ("C-0003", "It was Tuesday.", "wrong day", "not on the agenda"),
    ],
)
def test_an_amendment_needs_words_and_somebody_who_was_on_the_agenda(
    neighbourhood: Neighbourhood, case: str, text: str, reason: str, words: str
) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)
    cases.open_new(session, {"family_name": "Elsewhere", "dob": "1950-01-02"})
    signing.sign(session, huddle, PASSPHRASE)

    with pytest.raises(Refused, match=words):
        signing.amend(session, huddle, case=case, text=text, reason=reason)

    assert len(signing.versions(session, huddle)) == 1


def test_what_is_not_signed_is_not_amended(neighbourhood: Neighbourhood) -> None:
    with pytest.raises(Refused, match="not signed yet"):
        signing.amend(
            neighbourhood.session, ready(neighbourhood), case="C-0001", text="It was Tuesday.", reason="x"
        )


def test_a_draft_may_go_round_before_it_is_signed(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)

    sent = signing.circulate(session, huddle)
    final = signing.sign(session, huddle, PASSPHRASE)

    assert (sent.version, sent.status) == (0, "circulated")
    assert (final.version, final.status) == (1, "final")
    with pytest.raises(Refused):
        signing.circulate(session, huddle)


def test_a_snapshot_that_was_altered_is_said_to_be(neighbourhood: Neighbourhood) -> None:
    session, huddle = neighbourhood.session, ready(neighbourhood)
    final = signing.sign(session, huddle, PASSPHRASE)
    session.commit([edit(final, snapshot=final.snapshot.replace(b"Monday", b"Sunday"))])

    altered = huddles.latest_minutes(session, huddle.id)
    assert altered is not None
    with pytest.raises(Refused, match="does not match"):
        signing.content_of(altered)
    with pytest.raises(Refused, match="does not match"):
        documents.preview(session, huddle)
