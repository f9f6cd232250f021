"""Builds of styles and scripts: each of our files declares its build, and pages link to each file with the build that belongs to them.

A server or a cache may send the file of another build for the same address. The page then sees two different builds and refuses the file.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final

from generator.document.pages import OutputFile
from generator.project.content_digest import content_digest

LENGTH: Final = 10
QUERY: Final = "?d="
# The builds of the search indexes. If pages had them, an edit in one system would change the pages of all.
SITE_BUILDS, SEARCH, BOXES = "builds.js", "search.js", "boxes.js"
KINDS: Final = (".css", ".js", ".mjs")
DECLARED: Final = re.compile(rb"""(?:\brefuses(?:\?\.)?\(|--rb-build-[\w-]+:)\s*["'`]([0-9a-f]{%d})["'`]""" % LENGTH)
TAG: Final = re.compile(rb"<(?:link|script)\b[^>]*>", re.IGNORECASE)
# Programs that shrink pages leave out quotes.
LINK: Final = re.compile(rb"""(\s(?:src|href)=)(["']?)([^"'\s<>?#:]+)\2(?=[\s/>])""", re.IGNORECASE)
ROOT: Final = re.compile(rb"""(\sdata-rb-)root=(["']?)([^"'\s<>?#:]+)\2(?=[\s/>])""")


def build_of(content: bytes) -> str:
    """Return the build that a file declares; for a file that declares none, the first characters of its digest."""
    declared = DECLARED.search(content)
    return declared[1].decode() if declared else content_digest(content)[:LENGTH]


def builds_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the build of each style and script by path."""
    return {path: build_of(files[path]) for path in files if path.endswith(KINDS)}


def declared(file: OutputFile) -> OutputFile:
    """Return a style, or a script that pages of every version may load, with the declaration of its build."""
    content = file.text.encode()
    return OutputFile(
        file.path, (style_with_build(file.path, content) if file.path.endswith(".css") else script_with_build(content)).decode()
    )


def style_with_build(path: str, content: bytes) -> bytes:
    """Return a style that declares its build in a property of the page, which scripts can read."""
    return b':root{--rb-build-%b:"%b"}\n%b' % (PurePosixPath(path).stem.encode(), build_of(content).encode(), content)


def script_with_build(content: bytes, guard: str = "window.runbook?.refuses?.({build})", first: bytes = b"") -> bytes:
    """Return a script that runs only if the page does not refuse its build.

    Args:
        content: The script.
        guard: The expression that asks the page.
        first: A part that runs in any case, before the question.
    """
    asked = guard.format(build=json.dumps(build_of(first + content)))
    return b"%b(() => {\nif (%b) return;\n%b})();\n" % (first, asked.encode(), content)


def site_builds(files: Iterable[OutputFile]) -> OutputFile:
    """Return the list of builds that pages ask the server for, each time, before they load a search index."""
    found = {file.path: build_of(file.text.encode()) for file in files if PurePosixPath(file.path).name == SEARCH}
    lines = ",\n".join(f"{json.dumps(path)}: {json.dumps(build)}" for path, build in sorted(found.items()))
    return OutputFile(SITE_BUILDS, f"window.runbook.siteBuilds.load({{\n{lines}\n}});\n")


def with_builds(page: bytes, path: str, builds: Mapping[str, str], mount: str = "/") -> bytes:
    """Return a page whose styles and scripts are linked with their builds, and that knows the build of the boxes of its system.

    Args:
        page: The page: HTML, or Markdown with HTML.
        path: Its path in the site.
        builds: The builds of files by path.
        mount: The path of the site on its host, for absolute links; begins and ends with a slash.
    """
    folder = posixpath.dirname(path)

    def build(target: bytes) -> bytes:
        address = target.decode("utf-8", "replace")
        place = address.removeprefix(mount) if address.startswith("/") else posixpath.join(folder, address)
        return builds.get(posixpath.normpath(place), "").encode()

    def linked(match: re.Match[bytes]) -> bytes:
        before, quote, target = match.groups()
        found = build(target)
        return b"%b%b%b%b%b%b" % (before, quote, target, QUERY.encode(), found, quote) if found else match[0]

    def known(match: re.Match[bytes]) -> bytes:
        found = build(b"%b/%b" % (match[3], BOXES.encode()))
        return b'%b%bboxes="%b"' % (match[0], match[1], found) if found else match[0]

    return ROOT.sub(known, TAG.sub(lambda tag: LINK.sub(linked, tag[0]), page))
