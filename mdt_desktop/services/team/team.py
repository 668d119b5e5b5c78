"""Found a team, from one of the neighbourhood models if wished."""

from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from mdt_desktop import roster
from mdt_desktop.crypto import recovery_code
from mdt_desktop.crypto.device_keys import DeviceKeys
from mdt_desktop.crypto.recovery_code import space_recovery_keys
from mdt_desktop.crypto.space_key import SpaceKey
from mdt_desktop.domain import templates as neighbourhood_models
from mdt_desktop.domain.changes import creation, edit
from mdt_desktop.domain.ids import new_id
from mdt_desktop.domain.quorum import DEFAULT_RULE
from mdt_desktop.domain.records import Member, Series, Team
from mdt_desktop.domain.templates import Template
from mdt_desktop.refused import Refused
from mdt_desktop.roster import Membership, Role, Roster
from mdt_desktop.services import profile
from mdt_desktop.services.cases.coded import code_of
from mdt_desktop.services.cases.typed import typed
from mdt_desktop.services.huddle.meeting_times import clock_time, refuse_length
from mdt_desktop.services.session import Session
from mdt_desktop.store.queries import Queries
from mdt_desktop.store.spaces import NewSpace

SETTINGS = frozenset(Team.__struct_fields__) - {"id", "retired", "number_range", "template"}
LARGEST_SETTING = 999


class Founded(msgspec.Struct, frozen=True):
    """A new team. `recovery_code` is shown once, for printing: it opens the space, and a new profile too."""

    session: Session
    space: str
    device: str
    recovery_code: str


def templates() -> list[Template]:
    """The neighbourhood models a team can be founded from."""
    return neighbourhood_models.templates()


def found(
    home: Path,
    passphrase: str,
    name: str,
    my_name: str,
    role: str = "chair",
    template: str | None = None,
    *,
    job_title: str = "",
    sector: str = "",
    label: str = "",
    training: bool = False,
) -> Founded:
    """Make the profile, the team's space and its first records; nothing is left behind if any part fails."""
    mine, model = _founder(name, my_name, role, job_title, sector), _model(template)
    session, code = profile.create(home, passphrase, label or "My team", training=training)
    try:
        return _found(session, code, name.strip(), mine, model)
    except BaseException:
        profile.discard(session)
        raise


def found_beside(
    session: Session, name: str, my_name: str, role: str = "chair", template: str | None = None
) -> Founded:
    """Another team in a profile that is open, which the session looks at then.

    Its printed code is the team's alone: it opens the team, not the profile. `Refused` for the name of a team
    that the profile holds.
    """
    mine, model = _founder(name, my_name, role), _model(template)
    for space in session.store.spaces():
        known = Queries(session.store.connection, space.no).first(Team)
        if known and known.name.casefold() == name.strip().casefold():
            raise Refused(f"This profile holds a team called “{known.name}” already. Nothing was made.")
    return _found(session, recovery_code.printed(recovery_code.new_code()), name.strip(), mine, model)


def _founder(name: str, my_name: str, role: str, job_title: str = "", sector: str = "") -> Member:
    if not name.strip() or not my_name.strip():
        raise Refused("A team needs a name, and you need one too. Nothing was made.")
    try:
        my_role = Role(role)
    except ValueError:
        known = ", ".join(Role)
        raise Refused(f"“{role}” is not a role. Nothing was made. Choose one of: {known}.") from None
    return Member(
        id=new_id(),
        display_name=my_name.strip(),
        role=my_role.value,
        job_title=job_title,
        sector=sector or ("PRI" if my_role is Role.CHAIR else ""),
    )


def _model(named: str | None) -> Template | None:
    return neighbourhood_models.template(named) if named else None


def _found(session: Session, code: str, name: str, mine: Member, model: Template | None) -> Founded:
    with session.store.together():
        new = _new_space(code, mine.id, Role(mine.role), session.store.clock.tick())
        space = session.store.found(new)
        session.commit(
            [creation(_team(name, model)), creation(_series(model)), creation(mine)], undoable=False
        )
    return Founded(session, space.name, space.device.device_id.hex(), code)


def _new_space(code: str, member: str, role: Role, hlc: int) -> NewSpace:
    space = UUID(new_id()).bytes
    device, key = DeviceKeys.generate(), SpaceKey.generate()
    recovery = space_recovery_keys(code, space).public
    statement = roster.found(space, device, recovery, key, Membership(member, role, ""), hlc)
    verified = Roster.verify([statement], [key])
    return NewSpace(space, "team", device, "", member, key, [(verified.head, statement)])


