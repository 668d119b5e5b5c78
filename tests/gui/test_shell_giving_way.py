"""Small windows and large text: the frame gives way, the page scrolls, the window never grows by itself."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QScrollArea, QWidget

from mdt_desktop.services.huddle import huddles
from tests.gui.demo_pages import demo_window, open_page, session
from tests.gui.dressed import dressed
from tests.gui.small_window import home, make_window, window
from ui.jobs import Jobs
from ui.page import Page, Step
from ui.shell.search_field import SearchField
from ui.shell.top_bar import TopBar
from ui.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.stepper import Stepper

__all__ = ["demo_window", "dressed", "home", "make_window", "open_page", "session", "window"]

LAPTOP = QSize(1280, 720)
PAGES = ("home", "cases", "huddles", "prepare", "close", "actions", "minutes", "import", "settings")


@pytest.mark.parametrize("text_size", [100, 130, 150, 200])
def test_every_page_leaves_the_window_on_the_smallest_laptop(
    qtbot, demo_window, open_page, session, text_size
):
    theme().choose(text_size=text_size)
    demo_window.resize(LAPTOP)
    coming = huddles.upcoming(session).id
    for name in PAGES:
        open_page(name, **({"huddle": coming} if name in ("prepare", "close") else {}))
        demo_window.resize(LAPTOP)
        assert demo_window.size() == LAPTOP, name
        least = demo_window.minimumSizeHint()
        assert least.boundedTo(LAPTOP) == least, name


def test_a_wide_window_can_be_made_narrow_in_one_go(demo_window, open_page, session):
    demo_window.resize(1440, 900)
    open_page("prepare", huddle=huddles.upcoming(session).id)
    demo_window.resize(1100, 700)
    assert demo_window.width() == 1100


class FlowPage(Page):
    """A step of a flow, with a chip of its own."""

    def __init__(self, jobs: Jobs | None = None) -> None:
        super().__init__(jobs)
        self.chip = Chip("Signed Thu 26 Nov 13:04", "green", "signature", large=True, parent=self)

    def title(self) -> str:
        return "Huddle"

    def steps(self) -> list[Step]:
        words = ("Prepare the agenda", "Run the huddle", "Close and sign")
        return [Step(text, "home", {}, current=number == 1) for number, text in enumerate(words)]

    def chips(self) -> list[QWidget]:
        return [self.chip]


@pytest.fixture
def bar(qtbot):
    """The bar with a flow and a chip of the page's own in it, as wide as a test makes it."""
    desk, page = QWidget(), FlowPage()
    for widget in (desk, page):
        qtbot.addWidget(widget)
    bar = TopBar(desk)
    bar.show_page(page)
    desk.show()
    yield bar
    desk.close()


def small_parts(bar) -> tuple[bool, bool, bool]:
    parts = [bar.findChild(SearchField), *bar.findChildren(Chip)[-1:], bar.findChild(Stepper)]
    return tuple(part.sizeHint().width() <= part.small_width() for part in parts)


def test_search_gives_way_first_then_chips_then_steps(bar):
    seen = []
    for width in range(1500, 300, -10):
        bar.resize(width, bar.height())
        if not seen or small_parts(bar) != seen[-1]:
            seen.append(small_parts(bar))
    assert seen[0] == (False, False, False)
    assert seen[-1] == (True, True, True)
    assert [sum(state) for state in seen] == [0, 1, 2, 3]
    assert [state.index(False) for state in seen[:-1]] == [0, 1, 2]


def test_a_chip_without_words_keeps_them_within_reach(bar):
    bar.resize(500, bar.height())
    chip = bar.findChildren(Chip)[-1]
    assert (chip.toolTip(), chip.accessibleName()) == ("Signed Thu 26 Nov 13:04",) * 2
    bar.resize(1600, bar.height())
    assert (chip.toolTip(), chip.accessibleName()) == ("", "Signed Thu 26 Nov 13:04")


@pytest.mark.qt_log_ignore("grabbing the keyboard", "support raise", extend=True)  # no menu can, offscreen
def test_one_step_stands_for_all_and_offers_them(qtbot, bar):
    bar.resize(500, bar.height())
    stepper = bar.findChild(Stepper)
    shown = [button for button in stepper.findChildren(QAbstractButton) if button.isVisible()]
    assert [button.words() for button in shown] == ["Step 2 of 3"]
    assert shown[0].accessibleName() == "Step 2 of 3, Run the huddle, current"
    qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    menu = stepper.findChild(QMenu)
    with qtbot.waitSignal(stepper.step_pressed) as pressed:
        menu.actions()[2].trigger()
    assert pressed.args == [2]
    menu.close()


def test_the_navigation_scrolls_to_what_has_the_focus(qtbot, demo_window):
    theme().choose(text_size=200)
    demo_window.resize(LAPTOP)
    navigation = demo_window.workspace.navigation
    assert navigation.height() <= 720
    settings = navigation.item("settings")
    places = navigation.findChild(QScrollArea)
    qtbot.waitUntil(lambda: 0 < settings.width() < places.viewport().width() < navigation.width())
    settings.setFocus()
    qtbot.waitUntil(lambda: settings.visibleRegion().boundingRect() == settings.rect())


def test_a_page_with_less_room_than_it_needs_scrolls(qtbot, window):
    page = window.workspace.page
    page.list.setMinimumHeight(3000)
    frame = page.parent().parent()
    qtbot.waitUntil(lambda: frame.verticalScrollBar().maximum() > 0)
    assert window.height() < 1000
    page.list.setMinimumHeight(0)
    qtbot.waitUntil(lambda: frame.verticalScrollBar().maximum() == 0)
    assert page.height() == frame.viewport().height()
