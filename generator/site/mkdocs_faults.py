"""Faults of other people's code that MkDocs runs: hooks, plugins, Markdown extensions and templates. They are problems in the input."""

from __future__ import annotations

import os
import sysconfig
import traceback
from collections.abc import Sequence
from importlib.metadata import entry_points
from itertools import dropwhile
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import EVENTS
from mkdocs.structure.pages import Page

from generator.project.ending_signals import Ended
from generator.project.faults import InputFault
from generator.site.mkdocs_internals import LOADING, RENDERING, plugins_at

PACKAGE = Path(__file__).resolve().parents[1]
OWN = (PACKAGE, PACKAGE.parent / "overrides")
# MkDocs, and what it calls on the way to others.
NEUTRAL = frozenset(("mkdocs", "properdocs", "markdown", "jinja2", "markupsafe", "yaml", "yaml_env_tag", "click", "mergedeep", "pathspec"))
INSTALLED = tuple(Path(sysconfig.get_path(kind)).resolve() for kind in ("purelib", "platlib"))
LIBRARY = Path(sysconfig.get_path("stdlib")).resolve()
TEMPLATES = (".html", ".xml", ".jinja", ".j2", ".svg", ".txt")
LONGEST = 500
# MkDocs ends itself by an exception that is a SystemExit too.
MESSAGES = (MkDocsException, Ended, MemoryError)
ENDS = (KeyboardInterrupt, GeneratorExit)
# What plugins and hooks change of a page before it is shown.
PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context")


class Place(NamedTuple):
    """A line of code or of a template that was running when an exception was raised."""

    file: Path
    line: int

    @property
    def module(self) -> str:
        """The name of the module of an installed package; empty for any other file."""
        inside = next((self.file.relative_to(folder) for folder in INSTALLED if self.file.is_relative_to(folder)), None)
        return ".".join(inside.with_suffix("").parts) if inside else ""

    @property
    def package(self) -> str:
        return self.module.partition(".")[0]

    @property
    def is_ours(self) -> bool:
        return any(self.file.is_relative_to(folder) for folder in OWN)

    @property
    def is_of_theme(self) -> bool:
        return self.is_ours or bool(self.package)

    @property
    def is_template(self) -> bool:
        return self.file.suffix in TEMPLATES


class foreign_faults:  # noqa: N801 - a `with` statement reads like that of a function
    """Turn an exception of somebody else's code in a `with` block into an InputFault that names this code.

    Exceptions of MkDocs that are messages for the user pass, and so do faults of this program.

    Args:
        settings: The path of the settings file, in the folder of the project.
        config: The configuration; None while MkDocs reads it, when no code of this program runs.
    """

    def __init__(self, settings: Path, config: MkDocsConfig | None = None) -> None:
        self._settings, self._config = settings, config

    def __enter__(self) -> None:
        """Return nothing."""

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or isinstance(error, MESSAGES) or type(error).__module__.startswith(f"{PACKAGE.name}."):
            return
        place, what = _stated_place(error) or _place_of_fault(trace), _what_happened(error)
        if place is None and isinstance(error, ENDS):
            return
        # Templates of a theme fail because of what a page states, such as the name of another template.
        page = _page_of(trace) if place is None or (place.is_template and place.is_of_theme) else None
        if page is not None:
            raise InputFault(
                f"{os.path.relpath(page.file.abs_src_path or '')}: this page cannot be shown: {what}. {self._causes(page)}"
            ) from None
        if place is not None and place.is_ours:
            return
        if place is not None:
            raise InputFault(f"{self._culprit(place)} failed: {what}. {self._fix(place)}") from None
        if isinstance(error, OSError | RecursionError):
            return
        if self._config is None:
            raise InputFault(f"{self._settings}: MkDocs cannot use these settings: {what}. Correct them.") from None
        if suspects := plugins_at(self._config, EVENTS):
            named = ", ".join(f"`{name}`" for name in suspects)
            raise InputFault(f"MkDocs failed: {what}. The cause may be what one of these plugins or hooks gave it: {named}.") from None

    def _causes(self, page: Page) -> str:
        named = ", ".join(f"`{name}`" for name in plugins_at(self._config, PAGE_EVENTS)) if self._config is not None else ""
        changed = f"a plugin or a hook that changes pages: {named}" if named else ""
        return f"Correct {' or '.join(filter(None, ('its front matter' if page.meta or not named else '', changed)))}."

    def _culprit(self, place: Place) -> str:
        root = self._settings.resolve().parent
        at = f"{os.path.relpath(place.file, root) if place.file.is_relative_to(root) and not place.package else place.file}:{place.line}"
        if place.is_template:
            return f"{at}: this template"
        if not place.package:
            return f"{at}: this hook or module of the project"
        named = " or ".join(f"`{name}`" for name in _plugins_of(place))
        return f"the {f'plugin {named}' if named else f'plugin, extension or theme `{place.package}`'} ({at})"

    def _fix(self, place: Place) -> str:
        file = self._settings.name
        if place.package:
            return f"Correct its options in {file}, install another version, or remove it from {file}."
        return "Correct it." if place.is_template else f"Correct it, or remove it from {file}."


