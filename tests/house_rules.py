"""Rules for every file: `python -m tests.house_rules` prints each violation and exits with 1.

Contracts in `pyproject.toml`, checked by import-linter, define which folders may import which.

"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MOST_LINES = 400
DRAWERS = {"util", "utils", "helper", "helpers", "common", "base", "manager", "managers", "misc", "shared"}

# Each third-party library has one place. `*` at the end of a place means all modules whose names start like this.
PLACES = {
    "babel": ("generator.text.catalogue",),
    "detect_secrets": ("generator.checks.secrets",),
    "click": ("generator.cli.*",),
    "jinja2": ("generator.text.templating",),
    "markdown": ("generator.site.docs_outline",),
    "markdown_it": ("generator.text.inline_markup", "generator.text.prose_*", "generator.imports.read_markdown"),
    "markupsafe": (
        "generator.text.inline_html",
        "generator.text.prose_html",
        "generator.site.js_strings",
        "generator.site.render_pages",
        "generator.paper.print_html",
    ),
    "mkdocs": ("generator.site.mkdocs_*",),
    "pikepdf": ("generator.paper.bind_sheets",),
    "pymdownx": ("generator.imports.named_signs",),
    "pydantic": ("generator.model.data_model", "generator.releases.ledger"),
    "ruamel": ("generator.edits.ruamel_style",),
    "segno": ("generator.paper.qr_code",),
    "typst": ("generator.paper.typst_compiler",),
    "yaml": ("generator.source.read",),
}
# Code that bypasses the escaping of a template.
LEAKS = ("|safe", "| safe", "|e}", "| e ", "{% filter", "{%- filter")
# Hosts of registries and local folders, split here so that this file does not match itself.
ELSEWHERE = ("pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "/work" + "/main", "/root" + "/")
# Waiting for time in a browser test; the second waits for half a second without requests. Split here for the same reason.
WAITS_FOR_TIME = ("wait_for_" + "timeout", "network" + "idle")
FOLDERS = ("generator", "tests", "docs", "requirements", "overrides", "data", ".ci")


@dataclass(frozen=True, eq=False)
class Module:
    """One Python file that is not empty; `path` is relative to the root of the project."""

    root: Path
    path: Path

    @cached_property
    def text(self) -> str:
        return (self.root / self.path).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def name(self) -> str:
        """Return the name by which it is imported."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def libraries(self) -> set[str]:
        """Return the third-party packages that it imports, also inside functions."""
        found: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
        return found - set(sys.stdlib_module_names) - {"generator", "tests"}


def modules(root: Path, folder: str) -> list[Module]:
    """Return the modules in a folder of a project, sorted."""
    paths = sorted(path.relative_to(root) for path in (root / folder).rglob("*.py"))
    return [Module(root, path) for path in paths if (root / path).stat().st_size > 1]


def broken_rules(root: Path) -> Iterator[str]:
    """Return each violation in a project as `PATH: what is wrong; what to do`."""
    sources, tests = modules(root, "generator"), modules(root, "tests")
    for module in sources:
        yield from (f"{module.path}: {problem}" for problem in (*_opening(module), *_test_module(module), *_libraries(module)))
    for module in (*sources, *tests):
        yield from (f"{module.path}: {problem}" for problem in (*_length(module), *_drawer(module)))
    yield from _names_used_twice(sources)
    for module in tests:
        yield from (f"{module.path}: {problem}" for problem in _waits(module))
    yield from _unused_places(sources)
    yield from _leaks(root)
    yield from _elsewhere(root)


def _length(module: Module) -> Iterator[str]:
    lines = len(module.text.splitlines())
    if lines > MOST_LINES:
        yield f"{lines} lines; divide it by what its parts do, {MOST_LINES} are the most"


def _drawer(module: Module) -> Iterator[str]:
    if DRAWERS & set(module.path.with_suffix("").parts):
        yield "a drawer for anything; name it after the one thing it does"


