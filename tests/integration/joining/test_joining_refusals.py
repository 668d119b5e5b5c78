"""What is refused on the way into a team and out of it, each in a plain sentence, with nothing half-done."""

from collections.abc import Callable

import pytest
from homes import Home, Homes

Join = Callable[..., Home]


@pytest.fixture
def invitation(homes: Homes, amara: Home):
    path = homes.folder / "priya.invite"
    amara.done("team", "invite", "--name", "Priya Shah", "--role", "practitioner", "--out", path)
    return path


def ask(home: Home, invitation, homes: Homes) -> list[str]:
    return home.done("team", "join", invitation, "--me", home.name, "--folder", homes.share)["check_words"]


def test_an_invitation_file_is_never_written_over(amara: Home, invitation) -> None:
    said = amara.refused("team", "invite", "--name", "Tom", "--role", "chair", "--out", invitation)
    assert "is there already" in said
    assert amara.done("team", "requests") == []


def test_no_such_role_and_no_such_days(amara: Home, homes: Homes) -> None:
    arguments = ("team", "invite", "--name", "Tom", "--out", homes.folder / "x")
    assert "observer, practitioner" in amara.refused(*arguments, "--role", "boss")
    assert "1 to 31 days" in amara.refused(*arguments, "--role", "chair", "--days", "32")
    assert not (homes.folder / "x").exists()


def test_what_is_no_invitation_makes_no_profile(homes: Homes, amara: Home, invitation) -> None:
    new = homes.home("new")
    spoiled = homes.text("spoiled.invite", invitation.read_text()[:-9])
    assert "not a whole invitation" in new.refused("team", "join", spoiled, "--me", "Priya")
    assert "can’t be read" in new.refused("team", "join", homes.folder / "none", "--me", "Priya")
    assert "say which folder it is" in new.refused("team", "join", invitation, "--me", "Priya")
    nowhere = ("--folder", homes.folder / "nowhere")
    assert "There is no folder" in new.refused("team", "join", invitation, "--me", "Priya", *nowhere)
    assert "needs your name" in new.refused("team", "join", invitation, "--me", " ", "--folder", homes.share)
    assert not new.path.exists() or not list(new.path.iterdir())


def test_an_invitation_out_of_date(homes: Homes, amara: Home, invitation, clock) -> None:
    priya = homes.home("priya")
    ask(priya, invitation, homes)
    assert len(amara.done("team", "requests")) == 1
    clock.on(days=15)
    [request] = amara.done("team", "requests")
    assert request["problem"] == "This invitation is out of date."
    assert "out of date" in amara.refused("team", "admit", "Priya Shah")
    assert amara.done("team", "admit", "--all")["admitted"] == []


def test_two_computers_with_one_invitation(homes: Homes, amara: Home, invitation) -> None:
    priya, thief = homes.home("priya"), homes.home("thief")
    hers, theirs = ask(priya, invitation, homes), ask(thief, invitation, homes)
    assert hers != theirs
    assert {tuple(one["check_words"]) for one in amara.done("team", "requests")} == {
        tuple(hers),
        tuple(theirs),
    }
    assert "one at most is the right one" in amara.refused("team", "admit", "--all")
    assert "compare the words" in amara.refused("team", "admit", "Priya Shah")
    right = next(one for one in amara.done("team", "requests") if one["check_words"] == hers)
    amara.done("team", "admit", right["id"])
    ask(priya, invitation, homes)
    assert priya.done("team", "members")

    [left] = amara.done("team", "requests")
    assert left["problem"] == "This invitation has been used."
    amara.done("team", "decline", left["id"], "--reason", "Who are you?")
    said = thief.refused("team", "join", invitation, "--me", "thief", "--folder", homes.share)
    assert "has not admitted this computer: Who are you?" in said


def test_another_teams_folder(homes: Homes, amara: Home, invitation) -> None:
    other = homes.empty("other")
    homes.home("ben").done("team", "found", "South", "--me", "Ben Lee", "--folder", other)
    said = homes.home("priya").refused("team", "join", invitation, "--me", "Priya", "--folder", other)
    assert "belongs to another team" in said
    assert "belongs to another team" in amara.refused("team", "connect", "--folder", other)
    assert "belongs to another team" in homes.home("cy").refused(
        "team", "found", "East", "--me", "Cy", "--folder", homes.share
    )
    assert not (homes.folder / "cy").exists()


def test_an_empty_folder_keeps_the_request_for_later(homes: Homes, amara: Home, invitation) -> None:
    empty = homes.folder / "empty"
    empty.mkdir()
    priya = homes.home("priya")
    waiting = priya.done("team", "join", invitation, "--me", "Priya", "--folder", empty, code=4)
    assert waiting["status"] == "waiting"
    assert "not all here yet" in waiting["problem"]
    assert list(empty.iterdir()) == []
    assert ask(priya, invitation, homes) == waiting["check_words"]


