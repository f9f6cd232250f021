"""All generated documentation by path: hand-written pages with their generated parts and the output of their examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.project.project_files import read_data
from generator.reference import architecture_parts, command_page, schema_page
from generator.reference.diagnostics_page import diagnostics, waivable
from generator.reference.made_parts import with_parts
from generator.reference.merge_cases import merge_cases
from generator.reference.worked_examples import with_outputs

PAGES = ("architecture.md", "modules.md", "adr/index.md", "reference/schema.md", "reference/command-line.md", "reference/diagnostics.md")
PAGES_WITH_EXAMPLES = ("write-a-runbook.md", "check-and-waive.md", "reading-rules.md", "merge-rules.md")
QUICK_START = "quick-start.md"  # its examples are run on the shipped data


def made_pages(root: Path) -> dict[str, str]:
    """Return every page of the project at `root` that has generated parts, with these up to date."""
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
    shipped = {path: data.decode() for path, data in read_data(root).files.items()}
    pages[QUICK_START] = with_outputs((docs / QUICK_START).read_text("utf-8"), shipped)
    return {f"docs/{name}": text for name, text in pages.items()}


def _decisions(root: Path) -> str:
    """Return a list of all decisions, each with its heading."""
    found = sorted((root / "docs" / "adr").glob("[0-9]*.md"))
    return "\n".join(f"- [{path.read_text('utf-8').split(chr(10))[0].removeprefix('# ')}]({path.name})" for path in found)
