"""mdt minutes: documents of a huddle."""

from argparse import Namespace
from typing import Any

from mdt_desktop.cli import commands, unlocking
from mdt_desktop.cli.answer import Answer
from mdt_desktop.refused import Refused
from mdt_desktop.services.huddle import huddles
from mdt_desktop.services.minutes import documents
from mdt_desktop.services.session import Session

LATER = ("redacted", "agenda-pack", "owner-sheets", "register", "plan-letter", "case-extract")


NO_PDF_PASSPHRASE = (
    "A PDF that is encrypted needs a passphrase of its own. Nothing was written; "
    "give it with --pdf-passphrase-file, or run this at a terminal."
)


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "minutes", "Documents of a huddle.")
    one = commands.verb(
        verbs,
        "export",
        "Save a document as PDF.",
        "minutes export H-2026-11-24 --kind minutes --out m.pdf",
        _export,
    )
    one.add_argument("huddle")
    one.add_argument("--kind", default="minutes")
    one.add_argument("--out", required=True, type=commands.path, metavar="FILE")
    one.add_argument("--case", default="", metavar="C", help="of a document about one person")
    one.add_argument("--owner", default="", metavar="O", help="of a document for one owner")
    one.add_argument("--encrypt", action="store_true", help="ask for a passphrase to open the PDF (AES-256)")
    one.add_argument("--pdf-passphrase-file", type=commands.path, metavar="F")
    one.add_argument("--copies", type=int, default=1, metavar="N")
    one = commands.verb(verbs, "issued", "Who had which version.", "minutes issued H-2026-11-24", _issued)
    one.add_argument("huddle")


def _export(session: Session, args: Namespace) -> Answer:
    if args.kind in LATER:
        raise Refused(
            f"The document “{args.kind}” comes in a later version. Nothing was written; “minutes” is ready."
        )
    if args.kind != "minutes":
        raise Refused(f"“{args.kind}” is not a document. Nothing was written; choose “minutes”.")
    if args.case or args.owner:
        raise Refused(
            "Minutes are of the whole huddle, so they take neither --case nor --owner. Nothing was written."
        )
    if not 1 <= args.copies <= 100:
        raise Refused("Between 1 and 100 copies can be numbered. Nothing was written.")
    huddle = huddles.find(session, args.huddle)
    secret = None
    if args.pdf_passphrase_file:
        secret = unlocking.read_secret(args.pdf_passphrase_file)
    elif args.encrypt:
        secret = unlocking.ask("Passphrase for the PDF: ", NO_PDF_PASSPHRASE)
    done = documents.export_minutes(session, huddle, args.out, copies=args.copies, encrypt=secret)
    value = {name: getattr(done, name) for name in ("pages", "kind", "version", "hash")}
    return Answer({"path": str(done.path), **value}, f"{done.pages} pages written to {done.path}.")


def _issued(session: Session, args: Namespace) -> Answer:
    return Answer(documents.issues(session, huddles.find(session, args.huddle)))
