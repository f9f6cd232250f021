"""The content of generated pages, which no plugin, hook or Markdown extension changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.site.mkdocs_build import BuildFailed, build_site
from tests.conftest import without_pdfs, write_tiny

# What text processors look for: macros, snippets, emoji, abbreviations, critic and typographic marks, formulas, keys, progress bars.
BAIT = '{{ config.site_name }} {% if x %} :smile: (c) HTML {++new++} ==marked== ~~old~~ ++ctrl+c++ $a_b$ 1/2 @mention #12 [=50%] --8<-- "x"'
DATA = f"""\
checklists:
  bait:
    phase: prepare
    title: {BAIT!r}
    items:
      item:
        text: {BAIT!r}
        run: |-
          echo "{{{{ config.site_name }}}}"   :smile:
          --8<-- "secrets.md"
          a  b --> c
"""
EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - def_list
  - footnotes
  - md_in_html
  - meta
  - nl2br
  - sane_lists
  - smarty
  - tables
  - wikilinks
  - toc: {baselevel: 3, toc_depth: 2, anchorlink: true, separator: _, title: On this page}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.b64
  - pymdownx.betterem
  - pymdownx.blocks.html
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink: {repo_url_shorthand: true, user: us, repo: it}
  - pymdownx.mark
  - pymdownx.pathconverter: {absolute: true, base_path: /elsewhere}
  - pymdownx.progressbar
  - pymdownx.saneheaders
  - pymdownx.smartsymbols
  - pymdownx.snippets: {auto_append: [abbreviations.md]}
  - pymdownx.striphtml: {strip_comments: true, strip_attributes: [id, href, class]}
  - pymdownx.superfences
  - pymdownx.tabbed
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""
# One hook for each kind of plugin: text, HTML of the content, HTML of the page. Each also adds something of its own.
HOOKS = """\
import re
from mkdocs.plugins import event_priority

def on_page_markdown(markdown, page, config, files):
    if page.file.src_uri != "writing.md":
        page.title = "Not ours"
    return markdown.replace("config.site_name", "Tiny").replace("Shop", "Store") + "\\n\\nAdded to the text.\\n"

@event_priority(-500)
def on_page_content(html, page, config, files):
    return "<p>Added before.</p>" + re.sub(r"\\s+", " ", html).replace("Database", "Store").replace('id="', 'id="x-')

def on_page_context(context, page, config, nav):
    page.content = page.content.replace("{{", "").replace("</code>", "</code><p>")
    context["nav"] = None

def on_post_page(output, page, config):
    return output.replace("href=", "data-href=", 9999).replace("</body>", "<p>Added at the end.</p></body>")
"""
ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
PAGES = ("index.html", "shop/index.html", "shop/prepare/index.html", "matrix/prepare/index.html")


def project(root: Path, more: str = "", hooks: str = "") -> Path:
    """Write the tiny project with texts that processors change, more settings, and hooks."""
    without_pdfs(write_tiny(root))
    (root / "data/variants/shop/bait.yaml").write_text(DATA, "utf-8")
    (root / "abbreviations.md").write_text("*[HTML]: Replaced\n*[Database]: Replaced\n", "utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    if "markdown_extensions" in more:
        settings = settings.replace("markdown_extensions: [attr_list]\n", "")
    if hooks:
        (root / "hooks.py").write_text(hooks, "utf-8")
        more += "hooks: [hooks.py]\n"
    (root / "mkdocs.yml").write_text(settings + more, "utf-8")
    return root


def content(site: Path, path: str) -> str:
    found = ARTICLE.search((site / path).read_text("utf-8"))
    assert found, path
    return found[1]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project without any plugin, hook or extension."""
    root = project(tmp_path_factory.mktemp("clean") / "project")
    build_site(root, root / "site")
    return root / "site"


def test_what_is_written_is_on_the_page(clean: Path) -> None:
    page = content(clean, "shop/prepare/index.html")
    assert "echo &#34;{{ config.site_name }}&#34;   :smile:&#10;--8&lt;-- &#34;secrets.md&#34;&#10;a  b --&gt; c" in page
    assert "runbook-content" not in (clean / "shop/prepare/index.html").read_text("utf-8")


