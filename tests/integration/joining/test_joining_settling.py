"""What two people settle who worked apart: conflicts, quarantine and attention, through `mdt`."""

from collections.abc import Callable

from homes import Home

Join = Callable[..., Home]


def meet(*homes: Home) -> None:
    """Everybody syncs until all hold the same; that something needs a person is no failure."""
    for _ in range(2):
        for home in homes:
            ran = home.run("sync")
            assert ran.code in (0, 5), ran


def test_a_field_changed_apart_is_listed_and_settled(amara: Home, join: Join) -> None:
    priya = join("Priya Shah", "coordinator")
    ref = amara.case("Ellison")
    meet(amara, priya)
    amara.done("case", "set", ref, "tier=low", "reason=Falls")
    priya.done("case", "set", ref, "tier=most_complex", "reason=Lives alone")
    meet(amara, priya, amara)
    assert amara.done("sync", code=5)["conflicts"] == 2

    listed = {one["field"]: one for one in amara.done("conflict", "list")}
    assert {one["id"] for one in listed.values()} == {one["id"] for one in priya.done("conflict", "list")}
    tier = listed["tier"]
    assert [(one["value"], one["who"]) for one in tier["values"]] == [
        ("most_complex", "Priya Shah"),
        ("low", "Amara Okafor"),
    ]
    assert all(set(one) == {"value", "who", "when"} for one in tier["values"])
    assert "is none of them" in amara.refused("conflict", "settle", tier["id"], "--keep", "3")
    assert "tier" in amara.refused("conflict", "settle", tier["id"], "--value", "enormous")
    assert amara.done("conflict", "settle", tier["id"], "--keep", "2")["conflicts"] == 1
    amara.done("conflict", "settle", listed["reason"]["id"], "--both")
    assert "There is no conflict" in amara.refused("conflict", "settle", tier["id"], "--keep", "1")
    meet(amara, priya)
    for home in (amara, priya):
        assert home.done("conflict", "list") == []
        case = home.done("case", "show", ref)
        assert "Falls" in str(case)
        assert "Lives alone" in str(case)
    meet(amara, priya)  # being seen to look is part of what they share
    assert amara.digest() == priya.digest()


def test_a_value_of_ones_own(amara: Home, join: Join) -> None:
    priya = join("Priya Shah")
    ref = amara.case("Ellison")
    meet(amara, priya)
    amara.done("case", "set", ref, "cfs=5")
    priya.done("case", "set", ref, "cfs=7")
    meet(amara, priya, amara)
    (one,) = priya.done("conflict", "list")
    priya.done("conflict", "settle", one["id"], "--value", "6")
    meet(priya, amara)
    assert amara.done("conflict", "list") == []


def test_work_after_a_removal_is_entered_again_or_refused(amara: Home, join: Join) -> None:
    priya = join("Priya Shah")
    ref = amara.case("Ellison")
    meet(amara, priya)
    amara.done("team", "remove", "Priya")
    priya.done("case", "set", ref, "locality=Quayside")
    priya.case("Late")
    priya.run("sync")
    assert amara.done("sync", code=5)["quarantined"] == 2
    first, second = amara.done("quarantine", "list")
    assert (first["who"], first["why"]) == (
        "Priya Shah",
        "It was written by a device that was not in the team any more.",
    )
    assert first["writes"] == [{"record": f"Case {ref}", "fields": {"Locality": "Quayside"}}]
    assert amara.done("quarantine", "reenter", first["id"])["quarantined"] == 1
    assert amara.done("quarantine", "refuse", second["id"])["quarantined"] == 0
    assert amara.done("quarantine", "list") == []
    assert "decided since" in amara.refused("quarantine", "refuse", second["id"])
    assert [one["name"] for one in amara.done("case", "list", "--filter", "locality=Quayside")] == ["ELLISON"]
    assert "LATE" not in amara.cases()


def test_only_an_admin_looks_at_what_was_set_aside(amara: Home, join: Join) -> None:
    priya = join("Priya Shah")
    assert "Only an admin" in priya.refused("quarantine", "list")


def test_two_who_enter_one_person_apart_are_told_so(amara: Home, join: Join) -> None:
    priya = join("Priya Shah")
    meet(amara, priya)
    for home in (amara, priya):
        home.done("case", "open", "family_name=Ellison", "dob=1944-03-14", "nhs_number=9990079196")
    meet(amara, priya, amara)
    (item,) = amara.done("attention", "list")
    assert (item["rule"], [one["id"] for one in item["mends"]]) == ("same_person", ["same", "different"])
    assert amara.done("attention", "mend", item["id"], "same")["attention"] == 0
    meet(amara, priya)
    for home in (amara, priya):
        assert len(home.cases()) == 1
        assert home.done("attention", "list") == []
        assert home.done("conflict", "list") == []
    assert amara.digest() == priya.digest()
