"""A team on two laptops: invited, admitted by four words, changed on both while apart, and settled."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit

from mdt_desktop.services import store_care
from mdt_desktop.services.cases import case_lists, cases
from ui.play import hands
from ui.play.camera import Camera
from ui.play.stage import Stage, Stuck

COLLEAGUE, PASSPHRASE = "Joanne Price", "other plain words here"
MARGARET = {"family_name": "Ellison", "given_names": "Margaret", "dob": "1944-03-14"}


def share_with_a_colleague(stage: Stage, camera: Camera) -> None:
    """From nothing shared to a team on two laptops that hold the same; the second one is shut again."""
    shared = stage.home.parent / "shared"
    shared.mkdir()
    _connect(stage, camera, shared)
    invitation = _invite(stage, camera)
    with Stage(stage.app, stage.home.parent / "colleague", stage.out) as colleague:
        words = _ask_to_join(colleague, camera, invitation, shared)
        _admit(stage, camera, words)
        colleague.come_forward()
        colleague.wait_for_workspace()
        _until_up_to_date(colleague)
        _write_while_apart(stage, colleague, shared)
        _settle(stage, camera)
        _until_same(stage, colleague)
    stage.come_forward()


def _connect(stage: Stage, camera: Camera, shared: Path) -> None:
    page = stage.go("sync")
    camera.take(stage, "10a-sync-not-shared")
    hands.press(page, "Through a shared folder")
    hands.type_over(hands.find(page, "Folder", QLineEdit), str(shared))
    hands.keys("Ctrl+Return")
    _until_up_to_date(stage)


def _invite(stage: Stage, camera: Camera) -> Path:
    """The invitation's file, as it would be sent."""
    file, page = stage.home.parent / "joanne.mdtinvite", stage.page
    hands.press(page, "Invite")
    stage.settle()
    hands.type_over(hands.find(page, "Name", QLineEdit), COLLEAGUE)
    hands.keys("Ctrl+Return")
    stage.wait(lambda: hands.is_there(page, "Save as a file"), "No invitation was made.")
    camera.take(stage, "10b-invitation")
    hands.press(page, "Save as a file")
    stage.settle()
    stage.name_file(file)
    hands.press(page, "Done")
    stage.settle()
    return file


def _ask_to_join(stage: Stage, camera: Camera, invitation: Path, shared: Path) -> str:
    """From the first run to the words that are read out."""
    window = stage.window
    stage.come_forward()
    hands.press(window, "Join with an invitation")
    hands.press(window, "Open a file")
    stage.name_file(invitation)
    for label, words in (
        ("Shared folder", str(shared)),
        ("Passphrase", PASSPHRASE),
        ("Passphrase again", PASSPHRASE),
    ):
        hands.type_over(hands.find(window, label, QLineEdit), words)
    camera.take(stage, "01d-join")
    hands.press(window, "Ask to join")
    stage.wait(lambda: hands.is_there(window, "I have printed it"), "Nobody could be asked.")
    hands.press(window, "I have printed it")
    hands.press(window, "Go on")
    stage.wait(lambda: hands.is_there(window, "Word 4"), "The four words do not show.")
    camera.take(stage, "01e-four-words")
    return hands.name_of(hands.find(window, "Check words"))


def _admit(stage: Stage, camera: Camera, words: str) -> None:
    stage.come_forward()
    page = stage.page
    hands.press(page, "Try now")
    stage.wait(lambda: hands.is_there(page, "They read these four words"), "The request did not arrive.")
    if hands.name_of(hands.find(page, "Check words")) != words:
        raise Stuck("The two screens show different words.")
    camera.take(stage, "10c-admit")
    hands.press(page, "They read these four words")
    hands.keys("Ctrl+Return")
    _until_up_to_date(stage)


def _write_while_apart(stage: Stage, colleague: Stage, shared: Path) -> None:
    """Both change the same about one person while neither reaches the folder; then it is there again."""
    stage.do(cases.open_new, MARGARET)
    colleague.wait(lambda: bool(_cases(colleague)), "What was written on one laptop is not on the other.")
    case, both = _cases(stage)[0].id, (stage, colleague)
    away = shared.rename(shared.with_name("away"))
    for one in both:
        _try_now(one)
        one.wait(partial(_is_offline, one), "That it is offline is not said.")
    stage.do(cases.set_fields, case, {"tier": "most_complex", "reason": "Falls at night."})
    colleague.do(cases.set_fields, case, {"tier": "medium", "reason": "Asked for a home visit."})
    away.rename(shared)
    _try_now(colleague)
    colleague.wait(lambda: not _is_offline(colleague), "The folder is not found again.")


def _settle(stage: Stage, camera: Camera) -> None:
    """What both changed is shown side by side; theirs is taken."""
    stage.come_forward()
    page = stage.page
    hands.press(page, "Try now")
    stage.wait(lambda: hands.is_there(page, "Keep all theirs"), "What both changed is not shown.")
    stage.settle()
    stage.wait(lambda: _chip(stage) == "1 to resolve", "That something is to decide is not said above.")
    hands.press(page, "Keep all theirs")
    camera.take(stage, "10-sync", small=True)
    hands.keys("Ctrl+Return")
    _until_up_to_date(stage)
    camera.take(stage, "10d-sync-settled")


def _until_same(stage: Stage, colleague: Stage) -> None:
    """Both stores give one digest."""
    _try_now(colleague)
    colleague.wait(
        lambda: stage.ask(store_care.digest) == colleague.ask(store_care.digest),
        "The two laptops do not hold the same.",
    )


def _until_up_to_date(stage: Stage) -> None:
    stage.wait(lambda: _chip(stage) == "Up to date", "What was written here did not arrive.")
    stage.settle()


def _cases(stage: Stage) -> list[Any]:
    return list(stage.ask(case_lists.list_cases, "").rows)


def _chip(stage: Stage) -> str:
    """What the top bar says of the exchange."""
    return stage.window.workspace.top_bar.state.words() if stage.window.workspace is not None else ""


def _is_offline(stage: Stage) -> bool:
    return _chip(stage).startswith("Offline")


def _try_now(stage: Stage) -> None:
    if stage.window.workspace is not None and stage.window.workspace.exchange is not None:
        stage.window.workspace.exchange.try_now()
