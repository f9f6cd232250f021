"""Sheets as GitHub-flavoured Markdown: texts are literal, boxes are boxes, and the format is tidy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from generator.checks.resolve import resolve
from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheet_of, sheets_of
from generator.document.sheets import BOOK, SHEETS
from generator.model.clock import parse_moment
from generator.model.entities import PHASES
from generator.model.variant import boxes
from generator.paper.markdown_sheets import render_sheet
from generator.text.inline_markup import CodeSpan, Part, Text, parse_inline, plain_text
from generator.text.placeholders import placeholders_in
from tests.composed import sheet_from
from tests.expectations import Expectation
from tests.markdown_reader import as_read, boxes_of, in_place, parts_of, tokens
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(commit="0123456789abcdef")
CLOCK = parse_moment("2026-10-24T22:00 Europe/Berlin")
GOLDEN = Path(__file__).parent / "sheets"

NASTY = [
    "<script>alert(1)</script>",
    "a | b",
    "| a |",
    "|---|---|",
    "[x](javascript:alert(1))",
    "[ ] done",
    "# heading",
    "heading #",
    "a lone ` backtick",
    "``` sh",
    "~~~",
    "{{ x }} {% y %}",
    "*stars*",
    "**",
    "_under_",
    "~~struck~~",
    "1. one",
    "- [ ] dash",
    "+ plus",
    "> quote",
    "---",
    "===",
    "&amp; &#60;",
    "@name",
    "www.host.tld/_a_",
    "https://host.tld/*a*",
    "<!-- comment -->",
    "<name@host.tld>",
    "back\\slash\\",
    "$5 to $10",
    "ends with two",
    "কাজ _শেষ_",
]
MARKED = [
    "run `a | b` now",
    "``a`b``",
    "see [the `x` page](https://host/(a)_b)",
    "<https://host/a_b>",
    "![x](https://host)",
    "do **not `a`** stop",
    "**a**",
]

# The path of each text field, and whether code spans, bold text and links are markup in it.
FIELDS: list[tuple[str, bool]] = [
    ("variant.title", False),
    ("phases.prepare.title", False),
    ("phases.prepare.summary", True),
    ("phases.prepare.groups.week-before.title", False),
    ("checklists.database.title", False),
    ("checklists.database.summary", True),
    ("checklists.cut-over.if", True),
    ("checklists.code.items.tests.text", True),
    ("checklists.database.items.backup.text", True),
    ("checklists.database.items.pooling.items.size.text", True),
    ("checklists.database.items.pooling.if", True),
    ("checklists.cut-over.items.migrate.expect", True),
    ("procedures.roll-back.title", False),
    ("procedures.roll-back.when", True),
    ("procedures.roll-back.summary", True),
    ("procedures.roll-back.steps.assess.title", False),
    ("procedures.roll-back.steps.restore.text", True),
    ("procedures.roll-back.steps.assess.choices.not-so-high.text", True),
    ("triggers.error-rate.text", True),
    ("triggers.error-rate.action", True),
    ("slos.latency.title", False),
    ("contacts.tech-lead.title", False),
    ("contacts.tech-lead.name", False),
    ("contacts.tech-lead.channel", True),
    ("contacts.tech-lead.hours", False),
    ("severities.p0.label", False),
    ("severities.p0.title", False),
    ("severities.p0.text", True),
    ("severities.p0.escalation", False),
    ("sign-offs.lead.title", False),
    ("sign-offs.lead.group", False),
    ("commands.quick.title", False),
    ("commands.quick.group", False),
    ("commands.quick.text", True),
    ("commands.quick.expect", True),
    ("announcements.team.text", True),
    ("announcements.press.if", True),
    ("record.version.label", False),
    ("notes.issues.label", False),
]
PLAIN = "Placeholder"


def with_text(path: str, text: str) -> dict[str, Any]:
    data = sample_data()
    *way, last = path.split(".")
    below = data
    for part in way:
        below = below[part]
    below[last] = text
    return data


def sheets_with(path: str, text: str, parts: Iterable[str]) -> dict[str, str]:
    """Return sheets with the text in a field, by part."""
    document = compose(sample_variant(with_text(path, text)), SETTINGS)
    return {part: render_sheet(sheet_of(document, part)) for part in parts}


@cache
def models(path: str) -> dict[str, list[Token]]:
    """Return sheets that show a field, with a plain word in it; at most three."""
    found = sheets_with(path, PLAIN, ("emergency", "deploy-day", *SHEETS))
    return {part: tokens(markdown) for part, markdown in [one for one in found.items() if PLAIN in one[1]][:3]}


def expected_parts(model: Token, text: str, markup: bool) -> tuple[Part, ...]:
    """Return the parts of a token with the placeholder, and how a text in its place must be read."""
    inner: tuple[Part, ...] = (Text(text),)
    if markup:
        # The card uses the text of a step without a title as its name, and names have no markup.
        inner = (Text(plain_text(text)),) if f"Step 2: {PLAIN}" in model.content else as_read(parse_inline(text))
    return in_place(parts_of(model), PLAIN, inner)


def is_read_as_itself(path: str, markup: bool, text: str) -> None:
    """Assert that a sheet with the text in a field has the structure of one with a plain word, and shows the exact text."""
    assert models(path), f"{path} is not on any sheet"
    for part, found in sheets_with(path, text, models(path)).items():
        plain = models(path)[part]
        got = tokens(found)
        assert [(token.type, token.level) for token in got] == [(token.type, token.level) for token in plain]
        for one, other in zip(got, plain, strict=True):
            if one.type == "inline":
                assert as_read(parts_of(one)) == expected_parts(other, text, markup)
            else:
                assert one.content == other.content
        assert boxes_of(got) == boxes_of(plain)
        assert_tidy(found)


def assert_tidy(markdown: str) -> None:
    """Assert that there are no trailing spaces, no two blank lines in a row, and one line feed at the end."""
    assert not re.search(r"[ \t]$", markdown, re.MULTILINE)
    assert "\n\n\n" not in markdown
    assert markdown.endswith(".**\n")


@pytest.mark.parametrize(("path", "markup"), FIELDS)
def test_hostile_texts_are_literal_in_every_field(path: str, markup: bool) -> None:
    for text in [*NASTY, *MARKED]:
        is_read_as_itself(path, markup, text)


MARKS = "* ** _ ` `` ~ ~~ [ ] ( ) < > & amp; # ! | - + = $ . 1 1. @ ? / ; \\"
WORDS = "a x https://h www.h [x](https://h) `c`"
pieces = st.sampled_from([*MARKS.split(), *WORDS.split(), " "])
# A placeholder such as `xxx` makes a sheet a draft, which has other lines.
texts = (
    st.lists(pieces, min_size=1, max_size=10)
    .map(lambda found: " ".join("".join(found).split()))
    .filter(lambda text: text and not placeholders_in(text))
)


@settings(max_examples=60)
@given(st.sampled_from(FIELDS), texts)
def test_any_text_is_literal_in_any_field(field: tuple[str, bool], text: str) -> None:
    is_read_as_itself(*field, text)


@settings(max_examples=50)
@given(st.text("`~ab \\|<{}%#-\n\t", min_size=1, max_size=60).map(lambda text: text.strip("\n")).filter(lambda text: text.strip()))
def test_a_command_is_shown_as_typed(command: str) -> None:
    places = {
        "checklists.code.items.tests.run": "prepare",
        "procedures.roll-back.steps.restore.items.checked.run": "rollback",
        "commands.quick.run": "emergency",
    }
    for path, part in places.items():
        found = tokens(sheets_with(path, command, [part])[part])
        fences = [token.content.removesuffix("\n") for token in found if token.type == "fence"]
        spans = [piece.text for token in found if token.type == "inline" for piece in parts_of(token) if isinstance(piece, CodeSpan)]
        assert command in [*fences, *spans]


@pytest.mark.parametrize("clock", [None, CLOCK], ids=["by hand", "with T-0"])
@pytest.mark.parametrize("part", SHEETS)
def test_a_whole_sheet(part: str, clock: datetime | None, expectation: Expectation) -> None:
    markdown = render_sheet(sheet_from(sample_variant(), part, SETTINGS, clock))
    assert_tidy(markdown)
    expectation.holds(GOLDEN / f"{part}{'-at' if clock else ''}.md", markdown)


def test_the_phase_sheets_together_have_the_boxes_of_the_runbook() -> None:
    variant = sample_variant()
    counts = [boxes_of(tokens(render_sheet(sheet_from(variant, phase, SETTINGS)))) for phase in PHASES]
    assert sum(counts) == len(list(boxes(variant.runbook)))
    for phase, count in zip(PHASES, counts, strict=True):
        sheet = sheet_from(variant, phase, SETTINGS)
        assert sheet.boxes == count
        assert f"**{count} box{'' if count == 1 else 'es'}. End of sheet.**\n" in render_sheet(sheet)


def test_the_emergency_card_has_no_boxes() -> None:
    markdown = render_sheet(sheet_from(sample_variant(), "emergency", SETTINGS))
    assert boxes_of(tokens(markdown)) == 0
    assert "[ ]" not in markdown


def test_the_sheets_of_an_empty_variant_say_that_nothing_is_defined() -> None:
    empty = {"variant": {"title": "Bare"}}
    for phase in PHASES:
        markdown = render_sheet(sheet_from(sample_variant(empty), phase, SiteSettings()))
        assert "This phase is not defined for this system." in markdown
        assert "**0 boxes. End of sheet.**" in markdown
        assert_tidy(markdown)
    card = render_sheet(sheet_from(sample_variant(empty), "emergency", SiteSettings()))
    for name in ("Contacts", "Severities", "Rollback triggers", "Commands"):
        assert f"{name} are not defined for this system." in card
    assert_tidy(card)


def test_a_card_lists_what_does_not_fit() -> None:
    data = sample_data()
    data["commands"]["quick"]["run"] = "true\n" * 200 + "true"
    card = render_sheet(sheet_from(sample_variant(data), "emergency", SETTINGS))
    assert "\n3 more commands on the site's Commands page.\n" in card
    assert "not defined" not in card
    assert_tidy(card)


def test_sheets_have_paths_below_their_variant() -> None:
    sheets = sheets_of(compose(sample_variant(), SETTINGS))
    assert [sheet.path for sheet in sheets] == [f"shop/sheets/{part}.md" for part in (*SHEETS, BOOK)]


def test_shipped_sheets_are_well_formatted_and_their_cards_fit_on_one_sheet() -> None:
    root = Path(__file__).parents[2]
    outcome = resolve({path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "data").rglob("*.yaml"))})
    assert len(outcome.variants) >= 5
    for variant in outcome.variants.values():
        written = {part: render_sheet(sheet_from(variant, part, SETTINGS, CLOCK)) for part in SHEETS}
        for markdown in written.values():
            assert_tidy(markdown)
        assert sum(boxes_of(tokens(written[phase])) for phase in PHASES) == len(list(boxes(variant.runbook)))
        # The lines, and characters of a line, on both sides of an A4 sheet when a page of a forge is printed.
        assert sum(1 + len(line) // 90 for line in written["emergency"].splitlines()) <= 74
