"""The pages of the sample minutes: what must be on each of them, and what the file says about itself."""

import io
import unicodedata
from dataclasses import replace

import pikepdf
import pytest
from minutes_sample import CLARKE, ELLISON, PRINTED, SCRIPT_NAMES, minutes

from mdt_desktop.minutes.content import Quorum, content_hash, short_hash
from mdt_desktop.minutes.layout import lay_out
from mdt_desktop.minutes.pages import page_count, page_text

PAGES = 11


def texts(pdf: bytes) -> list[str]:
    """Each page's text on one line, in composed form."""
    return [
        " ".join(unicodedata.normalize("NFKC", page_text(pdf, at)).split()) for at in range(page_count(pdf))
    ]


def test_the_sample_has_its_number_of_pages(signed_pdf: bytes):
    assert page_count(signed_pdf) == PAGES


def test_every_page_has_header_and_footer(signed_pdf: bytes):
    for number, text in enumerate(texts(signed_pdf), start=1):
        assert f"Page {number} of {PAGES}" in text
        for words in (
            "Harbourside neighbourhood team",
            "Huddle minutes · Thursday 26 November 2026",
            "OFFICIAL – SENSITIVE: PERSONAL",
            f"Version 1 (final) · content hash {short_hash(content_hash(minutes()))}",
            "Printed by Tom Reilly, Thursday 26 November 2026, 10:52am · copy 1 of 3 · for Locality office",
            "Uncontrolled when printed – destroy as confidential waste by Thursday 24 December 2026",
        ):
            assert words in text


def test_a_person_who_goes_on_is_named_with_two_identifiers_on_each_page(signed_pdf: bytes):
    long = [text for text in texts(signed_pdf) if "The kitchen light failed" in text]
    assert len(long) >= 3
    first, *others = long
    assert "ELLISON, Margaret (Mrs) · NHS no. 999 027 6137 · born 14 Mar 1944 (82 years)" in first
    for text in others:
        assert "ELLISON, Margaret (Mrs) · 999 027 6137 (continued)" in text


def test_nobody_is_continued_on_a_page_that_begins_with_somebody_else(signed_pdf: bytes):
    continued = [text for text in texts(signed_pdf) if "(continued)" in text]
    assert all("ELLISON, Margaret (Mrs) · 999 027 6137 (continued)" in text for text in continued)


@pytest.mark.parametrize("identity", [CLARKE, ELLISON], ids=["Clarke", "Ellison"])
def test_a_page_that_names_a_person_has_a_second_identifier(signed_pdf: bytes, identity):
    number = identity.nhs_number
    shown = f"{number[:3]} {number[3:6]} {number[6:]}"
    for text in texts(signed_pdf):
        assert text.count(identity.family_name.upper()) <= text.count(shown)


@pytest.mark.parametrize("script", SCRIPT_NAMES)
def test_names_in_every_script_extract_as_they_were_typed(signed_pdf: bytes, script: str):
    everything = " ".join(texts(signed_pdf))
    words = " ".join(SCRIPT_NAMES[script]).split()
    assert [word for word in words if unicodedata.normalize("NFKC", word) not in everything] == []


def test_a_person_without_an_nhs_number_is_identified_by_birth_date(signed_pdf: bytes):
    assert "शर्मा, क्षितिज · born 3 Jun 1958 (68 years)" in " ".join(texts(signed_pdf))


def test_the_summary_comes_first(signed_pdf: bytes):
    first = texts(signed_pdf)[0]
    wanted = ["Summary", "9 people discussed (1 new, 8 reviews)", "1 deferred", "4 actions made", "Purpose"]
    wanted += ["Present by sector", "Quorum", "Decisions needing others", "Attendance"]
    places = [first.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_the_words_of_the_person_or_that_nobody_asked(signed_pdf: bytes):
    everything = " ".join(texts(signed_pdf))
    assert "What matters Not yet asked" in everything
    assert "“To stay in my own home and see my sister on Sundays” – herself" in everything


def test_fact_and_opinion_are_told_apart(signed_pdf: bytes):
    everything = " ".join(texts(signed_pdf))
    assert "Walks to the kitchen with the frame again. – fact, Priya Shah, 9:44am" in everything
    assert "Seems lower in mood than in October. – opinion, Leila Haddad, 9:46am" in everything


def test_decision_dissent_actions_review_basis_and_telling_are_there(signed_pdf: bytes):
    clarke = texts(signed_pdf)[1]
    for words in (
        "Decision Plan changed. Night-time plan by the phone",
        "Different view Daniel Mensah would have liked a joint visit first.",
        "Urgent: Review home oxygen",
        "Colin Barr",
        "Wed 2 Dec",
        "Mon 4 Jan 2027",
        "Next review None: steps down once the oxygen is settled",
        "Who tells them Priya Shah, by Friday 27 November 2026",
        "Information basis Implied – direct care",
    ):
        assert words in clarke


def test_a_restricted_note_is_mentioned_to_entitled_readers_only(signed_pdf: bytes):
    told = " ".join(texts(lay_out(minutes(), replace(PRINTED, entitled=True)).pdf))
    assert "A separate restricted note exists." in told
    assert "estricted note" not in " ".join(texts(signed_pdf))


def test_the_end_lists_those_not_reached_deaths_learning_next_huddle_and_signature(signed_pdf: bytes):
    end = " ".join(texts(signed_pdf)[-2:])
    for words in (
        "KOWALCZYK, Irena · 999 041 8098",
        "Presenter on leave",
        "LLOYD, Ann · born 5 Jan 1938 (88 years) died on Saturday 21 November 2026.",
        "Gaps in services No evening transport",
        "Next huddle Thursday 3 December 2026, 9:30am",
        "Signed by Dr Amara Okafor, chair When Thursday 26 November 2026, 10:41am Version 1",
    ):
        assert words in end


def test_only_drafts_carry_the_watermark(signed_pdf: bytes, draft_pdf: bytes):
    assert all("DRAFT" in text for text in texts(draft_pdf))
    assert not any("DRAFT" in text for text in texts(signed_pdf))
    circulated = texts(lay_out(minutes(status="circulated", version=0), PRINTED).pdf)
    assert all("DRAFT" in text and "Circulated draft" in text for text in circulated)
    assert "Not signed yet. This is a draft and may change." in " ".join(texts(draft_pdf))


def test_inquorate_minutes_say_so_on_every_page():
    quorum = Quorum(rule="Chair and three sectors", met=False, missing=("primary care", "housing"))
    pages = texts(lay_out(minutes(quorum=quorum), PRINTED).pdf)
    assert all("Huddle notes – not quorate" in text for text in pages)
    assert (
        "Not met – decisions are advisory. Chair and three sectors. Missing: primary care and housing."
        in pages[0]
    )


def test_every_font_is_embedded(signed_pdf: bytes, draft_pdf: bytes):
    for pdf in (signed_pdf, draft_pdf):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
            assert fonts
            assert [str(font.BaseFont) for font in fonts if "/FontFile2" not in font.FontDescriptor] == []


def test_the_same_content_and_copy_line_give_the_same_bytes(signed_pdf: bytes):
    assert lay_out(minutes(), PRINTED).pdf == signed_pdf


def test_pages_are_a4_portrait(signed_pdf: bytes):
    with pikepdf.open(io.BytesIO(signed_pdf)) as opened:
        sizes = {tuple(round(float(side)) for side in page.mediabox) for page in opened.pages}
    assert sizes == {(0, 0, 595, 842)}
