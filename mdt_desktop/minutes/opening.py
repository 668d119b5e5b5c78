"""The first part of the minutes: title, summary box, attendance, decisions that concern no one person."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from mdt_desktop.minutes.actions import action_table
from mdt_desktop.minutes.attendance import attendance
from mdt_desktop.minutes.blocks import (
    BODY,
    BOLD,
    LABEL,
    QUIET_TEXT,
    SECTION,
    TITLE,
    Heading,
    labelled,
    labelled_list,
    section,
)
from mdt_desktop.minutes.content import MinutesContent, NeedsOthers, Paragraph, title
from mdt_desktop.minutes.lines import Span
from mdt_desktop.minutes.shaping import Style
from mdt_desktop.minutes.tables import panel
from mdt_desktop.minutes.tagging import Element
from mdt_desktop.minutes.text import TextBlock
from mdt_desktop.minutes.wording import (
    NBSP,
    SEPARATOR,
    clock,
    counted,
    full_day,
    listed,
    sentence,
    two_identifiers,
)

_FIGURE = Style(size=15, bold=True)


def opening(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    """Everything before the first person."""
    yield from _title(content, root)
    yield panel([*_summary(content, root.add("Sect"))])
    yield from attendance(content, root)
    yield from _notes(content, root)


def _title(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    yield Heading(title(content), root.add("H1"), TITLE, level=0, space_before=0)
    ran = " to ".join(clock(at, content.zone) for at in (content.start, content.end) if at is not None)
    lines = (
        (", ".join(filter(None, (full_day(content.date), ran))),),
        (content.team, content.place),
        (content.venue, content.mode, f"ref {content.ref}" if content.ref else ""),
        (
            f"Chair {content.chair}" if content.chair else "",
            f"Minutes by {content.minute_taker}" if content.minute_taker else "",
        ),
    )
    words = "\n".join(filter(None, (SEPARATOR.join(filter(None, line)) for line in lines)))
    yield TextBlock(words, root.add("P"), style=QUIET_TEXT, space_after=8)


def _summary(content: MinutesContent, part: Element) -> Iterator[Flowable]:
    yield TextBlock("Summary", part.add("H2"), style=SECTION)
    yield TextBlock(_figures(content), part.add("P"))
    if content.purpose:
        yield labelled("Purpose", content.purpose, part)
    present = ", ".join(f"{sector.label} ({sector.people})" for sector in content.sectors)
    yield labelled("Present by sector", sentence(present) or "No one recorded", part)
    if content.sectors_missing:
        yield labelled("Not represented", sentence(", ".join(content.sectors_missing)), part)
    yield labelled("Quorum", _quorum(content), part)
    yield from _needs_others(content, part)


def _figures(content: MinutesContent) -> list[Span]:
    """9 people discussed (1 new, 8 reviews) · 1 deferred · 4 actions made, with the numbers large."""
    counts = content.counts
    kinds = {
        "new": counts.new,
        counted(counts.review, "review").split()[1]: counts.review,
        "other": counts.other,
    }
    of_which = ", ".join(f"{number} {word}" for word, number in kinds.items() if number)
    groups = (
        f"{counted(counts.discussed, 'person', 'people')} discussed" + (f" ({of_which})" if of_which else ""),
        f"{counts.deferred} deferred",
        f"{counted(counts.actions_made, 'action')} made",
    )
    spans: list[Span] = []
    for at, group in enumerate(groups):
        number, words = group.split(" ", 1)
        gap = [Span("  ·  ", QUIET_TEXT)] if at else []
        spans += [*gap, Span(number, _FIGURE), Span(f"{NBSP}{words}")]
    return spans


def _quorum(content: MinutesContent) -> list[Span]:
    quorum = content.quorum
    verdict = "Met" if quorum.met else "Not met – decisions are advisory"
    spans = [Span(f"{verdict}.", BOLD), Span(f" {quorum.rule.rstrip('.')}.")]
    if quorum.missing:
        spans.append(Span(f" Missing: {listed(quorum.missing)}."))
    if quorum.times:
        changes = (
            f"{'met' if time.met else 'not met'} from {clock(time.at, content.zone)}" for time in quorum.times
        )
        spans.append(Span(f" {sentence(', '.join(changes))}."))
    return spans


def _needs_others(content: MinutesContent, part: Element) -> Sequence[Flowable]:
    def item(need: NeedsOthers) -> list[Span]:
        who = f"{two_identifiers(need.person, content.date)}: " if need.person else ""
        return [Span(who, BOLD), Span(need.text), Span(f" – {need.who}" if need.who else "")]

    items: list[list[Span]] = [item(need) for need in content.needs_others]
    return labelled_list("Decisions needing others", items or ["None"], part)


def _notes(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    if not content.notes and not content.team_actions:
        return
    part, heading = section("Decisions and notes of the meeting", root)
    yield from heading
    for note in content.notes:
        yield labelled("Decision" if note.kind == "decision" else "Note", _note(note, content.zone), part)
    if content.team_actions:
        yield TextBlock("Team actions", part.add("P"), style=LABEL)
        yield action_table(content.team_actions, content.date, part)


def _note(note: Paragraph, zone: str) -> list[Span]:
    source = ", ".join(filter(None, (note.by, clock(note.at, zone) if note.at else "")))
    text = Span(note.text, BOLD if note.kind == "decision" else BODY)
    return [text, Span(f" – {source}" if source else "", QUIET_TEXT)]
