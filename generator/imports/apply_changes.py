"""Writes the changes of a document into data files by position, so that everything else keeps its bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from generator.imports.draft import Draft, DraftText, DraftValue, value_at
from generator.imports.emit_files import HEAD, LAYER, data_files, field_lines, part_of, scalar_text
from generator.imports.merge_changes import SourceChanges
from generator.imports.moved_entries import first_line
from generator.imports.written_fields import Value, WrittenField, WrittenFields
from generator.model.field_facts import COLLECTIONS
from generator.source.comments import end_of
from generator.source.node_edits import STEP
from generator.source.nodes import MappingNode, Node
from generator.source.splices import CannotEdit, Splice, spliced_bytes

Splices = dict[str, list[Splice]]


def apply_changes(
    files: Mapping[str, bytes],
    written: WrittenFields,
    changes: SourceChanges,
    draft: Draft,
    id: str,
    opening: tuple[str, ...],
    *,
    as_layer: bool = False,
) -> dict[str, bytes]:
    """Return the changed and the new data files. `draft` is the whole variant as the document has it; `opening` are its documents.

    Raises CannotEdit where a change would damage what people wrote.
    """
    splices: Splices = {}
    additions = _additions(written, changes.added, draft)
    for address, value in changes.changed.items():
        if written.fields[address].shorthand and address.rpartition(".")[0] in additions:
            continue  # it is written again with its new fields
        _add(splices, written.fields[address].node, _changed(written.fields[address], value))
    gone = set(changes.removed)
    for node, splice in _removals(written, gone, changes.added):
        _add(splices, node, splice)
    fresh: Draft = {}
    for parent, subtree in additions.items():
        _insert(splices, written, parent, subtree, draft, gone, fresh, changes.changed)
    fresh = _without_known_files(splices, written, fresh, gone)
    changed = {}
    for path, found in splices.items():
        try:
            changed[path] = spliced_bytes(files[path], _behind_removals(found))
        except ValueError:
            tree = next(one for one in written.mappings[""] if one.source.path == path)
            raise CannotEdit(tree.span, "several changes of the document meet at one line of this file; make one of them by hand") from None
    for path, data in data_files(fresh, id, opening, as_layer=as_layer).items() if fresh else ():
        body = data.split(b"\n", 2)[2]
        base = changed.get(path, files.get(path))
        changed[path] = data if base is None else base.rstrip(b"\n") + b"\n\n" + body
    return changed


def _add(splices: Splices, node: Node, splice: Splice) -> None:
    splices.setdefault(node.source.path, []).append(splice)


def _behind_removals(splices: list[Splice]) -> Iterator[Splice]:
    """Yield splices; lines to insert behind a line that is removed come to its place."""
    removals = [one for one in splices if not one.text]
    for one in splices:
        around = next((other for other in removals if other.start < one.start == one.end < other.end), None)
        yield one if around is None else Splice(around.end, around.end, f"{one.text.removeprefix(chr(10))}\n")


def _changed(field: WrittenField, value: Value) -> Splice:
    """Replace a value, in the style in which the importer writes it."""
    text = field.node.source.text
    if text[field.mapping.start : field.mapping.start + 1] == "{":
        raise CannotEdit(field.node.span, "the document changes a text in braces; write the entry on lines of its own first")
    indent = " " * _column(text, field.mapping.starts[field.key])
    return Splice(field.node.start, end_of(field.node), scalar_text(_draft(value), indent))


def _draft(value: Value) -> DraftText | tuple[DraftText, ...]:
    return DraftText(value) if isinstance(value, str) else tuple(map(DraftText, value))


def _removals(written: WrittenFields, gone: set[str], added: Collection[str]) -> Iterator[tuple[Node, Splice]]:
    """Yield the removal of each field, or of the outermost entry of which nothing is left."""
    left = {*added, *(address for address in written.fields if address not in gone)}
    kept = {".".join(parts[:length]) for parts in (address.split(".") for address in left) for length in range(1, len(parts) + 1)}
    done: set[str] = set()
    for address in sorted(gone):
        parts = address.split(".")
        top = next(".".join(parts[:length]) for length in range(1, len(parts) + 1) if ".".join(parts[:length]) not in kept)
        field = written.fields[address]
        if top == address or not (found := written.mappings.get(top)):
            found = []
            top = address.rpartition(".")[0] if field.shorthand else address
        if top in done:
            continue
        done.add(top)
        if not found:
            yield field.node, _removal(field.mapping, field.key)
            continue
        above, _, key = top.rpartition(".")
        for mapping in written.mappings.get(above, []):
            if key in mapping.values:
                yield mapping, _removal(mapping, key)


def _removal(mapping: MappingNode, key: str) -> Splice:
    text, start, node = mapping.source.text, mapping.starts[key], mapping.values[key]
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() or text[mapping.start : mapping.start + 1] == "{":
        raise CannotEdit(mapping.key(key).span, "the document no longer has this, and it is not on lines of its own; remove it by hand")
    end = _line_end(text, max(end_of(node), mapping.key(key).end))
    if "#" in text[end_of(node) : end]:
        raise CannotEdit(node.span, "the document no longer has this, and a comment is beside it; remove both by hand")
    if _column(text, start):  # what is above the first key of a file is about the file
        line = first_line(text, start)
    end = min(end + 1, len(text))
    if not text[end:].strip():
        line = min(line, len(text[:line].rstrip("\n")) + 1)  # blank lines before the end of the file
    elif text[line - 2 : line] == "\n\n" and text[end : end + 1] == "\n":
        end += 1
    return Splice(line, end, "")


def _additions(written: WrittenFields, added: Mapping[str, Value], draft: Draft) -> dict[str, dict[str, DraftValue]]:
    """Return what to insert, by the address of the entry or the mapping in which it is missing."""
    found: dict[str, dict[str, DraftValue]] = {}
    for address in added:
        parts = address.split(".")
        for length in range(len(parts) - 1, -1, -1):
            parent = ".".join(parts[:length])
            if parent in written.mappings or _is_short(written, parent) or not parent:
                child = parts[length]
                value = value_at(draft, ".".join((*parts[:length], child)))
                if value is not None:
                    found.setdefault(parent, {})[child] = value
                break
    return found


def _is_short(written: WrittenFields, address: str) -> bool:
    return any(f"{address}.{short}" in written.fields and written.fields[f"{address}.{short}"].shorthand for short in ("text", "label"))


def _insert(
    splices: Splices,
    written: WrittenFields,
    parent: str,
    subtree: dict[str, DraftValue],
    draft: Draft,
    gone: set[str],
    fresh: Draft,
    changed: Mapping[str, Value],
) -> None:
    if not parent:
        fresh.update(subtree)
        return
    siblings = value_at(draft, parent)
    order = list(siblings) if isinstance(siblings, dict) else []
    mappings = written.mappings.get(parent, [])
    if not mappings:
        short = next(written.fields[f"{parent}.{name}"] for name in ("text", "label") if f"{parent}.{name}" in written.fields)
        text = changed.get(f"{parent}.{short.shorthand}", short.value)
        assert isinstance(text, str)
        _add(splices, short.node, _expanded(short, text, subtree, parent))
        return
    for key in [key for key in order if key in subtree]:
        before = [one for one in order[: order.index(key)] if one not in subtree and not _is_gone(f"{parent}.{one}", gone, written)]
        home = next(((mapping, one) for one in reversed(before) for mapping in mappings if one in mapping.values), None)
        if parent in COLLECTIONS and (home is None or not _same_phase(home[0], home[1], subtree[key])):
            entries = fresh.setdefault(parent, {})
            assert isinstance(entries, dict)
            entries[key] = subtree[key]
            continue
        mapping, behind = home if home is not None else (mappings[0], "")
        text = mapping.source.text
        if text[mapping.start : mapping.start + 1] == "{" or not mapping.values:
            raise CannotEdit(mapping.span, f"the document adds `{key}` to an entry in braces; write the entry on lines of its own first")
        first = mapping.starts[next(iter(mapping.values))]
        indent = " " * _column(text, first)
        lines = "\n".join(field_lines(parent, key, subtree[key], indent))
        if behind:
            node = mapping.values[behind]
            at = _line_end(text, max(end_of(node), mapping.key(behind).end))
            between = "\n\n" if parent in COLLECTIONS and parent != "phases" and "\n" in lines else "\n"
            _add(splices, node, Splice(at, at, f"{between}{lines}"))
        else:
            at = first_line(text, first)
            _add(splices, mapping, Splice(at, at, f"{lines}\n"))


def _without_known_files(splices: Splices, written: WrittenFields, fresh: Draft, gone: set[str]) -> Draft:
    """Add new entries below the key of their collection, in the file where they belong; return those whose file has no such key."""
    rest: Draft = {}
    for key, entries in fresh.items():
        assert isinstance(entries, dict)
        for id, value in entries.items():
            homes = [mapping for mapping in written.mappings.get(key, []) if _is_file(mapping, part_of(value))]
            last = next((one for home in homes for one in reversed(home.values) if not _is_gone(f"{key}.{one}", gone, written)), "")
            mapping = homes[0] if last else None
            if mapping is None or mapping.source.text[mapping.start] == "{":
                left = rest.setdefault(key, {})
                assert isinstance(left, dict)
                left[id] = value
                continue
            text, node = mapping.source.text, mapping.values[last]
            lines = "\n".join(field_lines(key, id, value, " " * _column(text, mapping.starts[last])))
            at = _line_end(text, max(end_of(node), mapping.key(last).end))
            between = "\n" if key == "phases" else "\n\n"
            _add(splices, node, Splice(at, at, f"{between}{lines}"))
    return rest


def _is_file(mapping: MappingNode, name: str) -> bool:
    names = (HEAD, LAYER) if name == HEAD else (name,)
    return PurePosixPath(mapping.source.path).stem in names


def _is_gone(address: str, gone: set[str], written: WrittenFields) -> bool:
    inside = [field for field in written.fields if field == address or field.startswith(f"{address}.")]
    return all(field in gone for field in inside)


def _same_phase(mapping: MappingNode, key: str, value: DraftValue) -> bool:
    fields = mapping.values[key]
    phase = value.get("phase") if isinstance(value, dict) else None
    own = fields.values.get("phase") if isinstance(fields, MappingNode) else None
    return getattr(own, "value", None) == (phase.text if isinstance(phase, DraftText) else None)


def _expanded(short: WrittenField, value: str, subtree: dict[str, DraftValue], address: str) -> Splice:
    """Turn an entry that is only a text into one with more fields."""
    text = short.node.source.text
    if text[short.mapping.start : short.mapping.start + 1] == "{":
        raise CannotEdit(short.node.span, "the document adds to an entry in braces; write the entry on lines of its own first")
    start = short.mapping.starts[short.key]
    colon = text.index(":", short.mapping.key(short.key).end)
    indent = " " * (_column(text, start) + STEP)
    fields: dict[str, DraftValue] = {short.shorthand: DraftText(value), **subtree}
    lines = [line for key, value in fields.items() for line in field_lines(address, key, value, indent)]
    return Splice(colon + 1, end_of(short.node), "\n" + "\n".join(lines))


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end
