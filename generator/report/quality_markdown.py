"""Write the quality report as GitHub-flavoured Markdown: a table of all variants, then a section about each variant."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.completeness import Quality
from generator.model.variant import STATES, Variant, short_form
from generator.report.quality_wording import LABELS, QualityReport, contact, gap, review
from generator.report.source_excerpt import visible
from generator.text import gfm_escaping as gfm


def to_markdown(report: QualityReport) -> str:
    """Return the report, with a final newline."""
    commit = f", commit {report.commit[:12]}" if report.commit else ""
    parts = ["# Data quality", f"As of {report.today}{commit}."]
    if report.broken:
        parts.append(f"Left out because of errors: {_escaped(', '.join(report.broken))}. Run `runbook check` to see them.")
    if report.qualities:
        parts.append("\n".join(_table(report)))
    for variant, quality in report.qualities:
        parts += [f"## {gfm.heading(_escaped(quality.title))}", "\n".join(_details(variant, quality))]
    return "\n\n".join(parts) + "\n"


def _table(report: QualityReport) -> Iterator[str]:
    columns = ["Variant", "Boxes", "Not defined", "Contacts unassigned", "Reviewed", "Without a role", "Waivers"]
    columns += map(str.capitalize, STATES)
    yield f"| {' | '.join(columns)} |"
    yield f"| --- |{' ---: |' * (len(columns) - 1)}"
    for _, one in report.qualities:
        cells = (
            gfm.cell_of_line(visible(one.title)),
            one.counts["boxes"],
            len(one.gaps),
            f"{len(one.unassigned)} of {one.counts['contacts']}",
            review(one),
            f"{len(one.without_role)} of {one.tasks}",
            len(one.waived),
            *(one.distance[state] for state in STATES),
        )
        yield f"| {' | '.join(map(str, cells))} |"


def _details(variant: Variant, one: Quality) -> Iterator[str]:
    counts = (f"{LABELS.get(key, key)} {number}" for key, number in one.counts.items() if number and key not in ("boxes", "blocking"))
    boxes = "1 box" if one.counts["boxes"] == 1 else f"{one.counts['boxes']} boxes"
    yield f"- Contains {boxes}, {one.counts['blocking']} of them blocking; {', '.join(counts)}"
    yield f"- Not defined: {_escaped(', '.join(gap(key, variant) for key in one.gaps)) or 'nothing is missing'}"
    yield f"- Contacts unassigned: {_escaped(', '.join(contact(address, variant) for address in one.unassigned)) or 'none'}"
    yield f"- Reviewed: {review(one)}" + (f", every {one.review_every}" if one.review_every else "")
    yield f"- Items and steps without a role: {len(one.without_role)} of {one.tasks}"
    yield "- Waivers:" if one.waived else "- Waivers: none"
    for each in one.waived:
        ends = f"ended on {each.until}" if each.ended else f"until {each.until}"
        yield f"  - `{each.rule}` for {_escaped(short_form(each.address))}, {ends}: {_escaped(each.because)}"
    yield f"- Distance from the shared layers: {', '.join(f'{one.distance[state]} {state}' for state in STATES)}"


def _escaped(text: str) -> str:
    return gfm.literal(visible(text))
