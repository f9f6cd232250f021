"""The outline of a document: its title, and sections with their blocks and sections, whatever levels its headings have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.imports.block_shapes import has_boxes, is_steps, lead_title
from generator.imports.blocks import Block, Inline, plain
from generator.imports.html_blocks import CENTRED
from generator.imports.html_inlines import without_tags
from generator.imports.line_account import LineAccount
from generator.imports.named_quotes import titled

KEYS = (
    "version|revision|date|author|authors|owner|status|state|last updated|updated|last reviewed|reviewed|last tested|tested|review"
    "|created|approved|approved by|maintainer|contact|team|environment|datum|autor|verantwortlich|versão|data|responsável|fecha"
    "|versión|responsable|版本|日期|作者|バージョン|作成日|الإصدار|التاريخ|সংস্করণ|তারিখ"
)
KEY_HEADING = re.compile(rf"(?:{KEYS})\s*[:：]\s*\S.*", re.IGNORECASE)
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(slots=True)
class OutlineSection:
    """A section. `heading` is its heading, or a lead that is one; None for what comes before all sections."""

    heading: Block | None
    level: int = 0
    blocks: list[Block] = field(default_factory=list)
    sections: list[OutlineSection] = field(default_factory=list)

    @property
    def title(self) -> str:
        if self.heading is None:
            return ""
        return lead_title(self.heading) if self.heading.kind == "paragraph" else heading_title(self.heading)


@dataclass(slots=True)
class DocumentOutline:
    """A document: its title with the heading, the blocks before its first section, headings that are facts, and its sections."""

    title: str
    heading: Block | None
    head: list[Block]
    facts: list[Block]
    sections: list[OutlineSection]


def heading_title(heading: Block) -> str:
    """Return the words of a heading, without pictures."""
    spans = without_tags(heading.spans)  # `<name>` is text
    words = plain([span for span in spans if span.kind != "image" and not _is_badge(span)]) or plain(spans)
    return FOOTNOTE.sub(r"[\1]", words)


def _is_badge(span: Inline) -> bool:
    return span.kind == "link" and bool(span.spans) and all(inner.kind == "image" for inner in span.spans)


def outline(blocks: Sequence[Block], account: LineAccount, stated_title: str = "") -> DocumentOutline:
    """Return the outline of the blocks of a document. `stated_title` is what its front matter says."""
    root = OutlineSection(None)
    facts: list[Block] = []
    open_sections = [root]
    in_head = True  # before the first list, table or code
    for block in _without_containers(blocks, account):
        if block.kind not in ("heading", "paragraph", "rule", "html", "marker"):
            in_head = False
        if in_head and block.kind == "heading" and KEY_HEADING.fullmatch(plain(block.spans)):
            facts.append(block)
        elif block.kind == "heading":
            while open_sections[-1].level >= block.level:
                open_sections.pop()
            section = OutlineSection(block, block.level)
            open_sections[-1].sections.append(section)
            open_sections.append(section)
        else:
            open_sections[-1].blocks.append(block)
    first = root.sections[0] if root.sections else None
    head = root.blocks
    heading = None
    title = stated_title
    if first is not None and _is_title(root, stated_title):
        heading, title = first.heading, first.title
        head += first.blocks
        root.sections[:1] = first.sections
    sections = root.sections
    for section in sections:
        _divide_at_leads(section)
    lone = OutlineSection(None, blocks=head)
    _divide_at_leads(lone)
    if lone.sections:
        head = lone.blocks
        sections = [*lone.sections, *sections]
    return DocumentOutline(title, heading, head, facts, sections)


def _is_title(root: OutlineSection, stated_title: str) -> bool:
    """Whether the first of the outermost sections gives the document its title."""
    first = root.sections[0]
    if len(root.sections) == 1:
        return True
    is_title = first.level == 1 or (first.heading is not None and first.heading.info == CENTRED)
    if not is_title or stated_title or any(has_boxes(block) or is_steps(block) for block in first.blocks):
        return False
    if first.level > 1:
        return True  # a centred heading above those of the sections
    if any(section.level > 1 for section in root.sections[1:]):
        return False
    return not first.sections or len([section for section in root.sections if section.sections]) == 1


def _without_containers(blocks: Sequence[Block], account: LineAccount) -> list[Block]:
    """Return blocks in which lists with boxes are not within quotes, admonitions or unboxed bullets."""
    found: list[Block] = []
    for block in blocks:
        if block.kind in ("quote", "admonition") and any(has_boxes(child) or child.kind == "heading" for child in block.children):
            named, children = titled(block)
            if named:
                found.append(Block("paragraph", block.first, block.first, plain(named), (Inline("strong", spans=named),)))
            if any(map(has_boxes, block.children)):
                account.note(block.first, f"a list in {'a quote' if block.kind == 'quote' else 'an admonition'}", "a list of the section")
            found += _without_containers([replace(child) for child in children], account)
        else:
            found.append(block)
    return found


def _divide_at_leads(section: OutlineSection) -> None:
    """Make lists with leads sections of their own, if a section has two of them that become lists of boxes, or another list above."""
    for inner in section.sections:
        _divide_at_leads(inner)
    blocks = section.blocks
    starts = [
        at
        for at in range(len(blocks) - 1)
        if lead_title(blocks[at])
        and (is_steps(blocks[at + 1]) or (blocks[at + 1].kind in ("bullets", "numbers", "table") and has_boxes(blocks[at + 1])))
    ]
    kinds = {is_steps(blocks[at + 1]) and not has_boxes(blocks[at + 1]) for at in starts}
    if len(starts) < 2 or (any(has_boxes(block) for block in blocks) and kinds != {False}):
        starts = [at for at in starts if has_boxes(blocks[at + 1])]
    if not starts or (len(starts) == 1 and not any(has_boxes(block) for block in blocks[: starts[0]])):
        return
    made = []
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        made.append(OutlineSection(blocks[start], section.level + 1, blocks[start + 1 : end]))
    section.blocks = blocks[: starts[0]]
    section.sections = [*made, *section.sections]
