"""Whether two plays of the demo left the same: the same pictures by name, the same words in the minutes.

`python -m tests.e2e.same_demo FOLDER FOLDER`, as the command that builds the bundle does.
"""

import difflib
import re
import sys
from pathlib import Path

import pypdfium2

OWN = re.compile(r"content hash [0-9a-f]+")  # it covers ids, and those are every play's own


def main(first: Path, second: Path) -> int:
    """Print what differs; 0 when nothing does."""
    differences = [*_pictures(first, second), *_minutes(first, second)]
    for line in differences:
        print(line)
    if not differences:
        print(f"The same {len(_names(first, '*.png'))} pictures, and minutes of the same words.")
    return bool(differences)


def _pictures(first: Path, second: Path) -> list[str]:
    odd = _names(first, "*.png") ^ _names(second, "*.png")
    return [f"Only one play left {name}." for name in sorted(odd)]


def _minutes(first: Path, second: Path) -> list[str]:
    return list(difflib.unified_diff(_words(first), _words(second), str(first), str(second), lineterm=""))


def _names(folder: Path, pattern: str) -> set[str]:
    return {file.name for file in folder.rglob(pattern)}


def _words(folder: Path) -> list[str]:
    lines = []
    for file in sorted(folder.rglob("*.pdf")):
        with pypdfium2.PdfDocument(file) as document:
            for page in document:
                lines += OWN.sub("", page.get_textpage().get_text_bounded()).splitlines()
    return lines


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
