"""The MkDocs plugin `runbook`, which adds the generated pages, so that plain `mkdocs build` and `mkdocs serve` work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.config_options import Choice, ListOfItems, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.diagnostics.diagnostic import has_errors, unknown
from generator.diagnostics.work_counts import count_work
from generator.document.pages import SiteSettings
from generator.document.print_job import PAPERS
from generator.model.differences import PreviousRelease
from generator.model.entities import INTERNAL, PUBLIC
from generator.project.atomic_folder import write_into
from generator.project.faults import InputFault, UsageFault
from generator.project.open_project import Project, judge_project, open_project
from generator.project.output_target import refuse_sources
from generator.project.progress import Progress
from generator.project.revision import fix_source_date, released
from generator.project.settings_file import NAMES
from generator.project.variant_versions import version_problems
from generator.redaction.leak_gate import Disclosed, refuse_leaks, unsearched
from generator.redaction.redact import visible_outcome
from generator.report.diagnostics_report import summary, to_build_report, wants_colour
from generator.site.built_site import BuiltSite
from generator.site.file_builds import builds_of, with_builds
from generator.site.make_site import make_site, with_search
from generator.site.material_styles import MATERIALS_STYLE, without_replaced
from generator.site.mkdocs_content import OwnContent
from generator.site.mkdocs_faults import require_kind
from generator.site.mkdocs_frame import PageFrame, in_frame
from generator.site.mkdocs_internals import clean_directory, forget_hooks, settings_files
from generator.site.mkdocs_nav import OwnNavigation, outline_of, written_docs
from generator.site.mkdocs_output import add_link_targets, add_pages, refuse_clashes
from generator.site.mkdocs_readable import refuse_unreadable
from generator.site.mkdocs_repository import address_pages, sources_in_repository
from generator.site.mkdocs_theme import VARIABLES, add_templates, check_theme, project_logo, styles_of, theme_notes
from generator.site.navigation import nav_items
from generator.site.print_site import print_site
from generator.site.service_worker import offline_files
from generator.site.theme_bundles import PARTS, bundled
from generator.site.theme_variables import theme_variables
from generator.site.web_app import web_app
from generator.site.written_files import package_folders, shown_settings, written_files
from generator.text.catalogue import ENGLISH
from generator.text.templating import Environment
from generator.text.web_address import web_address

# The first handler of an event, and the last: other plugins use -100 to 100.
FIRST, LAST = 1000, -1000


class RunbookOptions(Config):
    """The options of the plugin in `mkdocs.yml`."""

    branch = Optional(Type(str))
    release = Optional(Type(str))
    draft = Type(bool, default=False)
    visibility = Choice((INTERNAL, PUBLIC), default=INTERNAL)
    papers = ListOfItems(Choice(PAPERS), default=list(PAPERS))

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Report unknown options and an empty `visibility` as errors: MkDocs would warn or use a default, and a site would be internal."""
        is_empty = self.get("visibility") is None
        failed, warnings = super().validate()
        if is_empty:
            failed.append(
                ("visibility", ValidationError(f"it is empty, perhaps because a variable is not set; write {INTERNAL} or {PUBLIC}"))
            )
        strange = sorted(self.keys() - self._schema_keys)
        failed += [(name, ValidationError(unknown("option", name, sorted(self._schema_keys)))) for name in strange]
        return failed, [warning for warning in warnings if warning[0] not in strange]


