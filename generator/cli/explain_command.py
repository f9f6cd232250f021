"""`runbook explain`: each field of an entity, with the value from each layer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import project_command
from generator.project.faults import CLEAN, InputFault, UsageFault

if TYPE_CHECKING:
    from generator.merge.explain import Explanation, LayerValue


@project_command
@click.argument("variant")
@click.argument("address")
def explain(root: Path, variant: str, address: str) -> int:
    """Show each field of one entity of VARIANT, with the value, location and reason from each layer.

    \b
    runbook explain elearning-platform checklists.database.items.pooling
    runbook explain elearning-platform database/pooling
    """
    from generator.checks.resolve import Resolver
    from generator.diagnostics.diagnostic import sentences, unknown
    from generator.merge.explain import NoSuchAddress
    from generator.merge.explain import explain as explain_entry
    from generator.project.project_files import read_data
    from generator.report.source_excerpt import visible

    resolver = Resolver(read_data(root).files)
    if variant not in resolver.variants:
        raise UsageFault(unknown("variant", variant, resolver.variants))
    try:
        merged, _ = resolver.check(variant)
        if merged is None:
            raise InputFault(f"variant `{variant}` cannot be merged; run `runbook check` to see why")
        found = explain_entry(merged.tree, address)
    except NoSuchAddress as fault:
        raise UsageFault(sentences(str(fault), fault.help)) from None
    sys.stdout.writelines(f"{visible(line)}\n" for line in _lines(found, variant))
    return CLEAN


def _lines(found: Explanation, variant: str) -> Iterator[str]:
    """The lines of an explanation: who removed the entity, its fields from the topmost layer down, then its children."""
    yield f"{found.address} (variant {variant})"
    if found.removed is not None:
        yield f"  removed by {_origin(found.removed)}"
    for field in found.fields:
        top, *overridden = field.levels
        yield from ("", f"{field.field}: {_value(top)}", f"  set by {_origin(top)}")
        yield from (f"  over   {_origin(level)}: {_value(level)}" for level in overridden)
    if found.children:
        yield from ("", "contains", *(f"  {child}" for child in found.children))


def _value(level: LayerValue) -> str:
    return "unset" if level.value is None else " / ".join(level.value.splitlines())


def _origin(level: LayerValue) -> str:
    because = f" because {level.because}" if level.because else ""
    return f"{level.layer} ({level.place}){because}"
