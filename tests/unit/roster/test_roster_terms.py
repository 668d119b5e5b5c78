"""Cuts: what counts for an entry, with clones (chains that part), changes at any cut, and removal."""

import pytest
from hypothesis import strategies as st
from roster_proofs import fails, prove
from roster_teams import NURSE

from mdt_desktop.crypto.header import Head
from mdt_desktop.roster import Device, Role, Term, terms
from mdt_desktop.roster.terms import newest

MOST = Term(Role.CHAIR, True)
ENTRIES = 8

# A device's entries: each names the one before it, so that a clone's chains part where two name the same.
histories = st.tuples(*(st.integers(min_value=0, max_value=at) for at in range(ENTRIES)))
cuts = st.lists(st.integers(min_value=1, max_value=ENTRIES), max_size=3)
changes = st.lists(st.tuples(cuts, st.sampled_from(list(Role)), st.booleans()), min_size=1, max_size=5)


def heads(cut):
    return tuple(Head(NURSE.device_id, 1, bytes([entry]) * 16) for entry in sorted(set(cut)))


def within(history, entry):
    """The `Within` of an entry: at or before one of the cut's heads."""

    def ask(cut):
        for one in cut:
            at = one.short_hash[0]
            while at:
                if at == entry:
                    return True
                at = history[at - 1]
        return False

    return ask


def start():
    return Device(NURSE.public, "member", "B", (MOST,), 0)


def rights(term):
    """Rights that can be compared: the rank of a role, and the admin right."""
    if term is None:
        return (-1, False)
    return (list(Role).index(term.role), term.admin)


def covers(one, other):
    return one[0] >= other[0] and one[1] >= other[1]


def after(steps):
    device = start()
    for cut, role, admin in steps:
        device = device.changed(heads(cut), Term(role, admin), 1)
    return device


def no_later_cut_reopens_what_an_earlier_one_closed(history, steps):
    before, now = after(steps[:-1]), after(steps)
    for entry in range(1, ENTRIES + 1):
        ask = within(history, entry)
        if any(ask(heads(cut)) for cut, *_ in steps):
            assert covers(rights(before.term(ask)), rights(now.term(ask)))


def what_a_change_has_taken_stays_and_what_is_beyond_all_has_the_new_rights(history, steps):
    before, now = after(steps[:-1]), after(steps)
    cut, role, admin = steps[-1]
    for entry in range(1, ENTRIES + 1):
        ask = within(history, entry)
        if ask(heads(cut)):
            assert rights(now.term(ask)) == rights(before.term(ask))
        elif not any(ask(heads(earlier)) for earlier, *_ in steps):
            assert rights(now.term(ask)) == rights(Term(role, admin))
    assert rights(now.term(newest)) == rights(Term(role, admin))


def beyond_a_removal_nothing_counts(history, steps, cut):
    removed = after(steps).removed(heads(cut))
    for entry in range(1, ENTRIES + 1):
        ask = within(history, entry)
        if ask(heads(cut)):
            assert rights(removed.term(ask)) == rights(after(steps).term(ask))
        else:
            assert removed.term(ask) is None
    assert removed.term(newest) is None
    assert not removed.present
    assert not removed.is_admin


def a_demotion_against_a_flood_takes_back_what_had_been_taken(history, steps):
    now = after([*steps, ((), Role.OBSERVER, False)])
    for entry in range(1, ENTRIES + 1):
        assert rights(now.term(within(history, entry))) == (0, False)


PROPERTIES = {
    no_later_cut_reopens_what_an_earlier_one_closed: (histories, changes),
    what_a_change_has_taken_stays_and_what_is_beyond_all_has_the_new_rights: (histories, changes),
    beyond_a_removal_nothing_counts: (histories, changes, cuts),
    a_demotion_against_a_flood_takes_back_what_had_been_taken: (histories, changes),
}


def newest_change_wins(held, within_):
    """A wrong rule: the last change that an entry is beyond gives its rights."""
    now = held[0]
    for term, following in zip(held, (*held[1:], None), strict=True):
        if term.until is not None and not within_(term.until):
            now = following
    return now


def first_cut_that_holds_wins(held, within_):
    """A wrong rule: what lies within an early cut is out of reach for ever."""
    return next((term for term in held if term.until is None or within_(term.until)), None)


def last_cut_alone(held, within_):
    """A wrong rule: only the newest change is looked at."""
    ended = [term for term in held if term.until is not None]
    if not ended or within_(ended[-1].until):
        return held[0]
    return held[len(ended)] if len(held) > len(ended) else None


def no_cut_at_all(held, _within):
    """A wrong rule: what was right when it was written stays right."""
    return held[0]


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_cuts(holds):
    prove(holds, *PROPERTIES[holds])


@pytest.mark.parametrize(
    "wrong", [newest_change_wins, first_cut_that_holds_wins, last_cut_alone, no_cut_at_all]
)
def test_the_properties_of_cuts_see_a_wrong_rule(wrong, monkeypatch):
    monkeypatch.setattr(terms, "at", wrong)
    assert any(fails(holds, *strategies) for holds, strategies in PROPERTIES.items())


def test_a_role_awaited_stays_awaited_below_another():
    awaited, known = Term(None, True, None, b"key"), Term(Role.CHAIR, False)
    assert awaited.at_most(known) == known.at_most(awaited) == Term(None, False, None, b"key")
    assert known.at_most(Term(Role.OBSERVER, True)) == Term(Role.OBSERVER, False)
    assert Term(Role.OBSERVER, True).at_most(known) == Term(Role.OBSERVER, False)
