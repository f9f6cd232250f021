"""Lists the files that a site is made of: data, hand-written pages, theme, settings, hooks, and what the settings name."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from generator.project.project_files import DATA, is_data_file
from generator.project.record_files import RUNS
from generator.project.settings_file import settings_file
from generator.project.site_encodings import PAGES
from generator.site.mkdocs_build import PLUGIN, load_settings
from generator.site.mkdocs_internals import is_included, settings_files
from generator.site.mkdocs_readable import walk_files

PARTS_WITH_NAMES = ("plugins", "markdown_extensions")  # each is a mapping from names to options, or a list of such mappings and of names
OTHER_PARTS = ("mdx_configs", "hooks", "watch")
OUTPUT = re.compile(r"(^|[_-])(cache|output|out|target|dest|destination|log|site)([_-]|$)")  # options that name what is written, not read
HIDDEN_INPUT = re.compile(r"(.*/)?\.(pages|nav\.yml|meta\.yml|authors\.yml)")  # plugins read these files beside the pages
ICONS = ".icons/"  # hidden from MkDocs, but Material reads it in a theme folder
SNIPPETS = "pymdownx.snippets"  # without options, it reads files of the project's folder
QUOTED = re.compile(r"""["']([^"'\n]+)["']""")
LONGEST_NAME = 255  # bytes
INSTALLED = "site-packages"


def source_files(root: Path) -> dict[Path, Callable[[str], bool]]:
    """Return the files and folders that the site of the project at `root` is made of.

    Each folder has a function that says for a path in the folder whether that file is part of the site.

    Settings are searched for names of files and folders, relative to the project or the pages, since plugins and extensions read what
    their options name. If such a folder contains the project, only the files count that pages name there, as snippets. Hooks, and plugins
    and extensions of the project itself, are followed to the modules beside them that they import.

    Raises:
        InputFault: The configuration is invalid.
    """
    places: dict[Path, Callable[[str], bool]] = {root / DATA: is_data_file}
    if (root / RUNS).is_dir():
        places[root / RUNS] = is_shown
    stated = settings_file(root)
    if stated is None:
        return places
    config, _ = load_settings(root)
    own = Path(config.docs_dir)
    places[own] = lambda path: is_included(path, config) or HIDDEN_INPUT.fullmatch(path) is not None
    if config.theme.custom_dir:
        places[Path(config.theme.custom_dir)] = lambda path: is_shown(path.removeprefix(ICONS))
    settings = settings_files(stated, config)
    hooks = [root / name for name in config.hooks]
    files = [*settings, *(module for hook in hooks for module in imported_modules(hook, hook.parent)), *_own_code(root, config, settings)]
    names = [name for one in settings.values() for name in _named(one)]
    wide = [root] if SNIPPETS in config.markdown_extensions else []  # folders with much else: of these only what pages name
    for name in names:
        for place in (root / name, own / name, root / f"{name}.py"):
            if place.is_file():
                files.append(place)
            elif place.is_dir() and _holds_sources(place, root, config):
                wide.append(place)
            elif place.is_dir():
                places.setdefault(Path(os.path.normpath(place)), is_shown)
    files += _included(own, names, dict.fromkeys(wide))
    return places | dict.fromkeys((Path(os.path.normpath(file)) for file in files), lambda _: True)


def is_shown(path: str) -> bool:
    """Return whether a file is neither hidden nor compiled Python."""
    return not any(part.startswith(".") or part == "__pycache__" for part in path.split("/"))


def imported_modules(script: Path, folder: Path) -> tuple[Path, ...]:
    """Return a Python file and all modules in `folder` that it imports, directly or through others."""
    found: dict[Path, None] = {}
    todo = [script]
    while todo:
        place = todo.pop()
        if place in found or not place.is_file():
            continue
        found[place] = None
        try:
            tree = ast.parse(place.read_bytes())
        except (SyntaxError, ValueError):
            continue  # whoever runs the script reports that
        for start, name in _imports(tree, place, folder):
            for end in range(1, name.count(".") + 2):
                module = start.joinpath(*name.split(".")[:end])
                todo += [module.with_name(f"{module.name}.py"), module / "__init__.py"]
    return tuple(found)


def _own_code(root: Path, config: MkDocsConfig, settings: Mapping[Path, Any]) -> Iterator[Path]:
    """Yield the modules of plugins, extensions and functions in the settings whose code is in the project, and what they import there."""
    plugins = (type(plugin).__module__ for name, plugin in config.plugins.items() if name != PLUGIN)
    functions = (one.__module__ for one in _values(list(settings.values())) if callable(one) and hasattr(one, "__module__"))
    for name in dict.fromkeys((*plugins, *functions, *config.markdown_extensions)):
        script = getattr(sys.modules.get(name), "__file__", None) or root.joinpath(*name.split(".")).with_suffix(".py")
        place = Path(script).resolve()
        if place.is_relative_to(root.resolve()) and INSTALLED not in place.parts:
            yield from imported_modules(place, place.parents[min(name.count("."), len(place.parents) - 1)])


def _included(pages: Path, names: Iterable[str], folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that settings or pages name relative to some folders, or pages relative to themselves, and what these files name.

    Extensions that include a file, such as snippets, have its name in quotes or alone on a line, with lines or a section behind a colon.
    """
    found: dict[str, None] = {}
    todo = [(folder, name) for folder in folders for name in names]
    texts = [pages / path for path in walk_files(str(pages)) if path.endswith(PAGES)]
    while todo or texts:
        for folder, name in todo:
            place = os.path.normpath(folder / name)
            if place not in found and not os.path.isabs(name) and os.path.isfile(place):  # noqa: PTH113, PTH117 - false for any error
                found[place] = None
                texts.append(Path(place))
        todo = [(folder, name) for text in texts for name in _names_in(text) for folder in (*folders, text.parent)]
        texts = []
    return (Path(place) for place in found)


