"""What the repository as a whole promises: who may run it, and what no file of it says."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Put together here, so that this file does not name them itself.
REGISTRY_HOSTS = re.compile(
    "|".join(
        re.escape(name + ending)
        for name, ending in [
            ("pypi", ".org"),
            ("pythonhosted", ".org"),
            ("npmjs", ".org"),
            ("npmjs", ".com"),
            ("deb.debian", ".org"),
            ("registry.yarnpkg", ".com"),
        ]
    )
)
MACHINE_PATHS = re.compile(r"(?<![\w.\-/])/" + r"(?:work|root|Users|home/\w+)/(?!\.\.)\w")
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][0-9A-Za-z.]*")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git would carry to somebody else."""
    try:
        told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return tuple(ROOT / name for name in told.stdout.split("\0") if name and (ROOT / name).is_file())


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("pattern", [REGISTRY_HOSTS, MACHINE_PATHS], ids=["registry host", "machine path"])
def test_no_file_names_a_registry_host_or_a_path_of_one_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}" for path, text in texts() if (hit := pattern.search(text))
    ]
    assert found == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert REGISTRY_HOSTS.search("https://files.python" + "hosted.org/x")
    assert MACHINE_PATHS.search("open('/" + "home/ann/lists/a.csv')")
    assert not MACHINE_PATHS.search("docs/work/notes and https://example.org/work/x")


def test_packaging_never_shadows_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_the_development_script_needs_the_standard_library_alone() -> None:
    scripts = list((ROOT / "packaging").glob("*.py"))
    assert scripts
    allowed = sys.stdlib_module_names | {path.stem for path in scripts}
    assert {name for path in scripts for name in _imported(path)} <= allowed


def test_tests_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize(
    ("folder", "licence", "says"),
    [
        ("fonts/inter", "OFL.txt", "SIL OPEN FONT LICENSE"),
        ("fonts/noto", "OFL.txt", "SIL OPEN FONT LICENSE"),
        ("icons", "LICENSE", "ISC License"),
    ],
)
def test_what_others_drew_carries_its_licence(folder: str, licence: str, says: str) -> None:
    assert says in (ROOT / "resources" / folder / licence).read_text(encoding="utf-8")


def test_every_font_and_icon_lies_in_a_folder_with_a_licence() -> None:
    drawn = [path for path in tracked() if path.suffix in {".otf", ".ttf", ".svg"}]
    licensed = {path.parent for path in tracked() if path.name in {"OFL.txt", "LICENSE"}}
    assert drawn
    assert {path.parent for path in drawn} <= licensed


def test_icons_take_their_colour_from_the_theme() -> None:
    icons = list((ROOT / "resources" / "icons").glob("*.svg"))
    assert icons
    assert [path.name for path in icons if "currentColor" not in path.read_text(encoding="utf-8")] == []


def test_every_dependency_is_pinned_by_name_and_version_alone() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not PIN.fullmatch(line)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked_for = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {_plain(name) for name in asked_for} <= {_plain(line.partition("==")[0]) for line in pins}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