def _team(name: str, model: Template | None) -> Team:
    if model is None:
        return Team(id=new_id(), name=name, quorum=dict(DEFAULT_RULE))
    rule: dict[str, Any] = {"sectors": list(model.quorum.sectors), "chair": model.quorum.chair}
    if model.quorum.at_least:
        rule["at_least"] = model.quorum.at_least
    return Team(
        id=new_id(),
        name=name,
        place=model.place,
        template=model.name,
        localities=list(model.localities(name)),
        tier_names=dict(model.tiers),
        sectors=list(model.sectors),
        called_in_sectors=list(model.called_in_sectors),
        lists={
            "pathway": list(model.lists.pathway),
            "source": list(model.lists.source),
            "need": list(model.lists.need),
            "outcome": list(model.lists.outcome),
        },
        purpose=model.purpose,
        charter=list(model.charter),
        quorum=rule,
        meeting_minutes=model.meeting.minutes,
        opening_minutes=model.meeting.opening_minutes,
        readback_minutes=model.meeting.readback_minutes,
        item_minutes=dict(model.meeting.item_minutes),
        review_weeks=model.review.weeks,
        review_choices=list(model.review.choices_weeks),
        stale_weeks=model.review.stale_weeks,
        hiu_month_over=model.hiu.month_over,
        hiu_year_over=model.hiu.year_over,
        hiu_from_age=model.hiu.from_age,
        person_word=model.person_word,
    )


def _series(model: Template | None) -> Series:
    if model is None:
        return Series(id=new_id())
    meeting = model.meeting
    return Series(
        id=new_id(),
        weekdays=list(meeting.weekdays),
        start=meeting.start,
        minutes=meeting.minutes,
        venue=meeting.venue,
        mode=meeting.mode,
    )


def settings(session: Session) -> tuple[Team, Series | None]:
    """The team as it is set up, and its weekly slot."""
    return session.team(), session.records.first(Series)


def change_settings(session: Session, **fields: Any) -> None:
    """Change the team's settings by their names in `Team`, as typed or as values.

    How long a huddle is belongs to the weekly slot: said here, it is the slot's as well.
    """
    read: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in SETTINGS:
            raise Refused(f"There is no setting “{name}”. Nothing was changed.")
        read[name] = typed(Team, name, value, lines=name == "purpose")
        if isinstance(read[name], int) and not 0 < read[name] <= LARGEST_SETTING:
            raise Refused(f"{name} lies between 1 and {LARGEST_SETTING}. Nothing was changed.")
    if not read.get("name", "team"):
        raise Refused("A team needs a name. Nothing was changed.")
    changes = [edit(session.team(), **read)]
    series = session.records.first(Series)
    if series and "meeting_minutes" in read:
        refuse_length(read["meeting_minutes"])
        changes.append(edit(series, minutes=read["meeting_minutes"]))
    session.commit(changes)


def set_weekly_slot(
    session: Session, weekdays: list[int], start: str, minutes: int, venue: str, mode: str
) -> None:
    """When the team meets: ISO weekdays, local start time, length in minutes."""
    if not weekdays or not set(weekdays) <= set(range(1, 8)):
        raise Refused("The weekly slot needs a day, from 1 (Monday) to 7 (Sunday). Nothing was changed.")
    refuse_length(minutes)
    fields: dict[str, Any] = {
        "weekdays": sorted(set(weekdays)),
        "start": clock_time(start),
        "minutes": minutes,
        "venue": venue,
        "mode": code_of("mode", mode),
    }
    series = session.records.first(Series)
    slot = edit(series, **fields) if series else creation(Series(id=new_id(), **fields))
    session.commit([slot, edit(session.team(), meeting_minutes=minutes)])


def roster_of(session: Session) -> Roster:
    """Who is in the space, and who may write what."""
    return session.store.roster()


def my_role(session: Session) -> Role:
    """What this device's member may do."""
    role = roster_of(session).role_of(session.store.space.device.device_id)
    return role or Role.OBSERVER


def is_chair(session: Session) -> bool:
    """Whether this device's member may do what is a chair's to do."""
    return my_role(session).includes(Role.CHAIR)
