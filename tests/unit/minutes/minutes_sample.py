"""An invented huddle of nine people, with names in six scripts and one discussion of three pages."""

from datetime import UTC, date, datetime

from mdt_desktop.minutes.content import (
    TEMPLATE,
    Approval,
    Attendee,
    CarriedAction,
    Conflict,
    Counts,
    Death,
    MinutesContent,
    NeedsOthers,
    NextMeeting,
    NotDiscussed,
    Paragraph,
    Quorum,
    QuorumTime,
    SectorPresent,
)
from mdt_desktop.minutes.discussed import (
    Action,
    Identity,
    PersonDiscussed,
    Review,
    Said,
    Telling,
    WhatMatters,
)
from mdt_desktop.minutes.printed import Printed

DAY = date(2026, 11, 26)
ZONE = "Europe/London"


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 26, hour, minute, tzinfo=UTC)


PRINTED = Printed(
    by="Tom Reilly",
    at=at(10, 52),
    copy=1,
    copies=3,
    destination="Locality office",
    destroy_by=date(2026, 12, 24),
)

CLARKE = Identity(
    person_id="p1",
    family_name="Clarke",
    given_names="Winston",
    title="Mr",
    nhs_number="9990184488",
    dob=date(1959, 3, 2),
)
ELLISON = Identity(
    person_id="p3",
    family_name="Ellison",
    given_names="Margaret",
    title="Mrs",
    nhs_number="9990276137",
    dob=date(1944, 3, 14),
)
SCRIPT_NAMES = {
    "Bengali": ("বেগম", "ফাতিমা"),
    "Gurmukhi": ("ਸਿੰਘ", "ਗੁਰਪ੍ਰੀਤ"),
    "Gujarati": ("ક્ષત્રિય", "પ્રિયા"),
    "Tamil": ("கிருஷ்ணன்", "லட்சுமி"),
    "Devanagari": ("शर्मा", "क्षितिज"),
    "Arabic": ("عبد الله", "محمد"),
}


def person(number: int, identity: Identity, **changes: object) -> PersonDiscussed:
    """A plain review, with whatever `changes`."""
    plain: dict[str, object] = {
        "case_id": f"c{number}",
        "identity": identity,
        "kind": "review",
        "kind_label": "Review",
        "ref": f"H-{number:03}",
        "tier_label": "Medium complexity",
        "key_worker": "Priya Shah",
        "question": "Is the plan still working, and can the visits step down?",
        "what_matters": WhatMatters(
            text="To stay in my own home and see my sister on Sundays",
            said_by="herself",
            on=date(2026, 10, 29),
        ),
        "since_last": ("One fall, no injury", "Care visits twice a day since 9 November"),
        "discussion": (
            Said(
                text="Walks to the kitchen with the frame again.", by="Priya Shah", at=at(9, 44), kind="fact"
            ),
            Said(
                text="Seems lower in mood than in October.", by="Leila Haddad", at=at(9, 46), kind="opinion"
            ),
        ),
        "outcome": "continue",
        "outcome_label": "Continue plan",
        "decision": "Carry on with the visits and check mood at the next one.",
        "actions": (
            Action(
                number=number * 2,
                text="Ring her sister about Sundays",
                owner="Siân Howells",
                organisation="Harbour Carers",
                due=date(2026, 11, 30),
                status="Accepted",
            ),
        ),
        "review": Review(due=date(2027, 1, 21)),
        "basis": "Implied – direct care",
        "telling": Telling(who="Priya Shah", by=date(2026, 11, 27)),
        "minutes_spent": 5,
    }
    return PersonDiscussed(**(plain | changes))


def scripts() -> list[PersonDiscussed]:
    numbers = ("9990079196", "9990237573", "9990316767", "9990395950", "", "9990412286")
    return [
        person(
            place,
            Identity(
                person_id=f"s{place}",
                family_name=family,
                given_names=given,
                nhs_number=number,
                dob=date(1950 + place, 6, 3),
            ),
            actions=(),
        )
        for place, ((family, given), number) in enumerate(
            zip(SCRIPT_NAMES.values(), numbers, strict=True), start=4
        )
    ]


def long_discussion(paragraphs: int) -> tuple[Said, ...]:
    text = (
        "The kitchen light failed on 18 November and she fell against the table; the neighbour heard her. "
        "Her daughter has had no break since July and would like a sitter on Saturdays, and the two blood "
        "pressure tablets turned out to be the same medicine under two names. "
    )
    return tuple(
        Said(
            text=text * 3,
            by="Priya Shah" if count % 2 else "Joanne Price",
            at=at(9, 30 + count % 25),
            kind="fact" if count % 3 else "opinion",
        )
        for count in range(paragraphs)
    )


def people() -> tuple[PersonDiscussed, ...]:
    clarke = person(
        1,
        CLARKE,
        kind="new",
        kind_label="New",
        tier_label="Most complex",
        pathway_label="high-intensity user pathway (HIU)",
        presenter="Colin Barr",
        question="Nine A&E visits in 90 days, mostly breathless at night. What would help before he rings?",
        what_matters=None,
        outcome="changed",
        outcome_label="Plan changed",
        decision="Night-time plan by the phone; oxygen reviewed before the next huddle.",
        dissent="Daniel Mensah would have liked a joint visit first.",
        advisory=False,
        restricted_note=True,
        actions=(
            Action(
                number=1,
                text="Review home oxygen",
                owner="Colin Barr",
                organisation="Harbour Hospital Trust",
                due=date(2026, 12, 2),
                status="Awaiting acceptance",
                priority="urgent",
            ),
            Action(
                number=2,
                text="Leave a night-time plan by the phone",
                owner="Tom Reilly",
                organisation="Harbour Community Health",
                due=date(2027, 1, 4),
                status="Accepted",
            ),
        ),
        review=Review(no_review_why="steps down once the oxygen is settled"),
        minutes_spent=9,
    )
    odd = Identity(
        person_id="p2",
        family_name="O'Neill-Ŵyn",
        given_names="Siôn 🙂",
        nhs_number="9990338922",
        dob=date(1971, 2, 28),
    )
    long = person(3, ELLISON, discussion=long_discussion(14), minutes_spent=7)
    return (clarke, person(2, odd), long, *scripts())


