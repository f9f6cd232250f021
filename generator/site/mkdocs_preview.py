"""The live preview: after each save, rebuild the affected pages at once, and shared pages when a browser asks for them."""

from __future__ import annotations

import contextlib
import os
import posixpath
import shutil
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from mkdocs.exceptions import Abort, MkDocsException

from generator.checks.consequences import without_consequences
from generator.checks.resolve import SHARED, Outcome, resolve
from generator.checks.severity_policy import apply_policy
from generator.diagnostics.diagnostic import Diagnostic, has_errors, in_order
from generator.document.pages import RenderedPage
from generator.model.site_names import ASSETS
from generator.project.atomic_folder import write_into
from generator.project.cache import FOLDER, Cache
from generator.project.faults import InputFault, UsageFault
from generator.project.open_project import judge_project
from generator.project.project_files import DATA, read_data
from generator.project.record_files import RUNS, read_records, with_drills, with_runs
from generator.project.remembered_check import Memory
from generator.project.settings_file import NAMES
from generator.redaction.redact import visible_outcome
from generator.report.diagnostics_report import to_build_report, to_text, wants_colour
from generator.site.make_site import make_site, with_search
from generator.site.mkdocs_build import load_settings
from generator.site.mkdocs_faults import foreign_faults
from generator.site.mkdocs_internals import build, fresh_scripts, render_page
from generator.site.mkdocs_plugin import theme_folder
from generator.site.mkdocs_sources import source_files
from generator.source.layers import split_by_variant


