"""One person entered twice: two offline imports of one list, or two people typing. Proposed, never merged."""

import json
from collections.abc import Iterable, Iterator

from mdt_desktop.caselists.duplicates import Identities
from mdt_desktop.caselists.findings import CheckedRow
from mdt_desktop.domain.changes import edit
from mdt_desktop.domain.naming import formal
from mdt_desktop.domain.records import Case, Person
from mdt_desktop.services.conflicts import folding
from mdt_desktop.services.conflicts.item import AttentionItem, Mend, Rule
from mdt_desktop.services.conflicts.scope import Scope
from mdt_desktop.services.session import Session
from mdt_desktop.store.schema import json_text

NAME = "same_person"
_SAME_NUMBER = "The same NHS number"

Pair = tuple[str, str, str]
"""The ids of two people, the one made first first, and what speaks for their being one."""


def find(session: Session, scope: Scope) -> Iterator[AttentionItem]:
    """Pairs with one NHS number, or whose names and birth dates agree; those told apart are left alone."""
    pairs = [*_same_number(session, scope), *_lookalikes(session, scope)]
    people = {one.id: one for one in session.records.among(Person, "id", [i for p in pairs for i in p[:2]])}
    cases = {case.person_id: case for case in session.records.among(Case, "person_id", list(people))}
    for first, second, why in pairs:
        one, other = people[first], people[second]
        if other.id not in one.not_same_as and one.id not in other.not_same_as:
            yield _item(one, other, why, cases)


def _same_number(session: Session, scope: Scope) -> Iterator[Pair]:
    condition, values = scope.through("nhs_number", "SELECT nhs_number FROM person WHERE id IN ?", "person")
    rows = session.records.rows(
        "SELECT json_group_array(id) FROM person WHERE space = ? AND NOT retired AND nhs_number <> '' "
        f"AND {condition} GROUP BY nhs_number HAVING count(*) > 1",
        values,
    )
    for (ids,) in rows:
        first, *others = sorted(json.loads(ids))
        yield from ((first, other, _SAME_NUMBER) for other in others)


def _lookalikes(session: Session, scope: Scope) -> Iterator[Pair]:
    """By the detection that imports use, over those who share a birth date or a postcode with anybody."""
    people = sorted(_near(session, scope), key=lambda person: person.id)
    touched = set(scope.ids("person"))
    seen = Identities([])
    numbered = dict(enumerate(people, 1))
    for number, person in numbered.items():
        for found in seen.like(_row(number, person)):
            first = numbered[found.other_row].id
            if scope.is_whole or touched & {first, person.id}:
                yield first, person.id, found.why


def _near(session: Session, scope: Scope) -> Iterable[Person]:
    if scope.is_whole:
        return session.records.all(
            Person,
            "dob IN (SELECT dob FROM person WHERE NOT retired GROUP BY dob HAVING count(*) > 1) OR "
            "(postcode <> '' AND dob IS NULL) OR postcode IN (SELECT postcode FROM person "
            "WHERE dob IS NULL AND postcode <> '' AND NOT retired)",
        )
    ids = json_text(scope.ids("person"))
    return session.records.all(
        Person,
        "dob IN (SELECT dob FROM person WHERE id IN (SELECT value FROM json_each(?))) OR (postcode <> '' AND "
        "postcode IN (SELECT postcode FROM person WHERE id IN (SELECT value FROM json_each(?))))",
        (ids, ids),
    )


def _row(number: int, person: Person) -> CheckedRow:
    values = {
        "nhs_number": person.nhs_number,
        "family_name": person.family_name,
        "given_names": person.given_names,
        "preferred_name": person.preferred_name,
        "dob": person.dob,
        "postcode": person.postcode,
    }
    return CheckedRow(number, {name: value for name, value in values.items() if value})


def _item(one: Person, other: Person, why: str, cases: dict[str, Case]) -> AttentionItem:
    refs = " and ".join(cases[person.id].ref for person in (one, other) if person.id in cases)
    return AttentionItem(
        id=f"{NAME}:{one.id}:{other.id}",
        rule=NAME,
        title=f"{formal(one)} may be on the list twice",
        words=f"{why}{f': {refs}' if refs else ''}. Put together, everything is kept and what differs stands "
        "side by side; nobody is merged without being asked.",
        records=(("person", one.id), ("person", other.id)),
        mends=(
            Mend("same", "The same person: put together", lambda s: _join(s, one.id, other.id)),
            Mend("different", "Two different people", lambda s: _apart(s, one.id, other.id)),
        ),
        case_id=cases[one.id].id if one.id in cases else "",
    )


def _join(session: Session, one_id: str, other_id: str) -> None:
    one, other = session.records.get(Person, one_id), session.records.get(Person, other_id)
    if one and other:
        session.commit(list(folding.persons(session, one, other)))


def _apart(session: Session, one_id: str, other_id: str) -> None:
    """The mark sticks, whichever of them is looked at (docs/rules.md 7)."""
    for mine, theirs in ((one_id, other_id), (other_id, one_id)):
        person = session.records.get(Person, mine)
        if person:
            session.commit([edit(person, not_same_as=[*person.not_same_as, theirs])])


RULE = Rule(NAME, frozenset({"person"}), find)
