"""A team from its founding to a member's removal and the loss of its only admin, over a shared folder."""

import shutil
from collections.abc import Callable

from homes import Home, Homes

Join = Callable[..., Home]


def test_three_people_found_join_work_and_part(homes: Homes, amara: Home, clock) -> None:
    invitation = homes.share / "priya.invite"
    invited = amara.done(
        "team", "invite", "--name", "Priya Shah", "--role", "practitioner", "--out", invitation
    )
    assert len(invited["check_words"]) == 4

    priya = homes.home("priya")
    asked = priya.done("team", "join", invitation, "--me", "Priya")  # the folder is found by itself
    assert asked["status"] == "waiting"
    assert asked["check_words"] != invited["check_words"]

    [request] = amara.done("team", "requests")
    assert request["check_words"] == asked["check_words"]
    assert (request["name"], request["typed"], request["role"]) == ("Priya Shah", "Priya", "practitioner")
    assert priya.done("team", "join", invitation, "--me", "Priya")["status"] == "waiting"
    [admitted] = amara.done("team", "admit", "--all")["admitted"]
    assert admitted["letter"] == "B"
    assert amara.done("team", "requests") == []

    joined = priya.done("team", "join", invitation, "--me", "Priya")
    assert (joined["status"], joined["check_words"]) == ("admitted", asked["check_words"])
    assert priya.done("team", "join", invitation, "--me", "Priya")["status"] == "admitted"
    assert [one["name"] for one in priya.done("team", "members")] == ["Amara Okafor", "Priya Shah"]

    second = homes.folder / "tom.invite"
    amara.done("team", "invite", "--name", "Tom Reilly", "--role", "coordinator", "--out", second)
    tom = homes.home("tom")
    tom.done("team", "join", second, "--me", "Tom Reilly", "--folder", homes.share)
    amara.done("team", "admit", "--all")
    tom.done("team", "join", second, "--me", "Tom Reilly")

    assert amara.case("Ellison") == "C-0001"
    assert priya.case("Oakes") == "C-B0001"
    assert tom.case("Marsh") == "C-C0001"
    for home in (amara, priya, tom, amara, priya):
        home.done("sync")
    assert amara.digest() == priya.digest() == tom.digest()
    assert amara.cases() == {"ELLISON", "OAKES", "MARSH"}

    removed = amara.done("team", "remove", "Priya")
    assert (removed["removed"], removed["epoch"]) == (admitted["device"], 1)
    priya.case("Late")
    locked = priya.run("sync")
    assert locked.code == 5
    assert "Amara Okafor has removed this computer from North" in locked.err
    assert "removed this computer" in priya.refused("case", "list")

    assert amara.done("sync", code=5)["quarantined"] == 1
    assert "LATE" not in amara.cases()
    amara.case("After")
    amara.done("sync", code=5)
    tom.done("sync")
    assert amara.digest() == tom.digest()
    assert "AFTER" in tom.cases()

    clock.on(hours=71)
    assert priya.done("sync", code=5)["teams"][0]["gone"] is False
    clock.on(hours=2)
    gone = priya.run("sync")
    assert gone.value["teams"][0]["gone"] is True
    assert "deleted from it" in gone.err
    assert list(priya.path.iterdir()) == []  # it was the profile's only team
    amara.run("sync")
    device = next(one for one in amara.done("team", "devices") if one["device"] == admitted["device"])
    assert device["status"] == "removed"
    assert device["deleted"]


def test_a_lost_only_admin_is_replaced_with_the_printed_code(homes: Homes, amara: Home, join: Join) -> None:
    priya, tom = join("Priya Shah"), join("Tom Reilly")
    assert "Only an admin" in priya.refused("team", "remove", "Amara")
    assert "at least one admin" in amara.refused("team", "role", "Amara", "chair", "--no-admin")

    code = homes.text("code.txt", amara.code.lower())
    recovered = priya.done("team", "recover", "--code-file", code)
    tom.done("sync")
    lost = next(one for one in tom.done("team", "devices") if one["member"] == "Amara Okafor")
    assert (
        next(one for one in tom.done("team", "devices") if one["admin"] and one != lost)["device"]
        == (recovered["device"])
    )
    assert "for longer" in priya.refused("team", "remove", "Amara")
    assert priya.done("team", "remove", "Amara", "--code-file", code)["removed"] == lost["device"]
    priya.done("sync")
    tom.case("Ellison")
    tom.done("sync")
    priya.done("sync")
    assert priya.cases() == {"ELLISON"}