def test_markdown_extensions_change_hand_written_pages_only(clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "project", EXTENSIONS)
    (root / "docs/writing.md").write_text("# HTML\n\n(c) ==x==\n", "utf-8")
    monkeypatch.chdir(root)  # the extension for snippets looks for its files there
    build_site(root, root / "site")
    assert "<mark>x</mark>" in (root / "site/writing.html").read_text("utf-8")
    for path in PAGES:
        assert content(root / "site", path) == content(clean, path)


def test_other_plugins_add_to_pages_and_change_nothing(clean: Path, tmp_path: Path) -> None:
    root = project(tmp_path / "project", hooks=HOOKS)
    build_site(root, root / "site")
    for path in PAGES:
        mine, whole = content(clean, path).strip(), (root / "site" / path).read_text("utf-8")
        assert mine in whole
        before, after = whole.split(mine)
        assert "<p>Added before.</p>" in before
        assert "<p>Added to the text.</p>" in after and "<p>Added at the end.</p>" in after
        assert "Not ours" not in whole
    assert "rb-nav__link" in (root / "site/shop/index.html").read_text("utf-8")


# What a plugin or a template does to the page `shop/index.md`, and what the message names.
LOSSES = {
    "content": ("def on_page_content(html, page, config, files):\n    return 'Protected'", "plugin `hooks.py`"),
    "context": ("def on_page_context(context, page, config, nav):\n    page.content = ''", "plugin `hooks.py`"),
    "page": ("def on_post_page(output, page, config):\n    return output[:300]", "plugin `hooks.py` or a template (`main.html`"),
    "written": (
        "from pathlib import Path\ndef on_post_build(config):\n    Path(config.site_dir, 'shop/index.html').write_text('Buys')",
        "plugin `hooks.py`",
    ),
    "deleted": (
        "def on_post_build(config):\n    from pathlib import Path\n    Path(config.site_dir, 'shop/index.html').unlink()",
        "`hooks.py` or `exclude_docs`",
    ),
    "moved": (
        "def on_files(files, config):\n    files.get_file_from_path('shop/index.md').dest_uri = 'shop.html'",
        "the generated page shop/index.md is missing",
    ),
    "removed": ("def on_files(files, config):\n    files.remove(files.get_file_from_path('shop/index.md'))", "plugin `hooks.py`"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_page_that_loses_its_content_fails_the_build(loss: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hook, cause = LOSSES[loss]
    root = project(tmp_path / "project", hooks=hook)
    with pytest.raises(BuildFailed):
        build_site(root, root / "site")
    report = capsys.readouterr().err
    assert "index.md" in report and cause in report, report


def test_a_template_without_the_content_fails_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path / "project")
    (root / "mine").mkdir()
    (root / "mine/main.html").write_text('{% extends "base.html" %}{% block content %}mine{% endblock %}', "utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8").replace("font: false}", "font: false, custom_dir: mine}")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    with pytest.raises(BuildFailed):
        build_site(root, root / "site")
    assert "The cause is a template (`main.html`, or one that it includes)" in capsys.readouterr().err


ADDS = """\
from mkdocs.structure.files import File

def on_config(config):
    config.site_name = "Renamed"

def on_files(files, config):
    files.append(File.generated(config, "made/by-hook.md", content="# Made\\n\\n## Über uns { #about }\\n"))

def on_page_markdown(markdown, page, config, files):
    page.meta.update(language="de", system="Not ours", variant="mine", run=True)
    if page.file.src_uri.startswith("shop/"):
        page.meta.update(rb_variant="mine", title="Not ours")
"""


def test_a_page_that_a_plugin_adds_is_found_and_settings_that_it_changes_are_used(tmp_path: Path) -> None:
    root = project(tmp_path / "project", hooks=ADDS)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("use_directory_urls: false", "use_directory_urls: true"), "utf-8")
    build_site(root, root / "site")
    search = (root / "site/search.js").read_text("utf-8")
    assert '["made/by-hook/index.html","Made"]' in search and '"heading","about","Über uns"' in search
    made = (root / "site/made/by-hook/index.html").read_text("utf-8")
    assert '<html lang="de"' in made and "ticking.js" not in made and "data-rb-variant" not in made
    assert "Renamed</title>" in (root / "site/shop/index.html").read_text("utf-8")
    shop = (root / "site/shop/index.html").read_text("utf-8")
    assert '<html lang="en"' in shop and 'data-rb-variant="shop"' in shop and "Not ours" not in shop
