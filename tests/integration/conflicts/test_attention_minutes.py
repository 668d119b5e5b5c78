"""Signed minutes on two laptops: one is shown, the other waits, nothing is issued until it is settled."""

from pathlib import Path

import pytest
from two_laptops import Laptops, laptops

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import AgendaItem, Case, Discussion, Huddle, Minutes
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role
from mdt_desktop.services.closing import signing
from mdt_desktop.services.conflicts import signed_versions
from mdt_desktop.services.conflicts.attention import AttentionItem, attention, mend
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.minutes import documents
from mdt_desktop.services.session import Session
from tests.spaces_of_tests import log_of


def held(two: Laptops, case: Case) -> tuple[Huddle, Discussion]:
    """A huddle about one person, ended, on all laptops."""
    at = two.clock.at
    huddle = Huddle(
        id=new_id(), ref="H-1", day=at.date(), status="ended", chair_id="m0", started_at=at, ended_at=at
    )
    item = AgendaItem(id=new_id(), huddle_id=huddle.id, case_id=case.id, position="V", status="discussed")
    talk = Discussion(
        id=new_id(), agenda_item_id=item.id, huddle_id=huddle.id, case_id=case.id, decision="Rail"
    )
    two.sessions[0].commit([creation(one) for one in (huddle, item, talk)])
    two.meet()
    return huddle, talk


def sign(session: Session, huddle: Huddle) -> Minutes:
    return signing.freeze(session, huddle, signing.to_the_millisecond(session.now()))


def sign_twice(two: Laptops, huddle: Huddle) -> tuple[Minutes, Minutes]:
    first = sign(two.sessions[0], huddle)
    two.clock.on(minutes=5)
    second = sign(two.sessions[1], huddle)
    two.meet()
    return first, second


def items(session: Session, rule: str) -> list[AttentionItem]:
    return [one for one in attention(session) if one.rule == rule]


def counting(two: Laptops, huddle: Huddle) -> set[str]:
    found = {one.id for session in two.sessions if (one := huddles.latest_minutes(session, huddle.id))}
    assert found
    return found


def test_of_two_finals_the_earlier_is_shown_and_nothing_is_issued(two: Laptops, tmp_path: Path) -> None:
    case = two.person()
    huddle, _ = held(two, case)
    first, second = sign_twice(two, huddle)
    assert counting(two, huddle) == {first.id}
    for session in two.sessions:
        assert [one.id for one in signed_versions.requests(session, huddle.id)] == [second.id]
        with pytest.raises(Refused, match="nothing more is issued"):
            documents.export_minutes(session, huddle, tmp_path / "minutes.pdf")
        with pytest.raises(Refused, match="nothing more is issued"):
            signing.amend(session, huddle, case=case.ref, text="More", reason="Left out")


@pytest.mark.parametrize("kept", [0, 1])
def test_the_chair_settles_it_and_that_outranks_any_final_that_comes_late(
    two: Laptops, tmp_path: Path, kept: int
) -> None:
    huddle, _ = held(two, two.person())
    signed = sign_twice(two, huddle)
    (item,) = items(two.sessions[1], "finals")
    mend(two.sessions[1], item.id, signed[kept].id)
    two.meet()
    assert not any(items(session, "finals") for session in two.sessions)
    (settled,) = counting(two, huddle)
    found = two.sessions[0].records.get(Minutes, settled)
    assert found is not None
    assert (found.version, found.amends) == (2, signed[kept].id)
    assert "Set aside and kept" in signing.content_of(found).amendments[-1].text
    exported = documents.export_minutes(two.sessions[0], huddle, tmp_path / "minutes.pdf")
    assert exported.version == 2


def test_a_third_final_that_comes_late_waits_and_changes_nothing_shown(tmp_path: Path) -> None:
    three = laptops(tmp_path, (Role.CHAIR, Role.CHAIR, Role.CHAIR))
    huddle, _ = held(three, three.person())
    early = sign(three.sessions[2], huddle)
    three.clock.on(minutes=1)
    first = sign(three.sessions[0], huddle)
    three.clock.on(minutes=1)
    sign(three.sessions[1], huddle)
    three.bring(0, 1)
    three.bring(1, 0)
    (item,) = items(three.sessions[0], "finals")
    mend(three.sessions[0], item.id, first.id)
    (settled,) = {one.id for one in [huddles.latest_minutes(three.sessions[0], huddle.id)] if one}
    three.meet()
    assert counting(three, huddle) == {settled}
    for session in three.sessions:
        assert [one.id for one in signed_versions.requests(session, huddle.id)] == [early.id]
    (again,) = items(three.sessions[1], "finals")
    mend(three.sessions[1], again.id, settled)
    three.meet()
    assert not any(items(session, "finals") for session in three.sessions)
    three.close()


