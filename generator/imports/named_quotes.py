"""The kind and the title of an admonition, or of a quote that begins with `[!KIND]`, and the words that say both."""

from __future__ import annotations

from generator.imports.blocks import Block, Inline, plain, text_lines
from generator.imports.read_markdown import ALERT

PLAIN_CONTAINERS = ("===", "details", "tabs", "tab", "tab-set", "tab-item", "steps", "columns", "column", "grid", "card", "cards", "div")


def kind_title_content(block: Block) -> tuple[str, tuple[Inline, ...], list[Block]]:
    """Return the kind of a quote or an admonition, its title, and what is in it. A plain quote has no kind."""
    kind, children = block.info if block.kind == "admonition" else "", block.children
    if block.kind == "quote" and children and children[0].kind == "paragraph" and children[0].text.startswith("[!"):
        first = children[0]
        lines = text_lines(first.spans)
        if match := ALERT.match(plain(lines[0])):
            rest: list[Inline] = []
            for line in lines[1:]:
                rest += [*([Inline("line")] if rest else []), *line]
            text = [Block("paragraph", first.first + 1, first.last, plain(rest), tuple(rest))] if rest else []
            return match[1].lower(), (Inline("text", match[2]),) if match[2] else (), [*text, *children[1:]]
    return kind, block.spans, children


def titled(block: Block) -> tuple[tuple[Inline, ...], list[Block]]:
    """Return the title of a quote or an admonition behind its kind, as in `Note · Cold`, and what is in it."""
    kind, title, children = kind_title_content(block)
    if not kind or kind in PLAIN_CONTAINERS:
        return title, children
    return (Inline("text", kind.capitalize() + (" · " if title else "")), *title), children
