"""The live preview: what a saved change concerns is made anew at once, what all systems share when somebody looks at it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.checks.resolve import Outcome, resolve
from generator.checks.severity_policy import verdict
from generator.diagnostics.diagnostic import Diagnostic, has_errors, in_order
from generator.document.pages import OutputFile, RenderedPage
from generator.project.cache import FOLDER, Cache
from generator.project.faults import InputFault
from generator.project.project_check import judge_project
from generator.project.project_files import DATA, read_data
from generator.project.remembered_check import Memory
from generator.redaction.public_view import as_seen
from generator.report.diagnostics_report import to_build_report, to_text, wants_colour
from generator.site.make_site import make_site, with_search
from generator.site.mkdocs_build import CONFIG, PLUGIN, load_settings
from generator.site.mkdocs_plugin import RunbookPlugin, theme_folder, write_into
from generator.source.layers import split_by_variant


class _Kept(BasePlugin):  # type: ignore[type-arg]
    """What a build of MkDocs went by, kept to render single pages with it later."""

    files: Files
    nav: Navigation
    env: Any

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - MkDocs calls it so
        self.nav, self.files = nav, files
        return nav

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ARG002
        self.env = env
        return env


class Preview:
    """A built site in `site_dir` that follows the project in `root`.

    `report` is what is wrong with what was saved since, or empty; `doubts` are the warnings that came with it.
    The site `is_empty` until data without errors have been read for the first time.
    """

    _shared: dict[str, bytes]
    _variants: dict[str, dict[str, bytes]]

    def __init__(self, root: Path, site_dir: Path, address: str) -> None:
        self.report = self.doubts = ""
        self.whole_builds = 0
        self.is_empty = True
        self._root, self._site_dir, self._address = root, site_dir, address
        self._lock = threading.RLock()
        self._stale = False
        self._begin()

    def update(self) -> None:
        """Bring the site up to date with what is saved; where that has errors, leave the site and report them."""
        with self._lock:
            read = read_data(self._root)
            if self.is_empty:
                if (read.files, self._surroundings()) != self._tried:
                    self._or_report(self._begin)
                return
            shared, variants = split_by_variant(read.files)
            around = self._surroundings()
            rebuild = around != self._around or set(variants) != set(self._variants)
            everything = rebuild or shared != self._shared
            changed = [name for name, files in variants.items() if everything or files != self._variants[name]]
            memory = Memory(read.files, Cache(self._root / FOLDER))
            concerned = {name: files for name, files in variants.items() if name in changed or name in memory.missing}
            outcome = resolve({**shared, **{path: data for files in concerned.values() for path, data in files.items()}}, memory.missing)
            outcome = replace(outcome, variants={name: variant for name, variant in outcome.variants.items() if name in changed})
            found = verdict(memory.complete(outcome.findings), self._plugin.project.today, "build")
            problems = in_order((*found, *read.diagnostics))
            wrong = has_errors(problems)
            new = [problem for problem in problems if problem.severity == "warning" and _finding(problem) not in self._known]
            self.report = to_build_report(problems) if wrong else ""
            self.doubts = to_text(new)
            if changed or wrong:
                colour = wants_colour(sys.stderr, os.environ)
                sys.stderr.write("\n".join(filter(None, (to_text(new, colour=colour), to_build_report(problems, colour=colour)))))
            if wrong or not (rebuild or changed):
                return
            if rebuild or not self._follow(outcome, changed, everything=everything):
                self._or_report(self._build)
            else:
                self._shared, self._variants = shared, variants

    def look_at(self, path: str) -> None:
        """Make what all systems share anew, if `path` below the site's root is of that and a change has passed it by."""
        with self._lock:
            if self._stale and path in self._late:
                files = dict(self._shared)
                for own in self._variants.values():
                    files |= own
                outcome = resolve(files)
                self._follow(outcome, self._variants, everything=True)

    def _follow(self, outcome: Outcome, names: Iterable[str], *, everything: bool) -> bool:
        """Write what differs of the pages and files of some variants; False where pages came, went or were renamed."""
        settings = self._plugin.settings
        outcome = as_seen(outcome, settings)
        site = make_site(outcome, settings)
        own = set(names)
        pages = {page.path: page for page in site.pages if everything or page.variant in own}
        shown = {path: page for path, page in self._pages.items() if everything or page.variant in own}
        if [*map(_place, pages.values())] != [*map(_place, shown.values())]:
            return False
        for path, page in pages.items():
            if page.markdown != shown[path].markdown:
                self._render(page)
        self._pages |= pages
        if everything:
            site = with_search(site, self._docs)
        self._write(file for file in site.files if everything or file.path.partition("/")[0] in own)
        self._stale = not everything
        return True

    def _render(self, page: RenderedPage) -> None:
        kept = self._kept
        file = kept.files.get_file_from_path(page.path)
        assert file is not None
        assert file.page is not None
        file.content_string = page.markdown
        _populate_page(file.page, self._config, kept.files)
        _build_page(file.page, self._config, kept.files.documentation_pages(), kept.nav, kept.env)

    def _write(self, files: Iterable[OutputFile]) -> None:
        for file in files:
            if self._texts.get(file.path) != file.text:
                write_into(self._site_dir, file.path, file.text.encode())
                self._texts[file.path] = file.text

    def _begin(self) -> None:
        """Build for the first time; from data with errors the site stays empty, and they are the report.

        Raises Abort for what MkDocs cannot build for another reason, once it has said so.
        """
        try:
            self._build()
        except Abort:
            project = getattr(self._plugin, "project", None)  # none where another plugin ended the build before ours
            if project is None or not has_errors(problems := judge_project(project, "build")):
                raise
            self.report = to_build_report(problems)
            self._tried = project.files, self._around
        else:
            self.report, self.is_empty = "", False
            self._known = {_finding(problem) for problem in judge_project(self._plugin.project, "build")}

    def _or_report(self, build_anew: Callable[[], None]) -> None:
        try:
            build_anew()
        except (Abort, InputFault) as fault:
            self.report = str(fault)
            sys.stderr.write(f"runbook: {fault}\n")

    def _build(self) -> None:
        """Build the whole site, as at the start and when pages come or go, or docs, theme or configuration change."""
        self.whole_builds += 1
        config = load_settings(self._root, site_dir=str(self._site_dir))
        plugin = config.plugins[PLUGIN]
        assert isinstance(plugin, RunbookPlugin)
        if self.whole_builds == 1:
            config.plugins.on_startup(command="serve", dirty=False)
        path = urlsplit(config.site_url or "/").path
        self.mount = unquote(path)
        self.url = config.site_url = f"{self._address}{path}"
        kept = config.plugins["preview"] = _Kept()
        self._config, self._plugin, self._kept = config, plugin, kept
        own = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        self.watched = list(dict.fromkeys([self._root / DATA, self._root / CONFIG, Path(config.docs_dir), theme_folder(), *own]))
        self._around = self._surroundings()
        build(config, serve_url=config.site_url)
        site = plugin.site
        self._shared, self._variants = split_by_variant(plugin.project.files)
        self._pages = {page.path: page for page in site.pages}
        self._texts = {file.path: file.text for file in site.files}
        written = (file for file in kept.files.documentation_pages() if file.src_uri not in self._pages)
        self._docs = {file.src_uri: file.content_string for file in written if file.inclusion.is_included()}
        shared = [file.dest_uri for file in kept.files.documentation_pages() if not self._is_own(file.src_uri)]
        self._late = {*shared, *(path for path in self._texts if path.endswith(("search.js", "runbook.json")))}
        self._stale = False

    def _is_own(self, path: str) -> bool:
        return path in self._pages and bool(self._pages[path].variant)

    def _surroundings(self) -> Mapping[str, tuple[int, int]]:
        """What is beside the data, by path: when it was changed, and its size."""
        places = [path for place in self.watched if place != self._root / DATA for path in (place, *place.rglob("*"))]
        found = ((path, path.stat()) for path in places if path.is_file())
        return {str(path): (stat.st_mtime_ns, stat.st_size) for path, stat in found}


def _finding(problem: Diagnostic) -> tuple[str, str, str]:
    """What is told of a problem wherever its line has moved to."""
    return problem.code, problem.address, problem.message


def _place(page: RenderedPage) -> tuple[str, str, tuple[str, ...]]:
    return page.path, page.title, page.nav
