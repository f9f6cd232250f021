"""`runbook explain`: each field of an entity, and every layer's word on it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.project.faults import CLEAN, EXIT_CODES, InputFault, UsageFault

if TYPE_CHECKING:
    from generator.merge.explain import Explained, Explanation, LayerValue


@click.command(epilog=EXIT_CODES)
@click.argument("variant")
@click.argument("address")
@click.pass_obj
def explain(folder: Path | None, variant: str, address: str) -> int:
    """Show each field of one entity of VARIANT, with every layer's word on it, its place and its reason.

    \b
    runbook explain elearning-platform checklists.database.items.pooling
    runbook explain elearning-platform database/pooling
    """
    from generator.checks.resolve import Resolver
    from generator.diagnostics.diagnostic import sentences, unknown
    from generator.merge.explain import NoSuchAddress
    from generator.merge.explain import explain as explain_entry
    from generator.project.project_files import locate, read_data

    resolver = Resolver(read_data(locate(folder)).files)
    if variant not in resolver.variants:
        raise UsageFault(unknown("variant", variant, resolver.variants))
    try:
        merged, _ = resolver.judge(variant)
        found = None if merged is None else explain_entry(merged.tree, address)
    except NoSuchAddress as fault:
        raise UsageFault(sentences(str(fault), fault.help)) from None
    if found is None:
        raise InputFault(f"variant `{variant}` cannot be merged; `runbook check` tells why")
    sys.stdout.write(to_text(found, variant))
    return CLEAN


def to_text(found: Explanation, variant: str) -> str:
    """The explanation as lines: who removed the entity, its fields, then what it holds."""
    from generator.report.source_excerpt import visible

    lines = [f"{found.address} (variant {variant})"]
    if found.removed is not None:
        lines.append(f"  removed by {_told(found.removed)}")
    for field in found.fields:
        lines += ["", *_field(field)]
    if found.children:
        lines += ["", "holds", *(f"  {child}" for child in found.children)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _field(field: Explained) -> list[str]:
    if not field.levels:
        return [f"{field.field}: not set"]
    top, *below = field.levels
    return [f"{field.field}: {_value(top)}", f"  set by {_told(top)}", *(f"  over   {_told(level)}: {_value(level)}" for level in below)]


def _value(level: LayerValue) -> str:
    return "dropped" if level.value is None else " / ".join(level.value.splitlines())


def _told(level: LayerValue) -> str:
    because = f" because {level.because}" if level.because else ""
    return f"{level.layer} ({level.place}){because}"