class RunbookPlugin(BasePlugin[RunbookOptions]):
    """Reads and merges the data of the project, adds the pages, and limits the navigation of each page to its variant."""

    published = True
    before: PreviousRelease | None = None
    opened: Project | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether the site will be published. Because this event is defined, `mkdocs serve` also reuses this plugin object."""
        self.published = command != "serve"

    @event_priority(FIRST)
    def _check_theme(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the theme before other plugins use it."""
        require_kind(config, MkDocsConfig, "config", config)
        if not self.published:
            forget_hooks(config["hooks"].values())  # so that the next build has what was saved since
        self.progress = Progress()
        self.rendered = 0
        try:
            refuse_unreadable(config)
        except InputFault as fault:
            raise PluginError(str(fault)) from None
        try:
            check_theme(config)
        except InputFault as fault:
            raise PluginError(str(fault)) from None
        return config

    @event_priority(LAST)
    def _read_project(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the data, and make all pages and files, with the settings that other plugins and hooks may have changed."""
        require_kind(config, MkDocsConfig, "config", config)
        self.progress.say("reading and merging the data")
        try:
            self.project = self.opened or open_project(project_root(config), lint=True)
        except (InputFault, UsageFault) as fault:
            raise PluginError(str(fault)) from None
        self.opened = None  # MkDocs may reuse this object for the next build
        fix_source_date(self.project.revision, release=bool(self.config.release))
        diagnostics = judge_project(self.project, "build")
        self.progress.clear()
        sys.stderr.write(to_build_report(diagnostics, colour=wants_colour(sys.stderr)))
        if has_errors(diagnostics):
            raise PluginError(f"{summary(diagnostics)}; no page was written")
        self.progress.say("writing pages and sheets")
        try:
            refuse_sources(Path(config.site_dir), self.project.root, sources_of(config))  # MkDocs empties this folder
            self.settings = settings_of(config, self.config, self.project)
        except (InputFault, UsageFault) as fault:
            raise PluginError(str(fault)) from None
        if self.settings.release and not self.settings.draft and (unknown := version_problems(self.settings.versions)):
            raise PluginError(f"{unknown[0].message}. {unknown[0].help}.")
        self.seen = visible_outcome(self.project.outcome, self.settings)
        if self.published:
            self.site = print_site(self.project, self.settings, self.before, self.seen)
        else:
            self.site = make_site(self.seen, self.settings, before=self.before)
        add_templates(config, theme_folder())
        address_pages(config, self.config.branch, self.project)
        # For the site map and the canonical addresses, which MkDocs and the theme write.
        config.site_url = f"{self.settings.address('').rstrip('/')}/" if config.site_url else config.site_url
        return config

    on_config = CombinedEvent(_check_theme, _read_project)

    @event_priority(FIRST)
    def _add_pages(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the generated pages before other plugins look for pages, such as the targets of redirects."""
        self.content = OwnContent(config)
        refuse_clashes(config, files, self.site)
        add_pages(config, files, self.site.pages, self.content.placeholder)
        add_link_targets(config, files, self.site, self.settings, published=self.published)
        return files

    @event_priority(LAST)
    def _complete_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Check that no plugin removed a generated page, and note the hand-written files."""
        require_kind(files, Files, "files", config)
        self.content.check_files(config, files)
        written = Files([file for file in files if file.src_uri not in self.content])
        self.written = self._written_files(written, config)
        refuse_clashes(config, files, self.site)
        config.extra[VARIABLES] = {**theme_variables(self.site, self.settings), "offline": self.published}
        if config.nav is not None:
            config.nav = nav_items(self.site.pages, written_docs(config, written))
        bundle_theme(config, files)
        return files

    on_files = CombinedEvent(_add_pages, _complete_files)

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        require_kind(nav, Navigation, "nav", config)
        self.expected = len(files.documentation_pages())
        self.begun = perf_counter()
        self.nav = nav
        self.navigation = OwnNavigation(nav, self.site.pages, files, config)
        return nav

    @event_priority(LAST)
    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        """Keep the files and templates for the live preview, which renders single pages later. All pages are rendered, so index them."""
        require_kind(env, Environment, "env", config)
        self.files, self.env, self.frame = files, env, PageFrame(env)
        pages = [file.page for file in files.documentation_pages() if file.src_uri not in self.content and file.inclusion.is_included()]
        self.outlines = [outline_of(page) for page in pages if page]
        self.site = with_search(self.site, self.outlines)
        return env

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        require_kind(markdown, str, "page_markdown", config)
        return markdown

    @event_priority(FIRST)
    def _fill_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        require_kind(html, str, "page_content", config)
        return self.content.fill(html, page, files)

    @event_priority(LAST)
    def _check_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        require_kind(html, str, "page_content", config)
        return html

    on_page_content = CombinedEvent(_fill_content, _check_content)

    @event_priority(LAST)
    def on_page_context(self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
        require_kind(context, dict, "page_context", config)
        self.content.require(page, config)
        context["nav"] = self.navigation.of(page.file.src_uri)
        self.frame.begin(context)
        self.rendered += 1
        self.progress.say(f"{self.rendered} of {self.expected} pages")
        return context

    @event_priority(LAST)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        require_kind(output, str, "post_page", config)
        if page.file.src_uri in self.content or in_frame(output):
            output = self.frame.complete(output, page.file.dest_uri, of_system="rb_variant" in page.meta)
        return self.content.restore(output, page, self.files, config)

    @event_priority(LAST)
    def on_template_context(self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
        require_kind(context, dict, "template_context", config)
        context["nav"] = self.navigation.home
        self.frame.begin(context)
        return context

    @event_priority(LAST)
    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        require_kind(output, str, "post_template", config)
        return self.frame.complete(output, template_name, of_system=False) if in_frame(output) else output

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all files that are not pages. The offline copy comes last, because it lists the files of all plugins."""
        self.progress.stop()
        count_work("pages rendered", self.rendered, perf_counter() - self.begun)
        for note in (*theme_notes(config), *self.frame.notes()):
            sys.stderr.write(f"runbook: note: {note}\n")
        folder = Path(config.site_dir)
        for path, data in self.site.written():
            write_into(folder, path, data)
        if not self.published:
            return
        self.content.check(config, self.files)
        link_builds(folder, urlsplit(config.site_url or "/").path)
        titles = {name: variant.runbook.variant.title for name, variant in self.seen.variants.items()}
        app = web_app(BuiltSite(folder), self.settings, config.site_description or "", titles, project_logo(config), styles_of(config))
        for path, data in app:
            write_into(folder, path, data)
        former = {name: variant.runbook.variant.aliases for name, variant in self.seen.variants.items()}
        for file in offline_files(BuiltSite(folder), titles, released(self.project.revision), self.settings.language, former):
            write_into(folder, file.path, file.text.encode())
        try:
            refuse_leaks(self.project.outcome, self.settings, BuiltSite(folder).items(), self.written, self._packages(config))
        except Disclosed as fault:
            clean_directory(str(folder))
            raise PluginError(f"{fault}\nno site was written") from None
        sys.stderr.write(unsearched((*self.written, *(path for path, _ in self.site.attached)), self.settings))

    def _written_files(self, files: Files, config: MkDocsConfig) -> dict[str, bytes]:
        docs = Path(config.docs_dir).resolve()
        own = (file for file in files if file.abs_src_path and Path(file.abs_src_path).resolve().is_relative_to(docs))
        themes = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        written = {file.src_uri: file.content_bytes for file in own if file.inclusion.is_included()}
        return written_files(written, shown_settings(config), themes)

    def _packages(self, config: MkDocsConfig) -> Iterator[Path]:
        custom = config.theme.custom_dir
        yield from (Path(folder) for folder in config.theme.dirs if not custom or Path(folder) != Path(custom))
        yield from package_folders(config.plugins.values())

    def on_build_error(self, *, error: Exception) -> None:
        if "progress" in vars(self):  # else another plugin failed before us
            self.progress.stop()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        from generator.site.mkdocs_sources import source_files  # it reads settings with this plugin in them

        for place in (*source_files(project_root(config)), theme_folder()):
            server.watch(str(place))
        forget_hooks(config["hooks"].values())  # `source_files` has loaded them
        return server


def link_builds(folder: Path, mount: str) -> None:
    """Add to all pages of a built site the builds of the files that they load."""
    site = BuiltSite(folder)
    builds = builds_of(site)
    for path in site:
        if path.endswith(".html") and (page := with_builds(before := site[path], path, builds, mount)) != before:
            write_into(folder, path, page)


def bundle_theme(config: MkDocsConfig, files: Files) -> None:
    """Replace the styles and scripts of the theme with their bundles, and the styles of Material with those that pages need."""
    parts = {file.src_uri: file for file in files if file.src_uri in PARTS}
    bundles = bundled({path: file.content_bytes for path, file in parts.items()})
    for file in parts.values():
        files.remove(file)
    for path, data in bundles.items():
        files.append(File.generated(config, path, content=data))
    for file in [one for one in files if MATERIALS_STYLE.fullmatch(one.src_uri)]:
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=without_replaced(file.content_string)))


