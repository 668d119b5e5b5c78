"""The last part of the minutes: old actions, those not reached, deaths, learning, next time, approval, amendments."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from mdt_desktop.minutes.actions import carried_table
from mdt_desktop.minutes.blocks import BODY, BOLD, SECTION, Heading, labelled, labelled_list, space_for
from mdt_desktop.minutes.content import Amendment, Death, MinutesContent, NotDiscussed
from mdt_desktop.minutes.tables import Cell, Column, panel, table
from mdt_desktop.minutes.tagging import Element
from mdt_desktop.minutes.text import Span, TextBlock
from mdt_desktop.minutes.wording import SEPARATOR, full_day, list_day, moment, two_identifiers

_NOT_DISCUSSED = (Column("Person", 62), Column("What happened", 30), Column("Why", 50), Column("To", 30))
_WHY_NOT = {"not_reached": "Not reached", "deferred": "Deferred", "withdrawn": "Withdrawn", "noted": "Noted"}


def closing(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    """Everything after the last person."""
    if content.carried_actions:
        section = yield from _section("Actions from before", root)
        yield carried_table(content.carried_actions, content.date, section)
    if content.not_discussed:
        section = yield from _section("Not discussed this time", root)
        rows = [_not_discussed(entry, content) for entry in content.not_discussed]
        yield table(_NOT_DISCUSSED, rows, section)
    if content.deaths:
        section = yield from _section("Those who have died", root)
        for death in content.deaths:
            yield TextBlock(_death(death, content), section.add("P"), space_after=4)
    if content.learning or content.gaps:
        section = yield from _section("Learning and gaps", root)
        if content.learning:
            yield from labelled_list("Learning", content.learning, section)
        if content.gaps:
            yield from labelled_list("Gaps in services", content.gaps, section)
    if content.next_meeting is not None:
        section = yield from _section("Next meeting", root)
        where = (content.next_meeting.venue, content.next_meeting.mode)
        when = moment(content.next_meeting.at, content.zone)
        yield TextBlock(SEPARATOR.join(filter(None, (when, *where))), section.add("P"))
    yield from _approval(content, root)
    yield from _amendments(content, root)


def _section(heading: str, root: Element) -> Iterator[Flowable]:
    section = root.add("Sect")
    yield space_for(30)
    yield Heading(heading, section.add("H2"), SECTION, level=0)
    return section


def _not_discussed(entry: NotDiscussed, content: MinutesContent) -> list[Cell]:
    to = list_day(entry.to, content.date) if entry.to else "To be planned"
    who = two_identifiers(entry.person, content.date)
    return [who, _WHY_NOT.get(entry.status, entry.status), entry.reason, to]


def _death(death: Death, content: MinutesContent) -> list[Span]:
    died = f" died on {full_day(death.on)}." if death.on else " has died."
    return [Span(two_identifiers(death.person, content.date), BOLD), Span(died), Span(f" {death.text}")]


def _approval(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    section = root.add("Sect")
    yield space_for(48)
    heading = TextBlock("Agreed as a true record", section.add("H2"), style=SECTION)
    approval = content.approval
    if approval is None:
        words = "Not signed yet. This is a draft and may change."
        yield panel([heading, TextBlock(words, section.add("P"), style=BODY)])
        return
    signed = moment(approval.at, content.zone)
    yield panel(
        [
            heading,
            labelled("Signed by", [Span(approval.name, BOLD), Span(f", {approval.role}")], section),
            labelled("When", signed, section),
            labelled("Version", str(content.version), section),
        ]
    )


def _amendments(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    if not content.amendments:
        return
    section = yield from _section("Amendments", root)
    for amendment in content.amendments:
        yield from labelled_list(f"Version {amendment.version}", [_amendment(amendment, content)], section)


def _amendment(amendment: Amendment, content: MinutesContent) -> list[Span]:
    about = two_identifiers(amendment.person, content.date) if amendment.person else amendment.case_ref
    made = f"{amendment.who}, {moment(amendment.at, content.zone)}"
    return [
        Span(f"{about}: " if about else "", BOLD),
        Span(amendment.text),
        Span(f"\nWhy: {amendment.why}\n{made}"),
    ]
