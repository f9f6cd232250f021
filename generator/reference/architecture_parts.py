"""The generated parts of the pages on architecture: folders from the import contract, modules from their opening lines."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.reference.table_cells import table

PACKAGE = "generator"


def folders(root: Path) -> str:
    """Return a table of the package's folders, the lowest layer first. Folders in one row do not import each other."""
    rows = (
        (", ".join(f"`{name}/`" for name in level), " ".join(_opening_line(root / PACKAGE / name / "__init__.py") for name in level))
        for level in _levels(root)
    )
    return table(("Folder", "What is in it"), rows)


def _levels(root: Path) -> Iterator[tuple[str, ...]]:
    """Yield the folders of each layer of the import contract in pyproject.toml, the lowest first."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers: list[str] = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    for layer in reversed(layers):
        names = tuple(name.strip() for name in layer.split("|"))
        if (root / PACKAGE / names[0]).is_dir():  # not a module, such as `__main__`
            yield names


def modules(root: Path) -> str:
    """Return a section for each folder, the lowest layer first, with the opening line of each module."""
    sections = []
    for folder in (root / PACKAGE / name for level in _levels(root) for name in level):
        paths = (path for path in _sources(folder) if path.name != "__init__.py")
        rows = ((f"`{path.relative_to(folder).as_posix()}`", _opening_line(path)) for path in paths)
        sections += [f"### {folder.name}", _opening_line(folder / "__init__.py"), table(("Module", "What it is"), rows)]
    return "\n\n".join(sections)


def libraries(root: Path) -> str:
    """Return a table of the third-party libraries, each with the modules that import it."""
    users: dict[str, set[str]] = defaultdict(set)
    for path in _sources(root / PACKAGE):
        for name in _imported(path) - sys.stdlib_module_names - {PACKAGE}:
            users[name].add(f"`{path.relative_to(root / PACKAGE).as_posix()}`")
    return table(("Library", "Imported by"), ((f"`{name}`", ", ".join(sorted(found))) for name, found in sorted(users.items())))


def _sources(folder: Path) -> list[Path]:
    """Return every source file in a folder; the modules of a folder come before its subfolders."""
    return sorted(folder.rglob("*.py"), key=lambda path: [("." not in part, part) for part in path.relative_to(folder).parts])


def _opening_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]


def _imported(path: Path) -> set[str]:
    """Return the top-level names of all imports of a module, including those inside functions."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}}
