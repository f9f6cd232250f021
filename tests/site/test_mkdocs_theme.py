"""The theme in `mkdocs.yml`: what cannot show runbooks is an error, and what has no effect is noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from generator.project.faults import InputFault
from generator.site.mkdocs_build import load_settings
from generator.site.mkdocs_internals import load_config
from generator.site.mkdocs_plugin import RunbookPlugin
from generator.site.mkdocs_theme import add_templates, project_logo, theme_notes

THEME = "theme: {name: material, font: false}"


def with_settings(root: Path, theme: str, more: str = "") -> Path:
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert THEME in text
    settings.write_text(text.replace(THEME, theme) + more, "utf-8")
    return root


@pytest.mark.parametrize(
    ("theme", "message"),
    [
        ("theme: readthedocs", "the theme `readthedocs` cannot show runbooks"),
        ("theme: {name: mkdocs}", "the theme `mkdocs` cannot show runbooks"),
        ("theme: {name: null, custom_dir: docs}", "the theme without a name cannot show runbooks"),
        ("", "the theme `mkdocs` cannot show runbooks"),
        ("theme: {name: material, language: klingon}", "theme.language: there is no `partials/languages/klingon.html`"),
        ("theme: {name: material, icon: {logo: material/nothing}}", "theme.icon.logo: there is no icon `material/nothing`"),
        ("theme: material\nextra: {runbook: 1}", "extra.runbook: the templates of runbook use this name"),
    ],
)
def test_a_theme_that_cannot_show_runbooks_is_an_error(theme: str, message: str, tiny: Path) -> None:
    """Each command that reads the settings reports it, and so does MkDocs alone."""
    with pytest.raises(InputFault) as fault:
        load_settings(with_settings(tiny, theme))
    assert message in str(fault.value)
    with pytest.raises(PluginError) as error:
        RunbookPlugin()._check_theme(load_config(str(tiny / "mkdocs.yml")))
    assert message in str(error.value)


@pytest.mark.parametrize("theme", [THEME, "theme: material", "theme: {name: material, palette: [{scheme: default}, {scheme: slate}]}"])
def test_what_works_is_not_noted(theme: str, tiny: Path) -> None:
    config, _ = load_settings(with_settings(tiny, theme))
    assert list(theme_notes(config)) == []


@pytest.mark.parametrize(
    ("theme", "more", "note"),
    [
        ("theme: {name: material, font: {text: Inter}}", "", "theme.font has no effect"),
        ("theme: {name: material, palette: {scheme: slate}}", "", "theme.palette: `scheme` has no effect"),
        ("theme: {name: material, palette: [{scheme: brand}]}", "", "theme.palette: `scheme` has no effect"),
        (
            "theme: {name: material, features: [content.code.copy, navigation.tabs, toc.integrate]}",
            "",
            "`navigation.tabs`, `toc.integrate` have",
        ),
        ("theme: material", "extra: {analytics: {provider: google}}\n", "extra: `analytics` has no effect"),
    ],
)
def test_a_setting_without_effect_is_noted(theme: str, more: str, note: str, tiny: Path) -> None:
    config, _ = load_settings(with_settings(tiny, theme, more))
    (found,) = theme_notes(config)
    assert note in found


@pytest.mark.parametrize("own", [False, True])
def test_our_templates_come_between_a_theme_and_material(own: bool, tiny: Path) -> None:
    """A theme that extends Material changes it, as a `custom_dir` does, even one with texts of its own."""
    (tiny / "mine/partials/languages").mkdir(parents=True)
    (tiny / "mine/partials/languages/en.html").write_text("", "utf-8")
    config, _ = load_settings(with_settings(tiny, "theme: {name: material, custom_dir: mine}" if own else THEME))
    before = list(config.theme.dirs)
    config.theme.dirs.insert(1 if own else 0, "/themes/acme")
    for _ in range(2):
        add_templates(config, Path("/ours"))
        assert config.theme.dirs == [*before[:own], "/themes/acme", "/ours", *before[own:]]


@pytest.mark.parametrize(
    ("theme", "begins"),
    [
        (THEME, b""),
        ("theme: {name: material, logo: assets/mine.svg}", b"<svg>mine"),
        ("theme: {name: material, logo: 'https://x.example/logo.svg'}", b""),
        ("theme: {name: material, icon: {logo: material/check}}", b'<svg fill="#fff" '),
    ],
)
def test_the_logo_of_the_project_is_found(theme: str, begins: bytes, tiny: Path) -> None:
    """The icons of the app have the picture that pages show; a theme's icon is white, as in the bar at the top."""
    (tiny / "docs/assets").mkdir()
    (tiny / "docs/assets/mine.svg").write_bytes(b"<svg>mine</svg>")
    config, _ = load_settings(with_settings(tiny, theme))
    found = project_logo(config)
    assert found.startswith(begins)
    assert bool(found) == bool(begins)
