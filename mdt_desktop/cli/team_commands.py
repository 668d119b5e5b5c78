"""mdt team: found a team, its directory, its templates."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands, unlocking
from mdt_desktop.cli.answer import Answer
from mdt_desktop.refused import Refused
from mdt_desktop.services import directory, profile, team
from mdt_desktop.services.session import Session


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "team", "Teams, their members and their settings.")
    one = commands.verb(
        verbs,
        "found",
        "Found a team in a new profile.",
        'team found "North team" --me "Amara Okafor" --role chair --template lewisham',
        locked=_found,
    )
    one.add_argument("name")
    one.add_argument("--me", required=True, metavar="NAME")
    one.add_argument("--role", default="chair", metavar="ROLE", help="practitioner, coordinator or chair")
    one.add_argument("--template", metavar="T", help="a neighbourhood model: see “mdt team templates”")
    commands.verb(verbs, "templates", "List the neighbourhood models.", "team templates", locked=_templates)
    one = commands.verb(
        verbs,
        "add",
        "Put somebody into the directory.",
        'team add "Tom Reilly" --sector COM --job Matron',
        _add,
    )
    one.add_argument("name")
    one.add_argument("--sector", required=True, metavar="S")
    one.add_argument("--job", default="", metavar="T")
    one.add_argument("--org", default="", metavar="O")
    one.add_argument("--called-in", action="store_true")
    commands.verb(verbs, "members", "List the directory.", "team members", _members)
    commands.verb(verbs, "devices", "List the team's devices.", "team devices", _devices)


def _found(args: Namespace) -> Answer:
    home = unlocking.home_of(args)
    if profile.exists(home):
        raise Refused(
            f"There is a profile in {home} already. Nothing was changed; choose another folder with --home."
        )
    founded = team.found(home, unlocking.new_passphrase(args), args.name, args.me, args.role, args.template)
    founded.session.close()
    value = {"space": founded.space, "device": founded.device, "recovery_code": founded.recovery_code}
    words = (
        f"{args.name} is founded in {home}.\n\n"
        f"Recovery code, shown this once:\n\n  {founded.recovery_code}\n\n"
        "Print it and keep it where your information governance lead says: it opens everything."
    )
    return Answer(value, words)


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


def _members(session: Session, args: Namespace) -> Answer:
    fields = ("id", "name", "job_title", "organisation", "sector", "membership", "role")
    members = directory.directory(session).members
    return Answer([{name: getattr(member, name) for name in fields} for member in members])


def _devices(session: Session, args: Namespace) -> Answer:
    people, space = directory.directory(session), session.store.space
    return Answer(
        [
            {
                "device": identity.hex(),
                "member": people.name(device.member or ""),
                "role": team.roster_of(session).role_of(identity),
                "admin": team.roster_of(session).is_admin(identity),
                "letter": device.letter or "",
                "this": identity == space.device.device_id,
            }
            for identity, device in team.roster_of(session).devices.items()
        ]
    )
