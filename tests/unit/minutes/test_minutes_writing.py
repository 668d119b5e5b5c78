import io

import pikepdf
import pytest
from minutes_sample import PRINTED, minutes

from mdt_desktop.minutes.flow import encrypted
from mdt_desktop.minutes.layout import lay_out
from mdt_desktop.minutes.pages import page_count, page_size, page_text, render
from mdt_desktop.progress import Cancelled
from mdt_desktop.refused import Refused


def test_progress_counts_people_and_can_be_cancelled() -> None:
    seen: list[tuple[int, int]] = []
    whole = lay_out(minutes(), PRINTED, progress=lambda done, total: seen.append((done, total)))
    assert whole.pages == 11
    assert seen[0] == (0, 9)
    assert seen[-1] == (9, 9)
    assert seen == sorted(seen)

    def cancel(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        lay_out(minutes(), PRINTED, progress=cancel)


def test_a_passphrase_encrypts_with_aes_256_and_keeps_the_tags(signed_pdf: bytes):
    locked = encrypted(signed_pdf, "harbour lamp tide")
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
