"""mdt store: proof, backup, and the ways of unlocking."""

from argparse import Namespace
from contextlib import closing
from typing import Any

from mdt_desktop.cli import commands, unlocking
from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, Answer, ProgressBar
from mdt_desktop.refused import Locked, Refused
from mdt_desktop.services import profile, store_care
from mdt_desktop.services.session import Session

_NO_NEW = (
    "The new passphrase was not given. Nothing was changed; give it with --new-file, or run this at a "
    "terminal."
)
_NO_CODE = (
    "The recovery code was not given. Nothing was changed; give it with --code-file, or run this at a "
    "terminal."
)


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "store", "The encrypted store.")
    one = commands.verb(verbs, "verify", "Check that the store is whole.", "store verify --rebuild", _verify)
    one.add_argument("--rebuild", action="store_true", help="make the tables anew and compare")
    commands.verb(verbs, "digest", "The fingerprint of the shared state.", "store digest", _digest)
    one = commands.verb(
        verbs, "backup", "Write an encrypted backup.", "store backup team.mdtbackup", _backup, every_team=True
    )
    one.add_argument("file", type=commands.path)
    one = commands.verb(
        verbs, "restore", "Bring a backup back.", "--home NEW store restore team.mdtbackup", locked=_restore
    )
    one.add_argument("file", type=commands.path)
    one = commands.verb(
        verbs,
        "passphrase",
        "Change the passphrase.",
        "store passphrase --new-file new.txt",
        _passphrase,
        every_team=True,
    )
    one.add_argument(
        "--new-file", type=commands.path, metavar="FILE", help="its first line is the new passphrase"
    )
    one.add_argument(
        "--somebody-knows", action="store_true", help="give the store a new key and a new code too"
    )
    one = commands.verb(
        verbs, "recover", "Open with the printed code.", "store recover --code-file code.txt", locked=_recover
    )
    one.add_argument("--code-file", type=commands.path, metavar="FILE")
    one.add_argument(
        "--new-file", type=commands.path, metavar="FILE", help="its first line is the new passphrase"
    )
    commands.verb(verbs, "slots", "List the ways of unlocking.", "store slots", _slots, every_team=True)


def _verify(session: Session, args: Namespace) -> Answer:
    found = store_care.verify(session, rebuilt=args.rebuild, progress=ProgressBar("Checking"))
    words = f"{found.entries} entries, {found.records} records: " + ("whole." if found.ok else "not whole.")
    return Answer(found, "\n".join([words, *found.problems]), 0 if found.ok else NEEDS_A_PERSON)


def _digest(session: Session, args: Namespace) -> Answer:
    value = store_care.digest(session)
    return Answer({"digest": value}, value)


def _backup(session: Session, args: Namespace) -> Answer:
    path = store_care.backup(session, args.file)
    records = store_care.verify_all(session).records
    return Answer({"path": str(path), "records": records}, f"{records} records written to {path}.")


def _restore(args: Namespace) -> Answer:
    home = store_care.restore(unlocking.home_of(args), args.file)
    try:
        with closing(unlocking.open_profile(args)) as session:
            found = store_care.verify_all(session)
    except Locked as locked:
        raise Locked(f"The backup lies in {home} now, still locked. {locked}") from None
    except Refused as damaged:
        profile.remove(home)
        raise Refused(
            f"{args.file} can’t be opened, so nothing was restored: it is damaged, cut short, or beside "
            "another backup’s vault. Use another backup."
        ) from damaged
    words = "\n".join([f"{found.records} records restored into {home}.", *found.problems])
    value = {"path": str(home), "records": found.records, "problems": found.problems}
    return Answer(value, words, DONE if found.ok else NEEDS_A_PERSON)


def _new(args: Namespace) -> str:
    if args.new_file:
        return unlocking.read_secret(args.new_file)
    first = unlocking.ask("New passphrase: ", _NO_NEW)
    if first != unlocking.ask("The same again: ", _NO_NEW):
        raise Refused("The two passphrases differ. Nothing was changed.")
    return first


def _passphrase(session: Session, args: Namespace) -> Answer:
    old = unlocking.passphrase_given(args) or unlocking.ask("Passphrase: ")
    if args.somebody_knows:
        code = profile.rekey(session, old, _new(args))
        words = f"The store has a new key. New recovery code, shown this once:\n\n  {code}"
        return Answer({"changed": True, "recovery_code": code}, words)
    profile.change_passphrase(session, old, _new(args))
    return Answer({"changed": True}, "The passphrase is changed.")


def _recover(args: Namespace) -> Answer:
    home = unlocking.home_of(args)
    code = (
        unlocking.read_secret(args.code_file)
        if args.code_file
        else unlocking.ask("Recovery code: ", _NO_CODE)
    )
    with closing(profile.unlock_with_recovery(home, code)) as session:
        profile.set_passphrase_after_recovery(session, _new(args))
    return Answer({"changed": True}, "The profile opens with the new passphrase.")


def _slots(session: Session, args: Namespace) -> Answer:
    return Answer([{"kind": slot.kind, "created": slot.created} for slot in profile.slots(session)])
