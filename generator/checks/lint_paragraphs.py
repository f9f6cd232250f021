"""The lint rules about paragraphs: texts of one paragraph that have several, and texts that became rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics.diagnostic import Findings
from generator.merge.merged_tree import Tree, walk
from generator.model.field_facts import VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.scalar_kinds import PROSE, TEXT_KINDS
from generator.source.layers import Layer
from generator.source.nodes import Node, ScalarNode
from generator.source.value_places import part_of_value
from generator.text.prose_markup import parse_prose

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
FOLDED_PARAGRAPH = re.compile(r"\n\s*")  # in a block with `>`, one line break in the value is an empty line in the file
LINE_OF_LIST = re.compile(r"\n[ \t]*(?=(?:[-*+•]|[0-9]{1,2}[.)])[ \t]+\S)")
LINE_OF_TABLE = re.compile(r"\n[ \t]*(?=\|.*\|[ \t]*(?:\n|\Z))")
# Where texts keep their lines: the field that has them, what they are, and their own field.
LINES_KEPT = (("expect", "what the screen shows", "output"), ("text", "the words to send", "message"))
FENCE = re.compile(r"(?:\A|\n)[ \t]*(?=```|~~~)")
LONGEST = 60


def check_paragraphs(variant: Layer, tree: Tree, found: Findings) -> None:
    """Report texts that have a second paragraph, a list, a table or a fence, and texts right below a table of prose."""
    for record, spec, node, address in _fields(variant, tree):
        if spec.kind is PROSE and isinstance(node, ScalarNode) and "|" in (node.value or ""):
            _check_rows(node, address, found)
        value = (node.value or "").rstrip() if isinstance(node, ScalarNode) else ""
        if spec.kind not in TEXT_KINDS or "\n" not in value or not isinstance(node, ScalarNode):
            continue
        is_folded = node.source.text.startswith(">", node.start)
        forms = {
            "a list": LINE_OF_LIST,
            "a table": LINE_OF_TABLE,
            "a block of code": FENCE,
            "a second paragraph": FOLDED_PARAGRAPH if is_folded else PARAGRAPH,
        }
        first = min(((match.end(), what) for what, form in forms.items() if (match := form.search(value))), default=None)
        if first is not None:
            at, what = first
            place = part_of_value(node, at, value.find("\n", at) if "\n" in value[at:] else len(value))
            found.report(
                "several-paragraphs", place, f"`{spec.key}` is one paragraph, and has {what}", address, help=_way_out(record, spec)
            )


def _check_rows(node: ScalarNode, address: str, found: Findings) -> None:
    """Report lines of prose that are rows of a table only because no empty line is above them."""
    for problem in parse_prose(node.value or "").problems:
        if problem.kind == "row-without-bars":
            place = part_of_value(node, problem.start, problem.end)
            text = problem.found if len(problem.found) <= LONGEST else f"{problem.found[:LONGEST]}…"
            message = f"`{text}` is right below a table, which makes it a row"
            help = "leave an empty line above it; or write it as a row: `| Cell | Cell |`"
            found.report("text-in-table", place, message, address, help=help)


def _fields(variant: Layer, tree: Tree) -> Iterator[tuple[EntityFacts, FieldSpec, Node, str]]:
    for key, node in variant.head_fields.items():
        if key in VARIANT_HEAD.fields:
            yield VARIANT_HEAD, VARIANT_HEAD.fields[key], node, f"variant.{key}"
    for address, entry in walk(tree):
        for spec, node in entry.fields():
            yield entry.record, spec, node, f"{address}.{spec.key}"


def _way_out(record: EntityFacts, spec: FieldSpec) -> str:
    for field, what, beside in LINES_KEPT:
        if spec.key == field and beside in record.fields:
            return f"keep one sentence, and write {what} into `{beside}: |`, which keeps its lines"
    names = [f"`{spec.key}: |`" for spec in record.fields.values() if spec.kind is PROSE]
    if names:
        return f"keep the first sentence, and write the rest into {' or '.join(names)}, which takes paragraphs and lists"
    return "write one paragraph; `details` of an item, `about` of a list and `passages` take several"
