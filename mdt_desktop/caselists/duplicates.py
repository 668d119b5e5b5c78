"""Rows that may be one person under two numbers, or under none: found and shown, never merged.

A pair needs names that agree and the same birth date; without a birth date, the very same name and postcode.
So twins (other given names) and a father and son (other birth dates) are left alone, and so is a pair that
somebody told apart by hand.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mdt_desktop.caselists.findings import CheckedRow, KnownPerson, PossibleDuplicate
from mdt_desktop.caselists.matching import changes
from mdt_desktop.caselists.names import PersonName, plain


@dataclass(frozen=True, slots=True)
class _Identity:
    """One person as a row or the team's list knows them."""

    name: PersonName
    dob: date | None
    postcode: str
    nhs_number: str
    person_id: str = ""
    case_ref: str = ""
    row: int = 0
    known: KnownPerson | None = None

    def repeats(self, other: "_Identity") -> bool:
        """The very same name and birth date."""
        return self.dob is not None and self.dob == other.dob and self.name.same_as(other.name)


class Identities:
    """Everybody seen so far, found again by birth date, or by name and postcode."""

    def __init__(self, known: Sequence[KnownPerson]) -> None:
        self._by_birth: dict[date, list[_Identity]] = defaultdict(list)
        self._by_home: dict[tuple[str, str, str], list[_Identity]] = defaultdict(list)
        self._told_apart: dict[str, set[str]] = defaultdict(set)
        for person in known:
            for other in person.not_same_as:
                self._told_apart[person.person_id].add(other)
                self._told_apart[other].add(person.person_id)
            self._add(
                _Identity(
                    person.name,
                    person.dob,
                    _bare(person.postcode),
                    person.nhs_number,
                    person.person_id,
                    person.case_ref,
                    known=person,
                )
            )

    def known_as(self, row: CheckedRow) -> PossibleDuplicate | None:
        """The one known person whose name and birth date a row without a number repeats exactly.

        Of several who were told apart, the one whom it repeats in everything.
        """
        if row.dob is None or row.values.get("nhs_number"):
            return None
        home = _bare(row.text("postcode"))
        same = [
            other
            for other in self._by_birth[row.dob]
            if other.person_id
            and other.name.same_as(row.name)
            and (not home or not other.postcode or home == other.postcode)
        ]
        if len(same) > 1 and all(self._told_apart[one.person_id] for one in same):
            same = [one for one in same if one.known and not changes(row, one.known)]
        if len(same) != 1:
            return None
        why = "Same name and date of birth, and no NHS number in the file to be sure"
        return PossibleDuplicate(row.number, why, same[0].person_id, same[0].case_ref)

    def like(self, row: CheckedRow) -> Iterator[PossibleDuplicate]:
        """Everybody seen so far who may be this new row's person; the row counts as seen from then on."""
        me = _Identity(row.name, row.dob, _bare(row.text("postcode")), row.text("nhs_number"), row=row.number)
        alike = [(other, why) for other in self._candidates(me) if (why := _why(me, other))]
        same = [other.person_id for other, _ in alike if other.person_id and me.repeats(other)]
        others = {other for one in same for other in self._told_apart[one]}.difference(same)
        for other, why in alike:
            if other.person_id not in others:
                yield PossibleDuplicate(row.number, why, other.person_id, other.case_ref, other.row)
        self._add(me)

    def _candidates(self, me: _Identity) -> Iterator[_Identity]:
        if me.dob is not None:
            yield from self._by_birth[me.dob]
        for other in self._by_home[_home(me)]:
            if me.dob is None or other.dob is None:
                yield other

    def _add(self, one: _Identity) -> None:
        if one.dob is not None:
            self._by_birth[one.dob].append(one)
        if one.postcode:
            self._by_home[_home(one)].append(one)


def _why(me: _Identity, other: _Identity) -> str:
    if me.nhs_number and me.nhs_number == other.nhs_number:
        return ""
    if not me.name.agrees_with(other.name):
        return ""
    if me.dob is None or other.dob is None:
        shared = "Same name and postcode, a date of birth missing"
    else:
        name = "Same name" if me.name.same_as(other.name) else "Similar name"
        home = ", same postcode" if me.postcode and me.postcode == other.postcode else ""
        shared = f"{name}, same date of birth{home}"
    number = "another NHS number" if me.nhs_number and other.nhs_number else "an NHS number missing"
    return f"{shared}, {number}"


def _home(one: _Identity) -> tuple[str, str, str]:
    return one.postcode, plain(one.name.family_name), plain(one.name.given_names)


def _bare(postcode: str) -> str:
    return postcode.replace(" ", "").upper()
