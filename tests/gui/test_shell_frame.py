"""What stands round a page: navigation, top bar, footer; three widths; messages, toasts, crashes."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from mdt_desktop.services.cases import cases
from tests.gui.dressed import dressed
from tests.gui.small_window import home, make_window, unlock, window
from ui.crash import CrashReport
from ui.page import MEDIUM, NARROW, Step
from ui.shell.announcer import Announcer
from ui.shell.crash_dialog import CrashDialog
from ui.shell.footer import Footer
from ui.shell.history import History
from ui.shell.search_field import SearchField
from ui.shell.top_bar import TopBar
from ui.widgets.chip import Chip
from ui.widgets.stepper import Stepper

__all__ = ["dressed", "home", "make_window", "window"]

SOMEBODY = {"family_name": "Ellison", "given_names": "Margaret", "dob": "1944-03-14"}


def shown_words(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def test_before_anything_is_read_the_chip_claims_nothing(qtbot):
    bar = TopBar()
    qtbot.addWidget(bar)
    assert bar.state.words() == "Sync and devices"


def test_the_frame_says_where_and_who(qtbot, window):
    assert {"Harbourside", "Neighbourhood team"} <= set(shown_words(window.workspace.navigation))
    assert window.workspace.navigation.me.accessibleName() == "Dr Amara Okafor, Chair · Primary care"
    assert "Home" in shown_words(window.workspace.top_bar)
    chip = window.workspace.top_bar.state
    qtbot.waitUntil(lambda: chip.words() == "Saved on this laptop")


def test_a_press_in_the_navigation_opens_the_page_and_lights_it(qtbot, window):
    navigation = window.workspace.navigation
    qtbot.mouseClick(navigation.item("cases"), Qt.MouseButton.LeftButton)
    assert window.workspace.page.name == "cases"
    assert [name for name in ("home", "cases", "import") if navigation.item(name).isChecked()] == ["cases"]


def test_a_page_is_made_once_and_goes_and_comes_back(window):
    home_page = window.workspace.page
    home_page.go.emit("record", {"case": "c1"})
    record = window.workspace.page
    assert record.happened == [("entered", {"case": "c1"})]
    record.back.emit()
    assert window.workspace.page is home_page
    window.workspace.show_page("record", {"case": "c2"})
    assert window.workspace.page is record


def test_a_commit_reaches_the_page_the_badges_and_the_footer(qtbot, window):
    page, navigation = window.workspace.page, window.workspace.navigation
    window.jobs.do(cases.open_new, SOMEBODY)
    qtbot.waitUntil(window.jobs.idle)
    qtbot.waitUntil(lambda: navigation.item("cases").accessibleName() == "Cases, 1")
    assert page.happened[-1].touches("case", "person")
    assert any("saved" in words for words in shown_words(window.workspace.footer))


def test_undo_takes_the_commit_back_and_says_so(qtbot, window):
    window.jobs.do(cases.open_new, SOMEBODY)
    qtbot.waitUntil(window.jobs.idle)
    qtbot.keyClick(window.workspace.page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workspace.toast.isVisible())
    assert window.workspace.toast.accessibleName() == "Taken back"
    qtbot.waitUntil(lambda: window.workspace.navigation.item("cases").accessibleName() == "Cases")


@pytest.mark.parametrize(("size", "width_class"), [((1280, 720), MEDIUM), ((1000, 700), NARROW)])
def test_small_windows_keep_the_page_and_give_up_the_frame(qtbot, window, size, width_class):
    window.resize(*size)
    workspace = window.workspace
    qtbot.waitUntil(lambda: workspace.page.width_class == width_class)
    assert workspace.navigation.width() == 68
    assert not workspace.footer.isVisible()
    assert workspace.navigation.item("cases").toolTip() == "Cases (G then C)"
    assert workspace.navigation.item("cases").accessibleName() == "Cases"


def test_the_frame_fits_the_smallest_laptop(window):
    least = window.workspace.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 720) == (True, True)


def test_large_text_needs_room_as_a_small_window_does(qtbot, window):
    window.preferences.text_size = 200
    qtbot.waitUntil(lambda: window.workspace.page.width_class == NARROW)
    assert window.workspace.findChild(SearchField).width() < 100


def test_a_page_lends_its_chips_and_primary_button_and_gets_them_back(window):
    page, bar = window.workspace.page, window.workspace.top_bar
    chip = Chip("Offline", "amber")
    page.chips = lambda: [chip]
    page.header_changed.emit()
    assert bar.isAncestorOf(chip)
    assert (chip.isVisible(), page.primary.isVisible()) == (True, True)
    window.workspace.show_page("cases")
    assert (chip.isVisible(), page.primary.isVisible()) == (False, False)


def test_steps_are_shown_and_lead_to_their_pages(qtbot, window):
    page = window.workspace.page
    page.steps = lambda: [
        Step("Prepare", "cases", {"huddle": "h"}, done=True),
        Step("Run", "home", {}, current=True),
    ]
    page.header_changed.emit()
    stepper = window.workspace.top_bar.findChild(Stepper)
    stepper.step_pressed.emit(1)
    assert window.workspace.page is page
    stepper.step_pressed.emit(0)
    assert window.workspace.page.happened[0] == ("entered", {"huddle": "h"})


def test_the_footer_can_be_turned_off(window):
    assert window.workspace.footer.isVisible()
    window.preferences.footer = False
    assert not window.workspace.footer.isVisible()


def test_every_button_of_the_frame_has_a_name(window):
    buttons = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    assert len(buttons) > 6
    assert [button for button in buttons if not button.accessibleName()] == []


class WindowsShown(QObject):
    """Remembers every window that was shown, however short."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.add(type(watched).__name__)
        return False


