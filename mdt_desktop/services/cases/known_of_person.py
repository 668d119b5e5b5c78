"""What the team keeps of somebody in short lists: the people around them, risks, needs. One step each."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.records import Need, Person
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases.cases import find_case
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.session import Session

Line = Mapping[str, str]
AROUND = ("name", "relation", "phone")
RISK = ("what", "level", "note")
LEVELS = ("High", "Rising", "Falling")


def set_people_around(
    session: Session, named: str, people: Sequence[Line], *, as_of: int | None = None
) -> None:
    """Who is around somebody: name, relation, phone of each. `as_of`: the store's position when read."""
    case = find_case(session, named)
    person = session.records.get(Person, case.person_id)
    assert person is not None
    kept = _lines(people, AROUND, "Everybody around them needs a name. Nothing was changed.")
    session.commit([replace(edit(person, people_around=kept), as_of=as_of)])


def set_risks(session: Session, named: str, risks: Sequence[Line], *, as_of: int | None = None) -> None:
    """What could go wrong for somebody: what, level (High, Rising, Falling, or none), a note."""
    case = find_case(session, named)
    kept = _lines(risks, RISK, "Say what the risk is. Nothing was changed.")
    known = {risk.get("level", "") for risk in case.risks}
    for risk in kept:
        if risk["level"] not in ("", *LEVELS, *known):
            raise Refused(f"“{risk['level']}” is not a level. Nothing was changed. {', '.join(LEVELS)}.")
    session.commit([replace(edit(case, risks=kept), as_of=as_of)])


def set_needs(
    session: Session,
    named: str,
    statuses: Mapping[str, str],
    added: Sequence[Line] = (),
    *,
    as_of: int | None = None,
) -> None:
    """Needs as they stand now, by id (open, met, unmet), and new ones, each a `code` and a `text`."""
    case = find_case(session, named)
    there = {need.id: need for need in session.records.all(Need, "case_id = ?", (case.id,))}
    changes: list[Change] = []
    for need_id, status in statuses.items():
        need, code = there.get(need_id), code_of("need_status", status)
        if need is None:
            raise Refused("That need is not on this record any more. Nothing was changed.")
        if need.status != code:
            changes.append(replace(edit(need, status=code), as_of=as_of))
    for one in added:
        code, text = code_of("need", one["code"]), " ".join(one.get("text", "").split())
        changes.append(creation(Need(id=new_id(), case_id=case.id, code=code, text=text)))
    session.commit(changes)


def _lines(lines: Sequence[Line], names: tuple[str, ...], first_missing: str) -> list[dict[str, str]]:
    """Each line with these names only, one line of text each; empty ones are left out."""
    tidy = [{name: " ".join(line.get(name, "").split()) for name in names} for line in lines]
    kept = [line for line in tidy if any(line.values())]
    if not all(line[names[0]] for line in kept):
        raise Refused(first_missing)
    return kept
