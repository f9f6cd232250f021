"""Render the parts of a text from the data as HTML: code spans, bold and emphasised text, links, and room to write."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from generator.text.inline_markup import (
    CodeSpan,
    Emphasis,
    InlineLink,
    InnerLink,
    LineBreak,
    Part,
    Room,
    Strong,
    address_on_paper,
    is_link_target,
)

Href = Callable[[str], str]
Literal = Callable[[str], Markup]


def html_of(parts: tuple[Part, ...], *, on_paper: bool = False, href: Href = str, text: Literal = escape) -> Markup:
    """Return the parts of a text as HTML. On paper, the address of a link is written after the label, so that people can read it.

    `href` returns the address of a page or file of the site, relative to the current page. `text` escapes a literal text or a code span;
    labels of links are only escaped, because a link contains no input.
    """
    return Markup("".join([_html(part, on_paper, href, text) for part in parts]))  # noqa: S704 - each of them is escaped


def _html(part: Part, on_paper: bool, href: Href, text: Literal) -> Markup:  # noqa: FBT001
    match part:
        case CodeSpan(code):
            return Markup("<code>{}</code>").format(text(code))
        case Strong(parts):
            return Markup("<strong>{}</strong>").format(html_of(parts, on_paper=on_paper, href=href, text=text))
        case Emphasis(parts):
            return Markup("<em>{}</em>").format(html_of(parts, on_paper=on_paper, href=href, text=text))
        case LineBreak():
            return Markup("<br>")
        case Room(underscores):
            return Markup('<span class="rb-room">{}</span>').format(underscores)
        case InlineLink(url, label) as written:
            link = Markup('<a href="{}">{}</a>').format(url, html_of(label, on_paper=on_paper, href=href))
            address = address_on_paper(written) if on_paper and is_link_target(url) else ""
            return link + f" ({address})" if address else link
        case InnerLink(target, label):
            return Markup('<a href="{}">{}</a>').format(href(target), html_of(label, href=href))
    return text(part.text)