def test_a_lost_laptop_that_was_the_whole_team_is_replaced_by_a_new_one(homes: Homes, amara: Home) -> None:
    amara.case("Ellison")
    amara.done("sync")
    code = homes.text("code.txt", amara.code)
    new = homes.home("new")
    assert "your name" in new.refused("team", "recover", "--code-file", code, "--folder", homes.share)
    assert not new.path.exists() or not list(new.path.iterdir())
    wrong = homes.text(
        "wrong.txt", homes.home("other").done("team", "found", "S", "--me", "B")["recovery_code"]
    )
    assert "not that team’s" in new.refused(
        "team", "recover", "--code-file", wrong, "--folder", homes.share, "--me", "Amara Okafor"
    )

    new.done("team", "recover", "--code-file", code, "--folder", homes.share, "--me", "Amara Okafor")
    assert new.cases() == {"ELLISON"}
    assert [one["name"] for one in new.done("team", "members")] == ["Amara Okafor"]
    mine = next(one for one in new.done("team", "devices") if one["this"])
    assert (mine["member"], mine["role"], mine["admin"], mine["letter"]) == (
        "Amara Okafor",
        "chair",
        True,
        "B",
    )
    assert new.case("Oakes") == "C-B0001"

    lost = next(one for one in new.done("team", "devices") if not one["this"])
    new.done("team", "remove", lost["device"], "--code-file", code)
    new.done("sync")
    assert amara.run("sync").code == 5
    assert "removed this computer" in amara.refused("case", "list")


def test_somebody_removed_by_mistake_is_invited_again(homes: Homes, amara: Home, join: Join) -> None:
    priya = join("Priya Shah")
    amara.case("Ellison")
    priya.case("Oakes")
    priya.done("sync")
    amara.done("team", "remove", "Priya")
    priya.case("Late")
    again = homes.folder / "again.invite"
    amara.done("team", "invite", "--name", "Priya Shah", "--role", "practitioner", "--out", again)
    arguments = ("team", "join", again, "--me", "Priya", "--folder", homes.share)
    assert "in that team already" in priya.refused(*arguments)  # nor has she heard that she was removed
    priya.run("sync")
    used = homes.folder / "priya_shah.invite"
    assert "has been used" in priya.refused("team", "join", used, "--me", "Priya", "--folder", homes.share)
    priya.done(*arguments)
    amara.done("team", "admit", "Priya Shah")
    assert priya.done(*arguments)["status"] == "admitted"
    amara.run("sync")
    assert priya.cases() == {"ELLISON", "OAKES"}
    assert priya.case("Marsh") == "C-C0001"
    assert [one["name"] for one in priya.done("team", "members")] == ["Amara Okafor", "Priya Shah"]
    priya.done("sync")
    amara.run("sync")
    assert amara.digest() == priya.digest()


def test_a_copied_profile_goes_on_in_two_places_and_admins_see_it(
    homes: Homes, amara: Home, join: Join
) -> None:
    priya = join("Priya Shah")
    priya.case("Before")
    priya.done("sync")
    copy = homes.home("copy")
    shutil.copytree(priya.path, copy.path)
    priya.case("Ellison")
    copy.case("Oakes")
    for home in (priya, copy, priya):
        home.run("sync")
    told = amara.run("sync")
    assert (told.code, told.value["attention"]) == (5, 1)  # both gave out one reference
    assert "copied or restored from a backup" in told.err
    assert told.value["teams"][0]["notes"] == [told.err.strip()]
    assert "copied" not in priya.run("sync").err  # an admin alone can end it
    item = amara.done("attention", "list")[0]["id"]
    assert "is no way to mend that" in amara.refused("attention", "mend", item, "nope")
    assert amara.cases() == {"BEFORE", "ELLISON", "OAKES"}
    assert amara.digest() == priya.digest()
    device = next(one for one in amara.done("team", "devices") if one["member"] == "Priya Shah")
    assert device["cloned"]


def test_a_removal_that_an_older_admin_undoes_opens_the_team_again(
    homes: Homes, amara: Home, join: Join
) -> None:
    priya, tom = join("Priya Shah", "chair", admin=True), join("Tom Reilly")
    amara.done("sync")
    away = homes.share.rename(homes.folder / "away")
    assert amara.done("team", "remove", "Priya", code=4)["epoch"] == 1  # kept, and posted later
    away.rename(homes.share)

    priya.done("team", "remove", "Tom")  # not knowing that she is out
    tom.case("Ellison")
    assert tom.run("sync").value["teams"][0]["removed"] is True
    assert "removed this computer" in tom.refused("case", "list")

    amara.done("sync")
    assert tom.run("sync").value["teams"][0]["removed"] is False
    tom.done("sync")
    amara.done("sync")
    assert tom.cases() == amara.cases() == {"ELLISON"}
    assert amara.digest() == tom.digest()
    assert priya.run("sync").value["teams"][0]["removed"] is True
    present = {one["member"] for one in amara.done("team", "devices") if one["status"] == "present"}
    assert present == {"Amara Okafor", "Tom Reilly"}
