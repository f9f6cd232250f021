"""HTML tags within a text, as the markup that they mean: bold and emphasised text, code, links, pictures and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from generator.imports.blocks import Inline, InlineKind, plain

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)/?>\Z", re.DOTALL)
ATTRIBUTE = re.compile(r"([a-z][\w-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?", re.IGNORECASE)
# Elements of HTML. A name that is not one of them, such as `<hostname>`, is text.
NAMES = (
    "a abbr acronym address article aside audio b bdi bdo big blink blockquote body br button canvas caption center cite code col "
    "colgroup dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head "
    "header hgroup hr html i iframe img input ins kbd legend li link main map mark marquee menu meta meter nav nobr noscript "
    "object ol optgroup option p picture pre progress q rp rt ruby s samp script section select small span strike strong style sub "
    "summary sup svg table tbody td template textarea tfoot th thead tr track tt u ul var video wbr label"
)
ELEMENTS = frozenset(NAMES.split())
LINES = ("article", "aside", "blockquote", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "section", "td", "th", "tr", "ul")
EXPLAINED = ("abbr", "dfn", "sup")
MARKS: dict[str, InlineKind] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("s", "strike", "del"), "struck"),
    "a": "link",
}


def tag_of(html: str) -> tuple[str, bool, dict[str, str]]:
    """Return the name of a tag, whether it closes its element, and its attributes; an empty name if it is text or not a tag."""
    match = TAG.match(html)
    if not match or match[2].lower() not in ELEMENTS:
        return "", False, {}
    attributes = {one[0].lower(): unescape(one[1] or one[2] or one[3]) for one in ATTRIBUTE.findall(match[3])}
    return match[2].lower(), bool(match[1]), attributes


def without_tags(spans: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return a text whose tags are markup; what is not an element of HTML is text, and comments and other tags are gone."""
    stack: list[tuple[str, str, list[Inline]]] = [("", "", [])]
    for span in spans:
        if span.spans:
            stack[-1][2].append(Inline(span.kind, span.text, span.url, without_tags(span.spans)))
            continue
        if span.kind != "html":
            stack[-1][2].append(span)
            continue
        name, closes, attributes = tag_of(span.text)
        if not name:
            if not span.text.startswith(("<!", "<?")):
                stack[-1][2].append(Inline("text", span.text))
        elif name == "br" or name in LINES:
            stack[-1][2].extend(_line(name, closes=closes))
        elif name == "img" and not attributes:
            stack[-1][2].append(Inline("text", span.text))  # a text about the element
        elif name == "img":
            stack[-1][2].append(Inline("image", attributes.get("alt", ""), attributes.get("src", "")))
        elif name == "input" and attributes.get("type", "").lower() == "checkbox":
            stack[-1][2].append(Inline("text", "☑" if "checked" in attributes else "☐"))
        elif (name in MARKS or name in EXPLAINED) and not closes:
            stack.append((name, attributes.get("href", "") or attributes.get("title", ""), []))
        elif (name in MARKS or name in EXPLAINED) and any(one[0] == name for one in stack):
            while True:
                opened, url, inner = stack.pop()
                stack[-1][2].extend(_marked(opened, url, inner) if opened == name else inner)
                if opened == name:
                    break
    while len(stack) > 1:
        _, _, inner = stack.pop()
        stack[-1][2].extend(inner)
    return tuple(stack[0][2])


def _line(name: str, *, closes: bool) -> list[Inline]:
    """Return what divides a text at a tag that is shown on lines of its own."""
    if name == "br":
        return [Inline("break")]
    return [Inline("line"), *([Inline("text", "• ")] if name == "li" and not closes else [])]


def _marked(name: str, url: str, inner: list[Inline]) -> list[Inline]:
    if name == "sup":  # 10^3
        return [Inline("text", "^"), *inner] if plain(inner).isalnum() else inner
    if name in EXPLAINED:  # what it means is shown only to a mouse
        return [*inner, Inline("text", f" ({url})")] if url and url not in plain(inner) else inner
    kind = MARKS[name]
    if kind == "code":
        text = plain(inner)
        return [Inline("code", text)] if text else []
    if not inner or (kind == "link" and not url):
        return inner
    return [Inline(kind, url=url, spans=tuple(inner))]
