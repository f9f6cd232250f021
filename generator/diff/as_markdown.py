"""A comparison as a pull request's comment: a table of who is concerned, then what changes, in blocks that name nobody by accident."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics.diagnostic import some_of
from generator.diff.as_text import changed_lines
from generator.diff.diff_sources import DiffSide
from generator.diff.diff_wording import happened, kin, name_of, owner, parts, relayered, side, spoken, summed_up, verdict
from generator.model.differences import ChangedPaths, Difference, Differences, FieldDifference, SharedDifference, VariantDifference, depths
from generator.report.diagnostics_report import count_of
from generator.report.source_excerpt import visible
from generator.text import gfm_escaping as gfm

# A comment on GitHub holds 65,536 characters; the rest is left for whoever posts it to add words of their own.
MOST_CHARACTERS = 60_000
# Up to this many differences stand open on the page; more are folded, variant by variant.
MOST_OPEN = 20
MENTION = re.compile(r"([@#])(?=\w)")


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One section: its heading in plain words, and a block of Markdown for each difference."""

    heading: str
    blocks: tuple[str, ...]
    count: int


def to_markdown(found: Differences, old: DiffSide, new: DiffSide) -> str:
    """The comparison as GitHub-flavoured Markdown that fits into one comment, with a final line feed."""
    head = ["### Changes of the runbooks", f"{words(side(old))} → {words(side(new))}: {verdict(found)}."]
    broken = sorted({*old.broken, *new.broken})
    if broken:
        head.append(f"Left out because of errors: {words(some_of(broken))}. Run `runbook check` to see them.")
    if found.variants or found.pages:
        head.append("\n".join(_table(found)))
    if found and not found.pages_known:
        head.append("Which pages change is not known: one side was made by another version of the program.")
    sections = [*map(_shared, found.shared), *(_variant(one) for one in found.variants if one.differences)]
    return "\n\n".join(_fitting(head, sections)) + "\n"


def words(text: str) -> str:
    """Plain words of data as Markdown: nothing in them is markup, calls a person or links to an issue."""
    return MENTION.sub(r"\1<!-- -->", gfm.literal(visible(text)))


def _fitting(head: list[str], sections: list[ReportPart]) -> Iterator[str]:
    """Head and sections, as much of them as fits; what does not is counted."""
    yield from head
    room = MOST_CHARACTERS - sum(len(part) + 2 for part in head)
    folded = sum(part.count for part in sections) > MOST_OPEN
    untold = 0
    for part in sections:
        opening = f"<details>\n<summary>{html.escape(part.heading)}</summary>" if folded else f"#### {words(part.heading)}"
        closing = "</details>" if folded else ""
        room -= len(opening) + len(closing) + 4
        fitting = 0
        while fitting < len(part.blocks) and room >= len(part.blocks[fitting]) + 2:
            room -= len(part.blocks[fitting]) + 2
            fitting += 1
        untold += len(part.blocks) - fitting
        if fitting:
            yield opening
            yield from part.blocks[:fitting]
            yield from [closing] if closing else []
    if untold:
        yield f"{count_of(untold, 'more difference')} would not fit here: `runbook diff` tells all."


def _table(found: Differences) -> Iterator[str]:
    yield "| Variant | Owner | Differences | Pages | Sheets |"
    yield "| --- | --- | --- | --- | --- |"
    for group in kin(found.variants):
        one = group.first
        names = one.title if len(group.variants) == 1 else some_of(each.title for each in group.variants)
        cells = (names, owner(one.owner), summed_up(one), _row(one.pages, one), _row(one.sheets, one))
        yield f"| {' | '.join(_cell(text) for text in cells)} |"
    if found.pages:
        yield f"| All variants | | | {_cell(parts(found.pages, ''))} | |"


def _row(touched: ChangedPaths, one: VariantDifference) -> str:
    return parts(touched, one.id) if one.state == "changed" else "all"


def _cell(text: str) -> str:
    return words(text).replace("|", "\\|")


def _shared(shared: SharedDifference) -> ReportPart:
    reach = f"reaches {len(shared.variants)} of {len(shared.built_on)} variants"
    told = f"Reaches {words(some_of(shared.variants))}."
    if shared.overriding:
        told += f" Overridden in {words(some_of(shared.overriding))}."
    blocks = (told, *_blocks(shared.differences))
    return ReportPart(f"Layer {shared.title} ({shared.layer}), {reach}", blocks, len(shared.differences))


def _variant(one: VariantDifference) -> ReportPart:
    return ReportPart(f"{one.title} ({one.id}), {summed_up(one)}", tuple(_blocks(one.differences)), len(one.differences))


def _blocks(differences: Iterable[Difference]) -> Iterator[str]:
    """A block for each entity; what came or went together is one list."""
    told = tuple(differences)
    deep = depths(told)
    listed: list[str] = []
    for one in told:
        if one.only_relayered:
            continue
        if one.kind == "kept":
            if listed:
                yield "\n".join(listed)
                listed = []
            yield "\n\n".join(_changed(one))
        else:
            listed += _listed(one, deep[one.address])
    if listed:
        yield "\n".join(listed)
    yield from (words(line) + "." for line in relayered(told))


def _changed(one: Difference) -> Iterator[str]:
    source = f" <sub>{words(one.source)}</sub>" if one.source else ""
    yield f"**{words(happened(one))}** {gfm.code_span(name_of(one))} {words(one.title)}{source}"
    fields = one.shown_fields
    if fields:
        yield gfm.fenced("\n".join(line for field in fields for line in _field(field)), "diff")


def _listed(one: Difference, depth: int) -> Iterator[str]:
    pad = "  " * depth
    because = f", because {words(one.because)}" if one.because else ""
    yield f"{pad}- **{happened(one)}** {gfm.code_span(name_of(one))} {words(one.title)}{because}"
    for field in one.shown_fields:
        value = gfm.code_span(" ⏎ ".join(visible(line) for line in spoken(field.new or field.old).split("\n")))
        reason = f", because {words(field.because)}" if field.because else ""
        yield f"{pad}  - {words(field.field)}: {value}{reason}"


def _field(field: FieldDifference) -> Iterator[str]:
    because = f", because {field.because}" if field.because else ""
    yield visible(f"  {field.field}{because}")
    yield from (visible(line) for line in changed_lines(field))