def test_somebody_who_is_in_already(homes: Homes, amara: Home, join: Join) -> None:
    priya = join("Priya Shah")
    second = homes.folder / "second.invite"
    amara.done("team", "invite", "--name", "Priya Shah", "--role", "chair", "--out", second)
    assert "in that team already" in priya.refused(
        "team", "join", second, "--me", "Priya", "--folder", homes.share
    )


def test_somebody_who_waits_to_be_admitted(homes: Homes, amara: Home, invitation) -> None:
    priya = homes.home("priya")
    ask(priya, invitation, homes)
    assert "Nobody asks to join under “Tom”" in amara.refused("team", "admit", "Tom")
    waits = priya.run("sync")
    assert (waits.code, waits.value["teams"]) == (5, [])
    assert "yet to admit this computer" in waits.err
    amara.done("team", "admit", "shah")
    assert priya.done("sync")["teams"][0]["team"] == "North"


def test_an_invitation_taken_back(homes: Homes, amara: Home, invitation) -> None:
    [listed] = amara.done("team", "invitations")
    assert (listed["name"], listed["role"], listed["expired"]) == ("Priya Shah", "practitioner", False)
    assert "none" in amara.refused("team", "withdraw", "Tom")
    assert amara.done("team", "withdraw", "priya")["id"] == listed["id"]
    assert amara.done("team", "invitations") == []
    ask(homes.home("priya"), invitation, homes)
    assert amara.done("team", "requests") == []


def test_only_admins(homes: Homes, amara: Home, join: Join) -> None:
    priya = join("Priya Shah", "chair")
    out = ("--role", "chair", "--out", homes.folder / "x")
    assert "Only an admin" in priya.refused("team", "invite", "--name", "Tom", *out)
    assert "Only an admin" in priya.refused("team", "role", "Amara", "observer")
    assert "Only an admin" in priya.refused("team", "remove", "Amara")
    assert not (homes.folder / "x").exists()


def test_devices_are_named_by_letter_id_or_member(homes: Homes, amara: Home, join: Join) -> None:
    join("Priya Shah")
    join("Priya Nair")
    listed = {one["member"]: one for one in amara.done("team", "devices")}
    said = amara.refused("team", "remove", "Priya")
    assert "could be Priya Shah’s device B" in said
    assert "Priya Nair’s device C" in said
    assert "No device in the team is called “Zoe”" in amara.refused("team", "remove", "Zoe")
    assert "another admin removes it" in amara.refused("team", "remove", "Amara")
    changed = amara.done("team", "role", listed["Priya Nair"]["device"][:8], "chair")
    assert (changed["member"], changed["role"], changed["admin"]) == ("Priya Nair", "chair", False)
    assert "has that role already" in amara.refused("team", "role", "C", "chair")
    assert amara.done("team", "remove", "b")["member"] == "Priya Shah"
    assert "removed already" in amara.refused("team", "remove", listed["Priya Shah"]["device"])
    members = {one["name"]: one["role"] for one in amara.done("team", "members")}
    assert members["Priya Nair"] == "chair"


def test_a_senior_admin_is_removed_with_the_code_alone(homes: Homes, amara: Home, join: Join) -> None:
    priya = join("Priya Shah", admin=True)
    said = priya.refused("team", "remove", "Amara")
    assert "printed recovery code" in said
    wrong = homes.home("ben").done("team", "found", "S", "--me", "Ben")["recovery_code"]
    assert "not this team’s" in priya.refused(
        "team", "remove", "Amara", "--code-file", homes.text("wrong", wrong)
    )
    code = homes.text("code", amara.code)
    assert priya.done("team", "remove", "Amara", "--code-file", code)["epoch"] == 1
    assert amara.run("sync").code == 5


def test_a_role_may_write_what_it_may(homes: Homes, amara: Home, join: Join) -> None:
    observer = join("Olive Hart", "observer")
    said = observer.refused("case", "open", "family_name=Ellison", "dob=1944-03-14")
    assert "This takes the role of a practitioner, and yours is observer" in said
    assert observer.done("case", "list") == []
    amara.done("team", "role", "Olive", "practitioner")
    observer.done("sync")
    observer.case("Ellison")
    assert "role of a coordinator" in observer.refused("team", "settings", "stale_weeks=6")
    observer.done("sync")
    amara.done("sync")
    assert amara.cases() == {"ELLISON"}
    assert amara.digest() == observer.digest()
