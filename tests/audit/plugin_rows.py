"""The rows of the matrix for plugins of MkDocs, alone and together, each with a realistic configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>\n'


@dataclass(frozen=True, slots=True)
class Row:
    """A project with one difference: settings and files.

    Attributes:
        name: The plugin, the plugins, or the way to change Material.
        plugins: The entries of `plugins`; ours is `{ours}`.
        settings: More text of `mkdocs.yml`.
        theme: More settings of the theme.
        extensions: More Markdown extensions, in YAML.
        files: Files of the project by path.
        shows: Texts that the difference puts into files of the site, by path; they prove that it is in force.
        message: A part of the error, if no site can be built.
        note: A part of a note that the build prints.
        know: What people who use this must know. The documentation has the rows that have this.
        replaces: Texts of `mkdocs.yml` to replace.
    """

    name: str
    plugins: tuple[str, ...] = ("{ours}",)
    settings: str = ""
    theme: str = ""
    extensions: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    shows: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    note: str = ""
    know: str = ""
    replaces: Mapping[str, str] = field(default_factory=dict)


GUIDE: Final = {"docs/guide/index.md": "# Guide\n", "docs/guide/setup.md": "# Set-up\n\nRead [the first page](index.md).\n"}
MAKE_PAGES: Final = """\
import mkdocs_gen_files

with mkdocs_gen_files.open("made.md", "w") as page:
    page.write("# Made here\\n")