def project_root(config: MkDocsConfig) -> Path:
    """Return the folder of the settings file and of `data`."""
    return Path(config.config_file_path or NAMES[0]).resolve().parent


def sources_of(config: MkDocsConfig) -> tuple[Path, ...]:
    """Return the sources of the site beside the data: settings, hand-written pages, the project's own theme, and hooks."""
    settings = settings_files(Path(config.config_file_path), config) if config.config_file_path else ()
    hooks = [hook.__file__ for hook in config["hooks"].values()]
    return tuple(Path(place).resolve() for place in (config.docs_dir, config.theme.custom_dir, *hooks, *settings) if place)


def theme_folder() -> Path:
    """Return the folder of our theme: beside the package in a checkout, inside the package in a wheel."""
    package = Path(__file__).resolve().parent.parent
    return next(folder for folder in (package / "overrides", package.parent / "overrides") if folder.is_dir())


def site_address(config: MkDocsConfig) -> str:
    """Return `site_url` as sheets and feeds have it. Raises InputFault if it cannot be an address."""
    try:
        return web_address(config.site_url) if config.site_url else ""
    except ValueError as fault:
        raise InputFault(f"{config.config_file_path}: `site_url`: {fault}") from None


def settings_of(config: MkDocsConfig, options: RunbookOptions, project: Project) -> SiteSettings:
    """Return the settings of the site: names and addresses from `mkdocs.yml`, the commit from git, the date from the project.

    Raises InputFault for a `site_url` that cannot be an address.
    """
    return SiteSettings(
        site_name=config.site_name,
        site_url=site_address(config),
        sources=sources_in_repository(config, options.branch, project),
        commit=project.revision.of_data,
        versions=project.versions(),
        release=options.release or "",
        draft=options.draft,
        visibility=options.visibility,
        papers=tuple(options.papers),
        today=project.today,
        language=config.theme.get("language") or ENGLISH,
    )
