"""The site as an app that people install on a device: its manifest and its icons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator.document.pages import SiteSettings
from generator.paper.typst_compiler import picture
from generator.text.catalogue import catalogue, direction

# Every host sends `.json` with a suitable type; many do not know `.webmanifest`.
MANIFEST: Final = "web-app.json"
ICON, LARGE, MASKABLE, TOUCH = (f"assets/app-{name}.png" for name in ("192", "512", "maskable", "touch"))
ICONS: Final = (ICON, LARGE, MASKABLE, TOUCH)
# Devices show about ten shortcuts. With more systems, a list of some would hide the others.
MOST_SHORTCUTS: Final = 9
# Devices cut longer names below icons.
SHORT: Final = 12
COLOUR: Final = re.compile(rb"--md-primary-fg-color:\s*(#[0-9a-fA-F]{6})\b")
OURS: Final = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="5 5 14 14" fill="none" stroke="#fff" stroke-width="2"
stroke-linecap="round" stroke-linejoin="round"><path d="m6 7.8 1.7 1.7 3-3.4M13.6 8h4.4M6 15.8l1.7 1.7 3-3.4M13.6 16h4.4"/></svg>"""
# Devices cut a maskable icon to a shape of their own, at most to the circle with 80% of its width. iOS rounds the corners itself.
DRAWING: Final = """#set page(width: 512pt, height: 512pt, margin: 0pt, fill: none)
#place(rect(width: 100%, height: 100%, radius: {radius}, fill: rgb("{colour}")))
#place(center + horizon, image("logo", format: {format}, width: {width}, height: {width}, fit: "contain"))
"""
ROUND, CUT = {"radius": "20%", "width": "62%"}, {"radius": "0%", "width": "50%"}


def web_app(
    files: Mapping[str, bytes], settings: SiteSettings, description: str, systems: Mapping[str, str], logo: bytes, styles: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of the manifest and of each icon.

    Addresses are relative to the manifest, so each release and each copy of the site is an app of its own, wherever it is. The manifest
    has no `id`, because an `id` is relative to the host: copies on the same host would be one app. Browsers then take the first page.

    Args:
        files: All files of the site by path.
        settings: The settings of the site.
        description: What the site is about, in a sentence; may be empty.
        systems: The titles of the systems by id.
        logo: The picture of the project, SVG or another format; empty without one.
        styles: The paths of styles that may change the colour of the bar at the top.
    """
    words = catalogue("offline", settings.language)
    colours = [match[1].decode() for path in styles if path in files and (match := COLOUR.search(files[path]))]
    colour = colours[-1] if colours else "#123c4a"
    shown = systems.items() if len(systems) <= MOST_SHORTCUTS else ()
    emergencies = [(f"{title}: {words('emergency')}", f"{id}/emergency/index.html") for id, title in shown]
    release = f" · {settings.release}" if settings.draft and settings.release else ""
    manifest: dict[str, Any] = {
        "name": f"{settings.site_name}{release}",
        "short_name": short_name(settings.site_name),
        **({"description": description} if description else {}),
        "lang": words.language,
        "dir": direction(words.language),
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        # Also behind the icon while the app starts: white would be dazzling at night.
        "background_color": colour,
        "theme_color": colour,
        "icons": [
            _icon(ICON, "192x192", "any"),
            _icon(LARGE, "512x512", "any"),
            _icon(MASKABLE, "512x512", "maskable"),
        ],
        "shortcuts": [{"name": name, "url": url} for name, url in (*emergencies, (words("home"), "index.html"))],
    }
    yield MANIFEST, f"{json.dumps(manifest, ensure_ascii=False, indent=0)}\n".encode()
    for path, size, form in ((ICON, 192, ROUND), (LARGE, 512, ROUND), (MASKABLE, 512, CUT), (TOUCH, 180, CUT)):
        yield path, _drawn(logo, colour, size, form) or _drawn(OURS, colour, size, form)


def short_name(name: str) -> str:
    """Return as many words of a name as devices show below an icon; at least the first."""
    short = ""
    for word in name.split():
        if short and len(short) + 1 + len(word) > SHORT:
            break
        short = f"{short} {word}".lstrip()
    return short or name


def _icon(path: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": path, "sizes": sizes, "type": "image/png", "purpose": purpose}


def _drawn(logo: bytes, colour: str, size: int, form: Mapping[str, str]) -> bytes:
    """Return the icon; empty if the logo is not a picture that the typesetter reads."""
    if not logo:
        return b""
    format = '"svg"' if b"<svg" in logo[:1000] else "auto"
    return picture(DRAWING.format(colour=colour, format=format, **form), {"logo": logo}, size * 72 / 512)
