"""The plain pages around published releases: the entrance, the page for missing addresses, and notices of deletions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.model.release_names import LATEST
from generator.text.catalogue import ENGLISH, catalogue, direction
from generator.text.templating import templates_in

TEMPLATES = templates_in("releases", keep_trailing_newline=True)
WORKER = "sw.js"
DELETED_WORKER = Path(__file__).parents[1] / "templates" / "offline" / "deleted.js"
HOME = "index.html"
Link = tuple[str, str]


def entrance_page(target: str, release: str, language: str = ENGLISH) -> str:
    """Return the page at the root, which forwards to the path `target` without a script."""
    words = catalogue("release", language)
    return _page(words.language, words("current"), (), [(target, words("current.text", release=release))], target)


def missing_page(home: str, language: str = ENGLISH) -> str:
    """Return the page that a server shows for a missing address in any folder. So `home` is the absolute address of the entrance page."""
    words = catalogue("release", language)
    return _page(words.language, words("missing"), [words("missing.text")], [(home, words("missing.home"))])


def deletion_notices(
    pages: Iterable[str], release: str, day: str, because: str, current: Mapping[str, Iterable[str]], language: str = ENGLISH
) -> dict[str, str]:
    """Return the files of a deleted release by path: a notice for each of its `pages`, and a service worker that removes itself.

    `current` maps the folder of the current release to the paths of its pages; it is empty without a current release. A notice never
    changes, so it links to an alias, which later releases move, or else to the current release, and to the entrance page.
    """
    words = catalogue("release", language)
    texts = [words("deleted.text", release=release, date=day, because=because), *([] if current else [words("deleted.none")])]
    found = {WORKER: DELETED_WORKER.read_text(encoding="utf-8")}
    for path in pages:
        up = "../" * (path.count("/") + 1)
        links: list[Link] = []
        for name, there in current.items():
            if path in there and path != HOME:
                links.append((f"{up}{name}/{path}", words("deleted.same" if name == LATEST else "deleted.same.in", release=name)))
            links.append((f"{up}{HOME}", words("deleted.home")))
        found[path] = _page(words.language, words("deleted", release=release), texts, links)
    return found


def _page(language: str, title: str, texts: Sequence[str], links: Sequence[Link], forward: str = "") -> str:
    page = TEMPLATES.get_template("page.html.jinja")
    return page.render(language=language, direction=direction(language), title=title, texts=texts, links=links, forward=forward, script="")
