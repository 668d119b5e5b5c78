"""Close: sign with the passphrase given again, and what the page shows before and after."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from mdt_desktop.services.demo.demo import PASSPHRASE
from mdt_desktop.services.huddle import huddles, running
from tests.gui.close_stage import ended, hold, pages_drawn, signable, signed
from tests.gui.dressed import dressed
from tests.gui.huddle_stage import Stage, stage

__all__ = ["dressed", "ended", "signable", "signed", "stage"]

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_a_wrong_passphrase_says_the_wait_and_the_right_one_signs(signable: Stage) -> None:
    page = signable.open("close", huddle=signable.huddle.id)
    signable.key(KEY.Key_Return, CTRL)
    field = page.sign_off.field
    assert field.error() == "Type your passphrase to sign."
    assert signable.focus() is field.edit

    signable.type("not this one")
    signable.key(KEY.Key_Return, CTRL)
    signable.until(lambda: "try again in" in field.error())
    assert "Nothing was signed." in field.error()
    assert signable.ask(huddles.latest_minutes, signable.huddle.id) is None

    signable.until(lambda: not page.sign_off.waits())
    assert "try again in" not in field.error()
    signable.type(PASSPHRASE)
    signable.key(KEY.Key_Return)
    signable.until(lambda: type(signable.page()).__name__ == "MinutesPage")
    minutes = signable.ask(huddles.latest_minutes, signable.huddle.id)
    assert (minutes.version, minutes.status) == (1, "final")
    assert field.text() == ""
    assert signable.page().state.text().startswith("Signed ")


def test_what_was_typed_is_forgotten_when_the_page_is_left(signable: Stage) -> None:
    page = signable.open("close", huddle=signable.huddle.id)
    page.sign_off.field.edit.setFocus()
    signable.type("demo")
    signable.show("home")
    assert page.sign_off.field.text() == ""


def test_a_signed_huddle_offers_its_minutes_and_nothing_to_sign(signed: Stage) -> None:
    page = signed.open("close", huddle=signed.huddle.id)
    assert page.page.view.heading == "Signed"
    assert not page.sign_off.button.isVisible()
    assert page.chips() == [page.signed]
    assert page.sign_off.state.accessibleName().startswith("Signed ")
    page.sign_off.state.button.click()
    signed.until(lambda: type(signed.page()).__name__ == "MinutesPage")


def test_a_huddle_that_is_not_over_is_ended_first(stage: Stage) -> None:
    running.start(stage.session, stage.huddle.id)
    page = stage.open("close", huddle=stage.huddle.id)
    assert page.sign_off.state.accessibleName().startswith("This huddle has not ended")
    assert not page.sign_off.button.isVisible()
    page.sign_off.state.button.click()
    stage.until(lambda: type(stage.page()).__name__ == "RunPage")


def test_without_a_quorum_they_will_be_notes(stage: Stage) -> None:
    hold(stage, ("/outcome continue", "/review 4w"), room=("Amara", "Priya"))
    page = stage.open("close", huddle=stage.huddle.id)
    assert page.sign_off._notes.isVisible()
    pages_drawn(stage, page.paper.view)
    assert "Huddle notes – not quorate" in page.paper.view.paper.words[0]


def test_the_pages_follow_what_is_mended_and_the_old_ones_stay_until_then(ended: Stage) -> None:
    page = ended.open("close", huddle=ended.huddle.id)
    view = page.paper.view
    pages_drawn(ended, view)
    before, drawn = view.paper, dict(view._pictures)
    assert "Tom Reilly" not in owners_printed(before)
    ended.key(KEY.Key_Return)
    ended.type("Tom")
    ended.key(KEY.Key_Return)
    ended.until(lambda: view.paper is not before)
    assert view._pictures.keys() == drawn.keys()
    pages_drawn(ended, view)
    assert "Tom Reilly" in owners_printed(view.paper)
    assert all(picture.paper is view.paper for picture in view._pictures.values())


def owners_printed(paper) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper.pdf))
    return text[text.casefold().index("call the carers") :][:80]


def test_the_draft_is_saved_as_a_file(signable: Stage, tmp_path) -> None:
    page = signable.open("close", huddle=signable.huddle.id)
    said = []
    page.say.connect(lambda words, _undo: said.append(words))
    signable.key(KEY.Key_S, CTRL)
    target = tmp_path / "draft.pdf"
    page.saver.dialog.selectFile(str(target))
    page.saver.dialog.accept()
    signable.until(target.exists)
    text = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()
    assert "Harbourside" in text
    assert said == [f"Saved draft.pdf, {len(pypdfium2.PdfDocument(target))} pages"]


def test_a_shared_window_hides_the_pages_until_asked(signable: Stage) -> None:
    page = signable.open("close", huddle=signable.huddle.id)
    signable.key(KEY.Key_H, CTRL, Qt.KeyboardModifier.ShiftModifier)
    assert page.paper.covered()
    assert not page.paper.view.isVisible()
    page.paper.show_anyway.click()
    assert page.paper.view.isVisible()
    signable.key(KEY.Key_H, CTRL, Qt.KeyboardModifier.ShiftModifier)
    signable.key(KEY.Key_H, CTRL, Qt.KeyboardModifier.ShiftModifier)
    assert page.paper.covered()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1000, 700)])
def test_the_page_fits_and_every_part_is_in_reach(ended: Stage, width: int, height: int) -> None:
    page = ended.open("close", width, height, huddle=ended.huddle.id)
    least = page.minimumSizeHint()
    assert (least.width() <= width, least.height() <= height) == (True, True)
    for key, pane in zip(("checks", "minutes", "sign"), page.panes(), strict=True):
        if page.shown_pane.isVisible():
            page.shown_pane.set_current(key)
            page.width_changed()
        assert pane.isVisible()


def test_tab_goes_from_the_list_to_the_signature(signable: Stage) -> None:
    page = signable.open("close", huddle=signable.huddle.id)
    wanted = [page.checks.checks, page.checks.readback, page.paper.view, page.sign_off.field.edit]
    wanted += [page.sign_off.button]
    seen = []
    for _ in range(20):
        seen.append(signable.focus())
        signable.key(KEY.Key_Tab)
    places = [seen.index(widget) for widget in wanted]
    assert places == sorted(places)