def _waits(module: Module) -> Iterator[str]:
    yield from (f"`{word}` waits for time; wait for a state of the page" for word in WAITS_FOR_TIME if word in module.text)


def _opening(module: Module) -> Iterator[str]:
    opening = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    if not opening.endswith("."):
        yield "the docstring must open with a whole sentence on one line that says the module's job"


def _test_module(module: Module) -> Iterator[str]:
    """Require a test module for each module with functions: with the same name in the same folder of tests, or with `Also tests`."""
    parts = module.path.with_suffix("").parts[1:]
    has_behaviour = any(isinstance(node, ast.FunctionDef) for node in ast.walk(module.tree))
    if parts[-1] == "__init__" or not has_behaviour:
        return
    folder = module.root / "tests" / Path(*parts[:-1])
    place = folder / f"test_{parts[-1].strip('_')}.py"
    if not place.is_file() and parts[-1] not in _also_tested(folder):
        yield f"no tests; write them in {place.relative_to(module.root)}"


@cache
def _also_tested(folder: Path) -> frozenset[str]:
    """Return the modules that the test modules of a folder name in their docstrings: "Also tests `boxes` and `rows`."."""
    docstrings = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in folder.glob("test_*.py"))
    sentences = (sentence for text in docstrings for sentence in re.findall(r"Also tests [^.]+\.", text))
    return frozenset(name for sentence in sentences for name in re.findall(r"`(\w+)`", sentence))


def _libraries(module: Module) -> Iterator[str]:
    for library in sorted(module.libraries()):
        places = PLACES.get(library)
        if places is None:
            yield f"imports {library}; give it one place in PLACES of {Path(__file__).name}, and its reason in pyproject.toml"
        elif not _is_at(module.name, places):
            yield f"imports {library}, whose place is {' and '.join(places)}; call that instead"


def _is_at(module: str, places: Iterable[str]) -> bool:
    return any(module.startswith(place[:-1]) if place.endswith("*") else module == place for place in places)


def _names_used_twice(sources: Iterable[Module]) -> Iterator[str]:
    """Require unique names of files and classes in the package; a leading underscore does not make a name different."""
    places: dict[str, list[Path]] = defaultdict(list)
    for module in sources:
        if not module.path.stem.startswith("__"):
            places[module.path.name].append(module.path)
        for node in module.nodes:
            if isinstance(node, ast.ClassDef):
                places[f"class {node.name.lstrip('_')}"].append(module.path)
    for name, found in places.items():
        yield from (f"{path}: {name} is in {found[0]} too; a name is used once" for path in found[1:])


def _unused_places(sources: Iterable[Module]) -> Iterator[str]:
    used = {(library, module.name) for module in sources for library in module.libraries()}
    for library, places in PLACES.items():
        for place in places:
            if not any(library == one and _is_at(name, (place,)) for one, name in used):
                yield f"{Path(__file__).name}: {place} does not import {library}; take it out of PLACES"


def _leaks(root: Path) -> Iterator[str]:
    for path in sorted((root / "generator" / "templates").rglob("*.jinja")):
        text = path.read_text(encoding="utf-8")
        yield from (f"{path.relative_to(root)}: `{leak}`; escape in Python, not in the template" for leak in LEAKS if leak in text)


def _elsewhere(root: Path) -> Iterator[str]:
    paths = [path for name in FOLDERS for path in (root / name).rglob("*")]
    for path in (*paths, *(path for path in root.glob("*") if path.name != ".git")):
        if path.is_file() and path.suffix not in (".png", ".pyc"):
            text = path.read_text(encoding="utf-8", errors="replace")
            words = (word for word in ELSEWHERE if word in text)
            yield from (f"{path.relative_to(root)}: `{word}` is a registry or a folder of one machine; leave it out" for word in words)


if __name__ == "__main__":
    broken = list(broken_rules(ROOT))
    sys.stdout.writelines(f"{problem}\n" for problem in broken)
    sys.exit(1 if broken else 0)
