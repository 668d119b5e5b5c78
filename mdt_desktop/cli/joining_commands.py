"""mdt team, joining: invite, join, see who asks, admit."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands, sync_answers, unlocking
from mdt_desktop.cli.answer import DONE, OUT_OF_REACH, Answer
from mdt_desktop.refused import Refused
from mdt_desktop.services import profile
from mdt_desktop.services.session import Session
from mdt_desktop.services.syncing import connecting, inviting, joining, requests, transports
from mdt_desktop.services.syncing.inviting import Outstanding
from mdt_desktop.services.syncing.joining import JoinState
from mdt_desktop.services.syncing.on_session import inline
from mdt_desktop.services.syncing.requests import RequestView


def add(verbs: Any) -> None:
    """Declare the verbs."""
    one = commands.verb(
        verbs,
        "invite",
        "Invite somebody: one file, for one computer, once.",
        'team invite --name "Priya Shah" --role practitioner --out priya.mdtinvite',
        _invite,
    )
    one.add_argument("--name", required=True)
    one.add_argument("--role", required=True, help="observer, practitioner, coordinator or chair")
    one.add_argument("--out", required=True, type=commands.path, metavar="FILE")
    one.add_argument("--days", type=int, default=inviting.DAYS, metavar="N", help="good for 1 to 31 days")
    commands.verb(
        verbs,
        "invitations",
        "List your invitations that nobody has joined with.",
        "team invitations",
        _invitations,
    )
    one = commands.verb(verbs, "withdraw", "Take an invitation back.", "team withdraw Priya", _withdraw)
    one.add_argument("id", metavar="ID", help="the invitation’s id, or the name it is for")
    one = commands.verb(
        verbs,
        "join",
        "Ask to join a team, or look whether you are in.",
        'team join priya.mdtinvite --me "Priya Shah"',
        locked=_join,
    )
    one.add_argument("file", type=commands.path, metavar="FILE")
    one.add_argument("--me", required=True, metavar="NAME")
    one.add_argument(
        "--folder", type=commands.path, metavar="DIR", help="the team’s shared folder on this computer"
    )
    commands.verb(
        verbs, "requests", "List who asks to join, with the words to compare.", "team requests", _requests
    )
    one = commands.verb(
        verbs, "admit", "Admit whoever asked, once the words agree.", "team admit Priya", _admit
    )
    one.add_argument("id", nargs="?", metavar="ID", help="the request’s id, or the name it is under")
    one.add_argument("--all", action="store_true", help="everybody who asks")
    one.add_argument("--role", default="", help="another role than the invitation’s")
    one.add_argument("--admin", action="store_true", help="as an admin of the team")
    one = commands.verb(
        verbs, "decline", "Tell whoever asked no.", 'team decline 3fa9 --reason "wrong team"', _decline
    )
    one.add_argument("id", metavar="ID")
    one.add_argument("--reason", default="", metavar="T")


def _invitations(session: Session, args: Namespace) -> Answer:
    found = inviting.outstanding(session)
    words = "\n".join(_outstanding_line(one) for one in found) or "No invitation is open."
    return Answer([_outstanding(one) for one in found], words)


def _withdraw(session: Session, args: Namespace) -> Answer:
    taken = inviting.withdraw_named(session, args.id)
    words = f"The invitation for {taken.name} is taken back; nobody joins with it."
    return Answer(_outstanding(taken), words)


def _outstanding_line(one: Outstanding) -> str:
    until = "out of date since" if one.expired else "good until"
    return f"{one.id[:8]}  {one.name}, {one.role}: {until} {one.expires:%Y-%m-%d}"


def _outstanding(one: Outstanding) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "expires": one.expires,
        "expired": one.expired,
    }


def _invite(session: Session, args: Namespace) -> Answer:
    invited = inviting.invite(session, args.name, args.role, days=args.days, out=args.out)
    words = (
        f"The invitation for {invited.name} is in {args.out}, good once, "
        f"until {invited.expires:%Y-%m-%d}.\n"
        f"Its words: {' '.join(invited.words)}. Whoever asks to join with it shows four others to compare."
    )
    if not connecting.ways(session):
        words += "\nThe team is shared nowhere yet: nobody can ask before “mdt team connect”."
    value = {
        "name": invited.name,
        "role": invited.role,
        "expires": invited.expires,
        "check_words": list(invited.words),
        "path": str(args.out),
    }
    return Answer(value, words)


def _join(args: Namespace) -> Answer:
    invitation = inviting.read(args.file)
    folder = args.folder or (None if invitation.addresses else joining.folder_around(args.file, invitation))
    if not profile.exists(unlocking.home_of(args)):
        joining.refuse_early(invitation, folder)
    with unlocking.opened_or_made(args) as (session, code):
        state = joining.already(session, invitation)
        if state is not None:
            return _joined(session, state, "")
        asked = joining.begin(session, invitation, args.me, folder)
        return _joined(session, joining.look(inline(session), asked, transports.of_joining), code)


def _joined(session: Session, state: JoinState, code: str) -> Answer:
    value = {**_value(state), **({"recovery_code": code} if code else {})}
    if state.status == "waiting":
        words = (
            f"{state.invited_by} has to admit this computer. Compare these words: {' '.join(state.words)}.\n"
            "Run this again afterwards."
        )
    else:
        words = "This computer is in the team."
    if code:
        words += unlocking.code_words(code)
    if state.trouble:
        words = f"{state.trouble}\n{words}"
    answer = Answer(value, words, OUT_OF_REACH if state.trouble else DONE)
    if state.status == "waiting":
        return answer
    for space in session.store.spaces():
        if space.name == state.space:
            session.store.use(space)
    return sync_answers.after(answer, sync_answers.sync_team(session))


def _value(state: JoinState) -> dict[str, Any]:
    return {
        "status": state.status,
        "check_words": list(state.words),
        "space": state.space,
        "role": state.role,
        **({"problem": state.trouble} if state.trouble else {}),
    }


def _requests(session: Session, args: Namespace) -> Answer:
    synced = sync_answers.sync_team(session)
    found = requests.waiting(session)
    words = "\n".join(_line(one) for one in found) or "Nobody asks to join."
    return sync_answers.after(Answer([_request(one) for one in found], words), synced)


def _request(one: RequestView) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "typed": one.typed,
        "role": one.role,
        "check_words": list(one.words),
        "expires": one.expires,
        "problem": one.problem,
        "others": one.others,
    }


def _line(one: RequestView) -> str:
    typed = f", who typed “{one.typed}”" if one.typed != one.name else ""
    problem = f" {one.problem}" if one.problem else ""
    return f"{one.id[:8]}  {one.name}{typed}, {one.role}: {' '.join(one.words)}.{problem}"


def _admit(session: Session, args: Namespace) -> Answer:
    if bool(args.id) == args.all:
        raise Refused("Say whom to admit: the id of one request, or --all. Nothing was changed.")
    sync_answers.sync_team(session)
    named = [one.id for one in requests.waiting(session) if not one.problem] if args.all else [args.id]
    if args.all:
        requests.refuse_rivals(session)
    with session.one_intent():
        admitted = [requests.admit(session, one, role=args.role, admin=args.admin) for one in named]
    value = [
        {
            "device": one.device,
            "member": one.member_id,
            "name": one.name,
            "role": one.role,
            "letter": one.letter,
        }
        for one in admitted
    ]
    words = "\n".join(f"{one.name} is in, as {one.role}." for one in admitted) or "Nobody asks to join."
    return sync_answers.after(Answer({"admitted": value}, words), sync_answers.sync_team(session))


def _decline(session: Session, args: Namespace) -> Answer:
    sync_answers.sync_team(session)
    said = requests.decline(session, args.id, args.reason)
    answer = Answer({"declined": said.id, "name": said.name}, f"{said.name} is told no.")
    return sync_answers.after(answer, sync_answers.sync_team(session))
