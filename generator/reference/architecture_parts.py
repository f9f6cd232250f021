"""The made parts of the architecture page: the floors from the import contracts, the modules from their opening lines."""

from __future__ import annotations

import ast
import sys
import textwrap
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.reference.table_cells import table

PACKAGE = "generator"
WIDTH = 44
LEAST_NAME = 9


def floors(root: Path) -> str:
    """The floors of the house, top to bottom, as the import contracts in pyproject.toml state them."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    apart = {
        module.removeprefix(f"{PACKAGE}.").removesuffix(".*")
        for contract in contracts
        if contract["type"] == "independence"
        for module in contract["modules"]
    }
    names: list[str] = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    rule = "─" * (WIDTH - 2)
    lines = [f"┌{rule}┐"]
    for number, name in enumerate(names):
        rooms = sorted(_rooms(root / PACKAGE / name))
        lines += [f"├{rule}┤"] if number else []
        lines += [_boxed(line) for line in _floor(name, rooms, apart=name in apart)]
    lines += [f"└{rule}┘", "Each floor imports only what lies below it."]
    return "\n".join(("```text", *lines, "```"))


def _rooms(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix == ".py" and not path.stem.startswith("__"):
                yield path.stem
            elif (path / "__init__.py").is_file():
                yield f"{path.name}/"


def _floor(name: str, rooms: list[str], *, apart: bool) -> list[str]:
    listed = (" ┆ " if apart else ", ").join(rooms)
    head = f"{name:<{LEAST_NAME}} "
    lines = textwrap.wrap(listed, WIDTH - 4 - len(head), break_long_words=False, break_on_hyphens=False) or [""]
    shown = [head + lines[0], *(" " * len(head) + line for line in lines[1:])]
    return [*shown, " " * len(head) + "none of them imports another"] if apart else shown


def _boxed(line: str) -> str:
    return f"│ {line:<{WIDTH - 4}} │"


def modules(root: Path) -> str:
    """Every module with its opening line, floor by floor, a package before what is in it."""
    openings: dict[str, str] = {}
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for path in _sources(root):
        floor, _, room = path.relative_to(root / PACKAGE).as_posix().removesuffix("__init__.py").rpartition("/")
        floor, _, inner = floor.partition("/")
        name = f"{inner}/{room}" if inner else room
        if name:
            rows[floor].append((f"`{name}`", _opening_line(path)))
        else:
            openings[floor] = _opening_line(path)
    lines: list[str] = []
    for floor in sorted(rows):
        lines += [f"### {PACKAGE}/{floor}", ""]
        lines += [openings[floor], ""] if openings.get(floor) else []
        lines += [*table(("Module", "What it is"), rows[floor]), ""]
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
    """Every source file of the package, `__init__` before its neighbours and modules before packages."""
    return sorted(
        (root / PACKAGE).rglob("*.py"),
        key=lambda path: [(part != "__init__.py", "." not in part, part) for part in path.relative_to(root).parts],
    )


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
