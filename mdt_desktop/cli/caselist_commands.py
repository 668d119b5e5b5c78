"""mdt caselist: import a file, take an import back."""

import json
from argparse import Namespace
from collections import Counter
from pathlib import Path
from typing import Any

from mdt_desktop.cli import commands
from mdt_desktop.cli.answer import DONE, NEEDS_A_PERSON, Answer, ProgressBar
from mdt_desktop.refused import Refused
from mdt_desktop.services.imports import importing
from mdt_desktop.services.session import Session

_LISTED = 20


def add(nouns: Any) -> None:
    """Declare the noun."""
    verbs = commands.noun(nouns, "caselist", "Case lists from CSV and workbook files.")
    one = commands.verb(verbs, "import", "Import a case list.", "caselist import list.csv --dry-run", _import)
    one.add_argument("file", type=commands.path)
    one.add_argument("--mapping", metavar="M", help="a saved matching’s name, or a JSON file {column: field}")
    one.add_argument("--sheet", metavar="S", help="the sheet of a workbook")
    one.add_argument("--save-mapping", metavar="NAME", default="", help="remember this matching")
    one.add_argument("--rejected", type=commands.path, metavar="FILE", help="save the rows left out as CSV")
    one.add_argument("--dry-run", action="store_true", help="check only, change nothing")
    one = commands.verb(verbs, "undo", "Take an import back.", "caselist undo 019…", _undo)
    one.add_argument("batch")
    one = commands.verb(verbs, "batches", "List the imports.", "caselist batches", _batches)


def _import(session: Session, args: Namespace) -> Answer:
    opened = importing.open_file(session, args.file, args.sheet, ProgressBar("Reading"))
    columns = opened.mapping
    if args.mapping:
        columns = importing.match_as(session, opened.table, _mapping(args.mapping))
    checked = importing.check(session, opened.table, columns, ProgressBar("Checking"))
    if args.rejected:  # before anything is taken in: where it can’t be saved, nothing is
        _save_rejected(checked, args.rejected, args.file)
    batch = ""
    if not args.dry_run and (checked.new or checked.changed):
        taken = importing.take(
            session,
            opened,
            columns,
            checked,
            remember_as=args.save_mapping,
            progress=ProgressBar("Importing"),
        )
        batch = taken.batch
    value = _report(batch, checked, columns.fields())
    return Answer(value, _words(value, args.dry_run), NEEDS_A_PERSON if checked.rejected else DONE)


def _save_rejected(checked: importing.Checked, path: Path, source: Path) -> None:
    if path.resolve() == source.resolve():
        raise Refused(
            f"{path} is the case list itself. Nothing was imported; save what is left out elsewhere."
        )
    importing.save_rejected(checked, path)


def _mapping(given: str) -> str | dict[str, str]:
    path = Path(given)
    if not path.is_file():
        return given
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError):
        raise Refused(f"{path} is not a JSON file of column: field. Nothing was imported.") from None
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise Refused(f"{path} is not a JSON object of column: field. Nothing was imported.")
    return read


def _report(batch: str, checked: importing.Checked, columns: dict[str, str]) -> dict[str, Any]:
    return {
        "batch": batch,
        "rows": checked.rows,
        "new": len(checked.new),
        "changed": len(checked.changed),
        "unchanged": len(checked.unchanged),
        "gone_from_file": len(checked.gone_from_file),
        "rejected": checked.rejected,
        "warnings": checked.warnings,
        "possible_duplicates": [
            {"row": one.row, "case": one.case_ref, "why": one.why, "other_row": one.other_row}
            for one in checked.possible_duplicates
        ],
        "mapping": columns,
    }


def _words(value: dict[str, Any], dry: bool) -> str:
    counts = f"{value['new']} new, {value['changed']} changed, {value['unchanged']} unchanged"
    lines = [f"{_number(value['rows'], 'row')}: {counts}, {len(value['rejected'])} left out."]
    if dry:
        lines.append("Nothing was changed (dry run).")
    elif value["batch"]:
        lines.append(f"Undo with: mdt caselist undo {value['batch']}")
    else:
        lines.append("Nothing was changed: no row is new or different.")
    lines += [_left_out(one) for one in value["rejected"][:_LISTED]]
    if len(value["rejected"]) > _LISTED:
        lines.append(f"  and {len(value['rejected']) - _LISTED} more: --rejected FILE saves them all")
    problems = Counter(one.problem for one in value["warnings"])
    lines += [f"  {_number(count, 'warning')}: {problem}" for problem, count in problems.most_common(10)]
    alike = len(value["possible_duplicates"])
    lines += [f"  {_number(alike, 'possible duplicate')}: --json lists them"] if alike else []
    return "\n".join(lines)


def _left_out(one: Any) -> str:
    column = f", {one.column}" if one.column else ""
    typed = f" ({one.value})" if one.value and one.column else ""
    return f"  row {one.row}{column}: {one.problem}{typed}"


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _undo(session: Session, args: Namespace) -> Answer:
    done = importing.undo(session, args.batch)
    words = f"{_number(done.undone, 'record')} taken back: people and their cases count each."
    if done.kept:
        words += f" Kept, because they were worked with since: {', '.join(done.kept)}."
    return Answer({"undone": done.undone, "kept": done.kept}, words)


def _batches(session: Session, args: Namespace) -> Answer:
    fields = ("id", "file_name", "at", "rows", "new", "changed", "rejected", "undone")
    return Answer([{name: getattr(batch, name) for name in fields} for batch in importing.batches(session)])
