"""The lint rule about texts of one paragraph that have several, or a list: readers would see one line."""

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

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
FOLDED_PARAGRAPH = re.compile(r"\n\s*")  # in a block with `>`, one line break in the value is an empty line in the file
LINE_OF_LIST = re.compile(r"\n[ \t]*(?=(?:[-*+•]|[0-9]{1,2}[.)])[ \t]+\S)")
LINE_OF_TABLE = re.compile(r"\n[ \t]*(?=\|.*\|[ \t]*(?:\n|\Z))")
# Where texts keep their lines: the field that has them, what they are, and their own field.
LINES_KEPT = (("expect", "what the screen shows", "output"), ("text", "the words to send", "message"))
FENCE = re.compile(r"(?:\A|\n)[ \t]*(?=```|~~~)")


def check_paragraphs(variant: Layer, tree: Tree, found: Findings) -> None:
    """Report texts that have a second paragraph, a list, a table or a fence."""
    for record, spec, node, address in _fields(variant, tree):
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
