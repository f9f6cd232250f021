"""Render the parts of a text from the data as HTML: code spans, bold text and links."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.text.inline_markup import CodeSpan, InlineLink, Part, Strong


def html_of(parts: tuple[Part, ...]) -> Markup:
    """Return the parts of a text as HTML."""
    return Markup("".join(map(_html, parts)))  # noqa: S704 - each of them is escaped


def _html(part: Part) -> Markup:
    match part:
        case CodeSpan(text):
            return Markup("<code>{}</code>").format(text)
        case Strong(parts):
            return Markup("<strong>{}</strong>").format(html_of(parts))
        case InlineLink(url, label):
            return Markup('<a href="{}">{}</a>').format(url, html_of(label))
    return escape(part.text)