def _names_in(place: Path) -> set[str]:
    """Return what may be the name of a file in the text of a file, which may be none."""
    try:
        text = place.read_text("utf-8", "replace") if place.is_file() else ""
    except OSError:
        return set()  # whoever reads the page reports that
    found = {*QUOTED.findall(text), *map(str.strip, text.splitlines())}
    return {name for one in found for name in (one, one.partition(":")[0]) if name and len(name.encode()) <= LONGEST_NAME}


def _imports(tree: ast.Module, place: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each imported module as a name, with the folder that it may be in: `folder`, or one that a relative import names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((folder, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = place.parents[node.level - 1] if node.level else folder
            yield from ((start, f"{node.module}.{alias.name}" if node.module else alias.name) for alias in node.names)


def _named(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield each text in the options of plugins and extensions that may be the name of a file or a folder."""
    for part in PARTS_WITH_NAMES:
        stated = settings.get(part) or ()
        entries = stated if isinstance(stated, Mapping) else {k: v for one in stated if isinstance(one, Mapping) for k, v in one.items()}
        yield from _texts({name: options for name, options in entries.items() if name != PLUGIN})
    yield from _texts([settings.get(part) for part in OTHER_PARTS])


def _texts(value: Any) -> Iterator[str]:
    for one in _values(value):
        if isinstance(one, str | os.PathLike):
            with suppress(ConfigurationError):  # of a path relative to the page that is being rendered
                text = os.fspath(one)
                if text and len(text.encode()) <= LONGEST_NAME and not {"\0", "\n"} & set(text):
                    yield text


def _values(value: Any) -> Iterator[Any]:
    """Yield each single value of settings, except those of options that name what is written."""
    if isinstance(value, Mapping):
        yield from (one for key, inner in value.items() if not OUTPUT.search(str(key)) for one in _values(inner))
    elif isinstance(value, list | tuple):
        yield from (one for inner in value for one in _values(inner))
    else:
        yield value


def _holds_sources(folder: Path, root: Path, config: MkDocsConfig) -> bool:
    """Return whether a folder contains the project, its pages or its site, so that it has more than sources."""
    real = folder.resolve()
    return any(Path(place).resolve().is_relative_to(real) for place in (root, root / DATA, config.docs_dir, config.site_dir))
