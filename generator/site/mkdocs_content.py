"""The content of generated pages: rendered with no Markdown extension of the project, and restored where another plugin changed it."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from generator.document.pages import RenderedPage
from generator.site.mkdocs_internals import plugins_at

EXTENSIONS: Final = ("toc", "attr_list")
# Markdown that other plugins and extensions may process; our content takes its place.
PLACEHOLDER: Final = '<div class="runbook-content"></div>'
PLACE = re.compile(r"<div[^>]*\brunbook-content\b[^>]*>\s*</div>")
BEGIN, END = "<runbook-content>", "</runbook-content>"
WHOLE = re.compile(rf"{BEGIN[:-1]}[^>]*>(.*)</runbook-content\s*>", re.DOTALL)
MARK = re.compile(r"</?runbook-content[^>]*>")
BEFORE_TEMPLATE = ("page_markdown", "page_content", "page_context")


class OwnContent:
    """The content of all generated pages.

    MkDocs gets each page as a placeholder. From `fill` to `restore`, the content is inside an element that other plugins see. What they
    put before or after this element stays; what they change inside is undone. Only digests are kept: a page that was changed is rendered
    again.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._pages: dict[str, RenderedPage] = {}
        self._config = copy.copy(config)
        permalinks = {key: value for key, value in config.mdx_configs.get("toc", {}).items() if key.startswith("permalink")}
        self._config.update(markdown_extensions=list(EXTENSIONS), mdx_configs={"toc": permalinks})
        self._contents: dict[str, bytes] = {}
        self._outputs: dict[str, bytes] = {}

    def placeholder(self, page: RenderedPage) -> str:
        """Return what MkDocs reads as the source of a page: its front matter and a placeholder. The page replaces an older version."""
        self._pages[page.path] = page
        front_matter = page.markdown[4:].partition("\n---\n")[0]
        return f"---\n{front_matter}\n---\n\n{PLACEHOLDER}\n"

    def __contains__(self, path: object) -> bool:
        return path in self._pages

    def check_files(self, config: MkDocsConfig, files: Files) -> None:
        """Raise PluginError if another plugin took a generated page out of the files of the site."""
        gone = [path for path in self._pages if files.get_file_from_path(path) is None]
        if gone:
            raise PluginError(_missing(gone, plugins_at(config, ("files",))))

    def fill(self, html: str, page: Page, files: Files) -> str:
        """Return the rendered placeholder of a page with its content."""
        own = self._pages.get(page.file.src_uri)
        if own is None:
            return html
        page.title = escape(own.title)
        content = self._render(page, files)
        self._contents[own.path] = _digest(content)
        marked = f"{BEGIN}{content}{END}"
        return PLACE.sub(lambda _: marked, html, count=1) if PLACE.search(html) else marked

    def require(self, page: Page, config: MkDocsConfig) -> None:
        """Raise PluginError if a generated page has lost its content before its template is filled."""
        if page.file.src_uri in self._contents and not WHOLE.search(page.content or ""):
            raise PluginError(_lost(page, plugins_at(config, BEFORE_TEMPLATE)))

    def restore(self, output: str, page: Page, files: Files, config: MkDocsConfig) -> str:
        """Return a finished page with our content as we rendered it, and without the element around it.

        Raises:
            PluginError: The page has lost its content.
        """
        path = page.file.src_uri
        if path not in self._contents:
            return MARK.sub("", output) if BEGIN[:-1] in output else output
        found = WHOLE.search(output)
        if found is None:
            template = page.meta.get("template", "main.html")
            raise PluginError(_lost(page, plugins_at(config, ("post_page",)), f"a template (`{template}`, or one that it includes)"))
        content = found[1] if _digest(found[1]) == self._contents[path] else self._render(page, files)
        output = f"{output[: found.start()]}{content}{output[found.end() :]}"
        self._outputs[path] = _digest(output)
        return output

    def check(self, config: MkDocsConfig, files: Files) -> None:
        """Check the written site: each generated page is there, and has its content.

        Raises:
            PluginError: A page is missing, or a plugin changed its content after it was written.
        """
        pages = [file.page for path in self._pages if (file := files.get_file_from_path(path)) and file.page]
        written = {page.file.src_uri: Path(config.site_dir, page.file.src_uri).with_suffix(".html") for page in pages}
        if gone := [path for path in self._pages if path not in written or not written[path].is_file()]:
            raise PluginError(_missing(gone, plugins_at(config, ("post_build",)), "`exclude_docs` in mkdocs.yml"))
        for page in pages:
            output = written[page.file.src_uri].read_bytes()
            if _digest(output) != self._outputs.get(page.file.src_uri) and self._render(page, files).encode() not in output:
                raise PluginError(_lost(page, plugins_at(config, ("post_build",))))

    def _render(self, page: Page, files: Files) -> str:
        page.markdown, meta = get_data(self._pages[page.file.src_uri].markdown)
        page.meta.update(meta)
        page.render(self._config, files)
        assert page.content is not None
        return page.content


def _missing(paths: Sequence[str], plugins: Iterable[str], other: str = "") -> str:
    more = f" and {len(paths) - 1} more" if paths[1:] else ""
    return f"the generated page {paths[0]}{more} is missing from the site. {_suspects(plugins, other)}"


def _lost(page: Page, plugins: Iterable[str], other: str = "") -> str:
    return f"{page.file.src_uri}: the content of this generated page is lost or changed. {_suspects(plugins, other)}"


def _suspects(plugins: Iterable[str], other: str) -> str:
    named = [f"the plugin `{name}`" for name in plugins]
    causes = " or ".join(filter(None, (*named, other))) or "a program that changes the site after MkDocs"
    return f"The cause is {causes}: keep it away from generated pages, or remove it"


def _digest(text: str | bytes) -> bytes:
    data = text if isinstance(text, bytes) else text.encode("utf-8", errors="xmlcharrefreplace")
    return hashlib.blake2b(data, digest_size=16).digest()
