"""Set up, run and test MDT Desktop: `python3 packaging/dev.py COMMAND`. Standard library only.

setup     make .venv at the root, with the pinned dependencies and the project in it
run       open the window on the demo neighbourhood; without a screen, play it into build/demo
test      rules, types, imports, core tests without Qt, then window tests offscreen
check     the quick half of `test`: everything but the window
bench     figures with a bar: start-up, window, lists, sync, hub; up to an hour, quiet machine
evidence  the tests marked slow: kill -9, long histories, a soaked hub, big files; up to an hour
bundle    build/mdt-desktop: a folder that needs no Python, tried on two laptops and a huddle; ten minutes

Every command sets up first. Further arguments go to the program behind the command: `bench -k sync`,
`evidence --collect-only -q` (what there is).
"""

import argparse
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whatever Python is there runs this file
    sys.exit(f"MDT Desktop needs Python 3.11 or later; this is {sys.version.split()[0]}.")

import bundle
import checks
import demo
import environment

COMMANDS = {
    "setup": environment.say_where,
    "run": demo.run,
    "test": checks.test,
    "check": checks.check,
    "bench": checks.bench,
    "evidence": checks.evidence,
    "bundle": bundle.build_and_try,
}


def main(arguments: list[str]) -> int:
    """Do one command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    command, rest = parser.parse_args(arguments[:1]).command, arguments[1:]
    try:
        environment.set_up()
        return COMMANDS[command](rest)
    except environment.SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
