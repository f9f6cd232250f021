"""Render the pages of the site from templates. Jinja2 escapes all data; `html_of` renders texts with markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any

from markupsafe import Markup, escape

from generator.diagnostics.work_counts import work
from generator.document.document_parts import Inline, Prose, Slot, is_catalogue_text
from generator.document.page_paths import href
from generator.document.pages import Page, RenderedPage
from generator.text.catalogue import Catalogue, catalogue, direction, is_foreign, words_among
from generator.text.inline_html import html_of
from generator.text.parameters import pieces
from generator.text.prose_html import HtmlProse
from generator.text.prose_tree import QUOTE_KINDS, CodeBlock
from generator.text.templating import Templates, pass_context, templates_in

PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
PUBLIC_WORDS = ".public"
READY = re.compile(r"[a-z][a-z0-9+.-]*:|#|\.\./|\Z")
HEADING = re.compile(r"^(#{1,6} .*)$", re.MULTILINE)


def render_site(pages: Iterable[Page], *, public: bool = False) -> tuple[RenderedPage, ...]:
    """Return every page as Markdown with blocks of HTML. Pages of a `public` site mention that parts are left out."""
    return tuple(
        RenderedPage(
            path=page.path,
            title=page.title,
            markdown=with_head(to_markdown(filled(page, public=public)), page),
            nav=page.nav,
            variant=page.variant,
            language=catalogue("page", page.language).language,
            listed=page.listed,
        )
        for page in pages
    )


@work("pages written")
def filled(page: Page, *, public: bool = False) -> str:
    """Return the text of a page: its template, filled with its view in its language."""
    return _environment(page.language, public).get_template(f"{page.template}.md.jinja").render(page.view, here=page.path)


class PageStrings(Catalogue):
    """The strings of pages, with the methods that templates call."""

    def of(self, group: str, name: str) -> str:
        """Return the string with the key `GROUP.NAME`, such as `state.added`."""
        return self(f"{group}.{name}")

    def strong(self, key: str, n: int) -> Markup:
        """Return the string for a number of things, with a bold number."""
        return self.count_with(key, n, n=Markup("<strong>{}</strong>").format(n))

    def count_with(self, key: str, number: int, **values: Markup) -> Markup:
        """Return the string for a number of things, with values that are HTML."""
        return Markup(self.put(escape(self.form(key, number)), {"n": number, **values}))  # noqa: S704 - both are escaped


def with_head(markdown: str, page: Page) -> str:
    """Return a page with front matter for the theme.

    The front matter has the language of our strings, the direction of the page, the language of its texts if that differs, the id and
    title of the variant, whether the page has boxes to tick, ways or blanks, whether people work through it, and whether it is an emergency
    page. Hand-written pages may have keys without `rb_` that mean something else.
    """
    words = catalogue("page", page.language).language
    head = [f"language: {json.dumps(words)}", f"direction: {direction(page.language)}"]
    if is_foreign(page.language, words):
        head.append(f"rb_texts: {json.dumps(page.language)}")
    if page.variant:
        head += [f"rb_variant: {json.dumps(page.variant)}", f"rb_system: {for_front_matter(page.nav[:1])}"]
        if former := page.view["head"].former:
            head.append(f"rb_former: {json.dumps(' '.join(former))}")
    if page.view.get("run"):
        head.append("rb_run: true")
    if page.template in ("phase", "emergency"):
        head.append("rb_work: true")
    if page.template == "emergency":
        head.append("rb_emergency: true")
    if "data-rb-blank=" in markdown or 'class="rb-ways"' in markdown:
        head.append("rb_inputs: true")
    lines = "\n".join(head)
    return f"---\n{lines}\n{markdown[4:]}" if markdown.startswith("---\n") else f"---\n{lines}\n---\n\n{markdown}"


def to_markdown(filled: str) -> str:
    """Return a filled template as Markdown: without indentation, and with blank lines only around headings.

    Python-Markdown leaves a block of HTML unchanged if it starts at the margin after a blank line. Line feeds and tabs in data are
    character references already.
    """
    lines = [line for line in map(str.strip, filled.split("\n")) if line]
    return HEADING.sub(r"\n\1\n", "\n".join(lines)).lstrip("\n") + "\n"


def for_heading(text: str) -> Markup:
    """Return a text for a Markdown heading. Punctuation becomes character references, so that it is not markup or an attribute list."""
    return Markup(PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split())))  # noqa: S704 - every special character of HTML is encoded


@pass_context
def link_from_here(context: Mapping[str, Any], target: str) -> str:
    """Return the address of a link target, relative to the current page. Web addresses, anchors and relative addresses stay unchanged.

    A page may show entities of other pages too: links to them stay on the page.
    """
    if READY.match(target):
        return target
    page, _, anchor = target.partition("#")
    if anchor in context.get("shown", ()):
        return f"#{anchor}"
    return href(context["here"], page, anchor)


@pass_context
def inline_html(context: Mapping[str, Any], parts: Inline) -> Markup:
    """Return the parts of a text as HTML, with links that are relative to the current page."""
    return html_of(parts, href=partial(link_from_here, context))


@pass_context
def prose_html(context: Mapping[str, Any], prose: Prose) -> Markup:
    """Return prose as HTML, with links that are relative to the current page. Scripts make an input of each blank in it."""
    words, ours = context["t"], context["ours"]
    kinds = {kind: Markup("<span{}>{}</span>").format(ours, words(f"quote.{kind}")) for kind in QUOTE_KINDS}
    code, text = partial(for_code, slots=prose.slots), partial(with_inputs, slots=prose.slots)
    return HtmlProse(kinds, code, text=text, href=partial(link_from_here, context)).blocks(prose.blocks)


def for_code(block: CodeBlock, slots: tuple[Slot, ...] = ()) -> Markup:
    """Return code of prose, which people can copy."""
    language = Markup('<span class="rb-syntax">{}</span>').format(block.language) if block.language else ""
    looks = Markup(' class="language-{}"').format(block.language) if block.language else ""
    return Markup('<div class="rb-command rb-code">{}<pre><code{}>{}</code></pre></div>').format(
        language, looks, for_command(block.text, slots)
    )


# The kinds of blanks for which browsers have inputs of their own.
TYPED = frozenset(("date", "number", "time"))


def for_command(text: str, slots: tuple[Slot, ...] = ()) -> Markup:
    """Return a command for `<pre>` on one line of source, so that no line of the command can look like Markdown."""
    return with_inputs(text, slots).replace("\n", Markup("&#10;")).replace("\t", Markup("&#9;"))


def with_inputs(text: str, slots: tuple[Slot, ...]) -> Markup:
    """Return a text in which scripts make an input of each blank."""
    known = {slot.id: slot for slot in slots}
    found = ((escape(piece.text), known.get(piece.id)) for piece in pieces(text, known))
    return Markup().join(for_input(slot, text) if slot else text for text, slot in found)


def for_input(slot: Slot, inside: str = "", row: str = "") -> Markup:
    """Return the element of a blank, with what scripts must know to make an input of it. `row` is the address of the item of a cell."""
    more = Markup(" data-rb-choices='{}'").format(json.dumps(slot.choices)) if slot.choices else Markup()
    more += Markup(" data-rb-secret") if slot.secret else Markup()
    more += Markup(' data-rb-kind="{}"').format(slot.kind) if slot.kind in TYPED else Markup()
    more += Markup(' data-rb-row="{}"').format(row) if row else Markup()
    start = Markup('<span data-rb-blank="{}" data-rb-label="{}" data-rb-pattern="{}"').format(slot.id, slot.label, slot.pattern)
    return start + more + Markup(">{}</span>").format(inside)


def for_front_matter(words: Iterable[str]) -> Markup:
    """Return texts as one quoted scalar of the front matter. They are escaped, because themes put them into HTML unescaped."""
    line = " · ".join(str(escape(" ".join(part.split()))) for part in words)
    return Markup(json.dumps(line, ensure_ascii=False))  # noqa: S704 - special characters of HTML are escaped above, and quotes by JSON


class LanguageAttributes:
    """The language attributes of elements on a page, most of whose strings are ours.

    A text from the data gets its language, if our strings are in another language, and a direction that follows its letters. A string of
    ours inside such an element gets the language of our strings. `element_of`, `heading_of` and `ours_of` distinguish the two by the type
    of the text.
    """

    def __init__(self, words: str, page: str) -> None:
        self.words = words
        self.page = page

    def isolated(self, language: str) -> Markup:
        """Return the attributes of a `<bdi>`, which finds the direction by itself."""
        return Markup(' lang="{}"').format(language) if is_foreign(language, self.words) else Markup()

    def element(self, language: str) -> Markup:
        return self.isolated(language) + Markup(' dir="auto"')

    def heading(self, language: str) -> Markup:
        """Return the attributes of a Markdown heading, for its attribute list."""
        lang = Markup(" lang={}").format(language) if is_foreign(language, self.words) else Markup()
        return lang + Markup(" dir=auto")

    def ours(self) -> Markup:
        """Return the attributes of an element with our strings, inside an element with a text from the data."""
        return Markup(' lang="{}" dir="{}"').format(self.words, direction(self.words)) if is_foreign(self.page, self.words) else Markup()

    def element_of(self, text: str | Inline, language: str = "") -> Markup:
        return Markup() if is_catalogue_text(text) else self.element(language or self.page)

    def heading_of(self, text: str) -> Markup:
        return Markup() if is_catalogue_text(text) else self.heading(self.page)

    def ours_of(self, text: str) -> Markup:
        return self.ours() if is_catalogue_text(text) else Markup()

    def among_ours(self, text: str, language: str) -> Markup:
        """Return a text from the data inside our strings."""
        return Markup("<bdi{}>{}</bdi>").format(self.isolated(language), text)


@cache
def _environment(language: str, public: bool) -> Templates:  # noqa: FBT001
    """Return the templates of pages for texts in a language. On public sites, strings with a public form appear in this form."""
    made = templates_in("site")
    found = words_among(language)
    forms = {key.removesuffix(PUBLIC_WORDS): words for key, words in found.words.items() if public and key.endswith(PUBLIC_WORDS)}
    words = PageStrings(found.language, {**found.words, **forms}, isolating=found.isolating)
    own = LanguageAttributes(words.language, language)
    made.globals.update(t=words, language=language, urgent=False)
    made.globals.update(own=own.element(language), own_bdi=own.isolated(language), own_heading=own.heading(language), ours=own.ours())
    made.globals.update(own_of=own.element_of, own_heading_of=own.heading_of, ours_of=own.ours_of)
    made.filters.update(own=own.element, own_bdi=own.isolated, own_heading=own.heading, own_text=own.among_ours)
    made.filters.update(
        inline=inline_html,
        prose=prose_html,
        href=link_from_here,
        heading=for_heading,
        command=for_command,
        input=for_input,
        scalar=for_front_matter,
    )
    return made
