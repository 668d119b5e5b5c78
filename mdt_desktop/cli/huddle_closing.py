"""mdt huddle, at its end: what is missing, read back, sign, amend."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands, unlocking
from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, Answer
from mdt_desktop.cli.huddle_values import minutes_value
from mdt_desktop.domain.records import Huddle, Minutes
from mdt_desktop.services.cases import case_lists, cases
from mdt_desktop.services.closing import closing, reading_back, signing
from mdt_desktop.services.huddle import huddles, running
from mdt_desktop.services.session import Session
from mdt_desktop.services.team.directory import directory


def add(verbs: Any) -> None:
    """Declare the verbs."""
    one = commands.verb(verbs, "end", "End a huddle.", "huddle end H-2026-11-24", _end, writes=True)
    one.add_argument("huddle")
    one = commands.verb(
        verbs, "gaps", "What is missing before it can be signed.", "huddle gaps H-2026-11-24", _gaps
    )
    one.add_argument("huddle")
    one = commands.verb(
        verbs,
        "confirm",
        "An owner says yes to their actions.",
        "huddle confirm H-2026-11-24 Priya",
        _confirm,
        writes=True,
    )
    one.add_argument("huddle")
    one.add_argument("name")
    one = commands.verb(
        verbs,
        "absent",
        "Whoever was expected and is marked nowhere was absent.",
        "huddle absent H-2026-11-24",
        _absent,
        writes=True,
    )
    one.add_argument("huddle")
    _minutes_verbs(verbs)


def _minutes_verbs(verbs: Any) -> None:
    one = commands.verb(
        verbs,
        "circulate",
        "Keep the draft as it is sent round.",
        "huddle circulate H-2026-11-24",
        _circulate,
        writes=True,
    )
    one.add_argument("huddle")
    one = commands.verb(verbs, "sign", "Sign its minutes.", "huddle sign H-2026-11-24", _sign)
    one.add_argument("huddle")
    one.add_argument("--gaps-to-chair", action="store_true", help="the chair takes what nobody has")
    one = commands.verb(
        verbs,
        "amend",
        "Amend signed minutes.",
        'huddle amend H-2026-11-24 --case C-0042 --text "…" --reason "…"',
        _amend,
        writes=True,
    )
    one.add_argument("huddle")
    one.add_argument("--case", required=True)
    one.add_argument("--text", required=True, metavar="T")
    one.add_argument("--reason", required=True, metavar="R")


def _end(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    missed = running.end(session, huddle.id)
    refs = [row.ref for row in case_lists.rows_of(session, [item.case_id for item in missed])]
    words = f"{huddle.ref} has ended." + (f" Not reached, carried over: {', '.join(refs)}." if refs else "")
    value = {
        "huddle": huddle.ref,
        "not_reached": refs,
        "minutes": minutes_value(signing.standing(session, huddles.find(session, huddle.id))),
    }
    return Answer(value, words)


def _gaps(session: Session, args: Namespace) -> Answer:
    found = closing.gaps(session, huddles.find(session, args.huddle))
    value = [
        {"kind": one.kind, "case": one.case_ref, "text": one.text, "action": one.action_id, "why": one.words}
        for one in found
    ]
    words = "\n".join(one.words for one in found) or "Nothing is missing."
    return Answer(value, words, NEEDS_A_PERSON if found else DONE)


def _confirm(session: Session, args: Namespace) -> Answer:
    huddle, member = huddles.find(session, args.huddle), directory(session).named(args.name)
    accepted = reading_back.confirm(session, huddle, member.id)
    return Answer({"owner": member.name, "accepted": [action.ref for action in accepted]})


def _absent(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    closing.mark_absent(session, huddle)
    absent = [one.name for one in huddles.attendance_of(session, huddle.id) if one.status == "absent"]
    return Answer({"huddle": huddle.ref, "absent": absent})


def _circulate(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    return _signed(huddle, signing.circulate(session, huddle))


def _sign(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    passphrase = unlocking.passphrase_given(args) or unlocking.ask("Your passphrase, to sign: ")
    minutes = signing.sign(session, huddle, passphrase, gaps_to_chair=args.gaps_to_chair)
    return _signed(huddle, minutes)


def _amend(session: Session, args: Namespace) -> Answer:
    huddle = huddles.find(session, args.huddle)
    case = cases.find_case(session, args.case)
    minutes = signing.amend(session, huddle, case=case.id, text=args.text, reason=args.reason)
    return _signed(huddle, minutes)


def _signed(huddle: Huddle, minutes: Minutes) -> Answer:
    words = f"Minutes of {huddle.ref}: version {minutes.version}, {minutes.status}, {minutes.hash[:8]}."
    return Answer({"huddle": huddle.ref, "minutes": minutes_value(_standing(minutes))}, words)


def _standing(minutes: Minutes) -> signing.Standing:
    return signing.Standing(minutes.version, minutes.status, minutes.hash)
