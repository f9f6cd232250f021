"""A comparison as a comment on a pull request: a table of the variants, then the changes. A text of the data never mentions a person."""

from __future__ import annotations

import html
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from generator.diagnostics.diagnostic import some_of
from generator.diff import diff_wording as wording
from generator.diff.diff_sources import DiffSide
from generator.model.differences import Difference, Differences, FieldDifference, SharedDifference, VariantDifference, depths
from generator.report.diagnostics_report import count_of
from generator.report.source_excerpt import visible
from generator.text import gfm_escaping as gfm
from generator.text.line_changes import SHORT

# GitHub allows 65,536 characters in a comment; a workflow may add text of its own.
MOST_CHARACTERS = 60_000
# If there are more differences, each section is collapsed.
MOST_OPEN = 20
MENTION = re.compile(r"([@#])(?=\w)")
# The heading of a section as plain text, and the Markdown of each difference.
ReportPart = tuple[str, Sequence[str]]


def to_markdown(found: Differences, old: DiffSide, new: DiffSide) -> str:
    """Return the comparison as GitHub-flavoured Markdown that fits into one comment, with a final newline."""
    head = ["### Changes of the runbooks", f"{escaped(old.label)} → {escaped(new.label)}: {wording.headline(found)}."]
    head += wording.gaps(old, new, escaped)
    if found.variants or found.pages:
        head.append("\n".join(_table(found)))
    if found and not found.pages_known:
        head.append("The changed pages are not known: one side was made by another version of this program.")
    sections = [*map(_shared, found.shared), *(_variant(one) for one in found.variants if one.differences)]
    differences = [*(one.differences for one in found.shared), *(one.differences for one in found.variants)]
    folded = sum(map(len, differences)) > MOST_OPEN
    return "\n\n".join(_fitting(head, sections, folded=folded)) + "\n"


def escaped(text: str) -> str:
    """Return a text of the data as Markdown. Nothing in the text becomes markup, mentions a person or links to an issue."""
    return MENTION.sub(r"\1<!-- -->", gfm.literal(visible(text)))


def _fitting(head: Sequence[str], sections: Iterable[ReportPart], *, folded: bool) -> Iterator[str]:
    """Return the head and as many blocks as fit, then a sentence with the number of blocks that are left out."""
    yield from head
    room = MOST_CHARACTERS - sum(len(part) + 2 for part in head)
    left_out = 0
    for heading, blocks in sections:
        opening = f"<details>\n<summary>{html.escape(heading)}</summary>" if folded else f"#### {escaped(heading)}"
        closing = "</details>" if folded else ""
        room -= len(opening) + len(closing) + 4
        sizes = [len(block) + 2 for block in blocks]
        fitting = bisect(list(accumulate(sizes)), room)
        room -= sum(sizes[:fitting])
        left_out += len(blocks) - fitting
        if fitting:
            yield from filter(None, (opening, *blocks[:fitting], closing))
    if left_out:
        yield f"{count_of(left_out, 'more difference')} left out because a comment is limited; run `runbook diff` to see all of them."


def _table(found: Differences) -> Iterator[str]:
    yield "| Variant | Owner | Differences | Pages | Sheets |"
    yield "| --- | --- | --- | --- | --- |"
    for group in wording.grouped(found.variants):
        one = group[0]
        names = one.title if len(group) == 1 else some_of(each.title for each in group)
        paths = [wording.path_names(changes, one.id) if one.state == "changed" else "all" for changes in (one.pages, one.sheets)]
        yield f"| {' | '.join(map(_cell, (names, wording.owner_label(one.owner), wording.variant_summary(one), *paths)))} |"
    if found.pages:
        yield f"| All variants | | | {_cell(wording.path_names(found.pages, ''))} | |"


def _cell(text: str) -> str:
    return escaped(text).replace("|", "\\|")


def _shared(shared: SharedDifference) -> ReportPart:
    reach = f"reaches {len(shared.variants)} of {len(shared.built_on)} variants"
    reached = f"Reaches {escaped(some_of(shared.variants))}."
    if shared.overriding:
        reached += f" Overridden in {escaped(some_of(shared.overriding))}."
    return f"Layer {shared.title} ({shared.layer}), {reach}", (reached, *_blocks(shared.differences))


def _variant(one: VariantDifference) -> ReportPart:
    return f"{one.title} ({one.id}), {wording.variant_summary(one)}", tuple(_blocks(one.differences))


def _blocks(differences: tuple[Difference, ...]) -> Iterator[str]:
    """Return a block for each changed entity. Entities that were added or removed share a list if they follow each other."""
    several = [one for one in differences if not one.only_relayered]
    depth = depths(several)
    for is_changed, group in groupby(several, key=lambda one: one.kind == "kept"):
        if is_changed:
            yield from ("\n\n".join(_changed(one)) for one in group)
        else:
            yield "\n".join(line for one in group for line in _listed(one, "  " * depth[one.address]))
    yield from (escaped(line) + "." for line in wording.relayered_lines(differences))


def _changed(one: Difference) -> Iterator[str]:
    source = f" <sub>{escaped(one.source)}</sub>" if one.source else ""
    yield f"**{escaped(wording.change_label(one))}** {gfm.code_span(wording.name_of(one))} {escaped(one.title)}{source}"
    if one.shown_fields:
        yield gfm.fenced("\n".join(line for field in one.shown_fields for line in _field(field)), "diff")


def _listed(one: Difference, indent: str) -> Iterator[str]:
    yield f"{indent}- **{wording.change_label(one)}** {gfm.code_span(wording.name_of(one))} {escaped(one.title)}{_because(one.because)}"
    for field in one.shown_fields:
        lines = wording.value_text(field.new or field.old).split("\n")
        more = [f"… ({len(lines) - SHORT} more lines)"] if len(lines) > SHORT else []
        value = gfm.code_span(" ⏎ ".join(map(visible, (*lines[:SHORT], *more))))
        yield f"{indent}  - {escaped(field.field)}: {value}{_because(field.because)}"


def _because(reason: str) -> str:
    return f", because {escaped(reason)}" if reason else ""


def _field(field: FieldDifference) -> Iterator[str]:
    because = f", because {field.because}" if field.because else ""
    yield from map(visible, (f"  {field.field}{because}", *wording.changed_lines(field)))
