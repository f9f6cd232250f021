"""The house rules that a reader would otherwise have to remember; each failure says how to mend it.

The floors themselves are contracts in `pyproject.toml`, which `make check` holds with import-linter.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for path in (ROOT / "generator").rglob("*.py") if path.stat().st_size > 1)
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if path.stat().st_size > 1)

MOST_LINES = 330
DRAWERS = {"util", "utils", "helper", "helpers", "common", "base", "manager", "managers", "misc", "shared"}

# Each third-party library has one place. A place that ends in `*` is a family of modules by the start of their names.
PLACES = {
    "detect_secrets": ("generator.passes.find_secrets",),
    "click": ("generator.adapters.cli", "generator.adapters.cli_editing", "generator.adapters.cli_releases"),
    "jinja2": ("generator.domain.templating",),
    "markdown_it": ("generator.passes.render.inline",),
    "markupsafe": ("generator.passes.render.*", "generator.passes.render_sheets", "generator.passes.render_print.page"),
    "mkdocs": ("generator.adapters.mkdocs_*",),
    "pikepdf": ("generator.adapters.packing",),
    "pydantic": ("generator.domain.model", "generator.domain.schema"),
    "ruamel": ("generator.passes.round_trip",),
    "segno": ("generator.passes.render_print.printed_code",),
    "typst": ("generator.adapters.typesetting",),
    "yaml": ("generator.passes.read",),
}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def is_at_home(module: str, places: tuple[str, ...]) -> bool:
    return any(module.startswith(place[:-1]) if place.endswith("*") else module == place for place in places)


def places_of_tests(path: Path) -> list[Path]:
    """Where the tests of a module may stand: at its own path, or at that of the package it is a part of."""
    parts = path.relative_to(ROOT / "generator").with_suffix("").parts
    folder = ROOT / "tests" / Path(*parts[:-1])
    found = [folder / f"test_{parts[-1].strip('_')}.py"]
    if len(parts) > 2:
        package = ROOT / "tests" / Path(*parts[:-2])
        found += [package / f"test_{parts[-1]}.py"]
        found += sorted(package.glob(f"test_{parts[-2]}.py")) + sorted(package.glob(f"test_{parts[-2]}_*.py"))
    return found


def has_behaviour(path: Path) -> bool:
    """Whether a module holds any function; one that declares data alone has nothing to test."""
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name != "__init__.py" and has_behaviour(path)], ids=name_of)
def test_every_module_has_a_test_module(path: Path) -> None:
    places = places_of_tests(path)
    assert any(place.is_file() for place in places), f"write the tests of {name_of(path)} in {places[0].relative_to(ROOT)}"


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name_of)
def test_every_module_keeps_to_its_budget(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{name_of(path)} has {lines} lines; divide it by what its parts do, {MOST_LINES} are the most"


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name_of)
def test_no_module_is_a_drawer(path: Path) -> None:
    found = DRAWERS & set(path.relative_to(ROOT).with_suffix("").parts)
    assert not found, f"{name_of(path)} is a drawer for anything; name it after the one thing it does"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_opens_with_a_line_that_says_its_job(path: Path) -> None:
    opening = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
    assert opening, f"{name_of(path)} needs a docstring: one line that says its room in the house"
    assert opening.endswith("."), f"the opening line of {name_of(path)} must be a whole sentence on one line: {opening}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_third_party_library_has_one_place(path: Path) -> None:
    module = name_of(path)
    for library in set(imports_of(path)) - set(sys.stdlib_module_names) - {"generator"}:
        places = PLACES.get(library)
        assert places, f"{module} imports {library}: give it one place in PLACES of {Path(__file__).name}, and its reason in pyproject.toml"
        assert is_at_home(module, places), f"{module} imports {library}, whose place is {' and '.join(places)}: call that instead"


def test_every_place_of_a_library_is_used() -> None:
    used = {
        (library, place)
        for path in SOURCES
        for library in imports_of(path)
        for place in PLACES.get(library, ())
        if is_at_home(name_of(path), (place,))
    }
    unused = {(library, place) for library, places in PLACES.items() for place in places} - used
    assert not unused, f"take these out of PLACES: {sorted(unused)}"


def test_templates_let_nothing_past_the_escaping() -> None:
    leaks = ("|safe", "| safe", "|e}", "| e ", "{% filter", "{%- filter")
    found = [
        f"{path.relative_to(ROOT)}: {leak}"
        for path in sorted((ROOT / "generator" / "templates").rglob("*.jinja"))
        for leak in leaks
        if leak in path.read_text(encoding="utf-8")
    ]
    assert not found, f"escape in Python, not in the template: {found}"


def test_no_file_names_the_host_of_a_registry_or_a_path_of_one_machine() -> None:
    words = ("pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "/work" + "/main", "/root" + "/")
    listed = [
        path for name in ("generator", "tests", "docs", "requirements", "overrides", "data", ".ci") for path in (ROOT / name).rglob("*")
    ]
    files = [path for path in [*listed, *ROOT.glob("*")] if path.is_file() and path.suffix not in (".png", ".pyc")]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in files
        for word in words
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert not found
