"""Site pages from templates. Everything that comes from data is escaped by jinja2; texts with markup go through `html_of`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache

from markupsafe import Markup, escape

from generator.diagnostics.work_counts import work
from generator.document.document_parts import Inline, are_ours
from generator.document.page_paths import href
from generator.document.pages import Page, RenderedPage
from generator.site.inline_html import html_of
from generator.text.catalogue import Catalogue, catalogue, direction, is_foreign, words_among
from generator.text.templating import Templates, pass_context, templates_in

PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
PUBLIC_WORDS = ".public"
LINE_FEED = Markup("&#10;")
TAB = Markup("&#9;")
READY = re.compile(r"[a-z][a-z0-9+.-]*:|#|\.\./|\Z")
HEADING = re.compile(r"^(#{1,6} .*)$", re.MULTILINE)


def render_site(pages: Iterable[Page], *, public: bool = False) -> tuple[RenderedPage, ...]:
    """Every page as Markdown: headings, and between them blocks of HTML without blank lines; `public` ones say that all is not there."""
    return tuple(
        RenderedPage(
            path=page.path,
            title=page.title,
            markdown=with_head(to_markdown(filled(page, public=public)), page),
            nav=page.nav,
            variant=page.variant,
            language=catalogue("page", page.language).language,
        )
        for page in pages
    )


@work("pages written")
def filled(page: Page, *, public: bool = False) -> str:
    """A page's template with its view, in the page's language."""
    return _environment(page.language, public).get_template(f"{page.template}.md.jinja").render(page.view, here=page.path)


class PageWords(Catalogue):
    """The words of pages, as templates ask for them."""

    def of(self, group: str, name: str) -> str:
        """The words of one of a group's keys, such as a state."""
        return self(f"{group}.{name}")

    def strong(self, key: str, n: int) -> Markup:
        """The words for a number of things, in which the number stands out."""
        return self.count_with(key, n, n=Markup("<strong>{}</strong>").format(n))

    def count_with(self, key: str, number: int, **values: Markup) -> Markup:
        """The words for a number of things, with values that are elements."""
        return Markup(self.put(escape(self.form(key, number)), {"n": number, **values}))  # noqa: S704 - both are escaped


def with_head(markdown: str, page: Page) -> str:
    """A page with what its theme asks for in its front matter.

    That is the language of our words, the direction of the page and the language of its `texts` where that is another, a variant's id
    and system, and whether runs are ticked on it.
    """
    words = catalogue("page", page.language).language
    head = [f"language: {json.dumps(words)}", f"direction: {direction(page.language)}"]
    if is_foreign(page.language, words):
        head.append(f"texts: {json.dumps(page.language)}")
    if page.variant:
        head += [f"variant: {json.dumps(page.variant)}", f"system: {for_front_matter(page.nav[:1])}"]
    if page.view.get("run"):
        head.append("run: true")
    lines = "\n".join(head)
    return f"---\n{lines}\n{markdown[4:]}" if markdown.startswith("---\n") else f"---\n{lines}\n---\n\n{markdown}"


def to_markdown(filled: str) -> str:
    """A filled template as Markdown: no indentation, no blank lines but those around headings.

    Python-Markdown passes a block of HTML through as it is when it starts at the margin behind a blank line. Line feeds and
    tabs of data never stand here as themselves: they are written as character references.
    """
    lines = [line for line in map(str.strip, filled.split("\n")) if line]
    return HEADING.sub(r"\n\1\n", "\n".join(lines)).lstrip("\n") + "\n"


def for_heading(text: str) -> Markup:
    """Text for a Markdown heading: punctuation as character references, so that none of it is Markdown, HTML or an attribute list."""
    return Markup(PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split())))  # noqa: S704 - every sign of HTML is encoded


@pass_context
def link_from_here(context: Mapping[str, str], target: str) -> str:
    """The address of a link's target on the page that is filled: web addresses, anchors of it and what is relative stay as they are."""
    if READY.match(target):
        return target
    page, _, anchor = target.partition("#")
    return href(context["here"], page, anchor)


def for_command(text: str) -> Markup:
    """A command for `<pre>`: one line of source, whatever it holds, so that no line of it can look like Markdown."""
    return escape(text).replace("\n", LINE_FEED).replace("\t", TAB)


def for_front_matter(words: Iterable[str]) -> Markup:
    """Words as one quoted scalar of a page's front matter; themes put it into their HTML as it is, so it is escaped here."""
    line = " · ".join(str(escape(" ".join(part.split()))) for part in words)
    return Markup(json.dumps(line, ensure_ascii=False))  # noqa: S704 - every sign of HTML is escaped above, and quotes by JSON


def _words(language: str, public: bool) -> PageWords:  # noqa: FBT001
    """The words of pages; for the public, what has words of its own there is said in these."""
    found = words_among(language)
    own = {key.removesuffix(PUBLIC_WORDS): words for key, words in found.words.items() if key.endswith(PUBLIC_WORDS)} if public else {}
    return PageWords(found.language, {**found.words, **own}, isolating=found.isolating)


class OwnLanguage:
    """The attributes of elements on a page in the language of our words: for a writer's text its own language, where that is another,
    and a direction by its letters; for our words inside such an element theirs. A text that may be either says which it is.
    """

    def __init__(self, words: str, page: str) -> None:
        self.words = words
        self.page = page

    def isolated(self, language: str) -> Markup:
        """Of a `<bdi>`, which finds its direction without a word."""
        return Markup(' lang="{}"').format(language) if is_foreign(language, self.words) else Markup()

    def element(self, language: str) -> Markup:
        return self.isolated(language) + Markup(' dir="auto"')

    def heading(self, language: str) -> Markup:
        """Of a Markdown heading, within its list of attributes."""
        lang = Markup(" lang={}").format(language) if is_foreign(language, self.words) else Markup()
        return lang + Markup(" dir=auto")

    def ours(self) -> Markup:
        """Of an element with our words inside one with a text."""
        return Markup(' lang="{}" dir="{}"').format(self.words, direction(self.words)) if is_foreign(self.page, self.words) else Markup()

    def element_of(self, text: str | Inline, language: str = "") -> Markup:
        return Markup() if are_ours(text) else self.element(language or self.page)

    def heading_of(self, text: str) -> Markup:
        return Markup() if are_ours(text) else self.heading(self.page)

    def ours_of(self, text: str) -> Markup:
        return self.ours() if are_ours(text) else Markup()

    def among_ours(self, text: str, language: str) -> Markup:
        """A text among our words."""
        return Markup("<bdi{}>{}</bdi>").format(self.isolated(language), text)


@cache
def _environment(language: str, public: bool) -> Templates:  # noqa: FBT001
    made = templates_in("site")
    words = _words(language, public)
    own = OwnLanguage(words.language, language)
    made.globals.update(t=words, language=language)
    made.globals.update(own=own.element(language), own_bdi=own.isolated(language), own_heading=own.heading(language), ours=own.ours())
    made.globals.update(own_of=own.element_of, own_heading_of=own.heading_of, ours_of=own.ours_of)
    made.filters.update(own=own.element, own_bdi=own.isolated, own_heading=own.heading, own_text=own.among_ours)
    made.filters.update(inline=html_of, href=link_from_here, heading=for_heading, command=for_command, scalar=for_front_matter)
    return made
