"""Render the parts of a text from the data as HTML: code spans, bold and emphasised text, links, and room to write."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.text.inline_markup import CodeSpan, Emphasis, InlineLink, LineBreak, Part, Room, Strong, plain_text_of


def html_of(parts: tuple[Part, ...], *, on_paper: bool = False) -> Markup:
    """Return the parts of a text as HTML. On paper, the address of a link is written after the label, so that people can read it."""
    return Markup("".join([_html(part, on_paper=on_paper) for part in parts]))  # noqa: S704 - each of them is escaped


def _html(part: Part, *, on_paper: bool) -> Markup:
    match part:
        case CodeSpan(text):
            return Markup("<code>{}</code>").format(text)
        case Strong(parts):
            return Markup("<strong>{}</strong>").format(html_of(parts, on_paper=on_paper))
        case Emphasis(parts):
            return Markup("<em>{}</em>").format(html_of(parts, on_paper=on_paper))
        case LineBreak():
            return Markup("<br>")
        case Room(text):
            return Markup('<span class="rb-room">{}</span>').format(text)
        case InlineLink(url, label):
            link = Markup('<a href="{}">{}</a>').format(url, html_of(label, on_paper=on_paper))
            return link + f" ({url})" if on_paper and plain_text_of(label) != url else link
    return escape(part.text)
