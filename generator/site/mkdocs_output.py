"""The files that the plugin adds to those of MkDocs: never lost to a hand-written file, and hand-written pages can link to them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.document.pages import RenderedPage, Site, SiteSettings
from generator.site.output_paths import clashes, own_outputs, twins
from generator.site.theme_bundles import PARTS

PLUGIN = "runbook"
SHEETS = "/sheets/"
DATA = "runbook.json"
ENDINGS = {"a4": ".pdf", "letter": ".letter.pdf"}


class LinkTarget(File):
    """A file that the plugin writes when the site is built. MkDocs only needs it to check links: it neither renders nor copies it."""

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs has it
        """Do nothing."""


def add_pages(config: MkDocsConfig, files: Files, pages: Iterable[RenderedPage], source_of: Callable[[RenderedPage], str]) -> None:
    """Add generated pages to the files of the site. Patterns that leave out hand-written files do not leave out generated pages.

    Raises PluginError if a hand-written file has the place of another one.
    """
    lost = [*twins({name: file.dest_uri for name, file in hand_written(config, files)})]
    if lost:
        raise PluginError("\n".join(lost))
    matched: dict[str, list[str]] = {"exclude_docs": [], "draft_docs": []}
    for page in pages:
        # A hand-written page that is left out, or is a draft, may have the path of a generated page.
        if (other := files.get_file_from_path(page.path)) is not None:
            files.remove(other)
        if not Path(config.docs_dir, page.path).exists():
            for option, paths in matched.items():
                if config[option] is not None and config[option].match_file(page.path):
                    paths.append(page.path)
        inclusion = InclusionLevel.INCLUDED if page.listed else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, page.path, content=source_of(page), inclusion=inclusion))
    for option, paths in matched.items():
        if paths:
            more = f" and {len(paths) - 1} more generated pages" if paths[1:] else ", a generated page"
            kept = "in the site all the same, because other pages link there; let it match only files of yours"
            sys.stderr.write(f"runbook: warning: `{option}` matches {paths[0]}{more}: {kept}\n")


def add_link_targets(config: MkDocsConfig, files: Files, site: Site, settings: SiteSettings, *, published: bool) -> None:
    """Add the sheets, their PDFs, the files of systems and `runbook.json`. A preview makes no PDFs, but links to them are not wrong."""
    texts = {file.path: file.text for file in site.files if SHEETS in file.path or file.path == DATA}
    stems = [path.removesuffix(".md") for path in texts if SHEETS in path and path.endswith(".md")]
    pdfs = [f"{stem}{ENDINGS[paper]}" for stem in stems for paper in settings.papers]
    made = {one.path: one.pdf for one in site.printed} if published else dict.fromkeys(pdfs, b"")
    targets: dict[str, str | bytes] = {**texts, **made, **dict(site.attached)}
    for path, content in targets.items():
        if files.get_file_from_path(path) is None:
            target = LinkTarget(path, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
            target.generated_by = PLUGIN
            if isinstance(content, bytes):
                target.content_bytes = content
            else:
                target.content_string = content
            files.append(target)


def refuse_clashes(config: MkDocsConfig, files: Files, site: Site) -> None:
    """Raise PluginError, with a line for each, if files that we did not write have the place of one that we write."""
    templates = config.theme.static_templates - set(config.extra_templates)
    packed = {f"{name}.gz" for name in templates if name == "sitemap.xml"}
    lost = [*clashes({name: file.dest_uri for name, file in hand_written(config, files)}, own_outputs(site, (*templates, *packed)))]
    if lost:
        raise PluginError("\n".join(lost))


def hand_written(config: MkDocsConfig, files: Files) -> Iterator[tuple[str, File]]:
    """Yield the files that neither we nor an installed theme made, with their names in messages."""
    root = Path(config.config_file_path).parent
    for file in files:
        if not file.inclusion.is_included() or file.generated_by == PLUGIN:
            continue
        if file.generated_by is not None:
            yield f"{file.src_uri}, which the plugin `{file.generated_by}` made,", file
        elif file.abs_src_path is not None and (file.src_dir == config.docs_dir or _is_own_theme(config, file)):
            yield os.path.relpath(file.abs_src_path, root), file


def _is_own_theme(config: MkDocsConfig, file: File) -> bool:
    """Return whether a file is from the project's own theme, and does not replace a part of ours on purpose."""
    return file.src_dir == config.theme.custom_dir and file.src_uri not in PARTS
