"""Two laptops in one huddle through a hub: each sees what the other captures, and keeps what it types."""

import pytest
from PySide6.QtWidgets import QApplication

from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import capturing, huddles, running
from tests.gui.dressed import dressed
from tests.gui.sync_windows import connect_hub, hub, let_in, make_laptop

__all__ = ["dressed", "hub", "make_laptop"]

# Names are completed in a popup, which the offscreen plugin cannot give the keyboard to.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def in_one_huddle(make_laptop, tmp_path, hub):
    """Both windows on the Run page, somebody being talked about."""
    amara = make_laptop("amara", session=demo.found_demo(tmp_path / "amara"))
    connect_hub(amara, hub)
    joanne = let_in(make_laptop, amara, None)
    huddle = amara.ask(huddles.upcoming).id
    amara.do(running.start, huddle)
    item = amara.ask(huddles.items_of, huddle)[0].id
    amara.do(running.begin_item, huddle, item)
    joanne.until(lambda: (found := joanne.ask(huddles.current)) and found.current_item_id == item)
    for laptop in (joanne, amara):
        laptop.come().window.workspace.show_page("run", {"huddle": huddle})
        laptop.until(lambda laptop=laptop: laptop.page.view is not None)
        laptop.settle()
    return amara, joanne, huddle, item


def test_a_colleagues_capture_appears_beside_what_is_half_typed(make_laptop, tmp_path, hub):
    amara, joanne, huddle, item = in_one_huddle(make_laptop, tmp_path, hub)
    box = amara.page.capture.discussion.edit
    box.setFocus()
    amara.write("Margaret has been")
    joanne.do(capturing.capture, huddle, item, "/a @Amara Fri fit a motion light")
    listed = amara.page.capture.agreed.rows
    amara.until(lambda: any("motion light" in line.words for line in listed.rows))
    assert QApplication.focusWidget() is box
    assert box.toPlainText() == "Margaret has been"
    assert "Joanne Price" in amara.window.workspace.toast.words()
    amara.write(" well.")
    joanne.until(lambda: "Margaret has been well." in joanne.page.capture.discussion.edit.toPlainText())
    amara.until(amara.all_sent)
    joanne.until(joanne.all_sent)
    joanne.until(lambda: joanne.digest() == amara.digest())
