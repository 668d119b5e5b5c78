"""Minutes: which there are, and their pages on the desk."""

import threading

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from mdt_desktop.services.closing import signing
from mdt_desktop.services.demo.demo import PASSPHRASE
from mdt_desktop.services.minutes import documents, minutes_page
from tests.gui.close_stage import pages_drawn, signable, signed
from tests.gui.dressed import dressed
from tests.gui.huddle_stage import Stage, stage
from ui.minutes import page_picture
from ui.minutes.issue_rows import issue_sentence, issues_model
from ui.minutes.minutes_rows import minutes_model, minutes_sentence
from ui.minutes.paper_view import PaperView, page_words
from ui.theme import theme

__all__ = ["dressed", "signable", "signed", "stage"]

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_the_list_is_walked_and_opened_by_keys(signed: Stage) -> None:
    page = signed.open("minutes")
    assert signed.focus() is page.list
    assert page.list.current_row().huddle.id == signed.huddle.id
    signed.key(KEY.Key_J)
    assert page.list.current_row().huddle.day < signed.huddle.day
    signed.key(KEY.Key_K)
    signed.key(KEY.Key_Return)
    assert page.view.huddle.id == signed.huddle.id
    assert page.title().startswith("Minutes, ")
    assert signed.focus() is page.viewer.details.first_focus()
    signed.key(KEY.Key_Escape)
    assert (page.title(), signed.focus()) == ("Minutes", page.list)


def test_a_click_opens_a_row(signed: Stage) -> None:
    page = signed.open("minutes")
    rect = page.list.visualRect(page.list.rows.index(0))
    signed.bot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    signed.until(lambda: page.view is not None)
    assert page.view.huddle.id == signed.huddle.id


def test_rows_read_whole_and_the_models_hold(signed: Stage, qtmodeltester, tmp_path) -> None:
    documents.export_minutes(signed.session, signed.huddle, tmp_path / "minutes.pdf")
    documents.printed(signed.session, signed.huddle, 2, "Office printer", pages=4)
    page = signed.open("minutes")
    rows = list(page.list.rows.rows)
    assert minutes_sentence(rows[0]).endswith("by Dr Amara Okafor.")
    page = signed.show("minutes", huddle=signed.huddle.id)
    copies = page.view.issues
    assert issue_sentence(copies[0]).startswith("Version 1, 2 copies printed, on Office printer, Dr Amara")
    assert issue_sentence(copies[1]).startswith("Version 1, 1 copy saved, Dr Amara")
    for model, content in ((minutes_model(), rows), (issues_model(), copies)):
        model.set_rows(content)
        qtmodeltester.check(model)


def test_pages_are_drawn_by_the_worker_as_large_as_they_are_shown(signed: Stage, monkeypatch) -> None:
    threads = []
    drawn = documents.page

    def page_of(*args: object) -> object:
        threads.append(threading.get_ident())
        return drawn(*args)

    monkeypatch.setattr(page_picture.documents, "page", page_of)
    page = signed.open("minutes", huddle=signed.huddle.id)
    view = page.paper.view
    pages_drawn(signed, view)
    assert threads
    assert threading.get_ident() not in threads
    for at, picture in view._pictures.items():
        shown = view._places.rects[at].size()
        assert abs(picture.image.width() - shown.width()) <= 1
        assert abs(picture.image.height() - shown.height()) <= 1


def test_two_pages_lie_side_by_side_where_there_is_room(signed: Stage) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    pages_drawn(signed, page.paper.view)
    assert page.paper._where.text().startswith("Pages 1 and 2 of ")
    first, second = page.paper.view._places.rects[:2]
    assert first.top() == second.top()
    signed.window.resize(1280, 720)
    pages_drawn(signed, page.paper.view)
    assert page.paper._where.text().startswith("Page 1 of ")


def test_page_down_and_up_turn_the_pages(signed: Stage) -> None:
    page = signed.open("minutes", 1280, 720, huddle=signed.huddle.id)
    view = page.paper.view
    pages_drawn(signed, view)
    count = len(view.paper.sizes)
    view.setFocus()
    signed.key(KEY.Key_PageDown)
    assert page.paper._where.text() == f"Page 2 of {count}"
    assert view.accessibleName() == f"Minutes, Page 2 of {count}"
    assert view.accessibleDescription() == view.paper.words[1]
    signed.key(KEY.Key_End)
    assert page.paper._where.text() == f"Page {count} of {count}"
    assert not page.paper.after.isEnabled()
    signed.key(KEY.Key_PageUp)
    assert page.paper._where.text() == f"Page {count - 1} of {count}"
    signed.key(KEY.Key_Home)
    assert not page.paper.before.isEnabled()
    pages_drawn(signed, view)


