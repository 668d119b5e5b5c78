"""Who must be at the table for a huddle to decide (docs/rules.md 29 and 30).

A rule is data, kept with the team and copied to each huddle:
`{"sectors": ["PRI", "COM", "ASC"], "chair": true}` (the default) or `{"at_least": 4}` sectors.
Both may stand in one rule. Called-in people count while they are present.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

DEFAULT_RULE: Mapping[str, Any] = {"sectors": ["PRI", "COM", "ASC"], "chair": True}
CHAIR = "chair"

# Those who are in the room now; somebody who has left, or sent apologies, is not.
COUNTING = frozenset({"present", "late", "deputy"})


class Quorum(msgspec.Struct, frozen=True):
    """`rule` in words; `missing` holds sector codes and "chair"; `short_by` counts sectors of any sort."""

    rule: str
    met: bool
    missing: tuple[str, ...] = ()
    short_by: int = 0


def check(
    rule: Mapping[str, Any], present: Iterable[tuple[str, bool]], labels: Mapping[str, str] | None = None
) -> Quorum:
    """Hold a rule against those present, each as (sector code, is the chair).

    `labels` turns sector codes into words for `rule`; an empty rule means the default one.
    """
    rule = rule or DEFAULT_RULE
    table = list(present)
    here = {sector for sector, _ in table if sector}
    missing = [sector for sector in rule.get("sectors", ()) if sector not in here]
    if rule.get("chair") and not any(is_chair for _, is_chair in table):
        missing.insert(0, CHAIR)
    short_by = max(0, int(rule.get("at_least", 0)) - len(here))
    return Quorum(rule_words(rule, labels or {}), not missing and not short_by, tuple(missing), short_by)


def rule_words(rule: Mapping[str, Any], labels: Mapping[str, str] | None = None) -> str:
    """The rule as one would say it: "the chair, PRI, COM and ASC", "at least 4 sectors"."""
    rule = rule or DEFAULT_RULE
    names = labels or {}
    parts = ["the chair"] if rule.get("chair") else []
    parts += [names.get(sector, sector) for sector in rule.get("sectors", ())]
    at_least = int(rule.get("at_least", 0))
    if at_least:
        parts.append(f"at least {at_least} {'sector' if at_least == 1 else 'sectors'}")
    if not parts:
        return "nobody in particular"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def missing_words(quorum: Quorum, labels: Mapping[str, str]) -> str:
    """What is still missing, in words; empty when the huddle is quorate."""
    parts = ["the chair" if code == CHAIR else labels.get(code, code) for code in quorum.missing]
    if quorum.short_by:
        parts.append(f"{quorum.short_by} more {'sector' if quorum.short_by == 1 else 'sectors'}")
    return ", ".join(parts)
