"""Views somebody names: kept, chosen, lasting beyond the window, removed."""

from PySide6.QtCore import Qt

from tests.gui.cases_window import desk, make_desk
from tests.gui.dressed import dressed
from ui.cases.own_views import NameView
from ui.cases.query import Filter

__all__ = ["desk", "dressed", "make_desk"]

Key = Qt.Key
COMPLEX = Filter("tier=most_complex", "Complexity: most complex")


def save(desk, page, name):
    page.bar.keep_button.setFocus()
    desk.press(Key.Key_Space)
    form = page.findChild(NameView)
    form.name.set_text(name)
    desk.press(Key.Key_Return, control=True)
    return form


def narrowed(desk):
    """Cases narrowed to the most complex, latest discussed first."""
    page = desk.cases()
    page._add_filter(COMPLEX)
    page._sort("last_discussed", True)
    desk.settle()
    return page


def test_saving_is_offered_once_there_is_something_to_save(desk):
    page = desk.cases()
    assert not page.bar.keep_button.isVisible()
    page._add_filter(COMPLEX)
    desk.settle()
    assert page.bar.keep_button.isVisible()
    assert not page.bar.forget_button.isVisible()


def test_a_view_is_a_tab_with_its_filters_words_and_order(desk):
    page = narrowed(desk)
    there = page.model.total
    save(desk, page, "Worried about")
    assert page.bar.tabs.current() == page.query.own
    assert page.query.label == "Worried about"
    assert not page.bar.keep_button.isVisible()
    page._show_view("all_open")
    desk.settle()
    assert (page.query.filters, page.model.total) == ((), 15)
    page._show_view(page.own.views[0].code)
    desk.settle()
    assert (page.query.filters, page.query.sort, page.query.descending) == (
        (COMPLEX,),
        "last_discussed",
        True,
    )
    assert page.model.total == there
    assert len(page.bar.chips) == 1


def test_words_belong_to_a_view(desk):
    page = desk.cases()
    page.bar.field.setText("weekend off")
    desk.qtbot.waitUntil(lambda: page.query.text == "weekend off")
    desk.settle()
    save(desk, page, "Respite")
    page._show_view("all_open")
    desk.settle()
    assert page.bar.field.text() == ""
    page._show_view(page.own.views[0].code)
    desk.settle()
    assert (page.bar.field.text(), page.model.total) == ("weekend off", 1)


def test_a_name_that_is_taken_is_refused_beside_it(desk):
    page = narrowed(desk)
    form = save(desk, page, "all open")
    assert form.name.error().startswith("There is a view “all open” already")
    form.name.set_text(" ")
    desk.press(Key.Key_Return, control=True)
    assert form.name.error().startswith("Give the view a name")


def test_it_lasts_and_is_removed_with_a_way_back(desk):
    page = narrowed(desk)
    save(desk, page, "Worried about")
    view = page.own.views[0]
    desk.show("home")
    page = desk.cases()
    assert page.own.views == (view,)
    told = []
    page.say.connect(lambda words, undo: told.append((words, undo)))
    page.bar.forget_button.setFocus()
    desk.press(Key.Key_Space)
    assert page.own.views == ()
    assert (page.bar.tabs.current(), page.query.filters) == ("all_open", ())
    assert told[0][0] == "“Worried about” is removed"
    told[0][1]()
    desk.settle()
    assert page.own.views == (view,)


def test_v_goes_on_to_saved_views_and_esc_leaves_them(desk):
    page = narrowed(desk)
    save(desk, page, "Worried about")
    page._show_view("closed")
    desk.settle()
    page.bar.tabs.setFocus()
    page._next_view()
    desk.settle()
    assert page.query.label == "Worried about"
    page._escape()
    desk.settle()
    assert (page.query.label, page.bar.tabs.current()) == ("All open", "all_open")
