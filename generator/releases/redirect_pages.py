"""The plain pages around published releases: the entrance, the notice of a deleted release, and the page for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from generator.model.release_names import LATEST
from generator.text.catalogue import ENGLISH, Catalogue, catalogue, direction

# An empty icon, since a browser asks for `/favicon.ico` by itself where a page names none.
PAGE = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">{head}
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
{body}</main>
</body>
</html>
"""
# Takes the worker of a deleted release from the browsers that have it, with what it keeps; pages then come from the network alone.
FAREWELL = """\
/* The release is deleted: its worker goes, with all that it kept. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const own = `runbook:${new URL("./", self.location).pathname}:`;
  const forget = async () => {
    for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(forget());
});
"""
WORKER = "sw.js"
HOME = "index.html"


def entrance(target: str, release: str, language: str = ENGLISH) -> str:
    """The page at the root, which leads on to `target`, a path, by itself and without a script."""
    words = catalogue("release", language)
    head = f'\n<meta http-equiv="refresh" content="0; url={escape(target)}">'
    body = _link(target, words("current.text", release=release))
    return _page(words("current"), body, words, head)


def missing(home: str, language: str = ENGLISH) -> str:
    """The page that a server shows for addresses that do not exist; `home` is a whole address, since it may stand in any folder."""
    words = catalogue("release", language)
    return _page(words("missing"), _text(words("missing.text")) + _link(home, words("missing.home")), words)


def tombstones(
    pages: Iterable[str], release: str, on: str, because: str, current: Mapping[str, Iterable[str]], language: str = ENGLISH
) -> dict[str, str]:
    """What stands in the place of a deleted release, by path below its folder: a page for each of `pages`, and a worker that goes away.

    `current` names the folder of the release that holds now, with the paths of its pages; it is empty where none does. `on` is a day.
    These pages stay as they are while other releases come: so they lead to the alias that moves, if there is one, and to the entrance.
    """
    words = catalogue("release", language)
    told = _text(words("deleted.text", release=release, date=on, because=because))
    title = words("deleted", release=release)
    found = {WORKER: FAREWELL}
    for path in pages:
        up = "../" * (path.count("/") + 1)
        body = told if current else told + _text(words("deleted.none"))
        for name, there in current.items():
            if path in there and path != HOME:
                body += _link(f"{up}{name}/{path}", words("deleted.same" if name == LATEST else "deleted.same.in", release=name))
            body += _link(f"{up}{HOME}", words("deleted.home"))
        found[path] = _page(title, body, words)
    return found


def _page(title: str, body: str, words: Catalogue, head: str = "") -> str:
    return PAGE.format(title=escape(title), body=body, language=words.language, direction=direction(words.language), head=head)


def _text(words: str) -> str:
    return f'<p dir="auto">{escape(words)}</p>\n'


def _link(target: str, words: str) -> str:
    return f'<p><a href="{escape(target)}" dir="auto">{escape(words)}</a></p>\n'
