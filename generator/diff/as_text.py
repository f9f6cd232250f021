"""A comparison for a terminal: first shared layers, then each variant with its changes, pages and sheets."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.diagnostic import some_of
from generator.diff import diff_wording as wording
from generator.diff.diff_sources import DiffSide
from generator.model.differences import Difference, Differences, FieldDifference, SharedDifference, VariantDifference, depths
from generator.report.source_excerpt import visible

SHORT = 60
PLAIN, BOLD, RED, GREEN = "\033[0m", "\033[1m", "\033[31m", "\033[32m"


def to_text(found: Differences, old: DiffSide, new: DiffSide, *, colour: bool = False) -> str:
    """Return the comparison as lines, with a final newline."""
    lines = [f"{old.label} -> {new.label}: {wording.headline(found)}"]
    lines += wording.gaps(old, new)
    for shared in found.shared:
        lines += ["", *_shared(shared)]
    for group in wording.grouped(found.variants):
        lines += ["", *_variants(group)]
    if found.pages:
        lines += ["", f"across variants: {wording.path_names(found.pages, '')}"]
    if found and not found.pages_known:
        lines += ["", "the changed pages are not known: one side was made by another version of this program"]
    return "".join(f"{painted(visible(line)) if colour else visible(line)}\n" for line in lines)


def _shared(shared: SharedDifference) -> Iterator[str]:
    reach = f"{len(shared.variants)} of the {len(shared.built_on)}" if len(shared.built_on) > 1 else "the one"
    yield f"layer {shared.layer} ({shared.title}) reaches {reach} built on it: {some_of(shared.variants)}"
    if shared.overriding:
        yield f"  overridden in {some_of(shared.overriding)}"
    yield from _differences(shared.differences)


def _variants(group: list[VariantDifference]) -> Iterator[str]:
    first = group[0]
    names = f"{first.id} ({first.title})" if len(group) == 1 else some_of(one.id for one in group)
    yield f"{names}: {wording.variant_summary(first)}; {wording.owner_label(first.owner)}"
    yield from _differences(first.differences)
    for label, changes in (("pages ", first.pages), ("sheets", first.sheets)):
        if changes and first.state == "changed":
            yield f"  {label}  {wording.path_names(changes, first.id)}"


def _differences(differences: tuple[Difference, ...]) -> Iterator[str]:
    depth = depths(differences)
    for one in differences:
        if not one.only_relayered:
            yield from _difference(one, "  " * depth.get(one.address, 0))
    yield from (f"  {line}" for line in wording.relayered_lines(differences))


def _difference(one: Difference, indent: str) -> Iterator[str]:
    yield f"  {indent}{wording.change_label(one)} {wording.name_of(one)}: {one.title}" + (f"  [{one.source}]" if one.source else "")
    if one.because:
        yield f"      {indent}because {one.because}"
    for field in one.shown_fields:
        yield from (f"      {indent}{line}" for line in _field(field, is_new=one.kind == "added"))


def _field(field: FieldDifference, *, is_new: bool) -> Iterator[str]:
    was, now = wording.value_text(field.old), wording.value_text(field.new)
    because = f", because {field.because}" if field.because else ""
    if is_new and field.old is None and "\n" not in now:
        yield f"{field.field}: {now}{because}"
    elif len(was) + len(now) <= SHORT and "\n" not in was + now:
        yield f"{field.field}: {was} -> {now}{because}"
    else:
        yield f"{field.field}{because}"
        yield from (f"  {line}" for line in wording.changed_lines(field))


def painted(line: str) -> str:
    """Return a line of a comparison with colours for a terminal."""
    text = line.strip()
    if text.startswith(("- ", "removed ")):
        return f"{RED}{line}{PLAIN}"
    if text.startswith(("+ ", "added ")):
        return f"{GREEN}{line}{PLAIN}"
    return f"{BOLD}{line}{PLAIN}" if line and line[0] != " " else line