def test_no_part_flashes_up_as_a_window_of_its_own(qtbot, qapp, make_window, home, tmp_path):
    shown = WindowsShown()
    qapp.installEventFilter(shown)
    window = make_window(home)
    unlock(qtbot, window)
    window.keys.palette.summon()
    window.keys.palette.close_over()
    window.workspace.notices.complain("Nothing was changed.")
    window.workspace.notices.warn_of_lock(9)
    window.lock()
    first_run = make_window(tmp_path / "new").unlock_screen
    first_run.show_create()
    first_run.show_recovery_code("0000")
    first_run.show_recover()
    first_run.show_new_passphrase()
    qapp.removeEventFilter(shown)
    assert shown.names == {"MainWindow"}


def test_a_page_s_toast_offers_undo(qtbot, window):
    undone = []
    window.workspace.page.say.emit("Added Margaret Ellison", lambda: undone.append(True))
    qtbot.mouseClick(window.workspace.toast.undo_button, Qt.MouseButton.LeftButton)
    assert undone == [True]


def test_a_bug_in_a_service_opens_the_dialog_and_leaves_a_report(qtbot, window, home):
    def stumble(session: object) -> None:
        raise ZeroDivisionError("Ellison")

    window.jobs.do(stumble)
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashDialog)))
    dialog = window.findChild(CrashDialog)
    (report,) = (home / "reports").glob("*.txt")
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    assert "Ellison" not in report.read_text(encoding="utf-8")
    dialog.accept()


def test_a_report_that_cannot_be_written_is_shown_all_the_same(qtbot, dressed, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    dialog = CrashDialog(CrashReport.of(KeyError("x")), tmp_path / "file" / "reports")
    qtbot.addWidget(dialog)
    dialog.show()
    assert any("could not be written" in words for words in shown_words(dialog))


def test_announcements_are_not_all_made_at_once(qtbot, window):
    announcer, spoken = Announcer(window), []
    announcer.spoken.connect(spoken.append)
    for words in ("saved", "action added", "action added"):
        announcer.say(words)
    assert spoken == ["saved"]
    qtbot.waitUntil(lambda: spoken == ["saved", "action added"])


def test_announcements_can_be_silenced(window):
    window.preferences.announcements = False
    spoken = []
    window.announcer.spoken.connect(spoken.append)
    window.workspace.show_page("cases")
    assert spoken == []


def test_the_footer_says_when_it_was_saved_only_once_it_was(qtbot, dressed):
    footer = Footer()
    qtbot.addWidget(footer)
    footer.show_saved(None)
    footer.show()
    assert "Encrypted on this laptop" in shown_words(footer)


def test_going_back_from_nowhere_is_home():
    history = History()
    history.went("cases", {})
    history.went("record", {"case": "c1"})
    history.went("record", {"case": "c1"})
    assert [history.back()[0] for _ in range(3)] == ["cases", "home", "home"]


def test_the_page_keeps_the_focus_when_the_window_shows(window):
    assert QApplication.focusWidget() is window.workspace.page.list
