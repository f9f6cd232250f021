"""All that is made in the documentation, by path: whole pages, and the made parts of hand-written ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.project.project_files import read_data
from generator.reference import architecture_parts
from generator.reference.command_page import command_page
from generator.reference.diagnostics_page import diagnostics_page
from generator.reference.made_parts import with_parts
from generator.reference.merge_cases import merge_cases
from generator.reference.schema_page import schema_page
from generator.reference.worked_examples import with_outputs

NOTICE = "<!-- Written by `make generated`; edit its source instead. -->\n\n"


def made_pages(root: Path) -> dict[str, str]:
    """Every page of the project at `root` that is made, in whole or in part, as it ought to be."""
    whole: dict[str, Callable[[], str]] = {
        "docs/reference/schema.md": schema_page,
        "docs/reference/command-line.md": command_page,
        "docs/reference/diagnostics.md": lambda: diagnostics_page(root),
    }
    pages = {path: NOTICE + make() for path, make in whole.items()}
    makers: dict[str, Callable[[str], str]] = {
        "folders": lambda _: architecture_parts.folders(root),
        "modules": lambda _: architecture_parts.modules(root),
        "libraries": lambda _: architecture_parts.libraries(root),
        "decisions": lambda _: _decisions(root),
        "cases": lambda name: merge_cases(root, name.partition("/")[2]),
    }
    for name in ("architecture.md", "modules.md", "adr/index.md"):
        pages[f"docs/{name}"] = with_parts(_written(root, name), makers)
    for name in ("write-a-runbook.md", "check-and-waive.md", "reading-rules.md", "merge-rules.md"):
        pages[f"docs/{name}"] = with_outputs(with_parts(_written(root, name), makers))
    shipped = {path: data.decode() for path, data in read_data(root).files.items()}
    pages["docs/quick-start.md"] = with_outputs(_written(root, "quick-start.md"), shipped)
    return pages


def _written(root: Path, name: str) -> str:
    return (root / "docs" / name).read_text("utf-8")


def _decisions(root: Path) -> str:
    """The list of all decisions, each by its heading."""
    found = sorted((root / "docs" / "adr").glob("[0-9]*.md"))
    return "\n".join(f"- [{path.read_text('utf-8').split(chr(10))[0].removeprefix('# ')}]({path.name})" for path in found)
