"""mdt demo: a whole huddle of an invented neighbourhood, in one command."""

import os
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import Any

from mdt_desktop.cli import commands, unlocking
from mdt_desktop.cli.answer import Answer, ProgressBar
from mdt_desktop.services import profile
from mdt_desktop.services.demo import demo, demo_huddle


def add(nouns: Any) -> None:
    """Declare the command (it has no verbs)."""
    parser = nouns.add_parser(
        "demo",
        help="Found a demo neighbourhood and run one whole huddle.",
        description="Founds an invented neighbourhood, runs one whole huddle and writes its documents.",
        epilog="example:  mdt demo --out minutes/",
    )
    parser.add_argument("--out", type=commands.path, metavar="DIR", help="where the documents go")
    parser.set_defaults(run=None, locked=_demo)


def _demo(args: Namespace) -> Answer:
    given = args.home is not None or "MDT_HOME" in os.environ
    home = unlocking.home_of(args) if given else Path(tempfile.mkdtemp(prefix="mdt-demo-")) / "profile"
    passphrase = unlocking.passphrase_given(args) or demo.PASSPHRASE
    out = args.out or home.parent / "documents"
    demo.refuse_taken(home)
    demo_huddle.make_folder(out)
    session = demo.found_demo(home, passphrase, ProgressBar("Founding the demo"))
    try:
        played = demo_huddle.play(session, passphrase)
        documents = demo_huddle.write_documents(session, played, out)
    except BaseException:
        profile.discard(session)
        raise
    finally:
        session.close()
    opens = f"passphrase: {demo.PASSPHRASE}" if passphrase == demo.PASSPHRASE else "your passphrase"
    lines = [f"{one['kind']}: {one['path']} ({one['pages']} pages)" for one in documents]
    words = "\n".join([f"Demo profile: {home} ({opens})", *lines])
    return Answer({"home": str(home), "huddle": played.ref, "documents": documents}, words)
