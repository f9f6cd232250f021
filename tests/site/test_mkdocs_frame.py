"""Templates of the project, in the ways that Material documents: our styles, scripts and banner stay on every page."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from generator.site.mkdocs_build import build_site
from generator.site.mkdocs_frame import FEATURES, PARTS, mark_at
from tests.conftest import without_pdfs, write_tiny
from tests.page_frame import DRAFT, frame_faults

MATERIAL = Path(str(files("material"))) / "templates"
PAGES = ("index.html", "shop/index.html", "shop/prepare/index.html", "writing.html", "404.html")
REPLACED = """\
{% extends "base.html" %}
{% block styles %}<style>.mine{}</style>{% endblock %}
{% block extrahead %}<meta name="mine">{% endblock %}
{% block header %}<p>My header</p>{% endblock %}
{% block scripts %}<script src="mine.js"></script>{% endblock %}
{% block footer %}{% endblock %}
"""
ADDED = """\
{% extends "base.html" %}
{% block styles %}{{ super() }}<style>.mine{}</style>{% endblock %}
{% block extrahead %}{{ super() }}<meta name="mine">{% endblock %}
{% block announce %}<p>Freeze until Monday</p>{% endblock %}
{% block content %}<p>Before</p>{{ super() }}<p>After</p>{% endblock %}
{% block scripts %}{{ super() }}<script src="mine.js"></script>{% endblock %}
"""
PARTIALS = ("header", "footer", "nav", "toc", "logo", "language", "content", "javascripts/base", "javascripts/palette")


def project(root: Path, templates: dict[str, str], theme: str = "") -> Path:
    """Write the tiny project as a draft with templates in its `custom_dir`."""
    without_pdfs(write_tiny(root))
    (root / "mine").mkdir()
    for name, text in templates.items():
        (root / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "mine" / name).write_text(text, "utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("font: false}", f"font: false, custom_dir: mine{theme}}}").replace("papers: []", "papers: [], draft: true")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    return root


def missing(site: Path) -> dict[str, list[str]]:
    return frame_faults(site, PAGES, DRAFT)


def from_material(*names: str) -> dict[str, str]:
    return {name: (MATERIAL / name).read_text("utf-8") for name in names}


@pytest.mark.parametrize(
    ("templates", "noted"),
    [
        ({}, set()),
        ({"main.html": ADDED}, set()),
        ({"main.html": REPLACED}, {feature.name for feature in FEATURES} - {"the navigation"}),
        (
            {"main.html": '{% extends "runbook.html" %}', "404.html": '{% extends "base.html" %}{% block content %}Gone{% endblock %}'},
            set(),
        ),
        (from_material("base.html", "main.html", "404.html"), set()),
        (from_material(*(f"partials/{name}.html" for name in PARTIALS)), {feature.name for feature in FEATURES[1:]}),
    ],
    ids=["no templates", "super", "without super", "404", "base", "partials"],
)
def test_every_page_keeps_its_frame(templates: dict[str, str], noted: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path / "project", templates)
    build_site(root, root / "site")
    assert missing(root / "site") == {}
    notes = [line for line in capsys.readouterr().err.splitlines() if "custom_dir" in line]
    assert {feature.name for feature in FEATURES if any(feature.name in note for note in notes)} == noted
    page = (root / "site/shop/prepare/index.html").read_text("utf-8")
    assert "PgBouncer" in page
    assert "javascripts/bundle." not in page and 'id="__config"' not in page, "Material's own script does not run beside ours"
    if "main.html" in templates and "mine" in templates["main.html"]:
        assert all(part in page for part in (".mine{}", '<meta name="mine">', "mine.js"))


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("index.html", "assets/stylesheets/main."),
        ("shop/index.html", "assets/stylesheets/main."),
        ("assets/index.html", "stylesheets/main."),
        ("assets/icons/index.html", "stylesheets/main."),
        ("assets/stylesheets/index.html", "main."),
        ("assets.html", "assets/stylesheets/main."),
    ],
)
def test_a_mark_is_relative_to_the_folder_of_its_page(path: str, mark: str) -> None:
    """A page `docs/assets.md` got our styles twice, and a note about templates that the project does not have."""
    assert mark_at(path, "assets/stylesheets/main.") == mark


def test_a_page_with_its_own_template_keeps_its_frame(tmp_path: Path) -> None:
    """The front matter of a hand-written page chooses a template, which extends Material's frame."""
    root = project(tmp_path / "project", {"landing.html": '{% extends "base.html" %}{% block site_nav %}{% endblock %}'})
    (root / "docs/writing.md").write_text("---\ntemplate: landing.html\n---\n# Welcome\n", "utf-8")
    build_site(root, root / "site")
    assert missing(root / "site") == {}
    assert "Welcome" in (root / "site/writing.html").read_text("utf-8")


def test_a_page_without_the_frame_of_material_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that the project lays out by itself, as a page with a template or as one of the `extra_templates`."""
    alone = "<!doctype html><html><head><title>x</title></head><body>Alone</body></html>"
    root = project(tmp_path / "project", {"alone.html": alone})
    (root / "docs/writing.md").write_text("---\ntemplate: alone.html\n---\n# Welcome\n", "utf-8")
    (root / "docs/start.html").write_text(alone, "utf-8")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text("utf-8") + "extra_templates: [start.html]\n", "utf-8")
    build_site(root, root / "site")
    assert [(root / "site" / path).read_text("utf-8") for path in ("writing.html", "start.html")] == [alone, alone]
    assert "custom_dir" not in capsys.readouterr().err


def test_a_language_and_a_logo_of_the_project_are_used(tmp_path: Path) -> None:
    templates = {"partials/languages/custom.html": '{% macro t(key) %}{{ {"language": "tlh"}[key] }}{% endmacro %}'}
    root = project(tmp_path / "project", templates, ", language: custom, logo: our.png")
    build_site(root, root / "site")
    assert missing(root / "site") == {}
    page = (root / "site/writing.html").read_text("utf-8")
    assert '<html lang="tlh"' in page and '<img src="our.png"' in page


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>x</title></head><body class=a><header>y</header><p></body>z</body></html>",
        "<title>x</title><body class=a><header>y</header><p>z",
        "<title>x</title><body class=a><p>z",
    ],
)
def test_every_part_finds_its_place(page: str) -> None:
    """Pages may be shrunk: optional tags are missing then."""
    ends = [match.end() for part in PARTS if (match := part.place.search(page))]
    styles, first, banner, scripts = ends
    assert styles <= page.index("<body") < first <= banner <= scripts
    assert page[scripts:] in ("</body></html>", "")