def attendance() -> tuple[Attendee, ...]:
    def here(name: str, job: str, organisation: str, sector: str, **more: object) -> Attendee:
        return Attendee(
            name=name, status="present", job=job, organisation=organisation, sector_label=sector, **more
        )

    return (
        here("Dr Amara Okafor", "GP", "Quay Surgery", "primary care", duty="chair"),
        here("Priya Shah", "District nurse", "Harbour Community Health", "community health"),
        here(
            "Tom Reilly",
            "Coordinator",
            "Harbour Community Health",
            "community health",
            duty="minute taker",
        ),
        here(
            "Joanne Price",
            "Social worker",
            "Harbour Council",
            "adult social care",
            arrived=at(9, 41),
            via="video",
        ),
        here("Leila Haddad", "Mental health nurse", "Estuary Trust", "mental health", left=at(10, 5)),
        here(
            "Siân Howells",
            "Link worker",
            "Harbour Carers",
            "voluntary and community",
            deputy_for="Ruth Adeyemi",
        ),
        here("Colin Barr", "HIU lead", "Harbour Hospital Trust", "acute hospital", called_in=True),
        Attendee(name="Marek Nowak", status="apologies", job="Housing officer", organisation="Harbour Homes"),
        Attendee(name="Daniel Mensah", status="absent", sector_label="pharmacy"),
    )


def minutes(**changes: object) -> MinutesContent:
    """The signed minutes of the huddle, with whatever `changes`."""
    signed: dict[str, object] = {
        "template": TEMPLATE,
        "huddle_id": "h47",
        "team": "Harbourside neighbourhood team",
        "place": "Harbour borough",
        "ref": "H-2026-47",
        "date": DAY,
        "zone": ZONE,
        "start": at(9, 30),
        "end": at(10, 28),
        "mode": "In the room and by video",
        "venue": "Quay Centre, room 2",
        "chair": "Dr Amara Okafor",
        "minute_taker": "Tom Reilly",
        "status": "final",
        "version": 1,
        "marking": "OFFICIAL – SENSITIVE: PERSONAL",
        "purpose": "Agree who does what for people who need more than one service.",
        "quorum": Quorum(
            rule="Chair, primary care, community health and adult social care",
            met=True,
            times=(QuorumTime(at=at(9, 41), met=True),),
        ),
        "counts": Counts(discussed=9, new=1, review=8, deferred=1, actions_made=4),
        "attendance": attendance(),
        "sectors": (
            SectorPresent(sector="PRI", label="primary care", people=1),
            SectorPresent(sector="COM", label="community health", people=2),
            SectorPresent(sector="ASC", label="adult social care", people=1),
            SectorPresent(sector="MH", label="mental health", people=1),
            SectorPresent(sector="VCSE", label="voluntary/community/faith/social enterprise", people=1),
            SectorPresent(sector="ACU", label="acute/hospital", people=1),
        ),
        "sectors_missing": ("housing",),
        "conflicts": (
            Conflict(
                name="Siân Howells", text="neighbour of the person; left for the item", case_ref="H-002"
            ),
        ),
        "needs_others": (
            NeedsOthers(
                text="Funding for a sitter on Saturdays", who="Harbour Council panel", person=ELLISON
            ),
        ),
        "notes": (
            Paragraph(
                text="The huddle on 31 December is cancelled.",
                kind="decision",
                by="Dr Amara Okafor",
                at=at(9, 33),
            ),
            Paragraph(text="Flu clinic dates were shared.", by="Priya Shah"),
        ),
        "people": people(),
        "carried_actions": (
            CarriedAction(
                action=Action(
                    number=3,
                    text="Carer’s assessment",
                    owner="Joanne Price",
                    organisation="Harbour Council",
                    due=date(2026, 11, 25),
                    status="Late by 1 day",
                ),
                person=ELLISON,
                note="Moved to Wed 2 Dec: first visit was cancelled",
            ),
            CarriedAction(
                action=Action(
                    number=5,
                    text="Motion light",
                    owner="Tom Reilly",
                    due=date(2026, 11, 20),
                    status="Done: fitted",
                ),
                person=CLARKE,
            ),
        ),
        "not_discussed": (
            NotDiscussed(
                person=Identity(
                    person_id="p20", family_name="Kowalczyk", given_names="Irena", nhs_number="9990418098"
                ),
                status="deferred",
                reason="Presenter on leave",
                to=date(2026, 12, 3),
            ),
        ),
        "deaths": (
            Death(
                person=Identity(
                    person_id="p30", family_name="Lloyd", given_names="Ann", dob=date(1938, 1, 5)
                ),
                on=date(2026, 11, 21),
                text="At home, with her family. The team thanked Leila Haddad for her visits.",
            ),
        ),
        "learning": ("Reading the night-time plan aloud with the family made it easier to follow.",),
        "gaps": ("No evening transport from the day centre on Thursdays.",),
        "next_meeting": NextMeeting(
            at=datetime(2026, 12, 3, 9, 30, tzinfo=UTC),
            venue="Quay Centre, room 2",
            mode="In the room and by video",
        ),
        "approval": Approval(name="Dr Amara Okafor", role="chair", at=at(10, 41)),
    }
    return MinutesContent(**(signed | changes))
