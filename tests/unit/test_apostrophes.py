"""One apostrophe, ’, in all words that people read: sentences of core and window, and their lists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for package in ("mdt_desktop", "ui") for path in (ROOT / package).rglob("*.py"))
LISTS = sorted((ROOT / "resources").rglob("*.json"))
TYPED = {"words_to_avoid.json"}  # as people type them
STRAIGHT = re.compile(r"[A-Za-z]'[A-Za-z]|[a-z]s' [a-z]|^'s\b")


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """The text constants of a module with their lines, without its docstrings."""
    tree = ast.parse(source)
    said = {
        id(line.value)
        for node in ast.walk(tree)
        if isinstance(body := getattr(node, "body", None), list)
        for line in body
        if isinstance(line, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def straight(source: str) -> list[str]:
    return [f"{line}: {words}" for line, words in sentences(source) if STRAIGHT.search(words)]


def test_sentences_use_the_typographic_apostrophe() -> None:
    found = {str(path.relative_to(ROOT)): straight(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert SOURCES
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_the_words_of_lists_and_models_do_so_too() -> None:
    read = {path: path.read_text(encoding="utf-8") for path in LISTS if path.name not in TYPED}
    assert read
    assert [path.name for path, words in read.items() if STRAIGHT.search(words)] == []


def test_this_test_sees_a_straight_one_and_leaves_code_and_sql_alone() -> None:
    module = '''"""It's a docstring."""
TOLD = "It can't be read."
WHOSE = f"{who}'s device"
TEAMS = "two teams' lists"
QUERY = "SELECT 1 FROM entry WHERE envelope = x'' AND status IN ('done', 'lost')"
FINE = "It can’t be read: “A 'quoted' word”"
'''
    assert sorted(one.split(":")[0] for one in straight(module)) == ["2", "3", "4"]
