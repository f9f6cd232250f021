"""The theme is readable in both colour schemes and loads nothing from other hosts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.paper.print_html import SCRIPT
from generator.site.theme_bundles import BUNDLES, PARTS

OVERRIDES = Path(__file__).resolve().parent.parent / "overrides"
STYLES = sorted((OVERRIDES / "assets").glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SCRIPTS = sorted((OVERRIDES / "assets/javascripts").glob("*.js"))
SCHEMES = ("default", "slate")
# Contrast of text with its background: at least 4.5 to 1. Contrast of the outlines of controls: 3 to 1.
TEXT = [
    ("--md-default-fg-color", "--md-default-bg-color"),
    ("--md-default-fg-color--light", "--md-default-bg-color"),
    ("--md-default-fg-color--light", "--rb-soft"),
    ("--md-typeset-a-color", "--md-default-bg-color"),
    ("--md-typeset-a-color", "--rb-soft"),
    ("--md-typeset-a-color", "--rb-target"),
    ("--md-default-fg-color--light", "--rb-target"),
    ("--md-accent-fg-color", "--md-default-bg-color"),
    ("--md-code-fg-color", "--md-code-bg-color"),
    ("--md-primary-bg-color", "--md-primary-fg-color"),
    ("--md-footer-fg-color--light", "--md-footer-bg-color"),
    ("--rb-clock-fg", "--rb-clock-bg"),
    ("--rb-alarm-fg", "--rb-alarm-bg"),
    ("--rb-alarm-fg", "--md-default-bg-color"),
    ("--rb-warn-fg", "--rb-warn-bg"),
    ("--rb-good-fg", "--rb-good-bg"),
    ("#ffffff", "--rb-alarm-solid"),
]
LINES = [
    ("--rb-line-strong", "--md-default-bg-color"),
    ("--rb-tick-bg", "--md-default-bg-color"),
    ("--md-accent-fg-color", "--md-default-bg-color"),
    ("--rb-warn-line", "--md-default-bg-color"),
]


def colours(scheme: str) -> dict[str, str]:
    """Return the custom properties of a scheme that are plain colours."""
    source = (OVERRIDES / "assets/runbook.css").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", source):
        if 'data-md-color-primary="custom"' in selectors or f'data-md-color-scheme="{scheme}"' in selectors:
            found.update(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6});", rules))
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back", "least"), [*((*pair, 4.5) for pair in TEXT), *((*pair, 3.0) for pair in LINES)])
def test_colours_contrast_with_their_background(scheme: str, front: str, back: str, least: float) -> None:
    known = colours(scheme)
    assert contrast(known.get(front, front), known.get(back, back)) >= least


def test_a_page_without_scripts_has_the_colours_of_the_light_scheme() -> None:
    """Without `palette` in the settings, no script and no template states a scheme, and lines and marks would be invisible."""
    source = (OVERRIDES / "assets/runbook.css").read_text(encoding="utf-8")
    selectors = [found for found, _ in re.findall(r"([^{}]+)\{([^{}]*)\}", source) if 'data-md-color-scheme="default"]' in found]
    assert selectors
    assert all("body:not([data-md-color-scheme])" in found for found in selectors)


def test_both_schemes_set_the_same_colours() -> None:
    assert {name for name in colours("default") if name.startswith("--rb")} == {
        name for name in colours("slate") if name.startswith("--rb")
    }


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_load_nothing(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "@import" not in source
    assert not [url for url in re.findall(r"url\(\s*([^)]{1,40})", source) if not url.startswith('"data:image/svg+xml,')]


def test_no_part_of_the_theme_names_another_host() -> None:
    for path in OVERRIDES.rglob("*"):
        if path.is_file():
            source = COMMENT.sub("", path.read_text(encoding="utf-8"))
            hosts = set(re.findall(r"https?://[^\s\"'<>)]+", source)) - {"http://www.w3.org/2000/svg"}
            assert not hosts, f"{path.name}: {hosts}"


def test_every_style_and_script_is_loaded() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in OVERRIDES.rglob("*.html"))
    needed = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    alone = {path.relative_to(OVERRIDES).as_posix() for path in (*STYLES, *SCRIPTS)} - PARTS
    loaded = {*BUNDLES, *alone} - {SCRIPT.removeprefix("../../")}
    in_pages = {path for path in loaded if Path(path).name in pages or f'{{{{ script("{Path(path).stem}") }}}}' in pages}
    assert [path for path in loaded - in_pages if f'need("{Path(path).stem}")' not in needed] == []


def test_no_theme_template_contains_inline_scripts_or_styles() -> None:
    for path in OVERRIDES.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        scripts = re.findall(r"<script\b[^>]*>", source)
        assert all(" src=" in tag or 'type="application/json"' in tag for tag in scripts), path.name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", source), path.name


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_make_no_markup_and_run_no_text(path: Path) -> None:
    source = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|import\(", source)
    assert not re.search(r"^\s*(import|export)\s", source, re.MULTILINE), "a module does not load from file://"


def test_every_class_of_the_templates_that_has_a_look_is_used() -> None:
    generator = OVERRIDES.parent / "generator"
    writers = generator.joinpath("text").glob("*_html.py")
    users = [*(generator / "templates/site").glob("*.jinja"), *writers, *OVERRIDES.rglob("*.html"), *SCRIPTS]
    used = {name for path in users for name in re.findall(r"rb-[a-z]+(?:__[a-z]+)?", path.read_text(encoding="utf-8"))}
    styled = {name for path in STYLES for name in re.findall(r"\.(rb-[a-z]+(?:__[a-z]+)?)", path.read_text(encoding="utf-8"))}
    assert styled <= used, f"no template uses {sorted(styled - used)}"
