"""A closed case has no open actions without a reason: one was agreed while another laptop closed it."""

from collections.abc import Iterator

from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.records import Action, Case
from mdt_desktop.services.actions.rows import OPEN_SQL
from mdt_desktop.services.cases import case_status
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.conflicts.wording import Wording
from mdt_desktop.services.session import Session

NAME = "closed_with_actions"
_KEPT = "Actions kept open:"


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Closed cases with open actions that nobody gave a reason for; after a death none is needed."""
    touched, values = scope.among("a.id", "action")
    also, more = scope.among("c.id", "case")
    rows = session.records.rows(
        'SELECT DISTINCT c.id FROM "case" c JOIN action a ON a.space = c.space AND a.case_id = c.id '
        f"WHERE c.space = ? AND NOT c.retired AND c.status = 'closed' AND c.close_outcome <> 'died' "
        f"AND instr(c.close_note, '{_KEPT}') = 0 AND NOT a.retired AND a.{OPEN_SQL} "
        f"AND ({touched} OR {also}) ORDER BY c.id",
        [*values, *more],
    )
    wording = Wording(session)
    for (case_id,) in rows:
        case = session.records.get(Case, str(case_id))
        if case:
            yield _item(session, case, wording)


def _item(session: Session, case: Case, wording: Wording) -> AttentionItem:
    left = session.records.all(Action, f"case_id = ? AND {OPEN_SQL}", (case.id,))
    named = ", ".join(f"{action.ref} ({action.text})" for action in left)
    return AttentionItem(
        id=f"{NAME}:{case.id}",
        rule=NAME,
        title=f"{wording.about('case', case.id)[1]}: closed with open actions",
        words=f"{case.ref} was closed on one laptop while another had something still to do: {named}.",
        records=(("case", case.id), *(("action", action.id) for action in left)),
        mends=(
            Mend("open", "Open the case again", lambda session: _open(session, case.id)),
            Mend("keep", "Keep it closed, actions open", lambda session: _keep(session, case.id)),
        ),
        case_id=case.id,
    )


def _open(session: Session, case_id: str) -> None:
    case_status.open_case(session, case_id)


def _keep(session: Session, case_id: str) -> None:
    case = session.records.get(Case, case_id)
    if case:
        reason = f"{_KEPT} they were agreed while the case was being closed"
        session.commit([edit(case, close_note="\n".join(part for part in (case.close_note, reason) if part))])


RULE = Rule(NAME, frozenset({"case", "action"}), find)
