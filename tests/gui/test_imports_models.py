"""The two tables of an import: models that keep Qt's rules, cells that read as sentences, many rows."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from mdt_desktop.caselists.mapping import suggest
from mdt_desktop.caselists.reading import read
from mdt_desktop.services.imports.import_preview import PreviewRow
from tests.gui.dressed import dressed
from tests.gui.imports_window import people
from ui.imports.mapping_model import NOTE, TARGET, MappingModel
from ui.imports.outcome_tile import OutcomeTile
from ui.imports.people_model import COLUMNS, PeopleModel
from ui.imports.people_table import PeopleTable
from ui.imports.progress_line import ProgressLine

__all__ = ["dressed", "people"]

ROW = PreviewRow(
    "left_out",
    63,
    "Osei, Ama",
    "31/02/1948",
    "999 792 7516",
    "DOB",
    "31/02/1948",
    "dob",
    "Not a real date",
    "Left out",
)


def sentence(model, row, column):
    return model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_mapping_model_keeps_the_rules(qtmodeltester, people):
    model = MappingModel()
    qtmodeltester.check(model)
    model.show_matches(suggest(read(people)).matches)
    qtmodeltester.check(model)
    assert model.rowCount() == 6


def test_a_column_reads_as_a_sentence(people):
    model = MappingModel()
    model.show_matches(suggest(read(people)).matches)
    assert sentence(model, 1, 0) == "Column Surname goes to Family name. Matched"
    assert sentence(model, 1, TARGET) == "Surname goes to Family name. Press Alt Down to choose."
    assert sentence(model, 5, 0).startswith("Column Comments is not imported. Free text")
    assert sentence(model, 5, NOTE).startswith("Note: Free text")


def test_choosing_asks_once_and_only_for_something_else(qtbot, people):
    model = MappingModel()
    model.show_matches(suggest(read(people)).matches)
    asked = []
    model.chosen.connect(lambda *choice: asked.append(choice))
    place = model.index(4, TARGET)
    assert model.setData(place, "phone")
    assert asked == []
    assert model.setData(place, "")
    assert asked == [("Mobile", "")]
    assert not model.setData(model.index(4, 0), "phone")


def test_the_people_model_keeps_the_rules(qtmodeltester):
    model = PeopleModel()
    qtmodeltester.check(model)
    model.show_rows([ROW, replace(ROW, kind="gone", number=0, problem_in="")])
    qtmodeltester.check(model)


def test_a_person_reads_as_a_sentence():
    model = PeopleModel()
    model.show_rows([ROW, replace(ROW, dob="", more=("Mobile: odd. Kept",))])
    assert sentence(model, 0, 0) == "Row 63, Osei, Ama: Not a real date. Left out"
    assert sentence(model, 0, 2) == "Date of birth: 31/02/1948, this is the problem"
    assert sentence(model, 1, 2) == "Date of birth: Empty, this is the problem"
    assert sentence(model, 1, 4) == "What we found: Not a real date, and 1 more"


def test_twenty_thousand_rows_ask_only_for_those_that_show(qtbot):
    class Counting(PeopleModel):
        asked: set[int]

        def data(self, index, role=0):
            self.asked.add(index.row())
            return super().data(index, role)

    model = Counting()
    model.asked = set()
    table = PeopleTable(model)
    qtbot.addWidget(table)
    table.resize(1000, 400)
    table.show()
    model.show_rows([replace(ROW, number=number) for number in range(20_000)])
    table.grab()
    table.go_to(19_999)
    table.grab()
    assert model.rowCount() == 20_000
    assert 19_999 in model.asked
    assert len(model.asked) < 100
    assert model.columnCount() == len(COLUMNS)


def test_progress_is_told_in_rows_and_can_be_stopped(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    line = ProgressLine(window)
    window.show()
    line.show_progress("Checking people", 0, 0)
    line.show_progress("Checking people", 197, 214)
    assert not line.isVisible()
    qtbot.waitUntil(line.isVisible)
    assert "197 of 214" in [label.text() for label in line.findChildren(QLabel)]
    with qtbot.waitSignal(line.cancelled):
        qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(line.appeared):
        line.end()
    assert not line.isVisible()


def test_a_tile_grows_with_what_it_says(qtbot):
    tile = OutcomeTile("amber", "triangle-alert", "to look at")
    qtbot.addWidget(tile)
    tile.show_number(1, "to look at", "1 new")
    low = tile.heightForWidth(220)
    tile.show_number(1234, "to look at", "1,200 new, 30 updated, 4 as they are, and all of them to look at")
    assert tile.heightForWidth(220) > low
    assert tile.accessibleName().startswith("1,234 to look at. 1,200 new")


def test_a_number_is_read_in_its_three_groups():
    model = PeopleModel()
    model.show_rows((replace(ROW, nhs_number="9997927516"), replace(ROW, nhs_number="99979275")))
    assert model.words(model.row(0), "nhs_number") == "999 792 7516"
    assert model.words(model.row(1), "nhs_number") == "99979275"
