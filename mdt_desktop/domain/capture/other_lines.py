"""Reading every verb but `/action`: a code, a day or a reason, and the rest as typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mdt_desktop.domain.capture.codes import term_at_start
from mdt_desktop.domain.capture.day_doubts import doubts_about
from mdt_desktop.domain.capture.days import DayFound, amount, day_at
from mdt_desktop.domain.capture.model import CaptureContext, Captured, Doubt, Problem, Span
from mdt_desktop.domain.capture.remainder import remaining_text
from mdt_desktop.domain.capture.tokens import Token

NO_REVIEW = frozenset({"none", "no"})


def read_words(line: str, kind: str, tokens: list[Token], verb: Span) -> Captured:
    """Decision, what matters, learning, question, gap: the words as they stand."""
    text = remaining_text(line, tokens, ())
    problems = () if text else (Problem("no_text", "There is nothing after the verb", line.strip()),)
    return Captured(kind, text, problems=problems, spans=(verb,))


def read_park(line: str, tokens: list[Token], verb: Span) -> Captured:
    return Captured("park", "", reason=remaining_text(line, tokens, ()), spans=(verb,))


def read_outcome(line: str, tokens: list[Token], verb: Span) -> Captured:
    """One of the five outcomes, or a detail, which stands under one of them; what follows is its reason."""
    outcome, count = term_at_start(tokens, "outcome")
    detail, longer = term_at_start(tokens, "outcome_detail")
    if detail and longer > count:
        reason, spans = _after(line, tokens, longer, "code")
        spans = (verb, *spans)
        return Captured("outcome", "", code=detail.group, detail=detail.code, reason=reason, spans=spans)
    return _coded(line, "outcome", outcome.code if outcome else "", tokens, count, verb)


def read_tier(line: str, tokens: list[Token], verb: Span, names: Mapping[str, str]) -> Captured:
    term, count = term_at_start(tokens, "tier", names)
    captured = _coded(line, "tier", term.code if term else "", tokens, count, verb)
    if captured.code and not captured.reason:
        return _with_problem(captured, Problem("no_reason", "Say why the complexity changes", line.strip()))
    return captured


def read_need(line: str, tokens: list[Token], verb: Span) -> Captured:
    """The first word may be a need code; it stays part of the words unless it is set off as a code."""
    captured = read_words(line, "need", tokens, verb)
    term, count = term_at_start(tokens, "need", longest=1)
    if not term or not count:
        return captured
    set_off = "_" in tokens[0].text or tokens[0].text.endswith(":")
    taken = (0,) if set_off and len(tokens) > 1 else ()
    span = Span(tokens[0].start, tokens[0].end, "code")
    return Captured("need", remaining_text(line, tokens, taken), code=term.code, spans=(verb, span))


def read_review(line: str, tokens: list[Token], verb: Span, context: CaptureContext) -> Captured:
    """A day (and perhaps words), or "none" and why."""
    if tokens and tokens[0].bare.casefold() in NO_REVIEW:
        reason, spans = _after(line, tokens, 1, "code")
        if tokens[1:] and tokens[1].bare.casefold() == "review":
            reason, spans = _after(line, tokens, 2, "code")
        captured = Captured("review", "", code="none", reason=reason, spans=(verb, *spans))
        problem = Problem("no_reason", "Say why there is no review", line.strip())
        return captured if reason else _with_problem(captured, problem)
    place, found = _first_day(tokens, context)
    if not found:
        text = remaining_text(line, tokens, ())
        problem = Problem("no_date", "Say when the review is, or “none” and why", text or line.strip())
        return Captured("review", text, problems=(problem,), spans=(verb,))
    return _dated(line, "review", tokens, place, found, verb, context)


def read_defer(line: str, tokens: list[Token], verb: Span, context: CaptureContext) -> Captured:
    """A day first, if it is not the next huddle; then why."""
    found = _day_or_amount(tokens, 0, context) if tokens else None
    if found:
        captured = _dated(line, "defer", tokens, 0, found, verb, context)
    else:
        captured = Captured("defer", "", reason=remaining_text(line, tokens, ()), spans=(verb,))
    problem = Problem("no_reason", "Say why it is deferred", line.strip())
    return captured if captured.reason else _with_problem(captured, problem)


def _coded(line: str, kind: str, code: str, tokens: list[Token], count: int, verb: Span) -> Captured:
    if not code:
        text = remaining_text(line, tokens, ())
        words = f"“{text}” is no {kind}" if text else f"Say which {kind}"
        return Captured(kind, text, problems=(Problem("unknown_code", words, text),), spans=(verb,))
    reason, spans = _after(line, tokens, count, "code")
    return Captured(kind, "", code=code, reason=reason, spans=(verb, *spans))


def _dated(
    line: str,
    kind: str,
    tokens: list[Token],
    place: int,
    found: DayFound,
    verb: Span,
    context: CaptureContext,
) -> Captured:
    """A day and the words around it; what only looks like a day stays among them."""
    if found.problem or found.day is None:
        reason = remaining_text(line, tokens, ())
        return Captured(
            kind, "", reason=reason, problems=(found.problem,) if found.problem else (), spans=(verb,)
        )
    taken = range(place, place + found.count)
    doubts: list[Doubt] = [found.doubt] if found.doubt else []
    doubts += doubts_about(found.day, context, is_review=True)
    return Captured(
        kind,
        "",
        due=found.day,
        reason=remaining_text(line, tokens, taken),
        warnings=tuple(doubts),
        spans=(verb, Span(tokens[taken[0]].start, tokens[taken[-1]].end, "due")),
    )


def _first_day(tokens: Sequence[Token], context: CaptureContext) -> tuple[int, DayFound | None]:
    for place in range(len(tokens)):
        found = _day_or_amount(tokens, place, context)
        if found:
            return place, found
    return 0, None


def _day_or_amount(tokens: Sequence[Token], place: int, context: CaptureContext) -> DayFound | None:
    words = [token.bare.casefold() for token in tokens[place : place + 2]]
    return day_at(tokens, place, context) or amount(words, context.day)


def _after(line: str, tokens: Sequence[Token], count: int, role: str) -> tuple[str, tuple[Span, ...]]:
    span = Span(tokens[0].start, tokens[count - 1].end, role)
    return remaining_text(line, tokens, range(count)), (span,)


def _with_problem(captured: Captured, problem: Problem) -> Captured:
    return replace(captured, problems=(*captured.problems, problem))