def test_pages_grow_shrink_and_fit_again(signed: Stage) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    view = page.paper.view
    pages_drawn(signed, view)
    fitted = view._places.scale
    page.paper.larger.click()
    assert view._places.scale == pytest.approx(fitted * 1.2)
    page.paper.smaller.click()
    page.paper.smaller.click()
    assert view._places.scale < fitted
    page.paper.fit.click()
    assert view._places.scale == fitted
    wheel_up(view)
    assert view._places.scale > fitted
    for _ in range(20):
        page.paper.larger.click()
    assert view.horizontalScrollBar().maximum() > 0
    pages_drawn(signed, view)


def wheel_up(view: PaperView) -> None:
    spot = QPointF(50, 50)
    turned = QWheelEvent(
        spot,
        view.viewport().mapToGlobal(spot),
        type(spot.toPoint())(),
        type(spot.toPoint())(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    assert turned.type() == QEvent.Type.Wheel
    QApplication.sendEvent(view.viewport(), turned)


def test_paper_stays_white_in_the_dark(signed: Stage) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    theme().choose(mode="dark")
    pages_drawn(signed, page.paper.view)
    picture = page.paper.view.viewport().grab().toImage()
    corner = page.paper.view._places.rects[0].topLeft()
    assert picture.pixelColor(corner.x() + 6, corner.y() + 6) == QColor("white")
    assert picture.pixelColor(4, 4).lightness() < 40


def test_an_older_version_can_be_read_beside_the_newest(signed: Stage) -> None:
    case = signing.content_of(signing.versions(signed.session, signed.huddle)[0]).people[0].case_id
    signing.amend(signed.session, signed.huddle, case=case, text="The daughter rings.", reason="Left out")
    page = signed.open("minutes", huddle=signed.huddle.id)
    assert page.paper.view.paper.version == 2
    cards = page.viewer.details._cards
    assert [card.words() for card in cards.values()] == ["Version 2", "Version 1, replaced"]
    cards[2].setFocus()
    signed.key(KEY.Key_Down)
    signed.until(lambda: page.paper.view.paper.version == 1)
    assert "The daughter rings." not in " ".join(page.paper.view.paper.words)


def test_a_draft_is_marked_and_leads_to_close(signable: Stage) -> None:
    page = signable.open("minutes")
    assert minutes_sentence(page.list.current_row()).endswith("draft. Not signed yet.")
    signable.key(KEY.Key_Return)
    assert page.paper.view.paper.version == 0
    assert page.state.text() == "Draft"
    assert not page.viewer.details.amend.isVisible()
    page.viewer.details.draft.button.click()
    signable.until(lambda: type(signable.page()).__name__ == "ClosePage")


def test_a_signature_elsewhere_reaches_the_page(signable: Stage) -> None:
    page = signable.open("minutes", huddle=signable.huddle.id)
    signable.do(signing.sign, signable.huddle, PASSPHRASE)
    signable.until(lambda: page.state.text().startswith("Signed "))
    signable.until(lambda: page.paper.view.paper.version == 1)


def test_the_worker_answers_with_sizes_and_words(signed: Stage) -> None:
    paper = minutes_page.paper(signed.session, signed.huddle.id)
    assert {(round(width), round(height)) for width, height in paper.sizes} == {(595, 842)}
    assert len(paper.words) == len(paper.sizes)
    assert "Huddle minutes" in paper.words[0]


def test_a_shared_window_hides_the_pages_until_asked(signed: Stage) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    signed.key(KEY.Key_H, CTRL, Qt.KeyboardModifier.ShiftModifier)
    assert (page.paper.covered(), page.paper.view.isVisible()) == (True, False)
    page.paper.show_anyway.click()
    assert page.paper.view.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1000, 700)])
def test_the_page_fits(signed: Stage, width: int, height: int) -> None:
    page = signed.open("minutes", width, height, huddle=signed.huddle.id)
    least = page.minimumSizeHint()
    assert (least.width() <= width, least.height() <= height) == (True, True)
    assert page.viewer.shown_pane.isVisible() == (width == 1000)


def test_pages_are_told_in_words() -> None:
    assert page_words(range(0, 1), 1) == "Page 1 of 1"
    assert page_words(range(2, 4), 5) == "Pages 3 and 4 of 5"
