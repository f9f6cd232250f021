"""The theme in `mkdocs.yml`: which themes show runbooks, and which settings of Material have no effect on pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from generator.project.faults import InputFault

VARIABLES: Final = "runbook"
LANGUAGES: Final = "partials/languages"
# Material's default, which loads fonts from another host.
FONTS: Final = {"text": "Roboto", "code": "Roboto Mono"}
SCHEMES: Final = {"default", "slate"}
# Features that need Material's script or its navigation.
FEATURES: Final = (
    *("announce.dismiss", "content.code.annotate", "content.code.select", "content.footnote.tooltips", "content.tabs.link"),
    *("content.tooltips", "header.autohide", "navigation.expand", "navigation.footer", "navigation.indexes", "navigation.instant"),
    *("navigation.instant.prefetch", "navigation.instant.preview", "navigation.instant.progress", "navigation.prune"),
    *("navigation.sections", "navigation.tabs", "navigation.tabs.sticky", "navigation.top", "navigation.tracking", "search.highlight"),
    *("search.share", "search.suggest", "toc.integrate"),
)
EXTRA: Final = ("alternate", "analytics", "annotate", "consent", "homepage", "social", "status", "version")


def check_theme(config: MkDocsConfig) -> None:
    """Check that the theme can show our pages.

    Raises:
        InputFault: The theme is not Material, has no texts in its language, or a setting has a name that our templates need.
    """
    name, language = config.theme.name, config.theme.get("language") or "en"
    if not _has(config, "en"):
        shown = f"theme `{name}`" if name else "theme without a name"
        raise InputFault(
            f"the {shown} cannot show runbooks: write `theme: {{name: material, font: false}}`, or use a theme that extends it"
        )
    if not _has(config, language):
        raise InputFault(f"theme.language: there is no `{LANGUAGES}/{language}.html`, neither in the theme nor in `theme.custom_dir`")
    icon = (config.theme.get("icon") or {}).get("logo")
    if icon and not any(Path(folder, ".icons", f"{icon}.svg").is_file() for folder in config.theme.dirs):
        raise InputFault(f"theme.icon.logo: there is no icon `{icon}`, neither in the theme nor in `theme.custom_dir`")
    if VARIABLES in config.extra:
        raise InputFault(f"extra.{VARIABLES}: the templates of runbook use this name: rename your setting")


def add_templates(config: MkDocsConfig, ours: Path) -> None:
    """Let our templates come before those of Material, and after those of the project and of a theme that extends Material."""
    dirs = config.theme.dirs
    if str(ours) not in dirs:
        own = [str(config.theme.custom_dir)] if config.theme.custom_dir else []
        material = next(at for at, folder in enumerate(dirs) if folder not in own and Path(folder, LANGUAGES, "en.html").is_file())
        dirs.insert(material, str(ours))


def theme_notes(config: MkDocsConfig) -> Iterator[str]:
    """Yield a note on each setting that has no effect on pages."""
    theme = config.theme
    if theme.get("font") not in (False, None, FONTS):
        yield "theme.font has no effect, because pages load nothing from other hosts: put the fonts into `docs/` and use `extra_css`"
    palette = theme.get("palette")
    entries = [one for one in (palette if isinstance(palette, list) else [palette]) if isinstance(one, Mapping)]
    schemes = [str(one["scheme"]) for one in entries if one.get("scheme")]
    if set(schemes) - SCHEMES or set(schemes) == {"slate"}:
        yield "theme.palette: `scheme` has no effect: pages are light or dark as the device of the reader, or as the reader chooses"
    yield from _without_effect("theme.features", theme.get("features"), FEATURES)
    yield from _without_effect("extra", config.extra, EXTRA)


def project_logo(config: MkDocsConfig) -> bytes:
    """Return the picture that pages show instead of our logo; empty without one, and for a picture on another host."""
    icon = (config.theme.get("icon") or {}).get("logo")
    if logo := config.theme.get("logo"):
        places = [Path(config.docs_dir, logo), *(Path(folder, logo) for folder in config.theme.dirs)]
    elif icon:
        places = [Path(folder, ".icons", f"{icon}.svg") for folder in config.theme.dirs]
    else:
        return b""
    found = next((place.read_bytes() for place in places if place.is_file()), b"")
    # Icons have the colour of the text around them, which is white in the bar at the top.
    return found.replace(b"currentColor", b"#fff").replace(b"<svg ", b'<svg fill="#fff" ', 1) if icon and not logo else found


def styles_of(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the paths of the styles of every page that decide colours, in their order."""
    return ("assets/pages.css", *map(str, config.extra_css))


def _without_effect(setting: str, stated: Any, known: tuple[str, ...]) -> Iterator[str]:
    found = [f"`{name}`" for name in known if name in (stated or ())]
    if found:
        yield f"{setting}: {', '.join(found)} {'have' if found[1:] else 'has'} no effect on pages"


def _has(config: MkDocsConfig, language: str) -> bool:
    return any(Path(folder, LANGUAGES, f"{language}.html").is_file() for folder in config.theme.dirs)
