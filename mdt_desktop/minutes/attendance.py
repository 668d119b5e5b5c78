"""Who was there, for whom, from when to when; apologies and conflicts of interest."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from mdt_desktop.minutes.blocks import BOLD, ITALIC, labelled, labelled_list, section
from mdt_desktop.minutes.content import Attendee, MinutesContent
from mdt_desktop.minutes.lines import Span
from mdt_desktop.minutes.tables import Cell, Column, table
from mdt_desktop.minutes.tagging import Element
from mdt_desktop.minutes.wording import clock, sentence

THERE = ("present", "late", "left", "deputy")
_COLUMNS = (Column("Name", 38), Column("Job and organisation", 62), Column("Sector", 42), Column("Here", 30))


def attendance(content: MinutesContent, root: Element) -> Iterator[Flowable]:
    """The section about who was there."""
    part, heading = section("Attendance", root, room_mm=40)
    yield from heading
    there = [person for person in content.attendance if person.status in THERE]
    if there:
        yield table(_COLUMNS, [_present(person, content.zone) for person in there], part)
    apologies = [person for person in content.attendance if person.status == "apologies"]
    away = [person for person in content.attendance if person.status not in (*THERE, "apologies")]
    for label, people in (("Apologies", apologies), ("Not here", away)):
        if people:
            yield labelled(label, "; ".join(_absent(person) for person in people), part)
    yield from labelled_list("Conflicts of interest", _conflicts(content) or ["None declared"], part)


def _present(person: Attendee, zone: str) -> list[Cell]:
    roles = filter(
        None,
        (
            person.duty,
            "called in" if person.called_in else "",
            f"deputy for {person.deputy_for}" if person.deputy_for else "",
        ),
    )
    here = filter(
        None,
        (
            f"yes, by {person.via}" if person.via and person.via != "room" else "yes",
            f"from {clock(person.arrived, zone)}" if person.arrived else "",
            f"until {clock(person.left, zone)}" if person.left else "",
        ),
    )
    return [
        [Span(person.name, BOLD), Span("\n" + ", ".join(roles), ITALIC)],
        ", ".join(filter(None, (person.job, person.organisation))),
        sentence(person.sector_label),
        sentence(" ".join(here)),
    ]


def _absent(person: Attendee) -> str:
    where = ", ".join(filter(None, (person.job, person.organisation, person.sector_label)))
    return f"{person.name} ({where})" if where else person.name


def _conflicts(content: MinutesContent) -> list[list[Span]]:
    return [
        [
            Span(f"{conflict.name}: ", BOLD),
            Span(conflict.text),
            Span(f" (case {conflict.case_ref})" if conflict.case_ref else ""),
        ]
        for conflict in content.conflicts
    ]
