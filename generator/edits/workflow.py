"""Edits data files: reads them, changes them by position, and finds the errors that an edit would introduce before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import takewhile

from generator.checks.resolve import find_problems
from generator.diagnostics.codes import LAYOUT, READING
from generator.diagnostics.diagnostic import Diagnostic, has_errors, unknown
from generator.edits.format_gaps import tidy
from generator.edits.ruamel_style import round_trip
from generator.edits.unformattable import obstacles
from generator.model.field_facts import VARIANT_HEAD
from generator.project.faults import UsageFault
from generator.source.attached_files import without_attached
from generator.source.comments import comments
from generator.source.layers import Layer, load
from generator.source.node_edits import replaced, with_field
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.source.read import read
from generator.source.splices import CannotEdit, spliced_bytes

INCOMPLETE = frozenset((*READING, *LAYOUT))
REVIEWED = "reviewed"
BEFORE_REVIEWED = frozenset(takewhile(lambda key: key != REVIEWED, VARIANT_HEAD.fields))


class UnreadableFiles(Exception):
    """Some files have errors that hide a part of the data, so they cannot be edited; `diagnostics` are the errors."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__("some files cannot be read")
        self.diagnostics = tuple(diagnostics)


def format_file(path: str, data: bytes) -> bytes:
    """Format a file. The result has the same values and comments, and formatting it again changes nothing.

    Raises UnreadableFiles for a file with errors, and CannotEdit where a value or comment would be lost or changed.
    """
    before = _tree(path, data)
    if obstacle := next(obstacles(before), None):
        raise obstacle
    try:
        tidied, columns = tidy(before)
        indented = round_trip(_tree(path, tidied.encode()))
        text, _ = tidy(_tree(path, indented.encode()), columns)
        after = _tree(path, text.encode())
    except (ValueError, UnreadableFiles) as error:
        raise CannotEdit(before.source.span(0, 1), f"this file cannot be formatted: {error}") from None
    if (changed := _first_change(before, after)) is not None:
        raise CannotEdit(changed.span, "formatting would change this value; write it more simply")
    kept = comments(after)
    for at, comment in enumerate(comments(before)):
        if at >= len(kept) or kept[at] != comment:
            why = "formatting would move this comment away from its entry; put it on its own line"
            raise CannotEdit(before.source.span(comment.start, comment.start + len(comment.text)), why)
    return text.encode()


def _tree(path: str, data: bytes) -> MappingNode:
    file = read(path, data)
    if file.tree is None or not file.complete or has_errors(file.diagnostics):
        raise UnreadableFiles(file.diagnostics)
    return file.tree


def _first_change(before: Node, after: Node) -> Node | None:
    """Return the first node whose value, key or position differs; None if all are equal."""
    if isinstance(before, MappingNode) and isinstance(after, MappingNode) and list(before.values) == list(after.values):
        pairs = zip(before.values.values(), after.values.values(), strict=True)
    elif isinstance(before, SequenceNode) and isinstance(after, SequenceNode) and len(before.items) == len(after.items):
        pairs = zip(before.items, after.items, strict=True)
    else:
        return None if isinstance(before, ScalarNode) and isinstance(after, ScalarNode) and before.value == after.value else before
    return next((found for one, other in pairs if (found := _first_change(one, other)) is not None), None)


def review(files: Mapping[str, bytes], variant: str, day: date) -> dict[str, bytes]:
    """Record a day as the last review of a variant, and return the changed file by path; empty if the day is recorded already.

    Raises UnreadableFiles if a file of the variant cannot be read, UsageFault for an unknown variant, and CannotEdit for a date
    that is written in an unusual way.
    """
    layers, problems = load_layers(files)
    known = sorted(name for name, layer in layers.items() if layer.kind == "variant")
    if variant not in known:
        raise UsageFault(unknown("variant", variant, known))
    layer = layers[variant]
    if unread := [problem for problem in problems if problem.span.file in layer.files]:
        raise UnreadableFiles(unread)
    head, wanted = layer.head, day.isoformat()
    assert head is not None
    recorded = head.values.get(REVIEWED)
    if recorded is not None and not isinstance(recorded, ScalarNode):
        raise CannotEdit(recorded.span, f"`{REVIEWED}` must be one date")
    if recorded is not None and recorded.value == wanted:
        return {}
    splice = with_field(head, REVIEWED, wanted, BEFORE_REVIEWED) if recorded is None else replaced(recorded, wanted)
    return {head.source.path: spliced_bytes(files[head.source.path], [splice])}


def introduced(files: Mapping[str, bytes], changed: Mapping[str, bytes], gone: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """Return the errors that changed, added and removed files would introduce.

    Errors are counted by file and code, since edits move lines and change names in messages. If a file gets more errors of a code than
    before, all of them are returned.
    """
    after_files = {path: content for path, content in {**files, **changed}.items() if path not in gone}
    before, after = ([one for one in find_problems(state) if one.severity == "error"] for state in (files, after_files))
    more = Counter((one.span.file, one.code) for one in after) - Counter((one.span.file, one.code) for one in before)
    return tuple(one for one in after if (one.span.file, one.code) in more)


def load_layers(files: Mapping[str, bytes]) -> tuple[dict[str, Layer], list[Diagnostic]]:
    """Return all layers and variants of a project, and the errors because of which they may be incomplete."""
    read_files = [read(path, data) for path, data in without_attached(files).items()]
    loaded = load(read_files)
    problems = (*(problem for file in read_files for problem in file.diagnostics), *loaded.diagnostics)
    return loaded.layers, [problem for problem in problems if problem.code in INCOMPLETE and problem.severity == "error"]
