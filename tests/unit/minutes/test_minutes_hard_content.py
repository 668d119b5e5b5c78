"""Content as it really comes: missing, far too long, strange. Pages stay whole and name their person."""

import unicodedata
from datetime import date

import pypdfium2
import pytest
from minutes_sample import CLARKE, ELLISON, PRINTED, at, minutes, person

from mdt_desktop.minutes.content import (
    TEMPLATE,
    Amendment,
    CarriedAction,
    Counts,
    MinutesContent,
    NeedsOthers,
    Quorum,
)
from mdt_desktop.minutes.discussed import Action, Identity, Said
from mdt_desktop.minutes.frame import SIDE, WIDTH
from mdt_desktop.minutes.layout import lay_out
from mdt_desktop.minutes.pages import page_count, page_text
from mdt_desktop.minutes.printed import Printed


def pages(content: MinutesContent, printed: Printed = PRINTED) -> list[str]:
    pdf = lay_out(content, printed).pdf
    return [
        " ".join(unicodedata.normalize("NFKC", page_text(pdf, at)).split()) for at in range(page_count(pdf))
    ]


def action(text: str, number: int = 1) -> Action:
    return Action(number=number, text=text, owner="Tom Reilly", organisation="Harbour Homes")


def test_a_huddle_of_which_nothing_is_known_fits_one_page():
    bare = MinutesContent(
        template=TEMPLATE,
        huddle_id="h1",
        team="Quayside",
        date=date(2026, 11, 26),
        zone="Europe/London",
        status="draft",
        version=0,
        quorum=Quorum(rule="Chair", met=True),
        counts=Counts(discussed=0),
    )
    (only,) = pages(bare)
    assert "0 people discussed · 0 deferred · 0 actions made" in only
    assert "Decisions needing others None" in only
    assert "OFFICIAL – SENSITIVE: PERSONAL" in only


@pytest.mark.parametrize(
    "changes",
    [
        {"discussion": (Said(text="word " * 6000, by="Priya Shah"),)},
        {"actions": (action("word " * 4000),)},
        {"actions": tuple(action("Ring the family about Sundays", number) for number in range(120))},
        {"decision": "w" * 6000},
        {"decision": "🙂" * 3000},
        {"question": "عبد الله " * 900},
    ],
    ids=["discussion", "one action", "many actions", "one word", "emoji", "Arabic"],
)
def test_a_person_over_many_pages_is_named_on_each(changes: dict[str, object]):
    written = pages(minutes(people=(person(1, CLARKE, **changes),), carried_actions=()))
    first = next(
        at for at, text in enumerate(written) if "CLARKE, Winston (Mr) · NHS no. 999 018 4488" in text
    )
    last = next(at for at, text in enumerate(written) if "Information basis" in text)
    assert last - first >= 2
    for text in written[first + 1 : last + 1]:
        assert "CLARKE, Winston (Mr) · 999 018 4488 (continued)" in text


def test_a_row_of_carried_actions_is_never_torn_from_its_person():
    carried = tuple(
        CarriedAction(action=action(f"Start{n} {'and then ' * 12} end{n}.", n), person=ELLISON, note="Moved")
        for n in range(40)
    )
    for text in pages(minutes(people=(), carried_actions=carried)):
        for number in range(40):
            assert (f"Start{number} " in text) == (f"end{number}." in text)
        assert text.count("ELLISON") == text.count("999 027 6137")


def test_table_headings_are_repeated_on_each_page():
    actions = tuple(action("Ring the family about Sundays", number) for number in range(120))
    written = pages(minutes(people=(person(1, CLARKE, actions=actions),), carried_actions=()))
    with_rows = [text for text in written if "Ring the family" in text]
    assert len(with_rows) > 3
    assert all("No. What Owner Organisation By Status" in text for text in with_rows)


def test_endless_names_and_markings_stay_between_the_margins():
    endless = Identity(person_id="p", family_name="Wolfe" * 40, given_names="An " * 60, local_ref="H-9")
    content = minutes(people=(person(1, endless),), marking="OFFICIAL " * 40, team="Team " * 60)
    document = pypdfium2.PdfDocument(lay_out(content, PRINTED).pdf)
    for page in document:
        text = page.get_textpage()
        assert "OFFICIAL …" in text.get_text_range()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
        assert min(box[0] for box in boxes) >= SIDE - 1
        assert max(box[2] for box in boxes) <= WIDTH - SIDE + 1
    document.close()


def test_a_draft_shows_what_is_still_missing():
    gaps = person(
        1, CLARKE, actions=(Action(number=1, text="Share the plan"),), outcome_label="", decision=""
    )
    everything = " ".join(
        pages(minutes(status="draft", version=0, approval=None, people=(person(2, ELLISON), gaps)))
    )
    assert "No owner yet" in everything
    assert "No date yet" in everything
    assert "Decision None recorded yet" in everything


def test_what_was_not_set_is_said_and_not_left_out():
    bare = person(1, CLARKE, review=None, telling=None, basis="")
    everything = " ".join(pages(minutes(people=(bare,))))
    for words in ("Next review Not set", "Who tells them Not agreed", "Information basis Not recorded"):
        assert words in everything


def test_decisions_taken_without_a_quorum_are_labelled_as_advice():
    assert "Advice (not quorate) Continue plan." in " ".join(
        pages(minutes(people=(person(1, CLARKE, advisory=True),)))
    )


def test_amendments_show_version_who_when_why_and_whom():
    amended = minutes(
        status="amended",
        version=2,
        amendments=(
            Amendment(
                version=2,
                who="Dr Amara Okafor",
                at=at(15, 5),
                why="The wrong day was noted",
                text="The review is on Thursday 28 January 2027.",
                person=CLARKE,
            ),
        ),
    )
    written = pages(amended)
    assert (
        "Version 2 CLARKE, Winston (Mr) · 999 018 4488: The review is on Thursday 28 January 2027."
        in written[-1]
    )
    assert "Why: The wrong day was noted Dr Amara Okafor, Thursday 26 November 2026, 3:05pm" in written[-1]
    assert all("Version 2 (final, amended)" in text for text in written)


def test_decisions_needing_others_may_fill_more_than_a_page():
    needs = tuple(NeedsOthers(text=f"Funding {n}", who="Council panel", person=ELLISON) for n in range(60))
    everything = " ".join(pages(minutes(needs_others=needs)))
    assert all(f"Funding {n} – Council panel" in everything for n in range(60))


def test_times_are_those_of_the_team_in_summer_too():
    summer = minutes(date=date(2026, 7, 2), start=at(9, 30).replace(month=7, day=2), end=None)
    assert "Thursday 2 July 2026, 10:30am" in pages(summer)[0]
