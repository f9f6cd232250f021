"""The service worker of a built site, and the lists of the files that it stores for offline use, with their digests."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.document.pages import OutputFile
from generator.project.content_digest import content_digest
from generator.site.moved_pages import is_moved_page
from generator.text.catalogue import ENGLISH, catalogue, direction

WORKER, LIST = "sw.js", "offline.json"
SOURCES = tuple(Path(__file__).parents[1] / "templates" / "offline" / name for name in ("not-saved.js", "worker.js", "alerts.js"))
FORMAT = 1
SHARED = ("index.html", "404.html", "search.js", "builds.js", "web-app.json", "contacts/index.html", "services/index.html")
EMERGENCY = "emergency/index.html"
LEFT_OUT = re.compile(rf"[^/]+/(?:sheets/.*\.pdf|{re.escape(LIST)})")  # sheets are also stored as HTML, which prints the same content
SCRIPT = re.compile(r"assets/javascripts/(?!bundle\.)[^/]+\.js")  # scripts that are loaded on demand, so that no page links to them
LINKED = re.compile(rb"""\b(?:src|href)=["']?([^"':?#\s<>]+\.(?:css|js|svg|png|ico|webp|woff2))[?#"'\s>]""")  # quotes may be left out
IN_STYLES = re.compile(rb"""url\(\s*["']?([^"'):?#]+)""")
LOADERS = {".html": LINKED, ".css": IN_STYLES}


def offline_files(
    files: Mapping[str, bytes],
    systems: Mapping[str, str],
    released: datetime | None = None,
    language: str = ENGLISH,
    former: Mapping[str, Iterable[str]] = {},
) -> tuple[OutputFile, ...]:
    """Return the files for offline use of a built site: `sw.js`, `offline.json`, and an `offline.json` for each system.

    Every browser stores the shared pages, all emergency pages, and the files that these pages load. When somebody visits a system, the
    browser also stores the files of that system.

    Args:
        files: All files of the site by path.
        systems: The titles of the systems by id.
        released: The date of the commit.
        language: The language of the worker's strings.
        former: The earlier ids of renamed systems. The pages at their addresses, which lead on, are stored with the system.
    """
    paths = sorted(files)
    own = {system: [path for path in paths if path.startswith(f"{system}/") and not LEFT_OUT.fullmatch(path)] for system in systems}
    for system, aliases in former.items():
        own[system] += [path for alias in aliases for path in paths if is_moved_page(path, alias)]
    scripts = [path for path in paths if SCRIPT.fullmatch(path)]
    shared = _digests((*SHARED, *scripts, *(f"{system}/{EMERGENCY}" for system in systems)), files)
    lists: dict[str, OutputFile] = {}
    for system, kept in own.items():
        digests = _digests(kept, files)
        lists[system] = _list(f"{system}/{LIST}", {path: digests.pop(path) for path in kept})
        shared |= digests
    sizes = {system: sum(len(files[path]) for path in kept) for system, kept in own.items()}
    known = {system: {"title": title, "bytes": sizes[system], "list": _reference(lists[system])} for system, title in systems.items()}
    everyone = _list(LIST, dict(sorted(shared.items())), systems=known)
    return (*lists.values(), everyone, _worker(everyone, released, language))


def _digests(paths: Iterable[str], files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the digests, by path, of the given files and of all files that they load; missing files are left out."""
    found: dict[str, str] = {}
    waiting = [path for path in paths if path in files]
    while waiting:
        path = waiting.pop()
        if path not in found:
            data = files[path]
            found[path] = content_digest(data)
            # Styles, scripts and pictures of the site that this page or style sheet loads.
            pattern = LOADERS.get(posixpath.splitext(path)[1])
            links: set[bytes] = set(pattern.findall(data)) if pattern else set()
            targets = (posixpath.normpath(posixpath.join(posixpath.dirname(path), link.decode("utf-8", "replace"))) for link in links)
            waiting += [target for target in targets if target in files]
    return found


def _list(path: str, files: Mapping[str, str], **more: Any) -> OutputFile:
    return OutputFile(path, json.dumps({"format": FORMAT, **more, "files": files}, ensure_ascii=False, indent=0) + "\n")


def _reference(file: OutputFile) -> dict[str, str]:
    return {"path": file.path, "digest": content_digest(file.text.encode())}


def _worker(everyone: OutputFile, released: datetime | None, language: str) -> OutputFile:
    """Return the worker, which starts with data about this build. If a stored file changes, its list changes, and so does the worker."""
    words = catalogue("offline", language)
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    build: dict[str, Any] = {
        "list": _reference(everyone),
        "date": released.isoformat() if released else "",
        "language": words.language,
        "direction": direction(words.language),
        "words": words.words,
    }
    name = content_digest((json.dumps(build, sort_keys=True) + source).encode())[:16]
    head = json.dumps({"name": name, **build}, ensure_ascii=False)
    return OutputFile(WORKER, f"const BUILD = {head};\n{source}")
