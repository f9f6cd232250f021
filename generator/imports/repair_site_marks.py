"""Repair lines that only hold marks of a site builder, such as `{{< note >}}`, `{% endif %}` and `<Steps>`: they are no part of a text."""

from __future__ import annotations

import re

from generator.imports.blocks import Block, blocks_below
from generator.imports.repairs import RepairedLines

MARK = r"\{\{[<%][^{}]*[%>]\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}|\{/\*.*?\*/\}|\{:[^{}]*\}"
ONLY_MARKS = re.compile(rf"[ \t>]*(?:(?:{MARK})[ \t]*)+\Z")
# Marks that end something, only set its look, or are comments: the page has no use for them.
UNSEEN = re.compile(r"[ \t>]*(?:\{\{[<%][ \t]*/|\{%-?[ \t]*(?:end|raw\b)|\{[:#]|\{/\*)")
COMPONENT = re.compile(r"[ \t>]*</?[A-Z][\w.]*(?:\s[^<>]*)?>[ \t]*\Z")


def repair_site_marks(lines: RepairedLines, tree: Block) -> bool:
    """Divide lines of marks from the texts around them, and leave out what no reader needs. Returns whether anything has changed."""
    if "site-mark" in lines.off:
        return False
    changed = False
    starts: list[int] = []
    for block in blocks_below(tree):
        if block.kind == "html" and COMPONENT.match(lines.text(block.first)) and block.last > block.first:
            starts.append(block.first + 1)  # what is within a component is Markdown
        for number in block.lines if block.kind == "paragraph" else ():
            text = lines.text(number) if number in lines.index else ""
            if ONLY_MARKS.match(text) and UNSEEN.match(text):
                lines.change(number, re.match(r"[ \t>]*", text)[0])  # type: ignore[index]
                lines.opened.append(number)
                lines.note(number, f"a mark of a site builder: `{text.strip(' >')}`", "left out")
                changed = True
            elif (ONLY_MARKS.match(text) or COMPONENT.match(text)) and block.last > block.first:
                starts += [one for one in (number, number + 1) if block.first < one <= block.last]
    lines.insert_blank(starts)
    return changed or bool(starts)
