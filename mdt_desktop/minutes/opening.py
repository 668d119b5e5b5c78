"""The first part of the minutes: title, summary box, who was there, conflicts, decisions about no one person."""

from collections.abc import Iterator, Sequence
from itertools import chain

from reportlab.platypus import Flowable

from mdt_desktop.minutes.actions import action_table
from mdt_desktop.minutes.blocks import (
    BODY,
    BOLD,
    ITALIC,
    LABEL,
    QUIET_TEXT,
    SECTION,
    TITLE,
    Heading,
    labelled,
    labelled_list,
    space_for,
)
from mdt_desktop.minutes.content import Attendee, MinutesContent, NeedsOthers, Paragraph, title
from mdt_desktop.minutes.shaping import Style
from mdt_desktop.minutes.tables import Cell, Column, panel, table
from mdt_desktop.minutes.tagging import Element
from mdt_desktop.minutes.text import Span, TextBlock
from mdt_desktop.minutes.wording import SEPARATOR, clock, counted, full_day, listed, two_identifiers

THERE = ("present", "late", "left", "deputy")
_FIGURE = Style(size=15, bold=True)


def opening(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    """Everything before the first person."""
    yield from _title(content, root)
    yield panel([*_summary(content, root.add("Sect"))])
    yield from _attendance(content, root.add("Sect"))
    yield from _notes(content, root.add("Sect"))


def _title(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    yield Heading(title(content), root.add("H1"), TITLE, level=0, space_before=0)
    ran = " to ".join(clock(at, content.zone) for at in (content.start, content.end) if at is not None)
    when = ", ".join(filter(None, (full_day(content.date), ran)))
    lines = (
        SEPARATOR.join(filter(None, (content.team, content.place, when))),
        SEPARATOR.join(
            filter(None, (content.venue, content.mode, f"ref {content.ref}" if content.ref else ""))
        ),
        SEPARATOR.join(
            filter(
                None,
                (
                    f"Chair {content.chair}" if content.chair else "",
                    f"Minutes {content.minute_taker}" if content.minute_taker else "",
                ),
            )
        ),
    )
    yield TextBlock("\n".join(filter(None, lines)), root.add("P"), style=QUIET_TEXT, space_after=8)


def _summary(content: MinutesContent, section: Element) -> Iterator[Flowable]:
    heading = section.add("H2")
    yield TextBlock("Summary", heading, style=SECTION)
    yield TextBlock(_figures(content), section.add("P"))
    if content.purpose:
        yield labelled("Purpose", content.purpose, section)
    present = [f"{sector.label} ({sector.people})" for sector in content.sectors]
    yield labelled("Present by sector", ", ".join(present) or "No one recorded", section)
    if content.sectors_missing:
        yield labelled("Not represented", ", ".join(content.sectors_missing), section)
    yield labelled("Quorum", _quorum(content), section)
    yield from _needs_others(content, section)


def _figures(content: MinutesContent) -> list[Span]:
    counts = content.counts
    kinds = [
        words
        for number, words in (
            (counts.new, f"{counts.new} new"),
            (counts.review, counted(counts.review, "review")),
            (counts.other, f"{counts.other} other"),
        )
        if number
    ]
    of_which = f" ({', '.join(kinds)})" if kinds else ""
    discussed = "person discussed" if counts.discussed == 1 else "people discussed"
    made = "action made" if counts.actions_made == 1 else "actions made"
    groups = (
        (counts.discussed, discussed + of_which),
        (counts.deferred, "deferred"),
        (counts.actions_made, made),
    )
    return [
        span
        for number, words in groups
        for span in (Span(str(number), _FIGURE), Span("\u00a0" + words.replace(" ", "\u00a0") + "     "))
    ]


def _quorum(content: MinutesContent) -> list[Span]:
    quorum = content.quorum
    spans = [
        Span("Met" if quorum.met else "Not met – decisions are advisory", BOLD),
        Span(f". {quorum.rule}."),
    ]
    if quorum.missing:
        spans.append(Span(f" Missing: {listed(quorum.missing)}."))
    if quorum.times:
        changes = [
            f"{'met' if time.met else 'not met'} from {clock(time.at, content.zone)}" for time in quorum.times
        ]
        spans.append(Span(f" {', '.join(changes).capitalize()}."))
    return spans


def _needs_others(content: MinutesContent, section: Element) -> Sequence[Flowable]:
    def item(need: NeedsOthers) -> list[Span]:
        who = f"{two_identifiers(need.person, content.date)}: " if need.person else ""
        return [Span(who, BOLD), Span(need.text), Span(f" – {need.who}" if need.who else "")]

    items: list[list[Span]] = [item(need) for need in content.needs_others]
    return labelled_list("Decisions needing others", items or ["None"], section)


def _attendance(content: MinutesContent, section: Element) -> Iterator[Flowable]:
    yield space_for(40)
    yield Heading("Attendance", section.add("H2"), SECTION, level=0)
    there = [person for person in content.attendance if person.status in THERE]
    columns = (
        Column("Name", 30),
        Column("Job and organisation", 40),
        Column("Sector", 26),
        Column("Here", 26),
    )
    if there:
        yield table(columns, [_attendee(person, content.zone) for person in there], section)
    away = {
        "Apologies": [person for person in content.attendance if person.status == "apologies"],
        "Not here": [person for person in content.attendance if person.status not in (*THERE, "apologies")],
    }
    for label, people in away.items():
        if people:
            yield labelled(label, "; ".join(_absent(person) for person in people), section)
    conflicts = [
        [Span(f"{conflict.name}: ", BOLD), Span(conflict.text), Span(_about(conflict.case_ref))]
        for conflict in content.conflicts
    ]
    yield from labelled_list("Conflicts of interest", conflicts or ["None declared"], section)


def _about(case_ref: str) -> str:
    return f" (case {case_ref})" if case_ref else ""


def _attendee(person: Attendee, zone: str) -> list[Cell]:
    roles = [person.duty, "called in" if person.called_in else ""]
    if person.deputy_for:
        roles.append(f"deputy for {person.deputy_for}")
    role = ", ".join(filter(None, roles))
    times = [f"from {clock(person.arrived, zone)}" if person.arrived else ""]
    times.append(f"until {clock(person.left, zone)}" if person.left else "")
    here = " ".join(filter(None, ("Yes", f"({person.via})" if person.via else "", *times)))
    return [
        [Span(person.name, BOLD), Span(f"\n{role}" if role else "", ITALIC)],
        ", ".join(filter(None, (person.job, person.organisation))),
        person.sector_label,
        here,
    ]


def _absent(person: Attendee) -> str:
    where = ", ".join(filter(None, (person.job, person.organisation, person.sector_label)))
    return f"{person.name} ({where})" if where else person.name


def _notes(content: MinutesContent, section: Element) -> Iterator[Flowable]:
    if not content.notes and not content.team_actions:
        return
    yield space_for(30)
    yield Heading("Decisions and notes of the meeting", section.add("H2"), SECTION, level=0)
    for note in content.notes:
        yield labelled("Decision" if note.kind == "decision" else "Note", _note(note, content.zone), section)
    if content.team_actions:
        yield TextBlock("Team actions", section.add("P"), style=LABEL)
        yield action_table(content.team_actions, content.date, section)


def _note(note: Paragraph, zone: str) -> list[Span]:
    source = ", ".join(chain(filter(None, (note.by,)), (clock(note.at, zone),) if note.at else ()))
    return [
        Span(note.text, BOLD if note.kind == "decision" else BODY),
        Span(f" – {source}" if source else "", QUIET_TEXT),
    ]
