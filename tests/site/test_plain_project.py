"""The plain project for other builders."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path

import pytest

from generator.document.pages import OutputFile, RenderedPage, Site, SiteSettings
from generator.project.faults import InputFault
from generator.site.plain_project import Docs, plain_files, to_yaml
from generator.site.theme_variables import theme_variables


def test_pages_theme_files_and_configuration(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        (folder / "assets").mkdir(parents=True)
        (folder / "assets" / "x.css").write_text(folder.name)
    site = Site((RenderedPage("index.md", "Home", "# Home\n"),), (OutputFile("a/sheets/prepare.md", "- [ ] x\n"),))
    stated = {
        "site_name": "It's",
        "theme": {"name": "material", "custom_dir": "mine"},
        "plugins": ["runbook"],
        "nav": [],
        "docs_dir": "words",
    }
    files = plain_files(site, Docs({"writing.md": b"# W\n"}, ["writing.md"], (ours, theirs), stated), SiteSettings())
    assert files == {
        "docs/index.md": b"# Home\n",
        "docs/writing.md": b"# W\n",
        "overrides/assets/x.css": b"theirs",
        "files/a/sheets/prepare.md": b"- [ ] x\n",
        "mkdocs.yml": b'site_name: "It\'s"\ntheme: {"name": "material", "custom_dir": "overrides"}\n'
        + f'extra: {{"runbook": {to_yaml({**theme_variables(site, SiteSettings()), "builds": {}})}}}\n'.encode()
        + b'nav: [{"Home": "index.md"}, {"For writers": ["writing.md"]}]\n',
    }


def test_the_theme_gets_the_release_of_the_pages(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "x.css").write_text("")
    files = plain_files(Site((), ()), Docs({}, [], (tmp_path,), {}), SiteSettings(release="2026.11", draft=True))
    assert b'"release": {"name": "2026.11", "draft": true}' in files["mkdocs.yml"]


def test_templates_of_the_project_extend_our_frame(tmp_path: Path) -> None:
    """As in a build with the plugin, a project that changes a block of Material keeps our styles and scripts."""
    for name, text in {
        "runbook.html": '{% extends "base.html" %}',
        "main.html": "{%- extends 'base.html' %}{% block a %}{% endblock %}",
    }.items():
        (tmp_path / name).write_text(text)
    files = plain_files(Site((), ()), Docs({}, [], (tmp_path,), {}), SiteSettings())
    assert files["overrides/runbook.html"] == b'{% extends "base.html" %}'
    assert files["overrides/main.html"] == b'{%- extends "runbook.html" %}{% block a %}{% endblock %}'


def test_links_to_sheets_are_encoded_and_other_links_are_not() -> None:
    html = '<a href="../sheets/prepare.md">x</a> <a href="https://shop.tld/read.md">y</a>'
    page = RenderedPage("a/index.md", "A", f"# A\n\n<div>{html}</div>\n")
    (text,) = (
        data for path, data in plain_files(Site((page,), ()), Docs({}, [], (), {}), SiteSettings()).items() if path.endswith("a/index.md")
    )
    assert b'<a href="../sheets/prepare%2Emd#">x</a> <a href="https://shop.tld/read.md">y</a>' in text


def test_a_hand_written_file_in_the_place_of_a_generated_one_is_refused() -> None:
    """The folder has no file of the project that another one replaced."""
    site = Site((RenderedPage("index.md", "Home", "# Home\n"),), ())
    docs = Docs({"README.md": b"# Mine\n"}, [], (), {}, {"docs/README.md": "index.html"})
    with pytest.raises(InputFault, match=re.escape("docs/README.md and the generated page “Home” are both index.html")):
        plain_files(site, docs, SiteSettings())


def test_settings_that_would_break_the_pages_of_other_builders_are_left_out() -> None:
    """Hand-written pages are chosen already, and generated pages have no source that could be edited; the address is encoded."""
    stated = {
        "repo_url": "https://me:hunter2@a.b/c.git",
        "edit_uri": "edit/main/docs/",
        "exclude_docs": "shop/",
        "draft_docs": "shop/",
        "site_url": "https://ü.b/",
    }
    text = plain_files(
        Site((), ()), Docs({}, [], (), {**stated, "extra": {"day": date(2026, 1, 2)}}), SiteSettings(site_url="https://x.b/")
    )
    assert text["mkdocs.yml"].decode().splitlines() == [
        'repo_url: "https://a.b/c"',
        'site_url: "https://x.b/"',
        'extra: {"day": "2026-01-02"}',
        'theme: {"name": "material"}',
        'edit_uri: ""',
        "nav: []",
    ]


def test_a_theme_can_be_given_by_its_name() -> None:
    files = plain_files(Site((), ()), Docs({}, [], (), {"theme": "readthedocs"}), SiteSettings())
    assert files["mkdocs.yml"] == b'theme: {"name": "readthedocs"}\nnav: []\n'


def test_every_value_of_a_configuration_is_written_as_yaml() -> None:
    value = {"a": [1, True, None, "x: y"], "icons": math.floor}
    assert to_yaml(value) == '{"a": [1, true, null, "x: y"], "icons": !!python/name:math.floor \'\'}'
