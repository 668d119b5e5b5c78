"""What the screen of a new laptop says is still to come, while the team arrives over a folder."""

import re

from mdt_desktop.services.huddle import capturing
from mdt_desktop.store.snapshots import writing
from mdt_desktop.sync import snapshot_offering
from tests.gui.dressed import dressed
from tests.gui.sync_windows import admit, ask_to_join, connect_folder, invite, make_laptop, shared

__all__ = ["dressed", "make_laptop", "shared"]


def test_bytes_of_the_snapshot_come_first_and_then_changes(make_laptop, shared, monkeypatch):
    monkeypatch.setattr(snapshot_offering, "ENTRIES_AT_LEAST", 20)
    monkeypatch.setattr(writing, "PART_BYTES", 400)
    amara = make_laptop("amara", founded_by="Dr Amara Okafor")
    for number in range(30):
        amara.do(capturing.add_action, "", f"Ring the landlord, try {number}")
    connect_folder(amara, shared)
    joanne = make_laptop("joanne")
    admit(amara, ask_to_join(joanne, invite(amara, "Joanne Price"), shared))
    amara.until(lambda: list((shared / "snapshots").glob("*.mdt")))
    said, task = [], joanne.task
    task._asking.progressed.connect(lambda *_: said.append(task.figure.text()))
    joanne.click(task.look)
    joanne.until(lambda: joanne.window.workspace is not None)
    said = [words for words in said if words]
    sizes = [words for words in said if re.match(r"\d+ kB still to come, of \d+ kB\. ", words)]
    changes = [words for words in said if re.match(r"\d+ changes? still to come, of \d+$", words)]
    assert sizes
    assert changes
    assert said == sizes + changes
    for words in (sizes, changes):
        left = [int(one.split()[0]) for one in words]
        assert left == sorted(left, reverse=True)
    assert int(changes[0].split()[0]) >= 30
