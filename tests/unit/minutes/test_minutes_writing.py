import io
from pathlib import Path

import pikepdf
import pytest
from minutes_sample import PRINTED, minutes

from mdt_desktop.minutes.layout import Written, write_minutes
from mdt_desktop.minutes.pages import page_count, page_size, page_text, render
from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused


def test_the_document_is_saved_whole_and_nothing_else_is_left(tmp_path: Path, signed_pdf: bytes):
    target = tmp_path / "Minutes 26 Nov.pdf"
    target.write_bytes(b"what was there before")
    assert write_minutes(minutes(), target, printed=PRINTED) == Written(target, 11)
    assert target.read_bytes() == signed_pdf
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_cannot_be_written_is_refused_in_plain_words(tmp_path: Path):
    with pytest.raises(Refused, match=r"could not be saved as “minutes.pdf” .* choose another folder"):
        write_minutes(minutes(), tmp_path / "missing" / "minutes.pdf", printed=PRINTED)


def test_a_target_that_is_a_folder_is_refused_and_leaves_nothing(tmp_path: Path):
    (tmp_path / "minutes.pdf").mkdir()
    with pytest.raises(Refused):
        write_minutes(minutes(), tmp_path / "minutes.pdf", printed=PRINTED)
    assert [path.name for path in tmp_path.iterdir()] == ["minutes.pdf"]


def test_progress_counts_people_and_cancelling_writes_nothing(tmp_path: Path):
    seen: list[tuple[int, int]] = []
    write_minutes(
        minutes(),
        tmp_path / "all.pdf",
        printed=PRINTED,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen[0] == (0, 9)
    assert seen[-1] == (9, 9)
    assert seen == sorted(seen)

    def cancel(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_minutes(minutes(), tmp_path / "cancelled.pdf", printed=PRINTED, progress=cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["all.pdf"]


def test_a_passphrase_encrypts_with_aes_256_and_keeps_the_tags(tmp_path: Path):
    target = tmp_path / "locked.pdf"
    write_minutes(minutes(), target, printed=PRINTED, encrypt="harbour lamp tide")
    locked = target.read_bytes()
    assert b"Harbourside" not in locked
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    with pikepdf.open(io.BytesIO(locked), password="harbour lamp tide") as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
        assert opened.Root.MarkInfo.Marked is True
    with pytest.raises(Refused):
        page_count(locked)
    assert "CLARKE, Winston" in page_text(locked, 1, "harbour lamp tide")


def test_pages_become_pictures_of_the_asked_size(signed_pdf: bytes):
    assert page_size(signed_pdf, 0) == pytest.approx((595.276, 841.89), abs=0.01)
    picture = render(signed_pdf, 0, 96 / 72)
    assert (picture.width, picture.height) == (794, 1123)
    assert len(picture.pixels) == picture.width * picture.height * 4
    assert picture.pixels[:3] == b"\xff\xff\xff"
    assert min(picture.pixels[1::4]) < 60


def test_colours_come_as_blue_green_red(signed_pdf: bytes):
    picture = render(signed_pdf, 0, 2)
    middle = picture.width // 2
    column = [picture.pixels[(row * picture.width + middle) * 4 :][:3] for row in range(150)]
    blue, green, red = min(column, key=lambda pixel: pixel[2])
    assert red < green < blue, "the petrol rule below the header"


def test_every_page_can_be_drawn_and_no_other(signed_pdf: bytes):
    sizes = {render(signed_pdf, at, 0.2)[:2] for at in range(page_count(signed_pdf))}
    assert len(sizes) == 1
    with pytest.raises(IndexError):
        render(signed_pdf, 11, 0.2)


@pytest.mark.parametrize("rubbish", [b"", b"not a pdf", b"%PDF-1.7\n" + b"\0" * 400])
def test_what_is_no_pdf_is_refused(rubbish: bytes):
    with pytest.raises(Refused):
        render(rubbish, 0, 1)
