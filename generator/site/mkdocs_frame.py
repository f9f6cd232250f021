"""The frame of pages: keeps our styles, scripts and banner where templates of the project replace ours, and notes what they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

BASE, OURS = "base.html", "runbook.html"
# Our navigation does not use this template of Material. The plugin `section-index` knows by it that the theme is Material.
MATERIALS_ENTRY = "partials/nav-item.html"


class Part(NamedTuple):
    """A part of every page: its mark, the template that makes it, and the place where it is added if it is missing."""

    mark: str
    template: str
    place: re.Pattern[str]


class Feature(NamedTuple):
    """Something that our templates have and other templates may lack: its mark, and whether only pages of a system have it."""

    name: str
    mark: str
    of_system: bool = False


# A mark is text inside a tag. It has no quotes, because programs that shrink pages remove them, as they do with `</head>` and `</body>`.
PARTS: Final = (
    Part("assets/pages.css", "partials/rb-styles.html", re.compile(r"(?=</head>|<body)")),
    Part("javascripts/before-paint.js", "partials/rb-before-paint.html", re.compile(r"<body[^>]*>")),
    Part("rb-release__inner", "partials/rb-release.html", re.compile(r"</header>|(?=</body>)|\Z")),
    Part("javascripts/frame.js", "partials/rb-scripts.html", re.compile(r"(?=</body>(?!.*</body>))|\Z", re.DOTALL)),
)
FEATURES: Final = (
    Feature("the styles of Material", "assets/stylesheets/main."),
    Feature("the menu", "data-rb-drawer"),
    Feature("search", "data-rb-search"),
    Feature("the choice of a colour scheme", "data-rb-scheme"),
    Feature("the choice of a system", "data-rb-switch", of_system=True),
    Feature("the link to the emergency page", "rb-header__emergency", of_system=True),
    Feature("the navigation", "rb-nav__"),
    Feature("the list of keyboard shortcuts", "data-rb-keys"),
)


class PageFrame:
    """The frame of all pages of a build.

    Attributes:
        lacking: The features that pages lack, each with the first page that lacks it.
    """

    def __init__(self, env: Any) -> None:
        self.lacking: dict[str, str] = {}
        self._env = env
        self._context: Mapping[str, Any] = {}
        # A template of the project that extends Material's `base.html` gets our blocks too.
        env.join_path = _extended
        env.get_template(MATERIALS_ENTRY)

    def begin(self, context: Mapping[str, Any]) -> None:
        """Remember the values for the templates of the next page."""
        self._context = context

    def complete(self, output: str, path: str, *, of_system: bool) -> str:
        """Return a finished page with the parts that its templates left out."""
        for mark, template, place in PARTS:
            if not _is_in_tag(mark_at(path, mark), output):
                text = self._env.get_template(template).render(self._context).strip()
                if text and (at := place.search(output)):
                    output = f"{output[: at.end()]}{text}\n{output[at.end() :]}"
        for feature in FEATURES:
            if (of_system or not feature.of_system) and not _is_in_tag(mark_at(path, feature.mark), output):
                self.lacking.setdefault(feature.name, path)
        return output

    def notes(self) -> Iterator[str]:
        """Yield a note on the features that pages lack."""
        if self.lacking:
            page = next(iter(self.lacking.values()))
            names = [feature.name for feature in FEATURES if feature.name in self.lacking]
            yield f"templates in `theme.custom_dir` leave out: {', '.join(names)}; see {page}"


def mark_at(path: str, mark: str) -> str:
    """Return a mark as the page at a path has it. Addresses begin at the page's folder: on `assets/index.html`, `assets/` is left out."""
    folder, slash, rest = mark.partition("/")
    return mark_at(path.removeprefix(f"{folder}/"), rest) if slash and path.startswith(f"{folder}/") else mark


def in_frame(output: str) -> bool:
    """Whether a page is in the frame of Material. A page that the project lays out by itself is left as it is."""
    return _is_in_tag("md-container", output)


def _extended(name: str, parent: str) -> str:
    return OURS if name == BASE and parent != OURS else name


def _is_in_tag(mark: str, html: str) -> bool:
    at = html.find(mark)
    while at >= 0 and html.rfind("<", 0, at) < html.rfind(">", 0, at):
        at = html.find(mark, at + 1)
    return at >= 0
