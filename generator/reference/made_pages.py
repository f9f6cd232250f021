"""All generated documentation by path: hand-written pages with generated parts and the output of their examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.project.project_files import read_data
from generator.reference import architecture_parts, command_page, schema_page
from generator.reference.diagnostics_page import diagnostics, waivable
from generator.reference.worked_examples import with_outputs
from generator.source.attached_files import without_attached

PAGES = ("architecture.md", "modules.md", "adr/index.md", "reference/schema.md", "reference/command-line.md", "reference/diagnostics.md")
PAGES_WITH_EXAMPLES = ("write-a-runbook.md", "check-and-waive.md", "reading-rules.md", "merge-rules.md")
QUICK_START = "quick-start.md"  # the examples on this page run on the data of this repository
# A generated part: the text between its opening comment and its end.
PART = re.compile(r"^<!-- made: (?P<name>[\w./,-]+) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)
CASES = Path("tests", "cases", "merge")
FENCED = re.compile(r"(^ *`{3,}.*?^ *`{3,}$)", re.MULTILINE | re.DOTALL)


def made_pages(root: Path) -> dict[str, str]:
    """Return every page of the project at `root` that has generated parts, brought up to date."""
    makers: dict[str, Callable[[str], str]] = {
        "folders": lambda _: architecture_parts.folders(root),
        "modules": lambda _: architecture_parts.modules(root),
        "libraries": lambda _: architecture_parts.libraries(root),
        "decisions": lambda _: _decisions(root),
        "cases": lambda name: merge_cases(root, name.partition("/")[2]),
        "top-level-keys": lambda _: schema_page.top_level_keys(),
        "shared-keys": lambda _: schema_page.shared_keys(),
        "records": lambda _: schema_page.records(),
        "forms": lambda _: schema_page.forms(),
        "command-list": lambda _: command_page.command_list(),
        "commands": lambda _: command_page.command_sections(),
        "waivable": lambda _: waivable(),
        "diagnostics": lambda _: diagnostics(root),
    }
    docs = root / "docs"
    pages = {name: with_parts((docs / name).read_text("utf-8"), makers) for name in (*PAGES, *PAGES_WITH_EXAMPLES)}
    pages |= {name: with_outputs(pages[name]) for name in PAGES_WITH_EXAMPLES}
    shipped = {path: data.decode() for path, data in without_attached(read_data(root).files).items()}
    pages[QUICK_START] = with_outputs((docs / QUICK_START).read_text("utf-8"), shipped)
    return {f"docs/{name}": text for name, text in pages.items()}


def with_parts(page: str, makers: Mapping[str, Callable[[str], str]]) -> str:
    """Return the page with its generated parts brought up to date.

    A part has a name such as `KIND` or `KIND/DETAIL`. The maker of the kind gets the whole name.

    Raises:
        KeyError: A kind has no maker.
    """

    def make(match: re.Match[str]) -> str:
        name = match["name"]
        return f"<!-- made: {name} -->\n\n{makers[name.partition('/')[0]](name).strip()}\n\n<!-- end -->"

    return PART.sub(make, page)


def merge_cases(root: Path, names: str) -> str:
    """Return the test cases of some merge rules as sections. `names` are file names without `.md`, separated by commas."""
    sections = []
    for name in names.split(","):
        parts = FENCED.split((root / CASES / f"{name}.md").read_text("utf-8").strip())  # the fenced blocks have odd indexes
        parts[::2] = (re.sub(r"^#", "###", part, flags=re.MULTILINE) for part in parts[::2])
        sections.append("".join(parts))
    return "\n\n".join(sections)


def _decisions(root: Path) -> str:
    """Return a list of all decisions, each a link with the title of its page."""
    found = sorted((root / "docs" / "adr").glob("[0-9]*.md"))
    return "\n".join(f"- [{path.read_text('utf-8').split(chr(10))[0].removeprefix('# ')}]({path.name})" for path in found)
