"""Between huddles: one typed line on somebody's record becomes a note, an action, a need, a review …"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.capture import CaptureContext, Captured
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.day_words import short_day
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Case, Need, Note, ServiceGap
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases import cases
from mdt_desktop.services.huddle import capturing
from mdt_desktop.services.session import Session


@dataclass(frozen=True)
class Noted:
    """What a line became, in words for who typed it, and its parse."""

    words: str
    captured: Captured


def room(session: Session, case_id: str) -> CaptureContext:
    """What a line typed on this record counts from: today, the directory, the next huddle."""
    return capturing.context(session, None, case_id)


def take(session: Session, case_id: str, captured: Captured, kind: str = "note") -> Noted:
    """Write what one line says of a case. Without a verb it is a note of that `kind`.

    `Refused` for what only a huddle can do, or when a line says nothing; the text stays with its author.
    """
    case = cases.find_case(session, case_id)
    if captured.kind == "discussion":
        cases.add_note(session, case.id, captured.text, kind)
        return Noted(f"{vocabulary.label('note_kind', kind)} added", captured)
    if captured.kind == "action":
        if not captured.text:
            raise Refused("Say what is to be done. Nothing was added; what you typed is still here.")
        with session.store.together():
            session.commit([creation(capturing.action_from(session, captured, case_id=case.id))])
        return Noted("Action added", captured)
    write = _WRITERS.get(captured.kind)
    if write is None:
        verb = _one(captured.kind)
        raise Refused(f"{verb} belongs to a huddle. Nothing was added; what you typed is still here.")
    changes, words = write(session, case, captured)
    session.commit(changes)
    return Noted(words, captured)


def _one(kind: str) -> str:
    """ "A decision", "An outcome": the kind of a line at the start of a sentence."""
    return f"{'An' if kind[0] in 'aeio' else 'A'} {kind}"


Written = tuple[list[Change], str]


def _need(session: Session, case: Case, captured: Captured) -> Written:
    need = Need(id=new_id(), case_id=case.id, code=captured.code or "other", text=_words(captured))
    return [creation(need)], "Need added"


def _gap(session: Session, case: Case, captured: Captured) -> Written:
    gap = ServiceGap(
        id=new_id(),
        case_id=case.id,
        need_code=captured.code,
        text=_words(captured),
        noticed_on=session.today(),
    )
    return [creation(gap)], "Service gap noted"


def _question(session: Session, case: Case, captured: Captured) -> Written:
    """Kept as a dated question, and as what the person is wanted on an agenda for."""
    name, text = session.me().display_name, _words(captured)
    note = Note(id=new_id(), case_id=case.id, kind="question", text=text, by=name, at=session.now())
    return [creation(note), edit(case, asked_by=name, asked_words=text)], "Question kept for the next huddle"


def _review(session: Session, case: Case, captured: Captured) -> Written:
    if captured.code == "none":
        why = captured.reason or captured.text
        if not why:
            raise Refused("Say why no review is wanted. Nothing was changed.")
        return [edit(case, review_due=None, no_review_reason=why)], "No further review"
    if captured.due is None:
        raise Refused("That is no day for a review. Write it like /review 4w or /review 17 Dec.")
    change = edit(case, review_due=captured.due, no_review_reason="")
    return [change], f"Next review {short_day(captured.due)}"


def _tier(session: Session, case: Case, captured: Captured) -> Written:
    if not captured.code:
        raise Refused("Write low, medium or most_complex after /tier, and why. Nothing was changed.")
    why = captured.reason or captured.text
    label = vocabulary.label("tier", captured.code, session.team().tier_names)
    change = edit(case, tier=captured.code, tier_reason=why, tier_on=session.today())
    return [change], f"Complexity is now {label.lower()}"


def _matters(session: Session, case: Case, captured: Captured) -> Written:
    fields: dict[str, Any] = {
        "what_matters": _words(captured),
        "what_matters_by": f"as heard by {session.me().display_name}",
        "what_matters_on": session.today(),
    }
    return [edit(case, **fields)], "What matters is kept"


def _words(captured: Captured) -> str:
    if not captured.text.strip():
        raise Refused("There are no words after the verb yet. Nothing was added.")
    return captured.text.strip()


_Writer = Callable[[Session, Case, Captured], Written]

_WRITERS: dict[str, _Writer] = {
    "need": _need,
    "gap": _gap,
    "question": _question,
    "review": _review,
    "tier": _tier,
    "matters": _matters,
}

VERBS = ("action", *_WRITERS)
"""The verbs that say something between huddles; the others need one."""
