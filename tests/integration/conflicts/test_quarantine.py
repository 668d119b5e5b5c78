"""What came without effect: an admin sees why, enters it again as their own, or refuses it for all admins."""

from pathlib import Path

import pytest
from two_laptops import Laptops, laptops

from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Action, Minutes, QuarantineDecision
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Role, issuing
from mdt_desktop.services.conflicts import quarantine, reading
from mdt_desktop.store.digest import digest


def remove(two: Laptops, at: int) -> None:
    """The founding admin removes a laptop at what is known of it there."""
    device = two.sessions[at].store.space.device.device_id
    admin = two.sessions[0].store
    cut = [head for head in admin.heads() if head.device == device]
    admin.sign(lambda pen: issuing.remove(pen, device, cut))


def removed_with_unsent_work(two: Laptops) -> Action:
    """The second laptop, removed without knowing of it, edits an action twice and makes another."""
    action = Action(id=new_id(), ref="A-1", text="Ring Helen", owner_text="Joanne")
    two.sessions[0].commit([creation(action)])
    two.meet()
    remove(two, 1)
    two.sessions[1].commit([edit(action, text="Ring Helen today")])
    two.sessions[1].commit([edit(action, text="Ring Helen at noon")])
    two.sessions[1].commit([creation(Action(id=new_id(), ref="A-B1", text="Fit the rail"))])
    two.bring(1, 0)
    return action


def test_unsent_work_of_a_removed_laptop_is_listed_and_entered_again(two: Laptops) -> None:
    action = removed_with_unsent_work(two)
    admin = two.sessions[0]
    found = quarantine.waiting(admin)
    assert [one.who for one in found] == ["Joanne Price"] * 3
    assert found[0].why == "It was written by a device that was not in the team any more."
    assert found[0].writes[0].record == "Action A-1"
    assert found[0].writes[0].fields == (("Words", "Ring Helen today"),)
    assert quarantine.count(admin) == 3
    for one in found:
        quarantine.reenter(admin, one.id)
    assert quarantine.waiting(admin) == []
    assert reading.fields_in_conflict(admin) == []
    texts = {one.text for one in admin.records.all(Action)}
    assert texts == {"Ring Helen at noon", "Fit the rail"}
    assert [one.id for one in admin.records.all(Action, "ref = 'A-1'")] == [action.id]


def test_what_was_skipped_is_seen_through(two: Laptops) -> None:
    removed_with_unsent_work(two)
    admin = two.sessions[0]
    first, second, _ = quarantine.waiting(admin)
    quarantine.refuse(admin, first.id)
    quarantine.reenter(admin, second.id)
    assert admin.records.all(Action, "ref = 'A-1'")[0].text == "Ring Helen at noon"
    assert reading.fields_in_conflict(admin) == []


def test_what_others_wrote_meanwhile_stays_beside_it(two: Laptops) -> None:
    action = removed_with_unsent_work(two)
    admin = two.sessions[0]
    admin.commit([edit(action, text="Ring Tom")])
    first, *_ = quarantine.waiting(admin)
    quarantine.reenter(admin, first.id)
    (conflict,) = reading.fields_in_conflict(admin)
    assert {value.value for value in conflict.values} == {"Ring Tom", "Ring Helen today"}


def test_a_decision_is_every_admins(tmp_path: Path) -> None:
    three = laptops(tmp_path, (Role.CHAIR, Role.CHAIR, Role.COORDINATOR), admins=(0, 2))
    three.sessions[0].commit([creation(Action(id=new_id(), ref="A-1", text="Ring"))])
    three.meet()
    remove(three, 1)
    three.sessions[1].commit([creation(Action(id=new_id(), ref="A-B1", text="Fit the rail"))])
    for at in (0, 2):
        three.bring(1, at)
        three.bring(0, 2)
    assert [quarantine.count(three.sessions[at]) for at in (0, 2)] == [1, 1]
    quarantine.refuse(three.sessions[2], quarantine.waiting(three.sessions[2])[0].id)
    three.bring(2, 0)
    assert [quarantine.count(three.sessions[at]) for at in (0, 2)] == [0, 0]
    stores = (three.sessions[0].store, three.sessions[2].store)
    assert len({digest(store.connection, store.space.no) for store in stores}) == 1
    three.close()


def practitioner(tmp_path: Path) -> Laptops:
    """A practitioner's laptop that has written minutes as signed, past its own application's checks."""
    two = laptops(tmp_path, (Role.CHAIR, Role.PRACTITIONER))
    forged = Minutes(id=new_id(), huddle_id=new_id(), status="final", version=1)
    two.sessions[1].store.commit([creation(forged)])
    two.bring(1, 0)
    return two


def test_what_a_role_may_not_write_waits_with_that_reason(tmp_path: Path) -> None:
    two = practitioner(tmp_path)
    (one,) = quarantine.waiting(two.sessions[0])
    assert one.why == "Their role may not write this."
    assert two.sessions[0].records.all(Minutes) == []
    two.close()


def test_nobody_but_an_admin_looks_or_decides_nor_hides_anything(tmp_path: Path) -> None:
    two = practitioner(tmp_path)
    (one,) = quarantine.waiting(two.sessions[0])
    for act in (
        lambda: quarantine.waiting(two.sessions[1]),
        lambda: quarantine.reenter(two.sessions[1], one.id),
        lambda: quarantine.refuse(two.sessions[1], one.id),
    ):
        with pytest.raises(Refused, match="Only an admin"):
            act()
    assert quarantine.count(two.sessions[1]) == 0
    row = two.sessions[0].store.connection.execute("SELECT hash FROM entry WHERE NOT effect")[0]
    decision = QuarantineDecision(
        id=quarantine.decision_id(row[0]), entry=row[0].hex(), decision=quarantine.REFUSED
    )
    two.sessions[1].commit([creation(decision)])
    two.meet()
    assert quarantine.count(two.sessions[0]) == 1
    two.close()


def test_what_was_decided_meanwhile_is_refused(two: Laptops) -> None:
    removed_with_unsent_work(two)
    first, *_ = quarantine.waiting(two.sessions[0])
    quarantine.refuse(two.sessions[0], first.id)
    with pytest.raises(Refused, match="decided since"):
        quarantine.reenter(two.sessions[0], first.id)


def test_a_body_that_does_not_open_can_only_be_refused(two: Laptops) -> None:
    from mdt_desktop.crypto.envelope import Envelope
    from mdt_desktop.crypto.header import Header
    from mdt_desktop.store import log

    store = two.sessions[1].store
    two.sessions[1].commit([creation(Action(id=new_id(), text="fine"))])
    last = log.own_head(store.connection, store.space)
    assert last is not None
    old = Header.decode(log.envelope_of(store.connection, last.no).header)
    header = Header(
        old.v, old.space, old.device, old.seq + 1, last.hash, (), old.roster, old.key, old.hlc + 1, old.schema
    )
    broken = Envelope.write(header.encode(), b"no body", store.space.key, store.space.device)
    admin = two.sessions[0]
    two.bring(1, 0)
    assert len(admin.store.apply([broken.pack()]).without_effect) == 1
    (one,) = quarantine.waiting(admin)
    assert (one.can_reenter, one.writes) == (False, ())
    with pytest.raises(Refused, match="can’t be read"):
        quarantine.reenter(admin, one.id)
    quarantine.refuse(admin, one.id)
    assert quarantine.waiting(admin) == []