class Preview:
    """A site in a folder that follows the saved files of a project.

    Attributes:
        report: The errors in the saved files; empty without errors.
        doubts: The warnings that have come up since the preview started.
        is_empty: Whether the site has never been built.
        whole_builds: The number of builds of the whole site.
        url: The address of the home page.
        mount: The path of that address, which starts and ends with a slash.
        built_from: The snapshot when the last build of the whole site started.
    """

    _beside_data: Sequence[Path] = ()
    _shared: dict[str, bytes]
    _variants: dict[str, dict[str, bytes]]

    def __init__(self, root: Path, site_dir: Path, address: str) -> None:
        self.report = self.doubts = ""
        self.whole_builds = 0
        self.is_empty = True
        self._root, self._site_dir, self._address = root, site_dir, address
        self._lock = threading.RLock()
        self._is_stale = False
        self._begin()

    def update(self) -> None:
        """Bring the site up to date with the saved files. If these files have errors, keep the site and set `report`."""
        with self._lock, self._reporting():
            self._update()

    def read(self, path: str) -> bytes | None:
        """Return an up-to-date file of the site; None if no file has that path."""
        with self._lock:
            # Styles, scripts and the files of one system do not depend on other systems. Search indexes are written with all other files.
            if self._is_stale and (path.endswith("search.js") or path.partition("/")[0] not in (ASSETS, *self._variants)):
                files = {path: data for own in (self._shared, *self._variants.values()) for path, data in own.items()}
                with self._reporting():
                    self._follow(with_runs(resolve(files), read_records(self._root)), self._variants, everything=True)
            place = self._site_dir / posixpath.normpath(f"/{path}")[1:]  # `normpath` keeps the path inside the folder of the site
            return place.read_bytes() if place.is_file() else None

    def snapshot(self) -> dict[str, tuple[int, int]]:
        """Return the modification time in ns and the size of each source file of the site, by path."""
        return _stamps([self._root / DATA, *self._beside_data])

    @contextlib.contextmanager
    def _reporting(self) -> Iterator[None]:
        """Set `report` if MkDocs, a hook, a plugin or a template fails in a `with` block: the preview goes on until that is fixed."""
        try:
            yield
        except (InputFault, UsageFault, MkDocsException, OSError) as fault:
            # MkDocs ends with an exception that has no reason, while it handles the one that has.
            report = str(fault.__context__ if isinstance(fault, Abort) and fault.__context__ else fault)
            if report != self.report:
                self.report = report
                sys.stderr.write(f"runbook: {report}\n")

    def _update(self) -> None:
        if self.is_empty:
            self._begin()
            return
        read = read_data(self._root)
        shared, variants = split_by_variant(read.files)
        rebuild = _stamps(self._beside_data) != self._beside_stamps or set(variants) != set(self._variants)
        everything = rebuild or shared != self._shared
        changed = [name for name, files in variants.items() if everything or files != self._variants[name]]
        memory = Memory(read.files, Cache(self._root / FOLDER))
        together = memory.connected(changed)  # links between variants lead both ways: numbers and titles are on both sides
        changed = [name for name in variants if name in together]
        checked = (files for name, files in variants.items() if name in memory.connected({*changed, *memory.missing} - {SHARED}))
        files = {**shared, **{path: data for files in checked for path, data in files.items()}}
        outcome = resolve(files, memory.missing, memory.names)
        records = read_records(self._root)
        changed_ones = {name: variant for name, variant in outcome.variants.items() if name in changed}
        outcome = with_runs(replace(outcome, variants=changed_ones), records)
        found = apply_policy(with_drills(memory.complete(outcome.findings), records, read.files), self._plugin.project.today, "build")
        problems = in_order(without_consequences((*found, *read.diagnostics, *read.warnings, *records.problems)))
        wrong = has_errors(problems)
        new = [problem for problem in problems if problem.severity == "warning" and _identity(problem) not in self._known]
        self.report = to_build_report(problems) if wrong else ""
        self.doubts = to_text(new)
        if changed or wrong:
            colour = wants_colour(sys.stderr)
            sys.stderr.write("\n".join(filter(None, (to_text(new, colour=colour), to_build_report(problems, colour=colour)))))
        if wrong or not (rebuild or changed):
            return
        if rebuild or not self._follow(outcome, changed, everything=everything):
            self._build()
        else:
            self._shared, self._variants = shared, variants

    def _follow(self, outcome: Outcome, names: Iterable[str], *, everything: bool) -> bool:
        """Write the changed pages and files of some variants. Return False if pages were added, removed or renamed."""
        settings = self._plugin.settings
        site = make_site(visible_outcome(outcome, settings), settings)
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
            site = with_search(site, self._plugin.outlines)
        for file in site.files:
            if (everything or file.path.partition("/")[0] in own) and self._texts.get(file.path) != file.text:
                write_into(self._site_dir, file.path, file.text.encode())
                self._texts[file.path] = file.text
        for path, data in site.attached:
            if self._attached.get(path) != data:
                write_into(self._site_dir, path, data)
                self._attached[path] = data
        self._is_stale = not everything
        return True

    def _render(self, page: RenderedPage) -> None:
        plugin = self._plugin
        file = plugin.files.get_file_from_path(page.path)
        assert file is not None and file.page is not None
        file.content_string = plugin.content.placeholder(page)
        with foreign_faults(Path(self._config.config_file_path), self._config):
            render_page(file.page, self._config, plugin.files, plugin.nav, plugin.env)

    def _begin(self) -> None:
        """Build for the first time. Set `report` if the data have errors.

        Raises:
            InputFault: MkDocs cannot build for another reason, which it has printed.
        """
        try:
            self._build()
        except Abort:
            project = getattr(self._begun, "project", None)  # not set if another plugin ended the build first
            if project is None or not has_errors(problems := judge_project(project, "build")):
                raise InputFault("the preview starts once the problems above are fixed") from None
            self.report = to_build_report(problems)
        else:
            self.report, self.is_empty = "", False
            self._known = {_identity(problem) for problem in judge_project(self._plugin.project, "build")}

    def _build(self) -> None:
        """Build the whole site."""
        self.whole_builds += 1
        with fresh_scripts(self._beside_data):
            config, plugin = load_settings(self._root, site_dir=str(self._site_dir))
        faults = foreign_faults(Path(config.config_file_path), config)
        if self.whole_builds == 1:
            with faults:
                config.plugins.on_startup(command="serve", dirty=False)
        path = urlsplit(config.site_url or "/").path
        self.mount = unquote(path)
        self.url = config.site_url = f"{self._address}{quote(self.mount)}"
        self._begun = plugin
        sources = [place for place in source_files(self._root) if place != self._root / DATA]
        self._beside_data = [*(self._root / name for name in (*NAMES, RUNS)), theme_folder(), *sources]
        stamps = _stamps(self._beside_data)
        self._beside_stamps = {}  # if this build fails, the next change of any file starts another one
        self.built_from = self.snapshot()
        with self._last_site_kept(), faults:
            build(config, serve_url=config.site_url)
        self._config, self._plugin, self._beside_stamps = config, plugin, stamps
        self._shared, self._variants = split_by_variant(plugin.project.files)
        self._pages = {page.path: page for page in plugin.site.pages}
        self._texts = {file.path: file.text for file in plugin.site.files}
        self._attached = dict(plugin.site.attached)
        self._is_stale = False

    @contextlib.contextmanager
    def _last_site_kept(self) -> Iterator[None]:
        """Put the last site back if a `with` block fails: MkDocs empties the folder at the start of a build."""
        kept = self._site_dir.with_name(f"{self._site_dir.name}.last")
        if self._site_dir.exists():
            self._site_dir.rename(kept)
        with contextlib.ExitStack() as failed:
            if kept.exists():
                failed.callback(kept.rename, self._site_dir)
                failed.callback(shutil.rmtree, self._site_dir, ignore_errors=True)
            yield
            failed.pop_all()
        shutil.rmtree(kept, ignore_errors=True)


def _stamps(places: Iterable[Path]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for place in places:
        inside = (f"{folder}/{name}" for folder, _, names in os.walk(place) for name in names if not name.endswith(".pyc"))
        for path in (str(place), *inside):
            with contextlib.suppress(OSError):  # it was removed meanwhile, or cannot be read
                stat = os.stat(path)  # noqa: PTH116 - many times a second for thousands of files
                found[path] = stat.st_mtime_ns, stat.st_size
    return found


def _identity(problem: Diagnostic) -> tuple[str, str, str]:
    """Return the part of a problem that stays the same when its line moves."""
    return problem.code, problem.address, problem.message


def _place(page: RenderedPage) -> tuple[str, str, tuple[str, ...]]:
    return page.path, page.title, page.nav
