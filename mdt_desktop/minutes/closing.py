"""The last part of the minutes: old actions, those not reached, deaths, learning, approval, amendments."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from mdt_desktop.minutes.actions import carried_table
from mdt_desktop.minutes.blocks import BOLD, SECTION, labelled, labelled_list, section, space_for
from mdt_desktop.minutes.content import Amendment, Death, MinutesContent, NotDiscussed
from mdt_desktop.minutes.lines import Span
from mdt_desktop.minutes.tables import Cell, Column, panel, table
from mdt_desktop.minutes.tagging import Element
from mdt_desktop.minutes.text import TextBlock
from mdt_desktop.minutes.wording import SEPARATOR, full_day, list_day, moment, two_identifiers

_COLUMNS = (Column("Person", 56), Column("What happened", 37), Column("Why", 49), Column("To", 30))
_WHAT_HAPPENED = {
    "not_reached": "Not reached",
    "deferred": "Deferred",
    "withdrawn": "Withdrawn",
    "noted": "Noted, no discussion needed",
}


def closing(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    """Everything after the last person."""
    if content.carried_actions:
        part, heading = section("Actions from before", root)
        yield from (*heading, carried_table(content.carried_actions, content.date, part))
    if content.not_discussed:
        part, heading = section("Not discussed this time", root)
        rows = [_not_discussed(entry, content) for entry in content.not_discussed]
        yield from (*heading, table(_COLUMNS, rows, part))
    yield from _deaths(content, root)
    yield from _learning(content, root)
    yield from _next_meeting(content, root)
    yield from _approval(content, root)
    yield from _amendments(content, root)


def _not_discussed(entry: NotDiscussed, content: MinutesContent) -> list[Cell]:
    to = list_day(entry.to, content.date) if entry.to else "To be planned"
    who = two_identifiers(entry.person, content.date)
    return [who, _WHAT_HAPPENED.get(entry.status, entry.status), entry.reason, to]


def _deaths(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    if not content.deaths:
        return
    part, heading = section("Those who have died", root)
    yield from heading
    for death in content.deaths:
        yield TextBlock(_death(death, content), part.add("P"), space_after=4)


def _death(death: Death, content: MinutesContent) -> list[Span]:
    died = f" died on {full_day(death.on)}." if death.on else " has died."
    who = two_identifiers(death.person, death.on or content.date)
    return [Span(who, BOLD), Span(died), Span(f" {death.text}")]


def _learning(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    if not content.learning and not content.gaps:
        return
    part, heading = section("Learning and gaps", root)
    yield from heading
    if content.learning:
        yield from labelled_list("Learning", content.learning, part)
    if content.gaps:
        yield from labelled_list("Gaps in services", content.gaps, part)


def _next_meeting(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    planned = content.next_meeting
    if planned is None:
        return
    part, heading = section("Next huddle", root)
    yield from heading
    words = filter(None, (moment(planned.at, content.zone), planned.venue, planned.mode))
    yield TextBlock(SEPARATOR.join(words), part.add("P"), space_after=8)


def _approval(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    part = root.add("Sect")
    yield space_for(52)
    heading = TextBlock("Agreed as a true record", part.add("H2"), style=SECTION)
    approval = content.approval
    if approval is None:
        words = TextBlock("Not signed yet. This is a draft and may change.", part.add("P"))
        yield panel([heading, words])
        return
    yield panel(
        [
            heading,
            labelled("Signed by", [Span(approval.name, BOLD), Span(f", {approval.role}")], part),
            labelled("When", moment(approval.at, content.zone), part),
            labelled("Version", str(content.version), part),
        ]
    )


def _amendments(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    if not content.amendments:
        return
    part, heading = section("Amendments", root)
    yield from heading
    for amendment in content.amendments:
        yield labelled(f"Version {amendment.version}", _amendment(amendment, content), part)


def _amendment(amendment: Amendment, content: MinutesContent) -> list[Span]:
    about = two_identifiers(amendment.person, content.date) if amendment.person else amendment.case_ref
    made = f"{amendment.who}, {moment(amendment.at, content.zone)}"
    return [
        Span(f"{about}: " if about else "", BOLD),
        Span(amendment.text),
        Span(f"\nWhy: {amendment.why}\n{made}"),
    ]
