"""What the services know of the exchange, in the page's own terms."""

from datetime import datetime

from mdt_desktop.domain.day_words import short_day
from mdt_desktop.services.conflicts import attention, quarantine
from mdt_desktop.services.conflicts import reading as conflicts
from mdt_desktop.services.conflicts.newer import Newer, newer_versions
from mdt_desktop.services.session import ZONE, Session
from mdt_desktop.services.syncing import arriving, devices, inviting, requests, teams
from mdt_desktop.services.syncing.arriving import Waiting
from mdt_desktop.services.syncing.devices import DeviceView
from mdt_desktop.services.syncing.inviting import Outstanding
from mdt_desktop.services.syncing.standing import SyncState, Way, standing
from mdt_desktop.services.syncing.teams import TeamView
from mdt_desktop.services.syncing.waiting_work import waiting_work
from ui.sync.ages import ago
from ui.sync.decisions import Decision
from ui.sync.roles import role_words
from ui.sync.side_rows import SideRow
from ui.sync.view import SyncView


def read_view(session: Session) -> SyncView:
    """Everything the page shows; read on the reading connection."""
    now, state = session.now(), standing(session)
    if state.removed is not None:
        return SyncView(state, now)
    known = devices.devices(session)
    admin = any(one.this and one.admin for one in known)
    return SyncView(
        state,
        now,
        decisions=decisions_of(session),
        devices=tuple(device_row(one, now, admin=admin) for one in known if one.present),
        waiting=waiting_rows(session) if state.shared and state.waiting else (),
        ways=tuple(way_row(one, now) for one in state.ways),
        invitations=tuple(invitation_row(one) for one in inviting.outstanding(session)) if admin else (),
        teams=team_rows(session),
        warnings=_warnings(session, state),
        admin=admin,
    )


def invitation_row(one: Outstanding) -> SideRow:
    """An invitation that nobody was admitted with yet."""
    until = short_day(one.expires.astimezone(ZONE).date())
    text = "Ran out unused" if one.expired else f"Good until {until}"
    tone = "amber" if one.expired else ""
    return SideRow(one.id, "ticket", one.name, text, tone, deed="Withdraw", about=one)


def team_rows(session: Session) -> tuple[SideRow, ...]:
    """The teams of this profile once there are several, and those that were asked and have not answered."""
    known = teams.teams(session)
    rows = [team_row(one) for one in known] if len(known) > 1 else []
    asked = arriving.waiting(session)
    return (*rows, *(SideRow(one.id, "hourglass", _waits(one), " · ".join(one.words)) for one in asked))


def team_row(team: TeamView) -> SideRow:
    """Enter opens it, unless it is the one that shows, or is locked."""
    if team.removed:
        return SideRow(team.space, "ban", team.name, "This laptop was removed", "red", about=team)
    return SideRow(
        team.space, "users", team.name, team.place, chip="Open now" if team.current else "", about=team
    )


def _waits(asked: Waiting) -> str:
    return f"Waiting for {asked.invited_by}: read out"


def way_row(way: Way, now: datetime) -> SideRow:
    """A folder or hub: when it was last confirmed, or that it is out of reach."""
    if way.problem:
        text, tone = "Out of reach", "amber"
    else:
        text, tone = f"Confirmed {ago(way.confirmed, now)}" if way.confirmed else "Not reached yet", ""
    icon = "folder-open" if way.kind == "folder" else "server"
    return SideRow(way.address, icon, way.name, text, tone, about=way)


def device_row(device: DeviceView, now: datetime, *, admin: bool) -> SideRow:
    """A device of the team; one unheard of for a month is amber, with its way out."""
    chip = "This one" if device.this else "Admin" if device.admin else ""
    role = role_words(device.role.value) if device.role else ""
    seen = ago(device.last_seen, now) if device.last_seen and not device.this else ""
    text = " · ".join(part for part in (role, seen) if part)
    if device.unseen and device.last_seen:
        text = f"Not seen for {(now - device.last_seen).days} days"
    if device.cloned_since is not None:
        text = "Copied or restored: it is two laptops now"
    letter = f" · {device.letter}" if device.letter else ""
    return SideRow(
        key=device.id,
        icon="laptop",
        title=f"{device.member or 'Somebody'}{letter}",
        text=text,
        tone="amber" if device.unseen or device.cloned_since else "",
        chip=chip,
        chip_tone="accent" if device.this else "neutral",
        deed="Remove" if admin and device.unseen and not device.this else "",
        about=device,
    )


def decisions_of(session: Session) -> tuple[Decision, ...]:
    """Who waits at the door first; then what people wrote, then what a merge left to mend."""
    admin = quarantine.is_admin(session)
    asking = requests.waiting(session) if admin else []
    set_aside = quarantine.waiting(session) if admin else []
    return (*asking, *conflicts.clashes(session), *attention.attention(session), *set_aside)


SECOND_ADMIN = (
    "You are the team’s only admin. Make a colleague one too: press Enter on their device. "
    "Without one, only the printed recovery code helps if this laptop is lost."
)
WAITING_ICONS = {
    "huddle": "messages-square",
    "action": "list-checks",
    "person": "pencil",
    "minutes": "file-text",
    "import_batch": "file-up",
    "team": "users",
}
LINES_SHOWN = 4


def waiting_rows(session: Session) -> tuple[SideRow, ...]:
    """What has not reached the team yet, the first few lines."""
    rows = [
        SideRow(f"{at}", WAITING_ICONS.get(one.about, "file"), one.title, one.text)
        for at, one in enumerate(waiting_work(session))
    ]
    hidden = len(rows) - LINES_SHOWN
    more = [SideRow("more", "ellipsis", f"and {hidden} more")] if hidden > 0 else []
    return (*rows[:LINES_SHOWN], *more)


def _warnings(session: Session, state: SyncState) -> tuple[str, ...]:
    """What explains why something is not here or not to be seen, and what would be hard to mend later."""
    newer = [newer_words(one) for one in newer_versions(session)]
    present = [one for one in devices.devices(session) if one.present]
    alone = sum(one.admin for one in present) == 1 and len(present) > 1
    return (
        *newer,
        *state.notes,
        *state.missing,
        *([SECOND_ADMIN] if alone and quarantine.is_admin(session) else []),
    )


def newer_words(newer: Newer) -> str:
    """“A colleague uses a newer version”, and whether that keeps anything from this screen."""
    if newer.waits:
        return "A colleague uses a newer version. Some of their work shows once this computer is updated."
    since = f" since {short_day(newer.since.astimezone(ZONE).date())}" if newer.since else ""
    return f"{newer.who} uses a newer version{since}. Everything they write is kept; update to see all of it."
