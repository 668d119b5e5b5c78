"""Two laptops in one huddle through a hub: each sees what the other captures, and keeps what it types."""

import pytest
from PySide6.QtWidgets import QApplication

from mdt_desktop.hub import operator
from mdt_desktop.hub.database import Database
from mdt_desktop.services.demo import demo
from mdt_desktop.services.huddle import capturing, huddles, running
from tests.gui.dressed import dressed
from tests.gui.sync_windows import connect_hub, fill_in_hub, hub, let_in, make_laptop
from tests.running_hub import hub_process

__all__ = ["dressed", "hub", "make_laptop"]

# Names are completed in a popup, which the offscreen plugin cannot give the keyboard to.
pytestmark = [
    pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True),
]


def operator_code(url):
    """What whoever runs the hub gives to one team."""
    database = Database(url)
    try:
        return operator.invite(database)["code"]
    finally:
        database.close()


def talk(amara, joanne):
    """Both windows on the Run page of one huddle, somebody being talked about."""
    huddle = amara.ask(huddles.upcoming).id
    amara.do(running.start, huddle)
    item = amara.ask(huddles.items_of, huddle)[0].id
    amara.do(running.begin_item, huddle, item)
    joanne.until(lambda: (found := joanne.ask(huddles.current)) and found.current_item_id == item)
    for laptop in (joanne, amara):
        laptop.come().window.workspace.show_page("run", {"huddle": huddle})
        laptop.until(lambda laptop=laptop: laptop.page.view is not None)
        laptop.settle()
    return huddle, item


def test_a_hub_connected_in_the_first_moment_is_not_forgotten(make_laptop, tmp_path, hub, monkeypatch):
    monkeypatch.setattr("ui.shell.workspace.EXCHANGE_AFTER_MS", 3_600_000)
    amara = make_laptop("amara", session=demo.found_demo(tmp_path / "amara"))
    fill_in_hub(amara, hub.address, hub.invite())
    assert amara.exchange is None
    assert amara.sheet().save_button.words() == "Connecting…"
    amara.window.workspace.exchanging.start()
    amara.until(lambda: amara.chip == "Up to date")


def test_a_colleagues_capture_appears_beside_what_is_half_typed(make_laptop, tmp_path, hub):
    amara = make_laptop("amara", session=demo.found_demo(tmp_path / "amara"))
    connect_hub(amara, hub.address, hub.invite())
    joanne = let_in(make_laptop, amara, None)
    huddle, item = talk(amara, joanne)
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


def test_the_line_drops_in_the_middle_and_nothing_is_lost(make_laptop, tmp_path):
    """The hub goes away while both write, and comes back at the same address."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    with hub_process(url) as first:
        port = int(first.address.rpartition(":")[2])
        code = operator_code(url)
        amara = make_laptop("amara", session=demo.found_demo(tmp_path / "amara"))
        connect_hub(amara, first.address, code)
        joanne = let_in(make_laptop, amara, None)
        huddle, item = talk(amara, joanne)
        first.kill()
        for laptop, line in ((amara, "Fell in the kitchen."), (joanne, "/a @Joanne Fri ring the landlord")):
            laptop.do(capturing.capture, huddle, item, line)
            laptop.exchange.try_now()
            laptop.until(lambda laptop=laptop: laptop.chip == "Offline · 1 change waiting")
    with hub_process(url, port=port):
        for laptop in (amara, joanne):
            laptop.exchange.try_now()
            laptop.until(laptop.all_sent)
        joanne.until(lambda: joanne.digest() == amara.digest())
        listed = amara.page.capture.agreed.rows
        amara.until(lambda: any("Ring the landlord" in line.words for line in listed.rows))
        box = joanne.page.capture.discussion.edit
        joanne.until(lambda: "Fell in the kitchen." in box.toPlainText())
