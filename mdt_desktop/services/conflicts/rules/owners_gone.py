"""An action or a case given to somebody who has left the team meanwhile."""

from collections.abc import Iterator

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Action, Case, Member
from mdt_desktop.services.actions import actions
from mdt_desktop.services.actions.rows import OPEN
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.conflicts.wording import Wording
from mdt_desktop.services.session import Session

NAME = "owners_gone"


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Open actions and cases whose owner or key worker is not in the team any more."""
    gone = _gone(session)
    if not gone:
        return
    touched = set(scope.ids("action", "case", "member"))
    wording = Wording(session)
    for action in session.records.among(Action, "owner_id", list(gone)):
        if action.status in OPEN and (scope.is_whole or touched & {action.id, action.owner_id}):
            yield _of_action(action, gone[action.owner_id], wording)
    for case in session.records.among(Case, "key_worker_id", list(gone)):
        if case.status != "closed" and (scope.is_whole or touched & {case.id, case.key_worker_id}):
            yield _of_case(case, gone[case.key_worker_id], wording)


def _gone(session: Session) -> dict[str, str]:
    """The names of those who have left, by their ids."""
    left = session.records.all(
        Member, "retired OR active_to < ?", (session.today().isoformat(),), retired=True
    )
    return {member.id: member.display_name for member in left}


def _of_action(action: Action, who: str, wording: Wording) -> AttentionItem:
    person = wording.about("action", action.id)[1]
    return AttentionItem(
        id=f"{NAME}:{action.id}",
        rule=NAME,
        title=f"{action.ref} belongs to somebody who has left",
        words=f"{who} has left the team and owns “{action.text}” for {person}.",
        records=(("action", action.id),),
        mends=(
            Mend("take", "I take it", lambda s: _take(s, action.id)),
            Mend("chair", "Hand it back to the chair", lambda s: _hand_back(s, action.id, who)),
        ),
        case_id=action.case_id,
    )


def _of_case(case: Case, who: str, wording: Wording) -> AttentionItem:
    return AttentionItem(
        id=f"{NAME}:{case.id}",
        rule=NAME,
        title=f"{wording.about('case', case.id)[1]}: the key worker has left",
        words=f"{who} has left the team and is key worker of {case.ref}.",
        records=(("case", case.id),),
        mends=(
            Mend("take", "I am the key worker", lambda s: _key_worker(s, case.id, s.store.space.member)),
            Mend("none", "Nobody for now", lambda s: _key_worker(s, case.id, "")),
        ),
        case_id=case.id,
    )


def _take(session: Session, action_id: str) -> None:
    actions.reassign(session, action_id, session.store.space.member)


def _hand_back(session: Session, action_id: str, who: str) -> None:
    action = session.records.get(Action, action_id)
    if action:
        session.commit(
            [edit(action, owner_id="", status="declined", status_reason=f"{who} has left the team")]
        )


def _key_worker(session: Session, case_id: str, member: str) -> None:
    case = session.records.get(Case, case_id)
    if case:
        session.commit([edit(case, key_worker_id=member, key_worker_text="")])


RULE = Rule(NAME, frozenset({"action", "case", "member"}), find)
