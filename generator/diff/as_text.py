"""A comparison for a terminal: shared layers first, then each variant with what changes for its readers."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from generator.diagnostics.diagnostic import some_of
from generator.diff.diff_sources import DiffSide
from generator.diff.diff_wording import Kin, happened, kin, name_of, owner, parts, relayered, side, spoken, summed_up, verdict
from generator.model.differences import Difference, Differences, FieldDifference, SharedDifference, VariantDifference, depths
from generator.report.source_excerpt import visible

SHORT = 60
PLAIN, BOLD, RED, GREEN = "\033[0m", "\033[1m", "\033[31m", "\033[32m"
PAD = " " * 6


def to_text(found: Differences, old: DiffSide, new: DiffSide, *, colour: bool = False) -> str:
    """The comparison as lines, with a final line feed."""
    lines = [f"{side(old)} -> {side(new)}: {verdict(found)}"]
    lines += [f"left out because of errors: {some_of(sorted({*old.broken, *new.broken}))}"] if old.broken or new.broken else []
    for shared in found.shared:
        lines += ["", *_shared(shared)]
    for group in kin(found.variants):
        lines += ["", *_variants(group)]
    if found.pages:
        lines += ["", f"across variants: {parts(found.pages, '')}"]
    if found and not found.pages_known:
        lines += ["", "which pages change is not known: one side was made by another version of this program"]
    return "".join(f"{_painted(visible(line), on=colour)}\n" for line in lines)


def _shared(shared: SharedDifference) -> Iterator[str]:
    reach = f"{len(shared.variants)} of the {len(shared.built_on)}" if len(shared.built_on) > 1 else "the one"
    yield f"layer {shared.layer} ({shared.title}) reaches {reach} built on it: {some_of(shared.variants)}"
    if shared.overriding:
        yield f"  overridden in {some_of(shared.overriding)}"
    yield from _differences(shared.differences)


def _variants(group: Kin) -> Iterator[str]:
    first = group.first
    if len(group.variants) == 1:
        yield f"{first.id} ({first.title}): {summed_up(first)}; {owner(first.owner)}"
    else:
        yield f"{some_of(one.id for one in group.variants)}: {summed_up(first)}; {owner(first.owner)}"
    yield from _differences(first.differences)
    yield from _touched(first)


def _touched(one: VariantDifference) -> Iterator[str]:
    if one.state != "changed":
        return
    if one.pages:
        yield f"  pages   {parts(one.pages, one.id)}"
    if one.sheets:
        yield f"  sheets  {parts(one.sheets, one.id)}"


def _differences(differences: tuple[Difference, ...]) -> Iterator[str]:
    deep = depths(differences)
    for one in differences:
        if not one.only_relayered:
            yield from _difference(one, deep.get(one.address, 0))
    yield from (f"  {line}" for line in relayered(differences))


def _difference(one: Difference, depth: int) -> Iterator[str]:
    yield f"  {'  ' * depth}{happened(one)} {name_of(one)}: {one.title}" + (f"  [{one.source}]" if one.source else "")
    pad = PAD + "  " * depth
    if one.because:
        yield f"{pad}because {one.because}"
    for field in one.shown_fields:
        yield from (f"{pad}{line}" for line in _field(field, came=one.kind == "added"))


def _field(field: FieldDifference, *, came: bool) -> Iterator[str]:
    was, now = spoken(field.old), spoken(field.new)
    because = f", because {field.because}" if field.because else ""
    if came and field.old is None and "\n" not in now:
        yield f"{field.field}: {now}{because}"
    elif len(was) + len(now) <= SHORT and "\n" not in was + now:
        yield f"{field.field}: {was} -> {now}{because}"
    else:
        yield f"{field.field}{because}"
        yield from (f"  {line}" for line in changed_lines(field))


def changed_lines(field: FieldDifference) -> Iterable[str]:
    """Both values with `-` and `+` before their lines; lines of a command that stay stand between them."""
    was = [] if field.old is None else spoken(field.old).split("\n")
    now = [] if field.new is None else spoken(field.new).split("\n")
    return (line.rstrip() for line in difflib.ndiff(was, now) if not line.startswith("?"))


def _painted(line: str, *, on: bool) -> str:
    if not on or not line:
        return line
    words = line.strip()
    tone = RED if words.startswith(("- ", "removed ")) else GREEN if words.startswith(("+ ", "added ")) else "" if line[0] == " " else BOLD
    return f"{tone}{line}{PLAIN}" if tone else line
