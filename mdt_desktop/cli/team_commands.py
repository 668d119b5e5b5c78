"""mdt team: found a team, its directory, its templates; devices and joining have pages of their own."""

from argparse import Namespace
from contextlib import closing
from typing import Any

from mdt_desktop.cli import commands, device_commands, joining_commands, sync_answers, unlocking
from mdt_desktop.cli.answer import Answer
from mdt_desktop.domain.records import Member, Series
from mdt_desktop.services import profile
from mdt_desktop.services.cases.typed import typed
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import founding
from mdt_desktop.services.team import directory, team
from mdt_desktop.services.team.team import Founded


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "team", "Teams, their members and their settings.")
    one = commands.verb(
        verbs,
        "found",
        "Found a team: in a new profile, or beside the teams of this one.",
        'team found "North team" --me "Amara Okafor" --role chair --template lewisham',
        locked=_found,
    )
    one.add_argument("name")
    one.add_argument("--me", required=True, metavar="NAME")
    one.add_argument(
        "--role", default="chair", metavar="ROLE", help="observer, practitioner, coordinator or chair"
    )
    one.add_argument("--template", metavar="T", help="a neighbourhood model: see “mdt team templates”")
    one.add_argument("--folder", type=commands.path, metavar="DIR", help="share the team over this folder")
    device_commands.add_hub(one)
    commands.verb(verbs, "templates", "List the neighbourhood models.", "team templates", locked=_templates)
    one = commands.verb(
        verbs,
        "add",
        "Put somebody into the directory.",
        'team add "Tom Reilly" --sector COM --job Matron',
        _add,
        writes=True,
    )
    one.add_argument("name")
    one.add_argument("--sector", required=True, metavar="S")
    one.add_argument("--job", default="", metavar="T")
    one.add_argument("--org", default="", metavar="O")
    one.add_argument("--called-in", action="store_true")
    one = commands.verb(
        verbs,
        "edit",
        "Change somebody’s entry.",
        'team edit Tom job_title="Matron"',
        _edit,
        writes=True,
    )
    one.add_argument("name")
    one.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    one = commands.verb(
        verbs,
        "settings",
        "Show the team’s settings, or change some.",
        "team settings meeting_minutes=45 stale_weeks=6",
        _settings,
        writes=True,
    )
    one.add_argument("fields", nargs="*", metavar="FIELD=VALUE")
    one = commands.verb(
        verbs, "slot", "When the team meets.", "team slot --days 2,4 --start 09:30", _slot, writes=True
    )
    one.add_argument("--days", metavar="D", help="1 (Monday) to 7, with commas")
    one.add_argument("--start", metavar="T")
    one.add_argument("--minutes", type=int, metavar="N")
    one.add_argument("--venue")
    one.add_argument("--mode", help="room, hybrid or remote")
    commands.verb(verbs, "members", "List the directory.", "team members", _members)
    joining_commands.add(verbs)
    device_commands.add(verbs)


def _found(args: Namespace) -> Answer:
    home, beside = unlocking.home_of(args), False
    ways = {"folder": args.folder, "hub": device_commands.hub_of(args)}
    wanted = (args.name, args.me, args.role, args.template)
    if profile.exists(home):
        beside = True
        founded = _beside(unlocking.open_profile(args), wanted, ways)
    else:
        founded = founding.found_shared(home, unlocking.new_passphrase(args), *wanted, **ways)
    with closing(founded.session):
        synced = sync_answers.sync_team(founded.session)
    value = {"space": founded.space, "device": founded.device, "recovery_code": founded.recovery_code}
    words = (
        f"{args.name} is founded in {home}.\n\n"
        f"Recovery code, shown this once:\n\n  {founded.recovery_code}\n\n"
        "Print it and keep it where your information governance lead says: it opens "
        + ("all of this team." if beside else "everything.")
    )
    return sync_answers.after(Answer(value, words), synced)


def _beside(session: Session, wanted: tuple[str, str, str, str | None], ways: dict[str, Any]) -> Founded:
    """Another team in a profile that is there."""
    try:
        return founding.found_shared_beside(session, *wanted, **ways)
    except BaseException:
        session.close()
        raise


def _templates(args: Namespace) -> Answer:
    return Answer(
        [
            {
                "name": one.name,
                "place": one.place,
                "teams": [outline.name for outline in one.teams],
                "tiers": list(one.tiers.values()),
            }
            for one in team.templates()
        ]
    )


def _add(session: Session, args: Namespace) -> Answer:
    identity = directory.add_member(
        session,
        args.name,
        sector=args.sector,
        job_title=args.job,
        organisation=args.org,
        called_in=args.called_in,
    )
    return Answer({"id": identity, "name": args.name.strip()})


def _edit(session: Session, args: Namespace) -> Answer:
    member = directory.directory(session).named(args.name)
    given = commands.assignments(args.fields)
    commands.refuse_unknown(given, sorted(directory.EDITABLE - {"organisation_id"}))
    fields = {name: typed(Member, name, value) for name, value in given.items()}
    directory.edit_member(session, member.id, **fields)
    return Answer(session.records.get(Member, member.id))


def _settings(session: Session, args: Namespace) -> Answer:
    if args.fields:
        team.change_settings(session, **commands.assignments(args.fields))
    return Answer(session.team())


def _slot(session: Session, args: Namespace) -> Answer:
    now = team.settings(session)[1] or Series(id="")
    team.set_weekly_slot(
        session,
        typed(Series, "weekdays", args.days) if args.days else now.weekdays,
        args.start or now.start,
        now.minutes if args.minutes is None else args.minutes,
        now.venue if args.venue is None else args.venue,
        args.mode or now.mode,
    )
    return Answer(team.settings(session)[1])


def _members(session: Session, args: Namespace) -> Answer:
    fields = ("id", "name", "job_title", "organisation", "sector", "membership", "role")
    members = directory.directory(session).members
    return Answer([{name: getattr(member, name) for name in fields} for member in members])
