"""The made parts of the pages on architecture: the folders from the import contract, the modules from their opening lines."""

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
    """The folders of the package from the ground up, in the order of the import contract in pyproject.toml, each with its job.

    Those in one row do not import each other.
    """
    rows = (
        (", ".join(f"`{name}/`" for name in level), " ".join(_opening_line(root / PACKAGE / name / "__init__.py") for name in level))
        for level in reversed(_levels(root))
    )
    return "\n".join(table(("Folder", "What is in it"), rows))


def _levels(root: Path) -> list[tuple[str, ...]]:
    """The folders of each layer of the contract, the highest first; single modules, such as `__main__`, left out."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers: list[str] = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    levels = [tuple(name.strip() for name in layer.split("|")) for layer in layers]
    return [level for level in levels if (root / PACKAGE / level[0]).is_dir()]


def modules(root: Path) -> str:
    """Every module with its opening line, folder by folder from the ground up."""
    lines: list[str] = []
    for folder in (name for level in reversed(_levels(root)) for name in level):
        paths = [path for path in _sources(root) if path.is_relative_to(root / PACKAGE / folder) and path.name != "__init__.py"]
        rows = ((f"`{path.relative_to(root / PACKAGE / folder).as_posix()}`", _opening_line(path)) for path in paths)
        lines += [
            f"### {folder}",
            "",
            _opening_line(root / PACKAGE / folder / "__init__.py"),
            "",
            *table(("Module", "What it is"), rows),
            "",
        ]
    return "\n".join(lines)


def libraries(root: Path) -> str:
    """Which module imports which library that is not Python's own: one library, one module, wherever that can be."""
    users: dict[str, set[str]] = defaultdict(set)
    for path in _sources(root):
        for name in _imported(path):
            if name != PACKAGE and name not in sys.stdlib_module_names:
                users[name].add(path.relative_to(root / PACKAGE).as_posix())
    rows = ((f"`{name}`", ", ".join(f"`{user}`" for user in sorted(users[name]))) for name in sorted(users))
    return "\n".join(table(("Library", "Imported by"), rows))


def _sources(root: Path) -> list[Path]:
    """Every source file of the package, modules before the folders beside them."""
    return sorted((root / PACKAGE).rglob("*.py"), key=lambda path: [("." not in part, part) for part in path.relative_to(root).parts])


def _opening_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.split("\n")[0]


def _imported(path: Path) -> Iterator[str]:
    """The top names of all that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
