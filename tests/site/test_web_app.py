"""The site as an app: a manifest whose addresses are relative, and icons with the picture and the colour of the site."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest

from generator.document.pages import SiteSettings
from generator.site.web_app import ICONS, MANIFEST, short_name, web_app

STYLES = {"assets/pages.css": b"a{--md-primary-fg-color:#123c4a;--md-primary-bg-color:#fff}b{--md-primary-fg-color:#000000}"}
SYSTEMS = {"forum": "Forum", "shop": "Shop & Co"}
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#f00" d="M0 0h1v1h-1z"/></svg>'


def made(logo: bytes = b"", systems: dict[str, str] = SYSTEMS, files: dict[str, bytes] = STYLES, **settings: Any) -> dict[str, bytes]:
    return dict(web_app(files, SiteSettings(**settings), "What to do", systems, logo, ("assets/pages.css", "own.css")))


def manifest(**more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made(**more)[MANIFEST])
    return found


def test_every_address_is_relative_and_the_app_has_no_id() -> None:
    """Copies of the site at other places of the same host are apps of their own."""
    found = manifest(site_name="Runbooks of the city", site_url="https://x.example/a/", release="2026.11")
    assert (found["start_url"], found["scope"], "id" in found) == ("index.html", "./", False)
    addresses = [one["url"] for one in found["shortcuts"]] + [one["src"] for one in found["icons"]]
    assert not [one for one in addresses if one.startswith("/") or ":" in one]
    assert (found["name"], found["short_name"], found["description"]) == ("Runbooks of the city", "Runbooks of", "What to do")


def test_few_systems_have_shortcuts_to_their_emergency_pages() -> None:
    """Many systems have none: a device shows the first few, so the others would seem to be missing."""
    assert [one["name"] for one in manifest()["shortcuts"]] == ["Forum: Emergency", "Shop & Co: Emergency", "All systems"]
    assert [one["url"] for one in manifest(systems={f"s{n}": "S" for n in range(10)})["shortcuts"]] == ["index.html"]


def test_the_colour_is_that_of_the_last_style_that_states_one() -> None:
    """A project that changes the colour of the bar has an app of the same colour."""
    assert manifest()["theme_color"] == "#123c4a"
    own = {**STYLES, "own.css": b":root{ --md-primary-fg-color: #006633 }"}
    assert (manifest(files=own)["theme_color"], manifest(files=own)["background_color"]) == ("#006633", "#006633")


def test_icons_have_their_sizes_and_are_the_same_each_time() -> None:
    """One commit gives one site."""
    found = made()
    assert [struct.unpack(">I", found[path][16:20])[0] for path in ICONS] == [192, 512, 512, 180]
    assert made() == found


def test_a_logo_of_the_project_is_on_the_icons() -> None:
    """The app looks like the site; a picture that nothing can read is replaced by ours."""
    assert [path for path in ICONS if made(SQUARE)[path] == made()[path]] == []
    assert made(b"<svg") == made(b"GIF89a") == made()


@pytest.mark.parametrize(
    ("name", "short"),
    [("Runbooks", "Runbooks"), ("Ops of the city", "Ops of the"), ("Zentralbibliothek Bern", "Zentralbibliothek"), (" ", " ")],
)
def test_a_short_name_has_whole_words(name: str, short: str) -> None:
    """Devices cut long names in the middle of a word."""
    assert short_name(name) == short
