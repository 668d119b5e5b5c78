"""Needs attention: rules that merges broke, each with its mends. Nothing is dropped, or done unasked."""

from collections.abc import Collection

from mdt_desktop.domain.changes import Changed
from mdt_desktop.progress import Progress, silent
from mdt_desktop.refused import Refused
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.rules import (
    begun_twice,
    closed_with_actions,
    current_items,
    finals,
    one_each,
    owners_gone,
    references_twice,
    removed_and_edited,
    same_person,
    signed_changed,
    two_cases,
    written_after_signing,
)
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.session import Session

__all__ = ["AttentionItem", "Mend", "attention", "mend", "mend_all"]

RULES: tuple[Rule, ...] = (
    finals.RULE,
    signed_changed.RULE,
    written_after_signing.RULE,
    removed_and_edited.RULE,
    two_cases.RULE,
    one_each.RULE,
    begun_twice.RULE,
    current_items.RULE,
    closed_with_actions.RULE,
    references_twice.RULE,
    owners_gone.RULE,
    same_person.RULE,
)


def attention(session: Session, changed: Changed | None = None) -> list[AttentionItem]:
    """What needs somebody: among what `changed` has touched, or, without it, in the whole team."""
    scope = Scope(changed)
    return [item for rule in RULES if scope.covers(rule.kinds) for item in rule.find(session, scope)]


def mend(session: Session, item_id: str, mend_id: str) -> None:
    """Mend one item in the way chosen, in one step. `Refused` if it is not there any more."""
    if mend_all(session, [item_id], mend_id):
        return
    found = next((item for item in attention(session) if item.id == item_id), None)
    if found is not None:
        ways = ", ".join(f"“{one.id}”" for one in found.mends)
        raise Refused(f"“{mend_id}” is no way to mend that. Nothing was changed; choose one of {ways}.")
    raise Refused(
        "Nothing that needs attention is called that: it may have been settled since, here or by a "
        "colleague. Nothing was changed."
    )


def mend_all(session: Session, item_ids: Collection[str], mend_id: str, progress: Progress = silent) -> int:
    """Mend several items in one way and one step, those of two imports of one list say; how many there were.

    What has been settled since is left out.
    """
    names = {item_id.partition(":")[0] for item_id in item_ids}
    found = [
        way
        for rule in RULES
        if rule.name in names
        for item in rule.find(session, Scope())
        if item.id in item_ids and (way := item.mend(mend_id))
    ]
    with session.one_intent():
        for done, way in enumerate(found):
            progress(done, len(found))
            way.act(session)
    return len(found)
