"""Starts a project in a folder that has files already, as a forge's new repository has: keeps each of them, and says what to add."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

README, NEXT_STEPS = "README.md", "RUNBOOKS.md"
SETTINGS = "mkdocs.yml"
# What settings of a site need, by a word that they have otherwise.
NEEDED = {"runbook": ("plugins:", "  - runbook"), "material": ("theme: {name: material, font: false}",)}
# Besides the root, the folders that a forge or a builder searches for these files.
SEARCHED = (".github", ".gitlab", "docs")
# Other files for the same purpose, as patterns of paths without regard to case. A second one would take the place of the first.
SAME_PURPOSE = {
    README: r"readme(\.\w+)?",
    ".github/CODEOWNERS": r"((\.github|\.gitlab|docs)/)?codeowners",
    ".github/pull_request_template.md": r"((\.github|docs)/)?pull_request_template(\.\w+)?",
    SETTINGS: r"(mkdocs|properdocs)\.ya?ml",
}
HOME_PAGES = re.compile(r"docs/(index|readme)\.md", re.IGNORECASE)  # the generated home page has their address
# Files in which each line has a meaning of its own, so that lines can be added.
LISTS = (".gitignore", ".github/CODEOWNERS", "requirements.txt")


def keep_existing(
    files: Mapping[str, bytes], present: Collection[str], text_of: Callable[[str], str]
) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """Return the files of a new project to write, and for each file that is kept what to do with it: a remark, and lines to add to it.

    Args:
        files: The files of a new project by path.
        present: The paths of the files that the folder has: those with a path of `files`, and all in its root and in `SEARCHED`.
        text_of: Returns the text of such a file.
    """
    fresh, kept = dict(files), {}
    for path, data in files.items():
        same = re.compile(SAME_PURPOSE.get(path, re.escape(path)), re.IGNORECASE)
        found = path if path in present else next(filter(same.fullmatch, sorted(present)), None)
        if found is None:
            continue
        del fresh[path]
        missing = _missing(data.decode(), text_of(found)) if path in LISTS else []
        if path == README:
            fresh[NEXT_STEPS] = data
        elif path == SETTINGS:
            missing = [line for word, lines in NEEDED.items() if not re.search(rf"\b{word}\b", text_of(found)) for line in lines]
        kept[found] = ["add to it:", *missing] if missing else []
    kept |= {page: ["rename it, because the home page of the runbooks has its address"] for page in filter(HOME_PAGES.fullmatch, present)}
    return fresh, kept


def _missing(wanted: str, present: str) -> list[str]:
    """Return the lines that a list does not have. A slash at either end of a line makes no difference."""
    known = {line.strip(" /") for line in present.splitlines()}
    missing = [line for line in wanted.splitlines() if line.strip(" /") not in known]
    return missing if any(not line.startswith("# ") or line.startswith("# /") for line in missing) else []