def test_two_chairs_who_settle_it_apart_are_asked_once_more(two: Laptops) -> None:
    huddle, _ = held(two, two.person())
    signed = sign_twice(two, huddle)
    for session, one in zip(two.sessions, signed, strict=True):
        (item,) = items(session, "finals")
        mend(session, item.id, one.id)
        two.clock.on(minutes=1)
    two.meet()
    assert len(counting(two, huddle)) == 1
    (item,) = items(two.sessions[0], "finals")
    mend(two.sessions[0], item.id, item.mends[0].id)
    two.meet()
    assert not any(items(session, "finals") for session in two.sessions)


def test_only_a_chair_settles_minutes(tmp_path: Path) -> None:
    three = laptops(tmp_path, (Role.CHAIR, Role.CHAIR, Role.PRACTITIONER))
    huddle, _ = held(three, three.person())
    first, _ = sign_twice(three, huddle)
    (item,) = items(three.sessions[2], "finals")
    with pytest.raises(Refused, match="Only a chair"):
        mend(three.sessions[2], item.id, first.id)
    three.close()


def written_late(two: Laptops) -> tuple[Huddle, Discussion]:
    """Signed on one laptop while the other still corrected the discussion."""
    huddle, talk = held(two, two.person())
    sign(two.sessions[0], huddle)
    two.sessions[1].commit([edit(talk, decision="Rail, and a motion light")])
    two.meet()
    return huddle, talk


def test_what_was_written_after_signing_goes_into_an_amendment(two: Laptops) -> None:
    huddle, _ = written_late(two)
    (item,) = items(two.sessions[0], "written_after_signing")
    assert "Joanne Price wrote this about the huddle" in item.words
    mend(two.sessions[0], item.id, "amend")
    two.meet()
    assert not any(items(session, "written_after_signing") for session in two.sessions)
    minutes = huddles.latest_minutes(two.sessions[1], huddle.id)
    assert minutes is not None
    assert signing.content_of(minutes).amendments[0].text == "Decision: Rail, and a motion light"


def test_or_the_record_says_again_what_was_signed(two: Laptops) -> None:
    _, talk = written_late(two)
    (item,) = items(two.sessions[1], "written_after_signing")
    mend(two.sessions[1], item.id, "as_signed")
    two.meet()
    assert not any(items(session, "written_after_signing") for session in two.sessions)
    found = two.sessions[0].records.get(Discussion, talk.id)
    assert found is not None
    assert found.decision == "Rail"


def test_an_ordinary_signing_and_amendment_need_nobody(two: Laptops) -> None:
    case = two.person()
    huddle, _ = held(two, case)
    sign(two.sessions[0], huddle)
    two.meet()
    signing.amend(two.sessions[1], huddle, case=case.ref, text="More", reason="Left out")
    two.meet()
    assert [attention(session) for session in two.sessions] == [[], []]
    assert len(log_of(two.sessions[0].store)) == len(log_of(two.sessions[1].store))


def test_a_signed_version_that_was_written_over_is_named_and_given_back(tmp_path: Path) -> None:
    two = laptops(tmp_path, (Role.CHAIR, Role.PRACTITIONER))
    huddle, _ = held(two, two.person())
    signed = sign(two.sessions[0], huddle)
    two.meet()
    two.sessions[1].store.commit([edit(signed, snapshot=b"forged", hash="forged")])
    two.meet()
    (item,) = items(two.sessions[0], "signed_changed")
    assert item.words.startswith("Joanne Price wrote over a signed version (hash, snapshot).")
    with pytest.raises(Refused, match="Only a chair"):
        mend(two.sessions[1], item.id, "give_back")
    with pytest.raises(Refused, match="were written over"):
        documents.export_minutes(two.sessions[0], huddle, tmp_path / "minutes.pdf")
    mend(two.sessions[0], item.id, "give_back")
    two.meet()
    for session in two.sessions:
        assert session.records.get(Minutes, signed.id) == signed
        assert items(session, "signed_changed") == []
    two.close()
