"""One person's section: who they are, what matters to them, what was said and agreed (docs/documents.md)."""

from collections.abc import Iterator
from datetime import date

from reportlab.platypus import Flowable

from mdt_desktop.minutes.actions import action_table
from mdt_desktop.minutes.blocks import (
    BOLD,
    ITALIC,
    QUIET_TEXT,
    PersonEnd,
    PersonHeading,
    labelled,
    labelled_list,
    space_for,
)
from mdt_desktop.minutes.discussed import Identity, PersonDiscussed, Said, WhatMatters
from mdt_desktop.minutes.lines import Span
from mdt_desktop.minutes.tagging import Element
from mdt_desktop.minutes.wording import (
    NBSP,
    SEPARATOR,
    born,
    clock,
    full_day,
    name,
    nhs_number,
    two_identifiers,
)

_SAID_AS = {"fact": "fact", "opinion": "opinion", "third_party": "about or from someone else"}


def person_section(
    person: PersonDiscussed, parent: Element, *, day: date, zone: str, entitled: bool
) -> Iterator[Flowable]:
    """The flowables of one discussion. `entitled` readers learn that a restricted note exists."""
    section = parent.add("Sect")
    yield space_for(52)
    yield _heading(person, day, section)
    if person.question.strip():
        yield labelled("Why today", _asked(person), section)
    yield labelled("What matters", _matters(person.what_matters), section)
    since_last = [change for change in person.since_last if change.strip()]
    if since_last:
        yield from labelled_list("Since last time", since_last, section)
    if person.discussion:
        yield from labelled_list("Discussion", [_said(said, zone) for said in person.discussion], section)
    if person.stepped_out:
        yield labelled("Stepped out", ", ".join(person.stepped_out), section)
    yield labelled(_decision_label(person), _decision(person), section)
    if person.dissent.strip():
        yield labelled("Different view", person.dissent, section)
    if person.actions:
        yield action_table(person.actions, day, section)
    yield from _afterwards(person, section)
    if person.restricted_note and entitled:
        yield labelled("Restricted", "A separate restricted note exists.", section)
    yield PersonEnd()


def _heading(person: PersonDiscussed, day: date, section: Element) -> PersonHeading:
    facts = (
        person.kind_label,
        person.tier_label,
        person.pathway_label,
        f"key worker {person.key_worker}" if person.key_worker else "",
        f"{person.minutes_spent}{NBSP}min" if person.minutes_spent else "",
        f"ref{NBSP}{person.ref}" if person.ref else "",
    )
    return PersonHeading(
        name(person.identity),
        _identifiers(person.identity, day),
        SEPARATOR.join(filter(None, facts)),
        two_identifiers(person.identity, day),
        section,
    )


def _identifiers(identity: Identity, day: date) -> str:
    number = f"NHS{NBSP}no.{NBSP}{nhs_number(identity.nhs_number)}" if identity.nhs_number else ""
    return SEPARATOR.join(filter(None, (number, born(identity, day)))) or identity.local_ref


def _asked(person: PersonDiscussed) -> list[Span]:
    presenter = f" – presented by {person.presenter}" if person.presenter else ""
    return [Span(person.question), Span(presenter, QUIET_TEXT)]


def _matters(matters: WhatMatters | None) -> list[Span]:
    if matters is None:
        return [Span("Not yet asked", BOLD)]
    source = ", ".join(filter(None, (matters.said_by, full_day(matters.on) if matters.on else "")))
    return [Span(f"“{matters.text}”", ITALIC), Span(f" – {source}" if source else "", QUIET_TEXT)]


def _said(said: Said, zone: str) -> list[Span]:
    """What was said, then how to take it: fact or opinion, whose, when."""
    source = (_SAID_AS.get(said.kind, ""), said.by, clock(said.at, zone) if said.at else "")
    words = ", ".join(filter(None, source))
    return [Span(said.text), Span(f" – {words}" if words else "", QUIET_TEXT)]


def _decision_label(person: PersonDiscussed) -> str:
    return "Advice (not quorate)" if person.advisory else "Decision"


def _decision(person: PersonDiscussed) -> list[Span]:
    if not person.outcome_label and not person.decision:
        return [Span("None recorded yet", BOLD)]
    outcome = (
        f"{person.outcome_label}. " if person.outcome_label and person.decision else person.outcome_label
    )
    return [Span(outcome, BOLD), Span(person.decision)]


def _afterwards(person: PersonDiscussed, section: Element) -> Iterator[Flowable]:
    yield space_for(21)
    review = person.review
    if review is not None and review.due is not None:
        yield labelled("Next review", full_day(review.due), section)
    elif review is not None:
        yield labelled("Next review", f"None: {review.no_review_why or 'no reason given'}", section)
    else:
        yield labelled("Next review", "Not set", section)
    telling = person.telling
    if telling is None:
        told = "Not agreed"
    else:
        told = f"{telling.who}, by {full_day(telling.by)}" if telling.by else telling.who
    yield labelled("Who tells them", told, section)
    yield labelled("Information basis", person.basis or "Not recorded", section)
