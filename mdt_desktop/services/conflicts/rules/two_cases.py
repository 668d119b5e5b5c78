"""One open case a person: two that were opened apart become one."""

from collections.abc import Iterator

from mdt_desktop.domain.naming import formal
from mdt_desktop.domain.records import Case, Person
from mdt_desktop.services.conflicts import folding
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.session import Session

NAME = "two_cases"


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Everybody with more than one case that is not closed."""
    condition, values = scope.through("person_id", 'SELECT person_id FROM "case" WHERE id IN ?', "case")
    rows = session.records.rows(
        "SELECT person_id FROM \"case\" WHERE space = ? AND NOT retired AND status <> 'closed' "
        f"AND person_id <> '' AND {condition} GROUP BY person_id HAVING count(*) > 1 ORDER BY person_id",
        values,
    )
    for (person_id,) in rows:
        yield _item(session, str(person_id))


def _item(session: Session, person_id: str) -> AttentionItem:
    cases = _open_cases(session, person_id)
    person = session.records.get(Person, person_id)
    kept, others = cases[0], cases[1:]
    refs = ", ".join(case.ref for case in others)
    return AttentionItem(
        id=f"{NAME}:{person_id}",
        rule=NAME,
        title=f"{formal(person) if person else kept.ref}: two open cases",
        words=f"{kept.ref} and {refs} were opened on different laptops. Joined, everything on {refs} moves "
        f"to {kept.ref}; where they differ, both values are kept for you to choose from.",
        records=tuple(("case", case.id) for case in cases),
        mends=(Mend("join", f"Join into {kept.ref}", lambda session: _join(session, person_id)),),
        case_id=kept.id,
    )


def _open_cases(session: Session, person_id: str) -> list[Case]:
    return session.records.all(Case, "person_id = ? AND status <> 'closed'", (person_id,), order="id")


def _join(session: Session, person_id: str) -> None:
    kept, *others = _open_cases(session, person_id)
    for other in others:
        session.commit(list(folding.cases(session, kept, other)))


RULE = Rule(NAME, frozenset({"case"}), find)
