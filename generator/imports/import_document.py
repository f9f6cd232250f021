"""Import one Markdown document: read it, repair it, and give each of its lines a place in a draft."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from generator.imports.bare_titles import without_attributes
from generator.imports.blocks import Block, blocks_below
from generator.imports.box_differences import note_box_differences, note_boxes_in_texts
from generator.imports.document_language import document_language
from generator.imports.document_texts import FOOTNOTE, DocumentTexts
from generator.imports.draft import Draft, DraftText, DraftValue, ImportedDocument, ImportOptions
from generator.imports.entry_ids import variant_id
from generator.imports.gather_sources import gather_sources
from generator.imports.heading_phases import phase_of_heading
from generator.imports.html_blocks import expanded
from generator.imports.line_account import LineAccount
from generator.imports.named_signs import note_named_signs
from generator.imports.open_comments import add_conditions, open_comments
from generator.imports.outline import DocumentOutline, outline
from generator.imports.place_entries import EntryPlacer
from generator.imports.place_head import HeadPlacer
from generator.imports.plan_entries import EntryPlan, plan_entries
from generator.imports.propose import propose
from generator.imports.propose_params import propose_params
from generator.imports.read_markdown import box_lines
from generator.imports.repair_boxes import repair_boxes
from generator.imports.repair_fences import open_fences, outdent_lists
from generator.imports.repair_indents import repair_indents
from generator.imports.repair_marks import repair_marks
from generator.imports.repair_site_marks import repair_site_marks
from generator.imports.repairs import RepairedLines, bold_headings, unescape_document
from generator.imports.source_lines import FrontMatterField, decoded, front_matter, lines_of
from generator.imports.table_boxes import with_box_cells
from generator.imports.unused_definitions import note_unused_definitions

ROUNDS = 3  # a repair may uncover what needs another one


def import_document(path: str, data: bytes, options: ImportOptions) -> ImportedDocument:
    """Return what a document becomes, and what becomes of each of its lines.

    Raises ValueError, with a message for the writer, if the bytes are not text in UTF-8.
    """
    text = decoded(data)
    lines = lines_of(text)
    fields, front = front_matter(lines)
    account = LineAccount(lines)
    account.place((1, front) if front else (), "layout", why="the fence of the front matter")
    repaired = RepairedLines(list(lines[front:]), list(range(front + 1, len(lines) + 1)), options.no_repair)
    boxes, conditions = _repair(repaired, options)
    assert repaired.reading is not None
    tree = repaired.reading.with_spans()
    account.notes += repaired.notes
    account.place(set(repaired.opened) - {line for _, line in conditions.values()}, "layout", why="the mark of a fence or a comment")
    note_unused_definitions(tree, account)
    for line, state in repaired.states.items():
        account.note(line, f"the state `{state}`", "an open box; states belong to a run")
    for block in blocks_below(tree):
        if block.kind == "fence" and re.search(r"\w", beside := block.info.partition(" ")[2]):
            account.note(block.first, f"words beside the language of a fence: `{beside}`", "left out")
        if block.kind == "table":
            divided = with_box_cells(block)
            block.rows, block.level = divided.rows, divided.level
    html = [block for block in blocks_below(tree) if block.kind == "html"]
    html_lines = [line for block in html for line in block.lines]
    found = expanded(tree.children)
    tree.children = found.blocks
    stated = {field.key.lower(): field for field in fields}
    language = document_language(
        text, stated["lang"].value if "lang" in stated else stated["language"].value if "language" in stated else ""
    )
    title = stated["title"].value if "title" in stated else ""
    texts = DocumentTexts(path, options, account)
    for block in blocks_below(tree):
        if block.kind == "footnote":
            texts.footnotes.setdefault(block.info, block)
    kept = _without_used_footnotes(tree, texts.footnotes)
    plan_of = outline(kept, account, title)
    if not plan_of.title:
        plan_of.title = _title_of_path(path)
    plan = plan_entries(plan_of, options, account, language or "en")
    texts.anchors = _anchors(plan, found.anchors)
    draft = _draft(plan_of, plan, fields, texts, language)
    add_conditions(draft, conditions, account)
    for field in fields:
        account.place(field.lines, "not-placed", why=f"a field of the front matter: {field.key}")
    account.place(html_lines, "layout", why="HTML")
    account.place((line for block in plan_of.facts for line in block.lines), "layout", why="the line below a heading")
    account.place_blocks((block for block in blocks_below(tree) if block.kind in ("reference", "marker", "rule")), "", "")
    account.place(range(1, len(lines) + 1), "not-placed", why="nothing has taken this line")
    note_box_differences(draft, boxes, account)
    note_boxes_in_texts(tree, draft, account)
    note_named_signs(blocks_below(tree), account)
    proposed = propose(gather_sources(tree.children, account.dispositions), language or "en")
    account.notes += proposed.notes
    return ImportedDocument(
        path,
        lines,
        draft,
        dict(sorted(account.dispositions.items())),
        tuple(sorted(account.notes, key=lambda note: note.line)),
        (*proposed.proposals, *propose_params(draft, lines, language or "en")),
        tuple(plan.phases),
        boxes,
        variant_id(plan_of.title, language or "en"),
        dict(texts.files),
        repaired.fenced,
    )


def _repair(repaired: RepairedLines, options: ImportOptions) -> tuple[tuple[int, ...], dict[int, tuple[str, int]]]:
    """Repair the lines of a document. Return the lines that had a box before, and the conditions of boxes in comments."""
    tree = repaired.read()
    boxes = box_lines(tree)
    if unescape_document(repaired, tree):
        tree = repaired.read()
    if bold_headings(repaired, tree):
        tree = repaired.read()
    if open_fences(repaired, tree, wanted=options.open_fences):
        tree = repaired.read()
    conditions = open_comments(repaired, tree) if "comments" in options.take else {}
    if conditions:
        tree = repaired.read()
    for _ in range(ROUNDS):
        changed = repair_site_marks(repaired, tree)
        if changed:
            tree = repaired.read()
        changed |= repair_marks(repaired, tree)
        if changed:
            tree = repaired.read()
        changed |= repair_indents(repaired, tree)
        if not repair_boxes(repaired, tree) and not changed:
            break
        tree = repaired.read()
    if outdent_lists(repaired, tree):
        tree = repaired.read()
    return boxes, conditions


def _without_used_footnotes(tree: Block, footnotes: dict[str, Block]) -> list[Block]:
    """Return the outermost blocks without the footnotes that a text uses: these are written below that text."""
    used = {label for block in _texts(tree) for label in FOOTNOTE.findall(block.text)}
    used |= {label for block in _texts(tree) for row in block.rows for cell in row.raw for label in FOOTNOTE.findall(cell)}
    waiting = [*used]
    while waiting:  # a footnote may use another one
        inner = FOOTNOTE.findall(footnotes[label].text) if (label := waiting.pop()) in footnotes else []
        waiting += [one for one in inner if one not in used]
        used |= {*inner}
    return [block for block in tree.children if block.kind != "footnote" or block.info not in used or block is not footnotes[block.info]]


def _texts(tree: Block) -> Iterable[Block]:
    return (block for block in blocks_below(tree) if block.kind in ("paragraph", "table"))


def _anchors(plan: EntryPlan, named: Iterable[tuple[str, int]]) -> dict[str, str]:
    """Return the addresses of the places that links lead to: headings, and elements with a name."""
    places = sorted(plan.places)

    firsts = [first for first, _ in places]

    def at(line: int, *, following: bool) -> str:
        """Return the address of the entry that a line is in, or that follows it."""
        place = bisect_left(firsts, line) if following else bisect_right(firsts, line) - 1
        return places[min(max(place, 0), len(places) - 1)][1] if places else ""

    anchors = {slug: at(int(address[1:]), following=True) if address.startswith("@") else address for slug, address in plan.slugs.items()}
    for name, line in named:
        anchors.setdefault(name.lower(), at(line, following=False))
    return {name: address for name, address in anchors.items() if address}


def _draft(plan_of: DocumentOutline, plan: EntryPlan, fields: tuple[FrontMatterField, ...], texts: DocumentTexts, language: str) -> Draft:
    head: dict[str, DraftValue] = {
        "title": DraftText(without_attributes(plan_of.title) or plan_of.title, plan_of.heading.lines if plan_of.heading else ())
    }
    if language and language != "en":
        head["language"] = DraftText(language)
    draft: Draft = {"variant": head}
    if plan_of.heading:
        texts.account.place(plan_of.heading.lines, "entry", "variant", "title")
        texts.note_comments(plan_of.heading.spans, plan_of.heading.first)
    placer = EntryPlacer(texts, draft, language or "en")
    phase = plan.phases[0].phase if plan.phases else phase_of_heading([], plan_of.title).phase
    HeadPlacer(draft, texts, language or "en", placer.blank_ids, phase).place(plan_of, plan, fields)
    placer.place_all(plan)
    return draft


def _title_of_path(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Runbook"
