"""Where there is little room, titles and the words in empty fields can still be read."""

import pytest

from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from tests.gui.every_page import SMALL, every_page, open_page

__all__ = ["desk", "dressed", "make_desk"]


@every_page
@pytest.mark.parametrize("text_size", [100, 200])
def test_the_title_is_whole_on_a_small_laptop(desk, dressed, name, text_size):
    desk.window.preferences.text_size = text_size
    desk.window.resize(*SMALL)
    open_page(desk, name)
    desk.qtbot.waitUntil(desk.window.workspace.top_bar._title.is_whole)


def test_the_person_s_name_is_whole_at_twice_the_size(desk, dressed):
    desk.window.preferences.text_size = 200
    desk.window.resize(*SMALL)
    name = open_page(desk, "record").banner.name
    # Whoever points at a cut line reads all of it: this one is not cut.
    desk.qtbot.waitUntil(lambda: name.text() and not name.toolTip())


def words_fit(field) -> bool:
    """Whether what stands in an empty field is seen whole."""
    room = field.width() - field.textMargins().left()
    return field.fontMetrics().horizontalAdvance(field.placeholderText()) < room


@pytest.mark.parametrize("size", [SMALL, (1440, 900)])
@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_what_an_empty_filter_says_is_whole_with_several_teams_too(desk, dressed, size, text_size):
    desk.window.preferences.text_size = text_size
    desk.window.resize(*size)
    page = open_page(desk, "actions")
    page.toolbar.offer_every_team(12)
    page.every = []
    page._obey_size()
    desk.qtbot.waitUntil(lambda: words_fit(page.toolbar.search))
    field = open_page(desk, "cases").bar.field
    desk.qtbot.waitUntil(lambda: words_fit(field))
