"""The rows of the matrix for the ways to change Material that its documentation describes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from tests.audit.plugin_rows import PICTURE, Row

MATERIAL = Path(str(files("material"))) / "templates"
HOOK: Final = """\
def on_page_markdown(markdown, page, config, files):
    return markdown.replace("x", "y") + "\\n\\nReviewed.\\n"
"""
EXTRA: Final = """\
extra:
  release: 7
  social: [{icon: material/git, link: 'https://git.example'}]
  analytics: {provider: google, property: G-1}
  consent: {title: Cookies, description: Yes}
  version: {provider: mike}
  alternate: [{name: English, link: 'https://docs.example', lang: en}]
  generator: false
"""
BLOCKS: Final = """\
{% extends "base.html" %}
{% block extrahead %}<meta name="mine">{% endblock %}
{% block announce %}Freeze until <strong>Monday</strong>{% endblock %}
{% block styles %}{{ super() }}<style>.mine{}</style>{% endblock %}
"""
FEATURES: Final = (
    *(
        "announce.dismiss",
        "content.action.edit",
        "content.action.view",
        "content.code.annotate",
        "content.code.copy",
        "content.code.select",
    ),
    *("content.footnote.tooltips", "content.tabs.link", "content.tooltips", "header.autohide", "navigation.expand", "navigation.footer"),
    *("navigation.indexes", "navigation.instant", "navigation.instant.prefetch", "navigation.instant.progress", "navigation.path"),
    *("navigation.prune", "navigation.sections", "navigation.tabs", "navigation.tabs.sticky", "navigation.top", "navigation.tracking"),
    *("search.highlight", "search.share", "search.suggest", "toc.follow", "toc.integrate"),
)
PARTIALS: Final = ("content", "copyright", "footer", "header", "language", "logo", "nav", "nav-item", "toc", "toc-item")

WAYS: Final = (
    Row(
        "`extra_css` and `extra_javascript`",
        settings="extra_css: [mine.css]\nextra_javascript: [mine.js, {path: mine.mjs, type: module}]\n",
        files={
            "docs/mine.css": ":root{--md-primary-fg-color:#063}\n",
            "docs/mine.js": "window.mine = 1;\n",
            "docs/mine.mjs": "export {};\n",
        },
        shows={"shop/index.html": "mine.css", "writing.html": "mine.mjs"},
        know="On every page, after our own. Material's script is not loaded, so there is no `document$`.",
    ),
    Row(
        "`theme.palette`",
        theme="palette: [{scheme: default, primary: teal, toggle: {icon: material/weather-night, name: Dark}}, {scheme: slate}]",
        shows={"index.html": 'data-md-color-primary="teal"'},
        know="`primary` and `accent` of the first entry are used. The reader chooses light or dark; other schemes have no effect.",
    ),
    Row(
        "`theme.features`",
        theme=f"features: [{', '.join(FEATURES)}]",
        note="`navigation.instant`",
        know="`content.action.*` and `navigation.path` have an effect. The build names those that have none.",
    ),
    Row(
        "`theme.language`",
        theme="language: de",
        shows={"writing.html": '<html lang="de"'},
        know="For hand-written pages. Generated pages have the language of their system.",
    ),
    Row(
        "`theme.language`, of the project",
        theme="language: custom, custom_dir: mine",
        files={"mine/partials/languages/custom.html": '{% macro t(key) %}{{ {"language": "tlh", "direction": "ltr"}[key] }}{% endmacro %}'},
        shows={"writing.html": '<html lang="tlh"'},
    ),
    Row(
        "`theme.language`, unknown",
        theme="language: xx",
        message="theme.language: there is no `partials/languages/xx.html`",
    ),
    Row(
        "`theme.direction`",
        theme="language: ar, direction: rtl",
        shows={"writing.html": 'dir="rtl"'},
        know="For hand-written pages.",
    ),
    Row(
        "`theme.font`",
        replaces={"font: false": "font: {text: Inter, code: JetBrains Mono}"},
        note="theme.font has no effect",
        know="No effect: pages load nothing from other hosts. Put the font files into `docs/` and name them in `extra_css`.",
    ),
    Row(
        "`theme.logo` and `theme.favicon`",
        theme="logo: our.svg, favicon: our.svg",
        files={"docs/our.svg": PICTURE},
        shows={"shop/index.html": '<img src="../our.svg"', "index.html": 'rel="icon" href="our.svg"'},
        know="On every page. `theme.icon.logo` works too; other icons of the header are ours.",
    ),
    Row(
        "`theme.icon`",
        theme="icon: {logo: material/server, repo: material/git, edit: material/pencil}",
        shows={"index.html": "<svg"},
    ),
    Row(
        "`theme.custom_dir`: a `main.html`",
        theme="custom_dir: mine",
        files={"mine/main.html": BLOCKS},
        shows={"shop/index.html": '<meta name="mine">', "404.html": "Freeze until"},
        know="All blocks, with or without `{{ super() }}`. The announcement bar has no button to dismiss it. Keep `{{ page.content }}`.",
    ),
    Row(
        "`theme.custom_dir`: partials",
        theme="custom_dir: mine",
        files={f"mine/partials/{name}.html": (MATERIAL / f"partials/{name}.html").read_text("utf-8") for name in PARTIALS},
        note="templates in `theme.custom_dir` leave out: the menu, search, the choice of a colour scheme",
        know="Your partials replace ours. The build names the functions that they leave out, such as the search.",
    ),
    Row(
        "`theme.custom_dir`: a frame of its own",
        theme="custom_dir: mine",
        files={name: (MATERIAL / name.removeprefix("mine/")).read_text("utf-8") for name in ("mine/base.html", "mine/main.html")},
    ),
    Row(
        "`theme.custom_dir`: a `404.html`",
        theme="custom_dir: mine",
        files={"mine/404.html": '{% extends "base.html" %}{% block content %}Nothing here{% endblock %}'},
        shows={"404.html": "Nothing here"},
    ),
    Row(
        "`theme.custom_dir`: a page without content",
        theme="custom_dir: mine",
        files={"mine/main.html": '{% extends "base.html" %}{% block content %}Mine{% endblock %}'},
        message="The cause is a template (`main.html`",
    ),
    Row(
        "`template` in a page",
        theme="custom_dir: mine",
        files={
            "mine/landing.html": '{% extends "base.html" %}{% block tabs %}{% endblock %}',
            "docs/writing.md": "---\ntemplate: landing.html\n---\n# Welcome\n",
        },
        note="leave out: the navigation; see writing.html",
        shows={"writing.html": "Welcome"},
        know="The page has our styles and scripts, whichever template of Material it extends.",
    ),
    Row(
        "`hooks`",
        settings="hooks: [hooks.py]\n",
        files={"hooks.py": HOOK},
        shows={"shop/index.html": "<p>Reviewed.</p>", "writing.html": "<p>Reviewed.</p>"},
        know="Hooks may add text before and after the content of generated pages. Changes inside it are undone.",
    ),
    Row(
        "`extra`",
        settings=EXTRA,
        note="extra: `alternate`, `analytics`, `consent`, `social`, `version` have no effect",
        know="`generator: false` works; pages send nothing to other hosts. The build names those without effect. `extra.runbook` is ours.",
    ),
    Row(
        "`use_directory_urls`",
        replaces={"use_directory_urls: false\n": ""},
        shows={"writing/index.html": "Write a runbook", "search.js": "writing/index.html"},
        know="Hand-written pages follow it.",
    ),
    Row(
        "Other themes",
        replaces={"name: material": "name: readthedocs"},
        message="the theme `readthedocs` cannot show runbooks",
        know="A theme must be Material or extend it; otherwise the build ends with a message.",
    ),
    Row(
        "a theme that extends Material",
        replaces={"name: material": "name: acme"},
        files={
            "packages/acme/__init__.py": "",
            "packages/acme/mkdocs_theme.yml": "extends: material\n",
            "packages/acme/main.html": '{% extends "base.html" %}{% block announce %}By Acme{% endblock %}',
            "packages/acme-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: acme\nVersion: 1\n",
            "packages/acme-1.dist-info/entry_points.txt": "[mkdocs.themes]\nacme = acme\n",
        },
        shows={"shop/index.html": "By Acme", "404.html": "By Acme"},
    ),
    Row(
        "no theme",
        replaces={"theme: {name: material, font: false}\n": "theme: {name: null, custom_dir: docs}\n"},
        message="the theme without a name cannot show runbooks",
    ),
)
