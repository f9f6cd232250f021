"""Edits of a YAML tree as splices of its text: rename a key, replace a value, add or remove a field or an item."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, SourceFile
from generator.source.splices import CannotEdit, Splice

STEP = 2


def renamed_key(mapping: MappingNode, old: str, new: str) -> Splice:
    """Rename a key of a mapping; its quotes are kept."""
    key = mapping.key(old)
    return _replaced(key.source, key.start, key.end, old, new)


def replaced(scalar: ScalarNode, new: str) -> Splice:
    """Replace a value on one line, or an empty value. The new value must be valid without quotes; existing quotes are kept."""
    if scalar.value is None:
        return Splice(scalar.start, scalar.end, f" {new}" if scalar.start == scalar.end else new)
    return _replaced(scalar.source, scalar.start, scalar.end, scalar.value, new)


def replaced_part(scalar: ScalarNode, start: int, end: int, new: str) -> Splice:
    """Replace the characters from `start` to `end` of a value."""
    value = scalar.value or ""
    return replaced(scalar, f"{value[:start]}{new}{value[end:]}")


def replaced_everywhere(scalar: ScalarNode, word: re.Pattern[str], new: str, number: int, kept: Sequence[bool] = ()) -> Iterator[Splice]:
    """Replace the `number` places of a word in a value of any style. A word has no spaces, so no line break is inside it.

    `kept` says of each place whether it stays.
    """
    places = list(word.finditer(scalar.source.text[scalar.start : scalar.end]))
    if len(places) != number:
        raise CannotEdit(scalar.span, f"`{new}` would replace a word that is written with an escape; write it plainly first")
    for match, stays in zip(places, kept or (False,) * number, strict=True):
        if not stays:
            yield Splice(scalar.start + match.start(), scalar.start + match.end(), new)


def _replaced(source: SourceFile, start: int, end: int, old: str, new: str) -> Splice:
    written = source.text[start:end]
    if written == old:
        return Splice(start, end, f'"{new}"' if new == "null" else new)
    if len(written) >= 2 and written[1:-1] == old and written[0] == written[-1] and written[0] in "'\"":
        return Splice(start + 1, end - 1, new)
    raise CannotEdit(source.span(start, end), f"`{old}` is written with an escape or on several lines; write it plainly on one line first")


def with_field(mapping: MappingNode, name: str, written: str, after: Container[str], comment: str = "") -> Splice:
    """Add a field to a mapping: after the last one-line field of `after`, or else at the start. In a block, the field gets its own line.

    Only a block has room for a comment on the line above the field.
    """
    text = mapping.source.text
    behind = next((key for key in reversed(mapping.values) if key in after and _is_on_one_line(mapping, key)), None)
    if is_flow(mapping):
        if behind is not None and mapping.values[behind].end > mapping.values[behind].start:
            at = mapping.values[behind].end
            return Splice(at, at, f", {name}: {written}")
        at = mapping.start + 1
        return Splice(at, at, f"{name}: {written}, " if mapping.values else f"{name}: {written}")
    first = next(iter(mapping.starts.values()))
    indent = " " * _column(text, first)
    above = f"# {comment}{_newline(text)}{indent}" if comment else ""
    if behind is None:
        return Splice(first, first, f"{above}{name}: {written}{_newline(text)}{indent}")
    at = _line_end(text, max(mapping.values[behind].end, mapping.key(behind).end))
    return Splice(at, at, f"{_newline(text)}{indent}{above}{name}: {written}")


def is_flow(mapping: MappingNode) -> bool:
    """Return whether a mapping is written in braces."""
    return mapping.source.text[mapping.start : mapping.start + 1] == "{"


def with_entry(mapping: MappingNode, keys: Sequence[str], fields: Mapping[str, str]) -> Splice:
    """Add an entry with written fields at the end of a mapping, below `keys`: the keys that lead to it, and its own as the last one.

    A blank line comes first if the last two entries of the mapping have one between them.
    """
    text = mapping.source.text
    if is_flow(mapping):
        inner = ", ".join(f"{name}: {written}" for name, written in fields.items())
        entry = f"{': {'.join(keys)}: {{{inner}{'}' * len(keys)}"
        at = next((node.end for node in reversed(mapping.values.values())), mapping.start + 1)
        return Splice(at, at, f", {entry}" if mapping.values else entry)
    column = _column(text, next(iter(mapping.starts.values())))
    lines = [f"{' ' * (column + STEP * depth)}{key}:" for depth, key in enumerate(keys)]
    lines += [f"{' ' * (column + STEP * len(keys))}{name}: {written}" for name, written in fields.items()]
    at, new_line = _line_end(text, mapping.end), _newline(text)
    (before, last) = ([None, *mapping.values])[-2:]
    is_apart = before is not None and last is not None and new_line * 2 in text[mapping.values[before].end : mapping.starts[last]]
    return Splice(at, at, f"{new_line if is_apart else ''}{''.join(f'{new_line}{line}' for line in lines)}")


def with_comment(mapping: MappingNode, key: str, comment: str) -> Iterator[Splice]:
    """Yield the splice that adds a comment on the line above a key, if the key is the first thing on its line; else nothing."""
    text, start = mapping.source.text, mapping.starts[key]
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip():
        yield Splice(line, line, f"{text[line:start]}# {comment}{_newline(text)}")


def _is_on_one_line(mapping: MappingNode, key: str) -> bool:
    node = mapping.values[key]
    is_block = isinstance(node, ScalarNode) and node.style == "block"
    return not is_block and "\n" not in mapping.source.text[mapping.starts[key] : node.end]


def as_mapping(mapping: MappingNode, key: str, field: str, name: str, written: str) -> Iterator[Splice]:
    """Turn an entry with a bare value into a mapping with one more field: `id: text` into `id: {text: ..., name: ...}`."""
    source, text = mapping.source, mapping.source.text
    scalar, start = mapping.values[key], mapping.starts[key]
    if is_flow(mapping):
        yield Splice(scalar.start, scalar.start, f"{{{field}: ")
        yield Splice(scalar.end, scalar.end, f", {name}: {written}}}")
        return
    colon = text.index(":", mapping.key(key).end)
    between = text[colon + 1 : scalar.start]
    if "#" in between:
        raise CannotEdit(
            source.span(start, scalar.start), "there is a comment between the id and its text; move it to the line above first"
        )
    indent = f"{_newline(text)}{' ' * (_column(text, start) + STEP)}"
    lines = text[scalar.start : scalar.end].split("\n")
    if len(lines) == 1:
        yield Splice(colon + 1, scalar.start, f"{indent}{field}: ")
        at = _line_end(text, scalar.end)
        yield Splice(at, at, f"{indent}{name}: {written}")
        return
    # The lines of a text must be indented deeper than its key, and the key is now one step deeper.
    moved = "\n".join([lines[0], *(f"{' ' * STEP}{line}" if line.strip() else line for line in lines[1:])])
    yield Splice(colon + 1, scalar.end, f"{indent}{name}: {written}{indent}{field}: {moved}")


def with_item(sequence: SequenceNode, written: str) -> Splice:
    """Add an item at the end of a list."""
    text = sequence.source.text
    if not sequence.items:
        return Splice(sequence.start + 1, sequence.start + 1, written)
    last = sequence.items[-1]
    if text[sequence.start : sequence.start + 1] == "[":
        return Splice(last.end, last.end, f", {written}")
    dash = _dash(last)
    at = _line_end(text, last.end)
    return Splice(at, at, f"{_newline(text)}{text[dash : last.start]}{written}")


def without_item(mapping: MappingNode, name: str, item: Node) -> Splice:
    """Remove an item from a list that is a field of a mapping. If the item is the only one, the whole field is removed."""
    sequence = mapping.values[name]
    assert isinstance(sequence, SequenceNode)
    text, items = mapping.source.text, sequence.items
    if len(items) == 1:
        return _without_field(mapping, name)
    at = items.index(item)
    if text[sequence.start : sequence.start + 1] == "[":
        start, end = (item.start, items[1].start) if at == 0 else (items[at - 1].end, item.end)
    else:
        start = _dash(item)
        end = _line_end(text, item.end) + len(_newline(text))
    return _removal(mapping.source, start, end)


def _without_field(mapping: MappingNode, name: str) -> Splice:
    text, node, start = mapping.source.text, mapping.values[name], mapping.starts[name]
    if is_flow(mapping):
        names = list(mapping.values)
        at = names.index(name)
        if at:
            return _removal(mapping.source, mapping.values[names[at - 1]].end, node.end)
        return _removal(mapping.source, start, mapping.starts[names[1]] if len(names) > 1 else node.end)
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() or len(mapping.values) == 1:
        raise CannotEdit(mapping.source.span(start, node.end), f"`{name}` is not on a line of its own; move it to one first")
    return _removal(mapping.source, line, min(_line_end(text, node.end) + len(_newline(text)), len(text)))


def _removal(source: SourceFile, start: int, end: int) -> Splice:
    if "#" in source.text[start:end]:
        raise CannotEdit(source.span(start, end), "there is a comment beside the text to remove; move it first")
    return Splice(start, end, "")


def _dash(item: Node) -> int:
    """Return the start of the line of an item in a block list. Raises CannotEdit if the line has more than the dash and the item."""
    text = item.source.text
    line = text.rfind("\n", 0, item.start) + 1
    if text[line : item.start].strip() != "-" or "\n" in text[item.start : item.end]:
        raise CannotEdit(item.span, "this item is not on exactly one line of its own; move it to one first")
    return line


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)


def _line_end(text: str, index: int) -> int:
    """Return the end of the line that contains an index, before its line feed or carriage return and line feed."""
    return index + len(text[index:].partition("\n")[0].removesuffix("\r"))


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
