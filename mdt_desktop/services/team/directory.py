"""The team's directory: its members and organisations, with or without a device."""

import msgspec

from mdt_desktop.domain import vocabulary
from mdt_desktop.domain.changes import Change, creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.naming import initials
from mdt_desktop.domain.records import Member, Organisation
from mdt_desktop.refused import Refused
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.session import Session

EDITABLE = frozenset(Member.__struct_fields__) - {"id", "retired", "role"}
"""What the directory says of a member; a role comes from the roster."""


class MemberView(msgspec.Struct, frozen=True):
    """Somebody in the directory, as lists and pickers show them."""

    id: str
    name: str
    initials: str
    job_title: str
    organisation_id: str
    organisation: str
    sector: str
    sector_label: str
    membership: str
    role: str
    phone: str
    secure_email: str
    can_do: str
    how_to_ask: str
    active: bool

    @property
    def first_name(self) -> str:
        """The name people call across the table: titles left out."""
        words = [
            word for word in self.name.split() if word.rstrip(".") not in {"Dr", "Mr", "Mrs", "Ms", "Prof"}
        ]
        return words[0] if words else self.name


class Directory:
    """All members by id, in the order of their names."""

    def __init__(self, members: list[MemberView], organisations: list[Organisation]) -> None:
        self.members = members
        self.organisations = organisations
        self._by_id = {member.id: member for member in members}

    def get(self, member_id: str) -> MemberView | None:
        """The member of an id, or None."""
        return self._by_id.get(member_id)

    def name(self, member_id: str, otherwise: str = "") -> str:
        """Their name, or what is given."""
        member = self._by_id.get(member_id)
        return member.name if member else otherwise

    def member(self, member_id: str) -> MemberView:
        """Somebody who is in the team now, by id. `Refused` for anybody else."""
        member = self.get(member_id)
        if member is None or not member.active:
            raise Refused(
                "Nobody in the team’s directory was chosen. Nothing was changed; choose somebody else."
            )
        return member

    def active(self) -> list[MemberView]:
        """Those who are in the team now."""
        return [member for member in self.members if member.active]

    def named(self, words: str) -> MemberView:
        """The one active member whose name, id or initials this is. `Refused` if nobody or several are."""
        wanted = words.strip().removeprefix("@").casefold()
        if not wanted:
            raise Refused("Nobody was named. Nothing was changed; type a name as it stands in the directory.")
        exact = [m for m in self.active() if wanted in (m.name.casefold(), m.id, m.initials.casefold())]
        found = exact or [
            m
            for m in self.active()
            if any(word.startswith(wanted) for word in m.name.casefold().split())
            or m.name.casefold().startswith(wanted)
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            raise Refused(
                f"Nobody in the directory is called “{words}”. Nothing was changed. "
                "Add them with “mdt team add”, or type the name as it stands there."
            )
        raise Refused(
            f"“{words}” could be {_told_apart(found)}. Nothing was changed. Type more of the name, or the id."
        )


def _told_apart(found: list[MemberView]) -> str:
    """Their names, with what tells namesakes apart."""
    names = [member.name for member in found]
    return ", ".join(
        member.name
        if names.count(member.name) == 1
        else f"{member.name} ({member.job_title or member.sector_label}, {member.id})"
        for member in found
    )


def directory(session: Session) -> Directory:
    """Everybody in the team, the retired left out."""
    organisations = session.records.all(Organisation, order="name")
    names = {one.id: one for one in organisations}
    today = session.today()
    views = [_view(member, names, today) for member in session.records.all(Member, order="display_name")]
    return Directory(views, organisations)


def _view(member: Member, organisations: dict[str, Organisation], today: object) -> MemberView:
    organisation = organisations.get(member.organisation_id)
    sector = member.sector or (organisation.sector if organisation else "")
    return MemberView(
        id=member.id,
        name=member.display_name,
        initials=initials(member.display_name),
        job_title=member.job_title,
        organisation_id=member.organisation_id,
        organisation=organisation.name if organisation else "",
        sector=sector,
        sector_label=vocabulary.label("sector", sector) if sector else "",
        membership=member.membership,
        role=member.role,
        phone=member.phone,
        secure_email=member.secure_email,
        can_do=member.can_do,
        how_to_ask=member.how_to_ask,
        active=member.active_to is None or str(member.active_to) >= str(today),
    )


def add_member(
    session: Session,
    name: str,
    *,
    sector: str,
    job_title: str = "",
    organisation: str = "",
    called_in: bool = False,
    phone: str = "",
    secure_email: str = "",
    can_do: str = "",
    how_to_ask: str = "",
) -> str:
    """Put somebody into the directory, with their organisation if it is new; answers with their id."""
    name = name.strip()
    if not name:
        raise Refused("A member needs a name. Nothing was added.")
    code = code_of("sector", sector)
    changes: list[Change] = []
    organisation_id = _organisation(session, organisation.strip(), code, changes)
    member = Member(
        id=new_id(),
        display_name=name,
        job_title=job_title,
        organisation_id=organisation_id,
        sector=code,
        membership="called_in" if called_in else "core",
        phone=phone,
        secure_email=secure_email,
        can_do=can_do,
        how_to_ask=how_to_ask,
    )
    session.commit([*changes, creation(member)])
    return member.id


def _organisation(session: Session, name: str, sector: str, changes: list[Change]) -> str:
    if not name:
        return ""
    known = session.records.first(Organisation, "lower(name) = lower(?)", (name,))
    if known:
        return known.id
    fresh = Organisation(id=new_id(), name=name, sector=sector)
    changes.append(creation(fresh))
    return fresh.id


def edit_member(
    session: Session, member_id: str, *, organisation: str | None = None, **fields: object
) -> None:
    """Change what the directory says of somebody; an `organisation` that is new is put there too."""
    member = session.records.get(Member, member_id)
    if member is None:
        raise Refused("That member is not in the directory any more. Nothing was changed.")
    unknown = sorted(set(fields) - EDITABLE)
    if unknown:
        raise Refused(f"“{unknown[0]}” is not what the directory says of a member. Nothing was changed.")
    for name in ("sector", "membership"):
        if fields.get(name):
            fields[name] = code_of(name, str(fields[name]))
    if not str(fields.get("display_name", member.display_name)).strip():
        raise Refused("A member needs a name. Nothing was changed.")
    if fields.get("active_to") is not None and member_id == session.store.space.member:
        raise Refused("You are signed in as this member and cannot leave the team here. Nothing was changed.")
    changes: list[Change] = []
    if organisation is not None:
        sector = str(fields.get("sector") or member.sector)
        fields["organisation_id"] = _organisation(session, organisation.strip(), sector, changes)
    session.commit([*changes, edit(member, **fields)])