"""
FENCE: Final = (
    "pymdownx.superfences: {custom_fences: [{name: mermaid, class: mermaid, format: !!python/name:mermaid2.fence_mermaid_custom }]}"
)
MACROS: Final = "# Write a runbook\n\nThis is {{ config.site_name }}.\n"

PLUGINS: Final = (
    Row(
        "search",
        ("search", "{ours}"),
        shows={"search/search_index.json": "Write a runbook"},
        know="The pages use their own search, not its index.",
    ),
    Row(
        "redirects",
        ("{ours}", "redirects: {redirect_maps: {old-shop.md: shop/index.md, old.md: writing.md}}"),
        shows={"old-shop.html": "shop/index.html", "old.html": "writing.html"},
        know="Generated pages can be targets.",
    ),
    Row(
        "awesome-nav",
        ("awesome-nav", "{ours}"),
        files={**GUIDE, "docs/.nav.yml": "nav:\n  - First: guide\n  - Last: writing.md\n"},
        shows={"writing.html": ">Last</a>"},
        know="It arranges only hand-written pages.",
    ),
    Row(
        "section-index",
        ("section-index", "{ours}"),
        settings="nav: [{Guide: [guide/index.md, guide/setup.md]}, writing.md]\n",
        files=GUIDE,
        shows={"writing.html": "guide/index.html"},
        know="It changes only sections of hand-written pages, which show their first page as an entry.",
    ),
    Row(
        "literate-nav",
        ("literate-nav: {nav_file: SUMMARY.md}", "{ours}"),
        files={**GUIDE, "docs/SUMMARY.md": "- [The guide](guide/index.md)\n- [Set up first](guide/setup.md)\n- [Writing](writing.md)\n"},
        shows={"writing.html": "Set up first"},
        know="It arranges only hand-written pages.",
    ),
    Row(
        "macros",
        ("macros", "{ours}"),
        files={"docs/writing.md": MACROS},
        shows={"writing.html": "This is Tiny."},
        know="It fills in hand-written pages only. `{{ … }}` in commands stays as it is.",
    ),
    Row(
        "git-revision-date-localized",
        ("git-revision-date-localized: {type: iso_date, enable_creation_date: true}", "{ours}"),
        shows={"writing.html": "git-revision-date-localized-plugin"},
        know="Only hand-written pages have dates of git; generated pages name the last commit of their system.",
    ),
    Row(
        "minify",
        (
            "minify: {minify_html: true, minify_js: true, js_files: [more.js], htmlmin_opts: {remove_comments: true}}",
            "{ours}",
        ),
        settings="extra_javascript: [more.js]\n",
        files={"docs/more.js": "// a comment\nwindow.more = 1;\n"},
        shows={"more.min.js": "window.more=1"},
        know="The content of generated pages stays as it is; the frame around it shrinks.",
    ),
    Row(
        "glightbox",
        ("glightbox", "{ours}"),
        files={"docs/picture.svg": PICTURE, "docs/writing.md": "# Write\n\n![A square](picture.svg)\n"},
        shows={"writing.html": "glightbox"},
        know="Its scripts are inline: a [content policy](hosting.md) without inline scripts blocks them.",
    ),
    Row(
        "exclude",
        ("{ours}", "exclude: {glob: [drafts/*]}"),
        files={"docs/drafts/later.md": "# Later\n"},
        know="Let its patterns match only files of yours.",
    ),
    Row(
        "exclude, of generated pages",
        ("{ours}", "exclude: {glob: ['shop/*']}"),
        message="the generated page shop/",
    ),
    Row(
        "include-markdown",
        ("include-markdown", "{ours}"),
        files={"docs/writing.md": '# Write\n\n{% include-markdown "../NOTES.md" %}\n', "NOTES.md": "A note from elsewhere.\n"},
        shows={"writing.html": "A note from elsewhere."},
        know="It includes in hand-written pages only.",
    ),
    Row(
        "tags",
        ("tags", "{ours}"),
        files={"docs/writing.md": "---\ntags: [style]\n---\n# Write\n", "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n"},
        shows={"tags.html": "#tag:style"},
        know="Tags are for hand-written pages.",
    ),
    Row(
        "meta",
        ("meta", "{ours}"),
        files={**GUIDE, "docs/guide/.meta.yml": "description: How to set up\n", "docs/.meta.yml": "variant: another\ntitle: Wrong\n"},
        shows={"guide/setup.html": "How to set up"},
        know="It cannot change what our templates read from generated pages.",
    ),
    Row(
        "rss",
        ("rss: {match_path: 'writing.*', use_git: true}", "{ours}"),
        shows={"feed_rss_created.xml": "Write a runbook"},
        know="List your own pages in `match_path`. Releases have [their own feeds](feeds.md).",
    ),
    Row(
        "print-site",
        ("{ours}", "print-site"),
        shows={"print_page.html": "Write a runbook"},
        know="For paper, use [the sheets](sheets.md): they have one line for each tick, page numbers and codes.",
    ),
    Row(
        "monorepo",
        ("monorepo", "{ours}"),
        settings="nav:\n  - writing.md\n  - Other: '!include ./other/mkdocs.yml'\n",
        files={"other/mkdocs.yml": "site_name: other\nnav: [{Start: index.md}]\n", "other/docs/index.md": "# The other one\n"},
        shows={"other/index.html": "The other one"},
        know="The other projects bring hand-written pages, not data.",
    ),
    Row(
        "gen-files",
        ("gen-files: {scripts: [make_pages.py]}", "{ours}"),
        files={"make_pages.py": MAKE_PAGES},
        shows={"made.html": "Made here", "search.js": "Made here"},
        know="The search finds its pages too.",
    ),
    Row(
        "same-dir",
        ("same-dir", "{ours}"),
        settings="docs_dir: .\nexclude_docs: |\n  data/\n  site/\n",
        files={"notes.md": "# Notes\n"},
        shows={"notes.html": "Notes"},
        know="Exclude `data/`, and build into a folder outside the project: `runbook build --site-dir ../site`.",
    ),
    Row(
        "mermaid2",
        ("mermaid2: {javascript: mermaid.js}", "{ours}"),
        extensions=(FENCE,),
        files={"docs/mermaid.js": "", "docs/writing.md": "# Write\n\n```mermaid\ngraph LR\n  A --> B\n```\n"},
        shows={"writing.html": 'class="mermaid"'},
        know="It loads a script from another host on pages with a diagram.",
    ),
    Row(
        "autorefs",
        ("autorefs", "{ours}"),
        files={**GUIDE, "docs/writing.md": "# Write\n\nRead [the guide][set-up].\n"},
        shows={"writing.html": 'href="guide/setup.html#set-up"'},
        know="It links between hand-written pages.",
    ),
    Row("offline", ("offline", "{ours}"), know="Not needed: pages work from a folder and [without a network](offline.md)."),
    Row("privacy", ("privacy: {assets: false}", "{ours}"), know="Generated pages load nothing from other hosts."),
    Row("rss, of all pages", ("rss", "{ours}"), message="mkdocs_rss_plugin"),
    Row(
        "blog",
        ("blog", "{ours}"),
        files={"docs/blog/index.md": "# News\n", "docs/blog/posts/a.md": "---\ndate: 2026-01-02\n---\n# First post\n\nIt works.\n"},
        shows={"blog/index.html": "First post", "search.js": "First post"},
        know="Its posts are among the hand-written pages.",
    ),
    Row("mike", ("mike", "{ours}"), know="Use [releases](releases.md) instead: the version selector of Material has no effect on pages."),
    Row(
        "search, redirects, git-revision-date-localized and minify",
        (
            *("search", "redirects: {redirect_maps: {old.md: shop/index.md}}", "git-revision-date-localized: {type: date}"),
            *("minify: {minify_html: true}", "{ours}"),
        ),
        shows={"old.html": "shop/index.html", "writing.html": "git-revision-date-localized-plugin"},
    ),
    Row(
        "all plugins that work together",
        (
            *(
                "search",
                "meta",
                "tags",
                "autorefs",
                "macros",
                "include-markdown",
                "glightbox",
                "awesome-nav",
                "gen-files: {scripts: [make_pages.py]}",
            ),
            *(
                "{ours}",
                "redirects: {redirect_maps: {old.md: shop/index.md}}",
                "git-revision-date-localized",
                "rss: {match_path: 'writing.*'}",
                "minify: {minify_html: true}",
            ),
        ),
        files={
            **GUIDE,
            "docs/.nav.yml": "nav:\n  - First: guide\n  - '*'\n",
            "docs/writing.md": MACROS,
            "make_pages.py": MAKE_PAGES,
        },
        shows={"writing.html": "This is Tiny.", "made.html": "Made here", "old.html": "shop/index.html", "feed_rss_created.xml": "<rss"},
    ),
)
