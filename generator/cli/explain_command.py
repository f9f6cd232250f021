"""`runbook explain`: each field of an entity, with the value from each layer."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import project_command
from generator.project.faults import InputFault, UsageFault

if TYPE_CHECKING:
    from generator.merge.merged_tree import Assignment, Entry, LayerEdit, Stack
    from generator.model.variant import AttachedFile


FILES = "files"
MOST_JOINED = 3  # lines of a value that are shown as one line


@project_command
@click.argument("variant")
@click.argument("address")
def explain(root: Path, variant: str, address: str) -> None:
    """Show each field of one entity of VARIANT, with the value, location and reason from each layer.

    ADDRESS is the full address, or the end of it if no other address ends so. For `files` or `files/NAME`, show which layer
    each file for texts comes from.

    \b
    runbook explain elearning-platform checklists.database.items.pooling
    runbook explain elearning-platform database/pooling
    runbook explain elearning-platform tech-lead
    runbook explain elearning-platform params.api-url
    runbook explain elearning-platform files/wiring.png
    """
    from generator.checks.resolve import Resolver
    from generator.diagnostics.diagnostic import sentences, unknown
    from generator.merge.find_entry import NoSuchAddress, find_entry
    from generator.merge.layer_params import param_stacks
    from generator.project.project_files import read_data
    from generator.project.unread_parts import is_whole, unread_parts
    from generator.report.source_excerpt import visible

    data = read_data(root)
    resolver, unread = Resolver(data.files), unread_parts(data.diagnostics)
    names = {*resolver.variants, *(name for kind, name in unread if kind == "variants")}
    if variant not in names:
        raise UsageFault(unknown("variant", variant, sorted(names)))
    try:
        merged = resolver.check(variant)[0] if variant in resolver.variants else None
        if merged is None or not is_whole(variant, merged.layers, unread):
            raise InputFault(f"variant `{variant}` cannot be merged; run `runbook check` to see why")
        params = param_stacks({**resolver.layers, variant: merged.variant}, variant)
        if named := param_name(address):
            if named not in params:
                raise UsageFault(unknown("parameter", named, sorted(params)))
            lines = _param(named, params[named], variant)
            sys.stdout.writelines(f"{visible(line)}\n" for line in lines)
            return
        files = resolver.attached_stacks(merged)
        if address == FILES or address in files:
            lines = _files({name: stack for name, stack in files.items() if address in (FILES, name)}, variant)
            sys.stdout.writelines(f"{visible(line)}\n" for line in lines)
            return
        if address.startswith(f"{FILES}/") and files:
            raise UsageFault(unknown("file", address, sorted(files)))
        full, entry = find_entry(merged.tree, address)
    except NoSuchAddress as fault:
        raise UsageFault(sentences(str(fault), fault.help)) from None
    sys.stdout.writelines(f"{visible(line)}\n" for line in _lines(full, entry, variant, files))


def param_name(address: str) -> str:
    """Return the name of a parameter from `params.NAME` or `variant.params.NAME`; empty for any other address."""
    head, _, name = address.removeprefix("variant.").partition(".")
    return name if head == "params" else ""


def _param(name: str, stack: Stack, variant: str) -> Iterator[str]:
    """Return the lines about a parameter: the value, and the defaults that it overrides."""
    top, *overridden = reversed(stack)
    yield from (f"variant.params.{name} (variant {variant})", "", f"{name}: {_value(top)}", f"  set by {_origin(top)}")
    yield from (f"  over   {_origin(one)}: {_value(one)}" for one in overridden)


def _files(files: Mapping[str, Sequence[tuple[str, AttachedFile]]], variant: str) -> Iterator[str]:
    """Return the lines about files: the layer whose file is used, and the files of layers below that it replaces."""
    from generator.text.file_sizes import size_in_words

    yield f"{FILES} (variant {variant})"
    for name, stack in sorted(files.items()):
        (layer, file), *overridden = reversed(stack)
        yield from ("", f"{name}: {size_in_words(len(file.data))}", f"  set by {layer} ({file.source})")
        yield from (f"  over   {other} ({one.source}){': the same' if one.data == file.data else ''}" for other, one in overridden)
    if not files:
        yield "  none: files for texts are in the folder `files` of a variant or a layer"


def _used(entry: Entry, files: Mapping[str, Sequence[tuple[str, AttachedFile]]]) -> Iterator[str]:
    """Return the lines about the files that the texts of an entity use."""
    texts = [stack[-1].value for stack in entry.settings.values() if isinstance(stack[-1].value, str)]
    used = [name for name in sorted(files) if any(f"]({name})" in text for text in texts)]
    if used:
        yield from ("", "uses", *(f"  {name} of {files[name][-1][0]} ({files[name][-1][1].source})" for name in used))


def _lines(address: str, entry: Entry, variant: str, files: Mapping[str, Sequence[tuple[str, AttachedFile]]]) -> Iterator[str]:
    """Return the lines about an entity: the layer that removed it, the fields with the topmost layer first, and the children."""
    yield f"{address} (variant {variant})"
    if entry.removal is not None:
        yield f"  removed by {_origin(entry.removal)}"
    for field, stack in entry.settings.items():
        top, *overridden = reversed(stack)
        yield from ("", f"{field}: {_value(top)}", *_block(top), f"  set by {_origin(top)}")
        for one in overridden:
            yield from (f"  over   {_origin(one)}: {_value(one)}", *_block(one))
    yield from _place(entry)
    yield from _used(entry, files)
    children = [f"  {address}.{name}.{child.id}" for name, collection in entry.children.items() for child in collection.in_order()]
    if children:
        yield from ("", "contains", *children)


def _place(entry: Entry) -> Iterator[str]:
    """Return the lines about the position of an entry: where each layer places it."""
    from generator.source.nodes import MappingNode, one_line

    edits = (edit for edit in reversed(entry.edits) if isinstance(edit.node, MappingNode) and "place" in edit.node.values)
    for number, edit in enumerate(edits):
        assert isinstance(edit.node, MappingNode)
        place, span = one_line(edit.node.values["place"]), edit.node.key("place").span
        where = f"{edit.layer} ({span.file}:{span.line})"
        yield from (f"  over   {where}: {place}",) if number else ("", f"place: {place}", f"  set by {where}")


def _value(assignment: Assignment) -> str:
    value = assignment.value
    if value is None:
        return "null" if assignment.is_null else "unset"
    if isinstance(value, dict):  # waivers by rule
        value = [f"{rule} until {waiver.get('until')}" if isinstance(waiver, dict) else rule for rule, waiver in value.items()]
    lines = (", ".join(map(str, value)) if isinstance(value, list) else str(value)).splitlines()
    return " / ".join(lines) if _is_short(lines) else f"{len(lines)} lines"


def _is_short(lines: list[str]) -> bool:
    """Return whether lines are shown in one; paragraphs are not."""
    return len(lines) <= MOST_JOINED and all(line.strip() for line in lines)


def _block(assignment: Assignment) -> Iterator[str]:
    """Yield the lines of a long value, below its field."""
    lines = assignment.value.splitlines() if isinstance(assignment.value, str) else []
    return (f"    {line}".rstrip() for line in lines if not _is_short(lines))


def _origin(one: Assignment | LayerEdit) -> str:
    span, because = one.key.span, f" because {one.because}" if one.because else ""
    return f"{one.layer} ({span.file}:{span.line}){because}"
