"""The project's documents, and a copy of the project in which to try their commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from markdown.extensions.toc import slugify

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
DOCUMENTS = [*DOCS, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
FENCED = re.compile(r"^ *(`{3,}).*?^ *\1`* *$", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(text: str) -> str:
    """Return a document without its fenced blocks."""
    return FENCED.sub("", text)


def anchors(text: str) -> set[str]:
    """Return the anchors of a document's headings."""
    return {slugify(re.sub(r"[`*]", "", heading), "-") for heading in HEADING.findall(prose(text))}


def copy_of_project(target: Path, without: tuple[str, ...] = ()) -> None:
    """Copy all files that are committed or could be, except those in the folders `without`."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"], check=True, capture_output=True
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file() and not name.startswith(tuple(f"{folder}/" for folder in without)):
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place)
            place.chmod((ROOT / name).stat().st_mode)


def without_pages(project: Path) -> None:
    """Let a copy of the project be built without the pages that are written by hand, about a third of the time."""
    settings = project / "mkdocs.yml"
    text, changes = re.subn(
        r"^nav:.*^not_in_nav:[^\n]*$", "docs_dir: docs/images", settings.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    assert changes == 1
    settings.write_text(text, "utf-8")


def lend_environment(project: Path) -> dict[str, str]:
    """Give a copy of the project the environment of these tests, as if `make` had installed it; return the environment variables.

    Commands run the program of the copy, not the installed program.

    """
    venv = project / ".venv"
    (venv / ".stamps").mkdir(parents=True)
    for part in ("bin", "lib", "pyvenv.cfg"):
        (venv / part).symlink_to(Path(sys.prefix) / part)
    for stamp in ("site", "test"):
        (venv / ".stamps" / stamp).touch()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MAKE", "MFLAGS", "PYTEST", "COV_"))}
    return {**kept, "PYTHONPATH": str(project), "NO_COLOR": "1"}
