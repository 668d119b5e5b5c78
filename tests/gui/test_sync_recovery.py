"""When no admin is left: the team's printed code makes another laptop an admin's."""

from PySide6.QtCore import Qt

from mdt_desktop.services.team import team
from tests.gui.dressed import dressed
from tests.gui.sync_windows import PASSPHRASE, connect_folder, let_in, make_laptop, shared
from ui.sync.code_sheet import CodeSheet
from ui.widgets.confirm import Confirm

__all__ = ["dressed", "make_laptop", "shared"]


def test_a_practitioner_becomes_an_admin_with_the_printed_code(make_laptop, tmp_path, shared):
    founded = team.found(tmp_path / "amara", PASSPHRASE, "Harbourside", "Dr Amara Okafor", training=True)
    amara = make_laptop("amara", session=founded.session)
    connect_folder(amara, shared)
    assert not amara.page.side.recover.isVisible()
    joanne = let_in(make_laptop, amara, shared)
    page = joanne.sync_page()
    joanne.until(lambda: page.view is not None)
    assert not page.side.devices.add_button.isVisible()
    joanne.click(page.side.recover)
    joanne.write("0000-0000")
    joanne.press(Qt.Key.Key_Return, control=True)
    sheet = joanne.sheet()
    assert sheet.code.error()
    sheet.code.set_text(founded.recovery_code)
    joanne.press(Qt.Key.Key_Return, control=True)
    joanne.until(lambda: page.view.admin)
    assert page.side.devices.add_button.isVisible()
    joanne.until(joanne.all_sent)
    amara.come().exchange.try_now()
    amara.until(lambda: sum(row.about.admin for row in amara.page.view.devices) == 2)
    remove_older_admin(joanne, founded.recovery_code)


def remove_older_admin(laptop, code):
    """It goes with the printed code only, which is asked for once the removal has been refused without."""
    page = laptop.sync_page()
    older = next(row for row in page.view.devices if not row.about.this)
    page.side.devices.list.stand_on(page.view.devices.index(older))
    laptop.press(Qt.Key.Key_Return)
    laptop.click(laptop.sheet().remove)
    question = next(one for one in page.findChildren(Confirm) if one.isVisible())
    laptop.qtbot.mouseClick(question.deed, Qt.MouseButton.LeftButton)
    laptop.until(lambda: any(one.isVisible() for one in page.findChildren(CodeSheet)))
    laptop.sheet().code.set_text(code)
    laptop.click(laptop.sheet().save_button)
    laptop.until(lambda: [row.about.this for row in page.view.devices] == [True])
