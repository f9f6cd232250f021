"""The quality report as GitHub-flavoured Markdown: a table of all variants, then what each of them lacks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.completeness import Quality
from generator.model.variant import STATES, Variant, short_form
from generator.report.quality_wording import WORDS, Surveyed, contact, gap, review
from generator.report.source_excerpt import visible
from generator.text import gfm_escaping as gfm

COLUMNS = (
    "Variant",
    "Boxes",
    "Not defined",
    "Contacts unassigned",
    "Reviewed",
    "Without a role",
    "Waivers",
    *(state.capitalize() for state in STATES),
)


def to_markdown(surveyed: Surveyed) -> str:
    """The report, with a final line feed."""
    of = f", of commit {surveyed.commit[:12]}" if surveyed.commit else ""
    parts = ["# Data quality", f"As of {surveyed.today}{of}."]
    if surveyed.broken:
        parts.append(f"Left out, for they have errors: {_words(', '.join(surveyed.broken))}. `runbook check` tells which.")
    if surveyed.found:
        parts.append("\n".join(_table(surveyed)))
    for variant, quality in surveyed.found:
        parts += [f"## {gfm.heading(_words(quality.title))}", "\n".join(_details(variant, quality))]
    return "\n\n".join(parts) + "\n"


def _table(surveyed: Surveyed) -> Iterator[str]:
    yield f"| {' | '.join(COLUMNS)} |"
    yield f"| --- |{' ---: |' * (len(COLUMNS) - 1)}"
    for _, one in surveyed.found:
        cells = (
            _words(one.title).replace("|", "\\|"),
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
    held = ", ".join(f"{WORDS.get(key, key)} {number}" for key, number in one.counts.items() if number and key not in ("boxes", "blocking"))
    boxes = "1 box" if one.counts["boxes"] == 1 else f"{one.counts['boxes']} boxes"
    yield f"- Holds {boxes}, {one.counts['blocking']} of them blocking; {held}"
    yield f"- Not defined: {_words(', '.join(gap(key, variant) for key in one.gaps)) or 'nothing is missing'}"
    yield f"- Contacts unassigned: {_words(', '.join(contact(address, variant) for address in one.unassigned)) or 'none'}"
    yield f"- Reviewed: {review(one)}" + (f", every {one.review_every}" if one.review_every else "")
    yield f"- Items and steps without a role: {len(one.without_role)} of {one.tasks}"
    yield f"- Waivers: {'' if one.waived else 'none'}".rstrip()
    for each in one.waived:
        ends = f"ended on {each.until}" if each.ended else f"until {each.until}"
        yield f"  - `{each.rule}` for {_words(short_form(each.address))}, {ends}: {_words(each.because)}"
    yield f"- Distance from the shared layers: {', '.join(f'{one.distance[state]} {state}' for state in STATES)}"


def _words(text: str) -> str:
    return gfm.literal(visible(text))