def require_kind(value: object, kind: type, event: str, config: MkDocsConfig) -> None:
    """Raise PluginError if another plugin or a hook returned something of another kind from an event, such as `files`."""
    if not isinstance(value, kind):
        known = isinstance(config, MkDocsConfig)  # which may be the value
        named = ", ".join(f"`{name}`" for name in plugins_at(config, (event,))) if known else "a plugin or a hook"
        raise PluginError(f"`on_{event}` returned a value of type {type(value).__name__}, not {kind.__name__}. The cause is in {named}")


def _what_happened(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"it ended the program, with `{error.code}`"
    kind, lines = type(error).__name__, str(getattr(error, "msg", "") or error).strip().splitlines()
    return f"{kind}: {lines[0][:LONGEST].rstrip('.')}" if lines else kind


def _stated_place(error: BaseException) -> Place | None:
    """Return the place that an error of syntax states, in code or in a template, which does not run yet."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    return Place(Path(file).resolve(), line) if isinstance(file, str) and isinstance(line, int) else None


def _place_of_fault(trace: TracebackType | None) -> Place | None:
    """Return the last place in a traceback that belongs neither to Python nor to MkDocs and its libraries.

    Our own code at the start only calls MkDocs. If a template of a theme failed that a template of the project extends or includes,
    return the template of the project.
    """
    running = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace)]
    places = dropwhile(lambda place: place.is_ours, (Place(Path(name).resolve(), line) for name, line in running if name[:1] != "<"))
    found = [place for place in places if place.package not in NEUTRAL and (place.package or not place.file.is_relative_to(LIBRARY))]
    return _own_template(found) or (found[-1] if found else _hook_of(trace))


def _hook_of(trace: TracebackType | None) -> Place | None:
    """Return the start of the hook that MkDocs was loading, for a file with NUL bytes, in which Python finds no line."""
    hooks = (frame.f_locals.get("path") for frame, _ in traceback.walk_tb(trace) if frame.f_code.co_name == LOADING)
    return next((Place(Path(path).resolve(), 1) for path in hooks if isinstance(path, str)), None)


def _own_template(places: Sequence[Place]) -> Place | None:
    if not places or not places[-1].is_template:
        return None
    return next((place for place in reversed(places) if place.is_template and not place.is_of_theme), None)


def _page_of(trace: TracebackType | None) -> Page | None:
    """Return the hand-written page that MkDocs was rendering; None for a generated page, and between pages."""
    pages = (frame.f_locals.get("page") for frame, _ in traceback.walk_tb(trace) if frame.f_code.co_name in RENDERING)
    return next((page for page in pages if isinstance(page, Page) and page.file.abs_src_path), None)


def _plugins_of(place: Place) -> list[str]:
    """Return the names of the plugins in the folder of a file, or else of all plugins in its package."""
    found = {point.name: point.module for point in entry_points(group="mkdocs.plugins") if point.module.partition(".")[0] == place.package}
    near = [name for name, own in found.items() if f"{place.module}.".startswith(f"{own.rpartition('.')[0] or own}.")]
    return sorted(near or found)
