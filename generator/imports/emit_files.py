"""Writes a draft as data files: one for each phase, in the order of the draft, and `variant.yaml` for the head and what has no phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.edits.scaffold import MODELINE
from generator.imports.draft import Draft, DraftText, DraftValue, line_of
from generator.model.entities import PHASES
from generator.model.field_facts import COLLECTIONS, HEADS, EntityFacts
from generator.source.scalar_styles import yaml_block, yaml_list, yaml_value

MOST_BYTES = 448 << 10  # of the entries of a file, which is divided before 512 KiB
HEAD, LAYER, REFERENCE = "variant", "layer", "reference"


def data_files(draft: Draft, id: str, sources: tuple[str, ...], *, with_lines: bool = False, as_layer: bool = False) -> dict[str, bytes]:
    """Return the data files of a variant or a layer by path. `with_lines` adds a comment with the source line to each entry of a list.

    A phase that needs more than one file has numbers in their names, so that the files are read in order.
    """
    names = ", ".join(sources)
    is_layer = as_layer or LAYER in draft
    folder, report = ("layers", "") if is_layer else ("variants", f"; what was reported is in imports/{id}/report.md")
    opening = f"{MODELINE}\n# Imported from {names}{report}\n"
    parts: dict[str, list[tuple[str, str]]] = {HEAD: []}
    source = sources[0] if with_lines and len(sources) == 1 else "line" if with_lines else ""
    for key, value in draft.items():
        if key in HEADS or key == "phases":
            parts[HEAD].append(("", "\n".join(_field(key, value, "", HEADS.get(key) or COLLECTIONS[key].holds, source))))
            continue
        assert isinstance(value, dict), f"`{key}` has no entries"
        for entry, fields in value.items():
            text = "\n".join(_entry(entry, fields, "  ", COLLECTIONS[key].holds, source))
            parts.setdefault(part_of(fields), []).append((key, text))
    files: dict[str, bytes] = {}
    for name, texts in ((name, texts) for name, texts in parts.items() if texts):
        for part, block in _divided(name, texts).items():
            files[f"data/{folder}/{id}/{LAYER if is_layer and part == HEAD else part}.yaml"] = f"{opening}{block}\n".encode()
    return files


def part_of(fields: DraftValue) -> str:
    """Return the name of the file of an entry: its phase, or that of the head."""
    phase = fields.get("phase") if isinstance(fields, dict) else None
    return phase.text if isinstance(phase, DraftText) and phase.text in PHASES else HEAD


def _divided(name: str, texts: list[tuple[str, str]]) -> dict[str, str]:
    """Return the content of the files of one part, by name. The head stays alone if what has no phase fills a file."""
    groups: list[list[tuple[str, str]]] = [[]]
    size = 0
    for key, text in texts:
        size += len(text.encode()) + 1
        if groups[-1] and size > MOST_BYTES:
            groups.append([])
            size = len(text.encode())
        groups[-1].append((key, text))
    if len(groups) == 1:
        return {name: _joined(groups[0])}
    if name == HEAD:
        head = [one for one in texts if not one[0]]
        return {HEAD: _joined(head), **_divided(REFERENCE, [one for one in texts if one[0]])}
    digits = len(str(len(groups)))
    return {f"{name}-{number:0{digits}}": _joined(group) for number, group in enumerate(groups, 1)}


def _joined(texts: list[tuple[str, str]]) -> str:
    """Return entries below the key of their collection. Blank lines separate collections, and entries of several lines."""
    by_key: dict[str, list[str]] = {}
    for key, text in texts:
        by_key.setdefault(key, []).append(text)
    blocks: list[str] = []
    for key, entries in by_key.items():
        between = "\n\n" if not key or any("\n" in entry for entry in entries) else "\n"
        blocks.append((f"{key}:\n" if key else "") + between.join(entries))
    return "\n\n".join(blocks)


def _field(key: str, value: DraftValue, indent: str, record: EntityFacts | None, source: str) -> Iterator[str]:
    """Yield the lines of a field, whose entries, if it has some, are those of `record`."""
    if not isinstance(value, dict):
        yield f"{indent}{key}: {scalar_text(value, indent)}"
    elif value:
        yield f"{indent}{key}:"
        head = record is not None and key in HEADS
        for inner, one in value.items():
            if record is None or head:
                spec = record.keys.get(inner) if record is not None else None
                yield from _field(inner, one, f"{indent}  ", spec.record if spec is not None else None, source)
            else:
                yield from _entry(inner, one, f"{indent}  ", record, source)


def _entry(id: str, value: DraftValue, indent: str, record: EntityFacts, source: str) -> Iterator[str]:
    """Yield the lines of an entry; an entry that has only its text is that text."""
    if source and record.model.boxed and (line := line_of(value)):
        yield f"{indent}# {source}:{line}"
    if isinstance(value, dict) and list(value) == [record.model.shorthand]:
        value = value[record.model.shorthand]
    if isinstance(value, DraftText):
        yield f"{indent}{id}: {scalar_text(value, indent)}"
        return
    yield f"{indent}{id}:"
    assert isinstance(value, Mapping), f"`{id}` is a list"
    for key, inner in value.items():
        spec = record.keys.get(key)
        yield from _field(key, inner, f"{indent}  ", spec.record if spec is not None else None, source)


def field_lines(parent: str, key: str, value: DraftValue, indent: str) -> Iterator[str]:
    """Yield the lines of a field of an entry, or of an entry of a collection, that has the address `parent`."""
    record, in_entries = record_at(parent)
    if in_entries and record is not None:
        yield from _entry(key, value, indent, record, "")
    else:
        spec = record.keys.get(key) if record is not None else None
        yield from _field(key, value, indent, spec.record if spec is not None else None, "")


def record_at(address: str) -> tuple[EntityFacts | None, bool]:
    """Return the record of the fields at an address, or of the entries if it is that of a collection, and whether it is."""
    first, *more = address.split(".")
    if first not in HEADS and first not in COLLECTIONS:
        return None, False
    record: EntityFacts | None = HEADS.get(first) or COLLECTIONS[first].holds
    in_entries = first in COLLECTIONS
    for part in more:
        spec = record.keys.get(part) if record is not None and not in_entries else None
        record, in_entries = (record, False) if in_entries else (spec.record if spec is not None else None, True)
    return record, in_entries


def scalar_text(value: DraftText | tuple[DraftText, ...], indent: str) -> str:
    """Return a value below a key with an indentation. An empty text is one that nobody knows yet."""
    if isinstance(value, tuple):
        return yaml_list(tuple(one.text for one in value))
    text = value.text
    if not text:
        return "null"
    return yaml_block(text, f"{indent}  ") if "\n" in text.strip("\n") else yaml_value(text.strip("\n"))
