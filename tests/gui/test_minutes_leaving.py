"""Minutes leave this computer: saved as a PDF, printed, each time on record; and amended."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from mdt_desktop.progress import Cancelled, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services.closing import signing
from tests.gui.close_stage import complaints, signable, signed
from tests.gui.dressed import dressed
from tests.gui.huddle_stage import Stage, stage
from ui.minutes import printing
from ui.minutes.printing import prepared, print_minutes

__all__ = ["dressed", "signable", "signed", "stage"]

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def text_of(path, password=None) -> str:
    pages = pypdfium2.PdfDocument(path, password=password)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def save(stage: Stage, path, passphrase: str = "") -> None:
    page = stage.page()
    stage.key(KEY.Key_S, CTRL)
    assert stage.focus() is page.viewer.details.save_form.field.edit
    stage.type(passphrase)
    stage.key(KEY.Key_Return)
    page.saver.dialog.selectFile(str(path))
    page.saver.dialog.accept()


def test_a_pdf_is_saved_and_recorded(signed: Stage, tmp_path) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    target = tmp_path / "minutes.pdf"
    save(signed, target)
    signed.until(lambda: bool(page.view.issues))
    assert "Dr Amara Okafor" in text_of(target)
    assert page.view.issues[0].destination == "pdf"
    assert page.viewer.details.issues.isVisible()
    assert page.viewer.details.form() is None


def test_a_pdf_can_have_a_passphrase_of_its_own(signed: Stage, tmp_path) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    target = tmp_path / "minutes.pdf"
    save(signed, target, "for the council")
    signed.until(lambda: bool(page.view.issues))
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(target)
    assert "Dr Amara Okafor" in text_of(target, "for the council")
    assert page.viewer.details.save_form.field.text() == ""


def test_what_cannot_be_saved_is_said_and_not_recorded(signed: Stage, tmp_path) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    heard = complaints(signed)
    page.jobs.refused.connect(lambda refused: heard.append(str(refused)))
    page.saver._write(signed.huddle, 1, "", tmp_path / "no such folder" / "minutes.pdf")
    signed.settle()
    assert len(heard) == 1
    assert "Nothing was written" in heard[0]
    assert page.view.issues == []


def test_escape_closes_the_form_and_then_the_minutes(signed: Stage) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    signed.key(KEY.Key_S, CTRL)
    signed.key(KEY.Key_Escape)
    assert page.viewer.details.form() is None
    assert page.view is not None
    signed.key(KEY.Key_Escape)
    assert page.title() == "Minutes"


def print_to(stage: Stage, path, copies: int = 1) -> None:
    stage.key(KEY.Key_P, CTRL)
    dialog = stage.page().printing.dialog
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(path))
    dialog.printer().setCopyCount(copies)
    dialog.accepted.emit(dialog.printer())
    dialog.finished.emit(1)
    dialog.hide()


def test_printed_copies_are_numbered_and_recorded(signed: Stage, tmp_path) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    count = len(page.paper.view.paper.sizes)
    target = tmp_path / "printed.pdf"
    print_to(signed, target, copies=2)
    signed.until(lambda: bool(page.view.issues))
    issue = page.view.issues[0]
    assert (issue.version, issue.copies, issue.pages) == (1, 2, count)
    assert len(pypdfium2.PdfDocument(target)) == 2 * count


def test_a_printed_page_fills_the_paper(signed: Stage, tmp_path) -> None:
    target = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    pages = print_minutes(signed.session, signed.huddle, 1, printer, prepared(printer), progress=silent)
    document = pypdfium2.PdfDocument(target)
    assert len(document) == pages
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    picture = document[0].render(scale=1).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert left < 80
    assert right > width - 80
    assert top < 80
    assert bottom > height - 80


def test_what_the_printer_does_not_take_is_not_recorded(signed: Stage, monkeypatch, tmp_path) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    heard = complaints(signed)
    monkeypatch.setattr(printing, "_began", lambda *_args: False)
    print_to(signed, tmp_path / "printed.pdf")
    signed.until(lambda: bool(heard))
    assert heard == [printing.NOT_PRINTED]
    assert page.view.issues == []
    assert page.printing.job is None


def test_printing_that_is_stopped_leaves_no_record(signed: Stage, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    told = []

    def stop_at_the_second_page(done: int, total: int) -> None:
        told.append((done, total))
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_minutes(signed.session, signed.huddle, 1, printer, 1, progress=stop_at_the_second_page)
    assert [done for done, _ in told] == [0, 1]


def test_print_pressed_again_stops_it(signed: Stage, tmp_path) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    said = []
    page.say.connect(lambda words, _undo: said.append(words))
    page.printing.moved.connect(lambda _done, _total: page.printing.running() and page.viewer.print.click())
    print_to(signed, tmp_path / "printed.pdf", copies=20)
    signed.until(lambda: bool(said))
    assert said[0].startswith("Printing was stopped.")
    assert page.viewer.print.words() == "Print"
    assert page.view.issues == []


def test_without_a_printer_saving_leads(signed: Stage) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    page.viewer.show_printer(False)
    assert "No printer" in page.viewer.note.text()
    assert page.viewer.save._kind == "primary"
    page.viewer.show_printer(True)
    assert page.viewer.print._kind == "primary"


def test_an_amendment_is_a_new_version_with_its_reason(signed: Stage) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    form = page.viewer.details.amend_form
    page.viewer.details.amend.click()
    assert signed.focus() is form.who.edit
    signed.key(KEY.Key_Return, CTRL)
    assert form.text.error() == "Write what to add or correct."
    assert signed.focus() is form.text.edit
    signed.type("The daughter rings on Fridays.")
    form.reason.edit.setFocus()
    signed.type("left out on the day")
    signed.key(KEY.Key_Return, CTRL)
    signed.until(lambda: page.paper.view.paper is not None and page.paper.view.paper.version == 2)
    versions = signed.ask(signing.versions, signed.huddle)
    assert [one.version for one in versions] == [1, 2]
    assert versions[1].reason == "left out on the day"
    assert "The daughter rings on Fridays." in " ".join(page.paper.view.paper.words).replace("\r\n", " ")
    assert page.viewer.details.form() is None
    assert form.reason.text() == ""


def test_half_an_amendment_is_still_there_after_looking_elsewhere(signed: Stage) -> None:
    page = signed.open("minutes", huddle=signed.huddle.id)
    page.viewer.details.amend.click()
    form = page.viewer.details.amend_form
    form.reason.edit.setFocus()
    signed.type("left out")
    signed.key(KEY.Key_Escape)
    page.viewer.details.amend.click()
    assert form.reason.text() == "left out"
    signed.show("minutes")
    signed.show("minutes", huddle=page.list.rows.rows[1].huddle.id)
    assert form.reason.text() == ""
    signed.show("minutes", huddle=signed.huddle.id)
    assert form.reason.text() == "left out"


def test_nobody_prints_a_version_that_is_not_there(signed: Stage, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with pytest.raises(Refused, match="There is no version 7"):
        print_minutes(signed.session, signed.huddle, 7, printer, 1, progress=silent)
