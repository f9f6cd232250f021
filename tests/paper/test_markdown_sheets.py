"""Sheets as GitHub-flavoured Markdown: texts are literal, boxes are boxes, and the format is tidy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
from generator.document.document_parts import Box, Cell, Link, Provenance, Section, Slot, Way, WritingSpace
from generator.document.pages import SiteSettings
from generator.document.runbook_context import inline
from generator.document.select_sheets import sheet_of, sheets_of
from generator.document.sheets import BOOK, PACK, SHEETS, Sheet
from generator.model.clock import parse_moment
from generator.model.entities import PHASES
from generator.model.variant import boxes
from generator.paper.markdown_sheets import render_sheet
from generator.text.inline_markup import CodeSpan, Part, Text, parse_inline, plain_text
from generator.text.placeholders import placeholders_in
from tests.composed import VERSIONS, sheet_from
from tests.expectations import Expectation
from tests.markdown_reader import as_read, boxes_of, in_place, parts_of, tokens
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(versions=VERSIONS)
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
HOSTILE = [*NASTY, *MARKED]

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
    ("phases.deploy-day.blanks.version.label", False),
    ("notes.issues.label", False),
]
# A plain word for each field.
WORDS = {path: f"Placeholder{number:02}" for number, (path, _) in enumerate(FIELDS)}
MARKUP = dict(FIELDS)


def with_texts(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the data of the sample with other texts in some fields."""
    data = sample_data()
    for path, text in texts.items():
        *way, last = path.split(".")
        below = data
        for part in way:
            below = below[part]
        below[last] = text
    return data


def sheets_with(texts: Mapping[str, str], parts: Iterable[str]) -> dict[str, str]:
    """Return sheets with texts in some fields, by part."""
    document = compose(sample_variant(with_texts(texts)), SETTINGS)
    return {part: render_sheet(sheet_of(document, part)) for part in parts}


@cache
def plain_sheets() -> dict[str, str]:
    return sheets_with(WORDS, ("emergency", "deploy-day", *SHEETS))


@cache
def model(part: str) -> list[Token]:
    """Return a sheet with a plain word in each field."""
    return tokens(plain_sheets()[part])


def shown_on(path: str) -> list[str]:
    """Return the sheets that show a field; at most three."""
    found = [part for part, markdown in plain_sheets().items() if WORDS[path] in markdown][:3]
    assert found, f"{path} is not on any sheet"
    return found


def expected_parts(model: Token, texts: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the parts of a token with plain words, and how the texts in their places must be read."""
    expected = parts_of(model)
    for path, text in texts.items():
        word = WORDS[path]
        if word in model.content:
            inner: tuple[Part, ...] = (Text(text),)
            if MARKUP[path]:
                # The card uses the text of a step without a title as its name, and names have no markup.
                inner = (Text(plain_text(text)),) if f"Step R2: {word}" in model.content else as_read(parse_inline(text))
            expected = in_place(expected, word, inner)
    return expected


def are_read_as_themselves(texts: Mapping[str, str]) -> None:
    """Assert that sheets with texts in some fields have the structure of sheets with plain words, and show the exact texts."""
    parts = dict.fromkeys(part for path in texts for part in shown_on(path))
    for part, found in sheets_with({**WORDS, **texts}, parts).items():
        plain = model(part)
        got = tokens(found)
        assert [(token.type, token.level) for token in got] == [(token.type, token.level) for token in plain], (part, texts)
        for one, other in zip(got, plain, strict=True):
            if one.type == "inline":
                assert as_read(parts_of(one)) == expected_parts(other, texts), (part, texts)
            else:
                assert one.content == other.content, (part, texts)
        assert boxes_of(got) == boxes_of(plain), (part, texts)
        assert_tidy(found)


def assert_tidy(markdown: str) -> None:
    """Assert that there are no trailing spaces, no two blank lines in a row, and one line feed at the end."""
    assert not re.search(r"[ \t]$", markdown, re.MULTILINE)
    assert "\n\n\n" not in markdown
    assert markdown.endswith(".**\n")


@pytest.mark.parametrize("shift", range(len(HOSTILE)))
def test_hostile_texts_are_literal_in_every_field(shift: int) -> None:
    """Each field has another text. With all shifts, each field has each text once."""
    texts = {path: HOSTILE[(number + shift) % len(HOSTILE)] for number, path in enumerate(WORDS)}
    try:
        are_read_as_themselves(texts)
    except AssertionError:
        for path, text in texts.items():  # find the field
            are_read_as_themselves({path: text})
        raise


MARKS = "* ** _ ` `` ~ ~~ [ ] ( ) < > & amp; # ! | - + = $ . 1 1. @ ? / ; \\"
VARIED = "a x https://h www.h [x](https://h) `c`"
pieces = st.sampled_from([*MARKS.split(), *VARIED.split(), " "])
# A placeholder such as `xxx` makes a sheet a draft, which has other lines.
texts = (
    st.lists(pieces, min_size=1, max_size=10)
    .map(lambda found: " ".join("".join(found).split()))
    .filter(lambda text: text and not placeholders_in(text))
)


@settings(max_examples=60)
@given(st.sampled_from(list(WORDS)), texts)
def test_any_text_is_literal_in_any_field(path: str, text: str) -> None:
    are_read_as_themselves({path: text})


typed = st.text("`~ab \\|<{}%#-\n\t", min_size=1, max_size=60).map(lambda text: text.strip("\n")).filter(lambda text: text.strip())


@settings(max_examples=50)
@given(st.lists(typed, min_size=3, max_size=3, unique=True))
def test_a_command_is_shown_as_typed(commands: list[str]) -> None:
    places = {
        "checklists.code.items.tests.run": "prepare",
        "procedures.roll-back.steps.restore.items.checked.run": "rollback",
        "commands.quick.run": "emergency",
    }
    sheets = sheets_with(dict(zip(places, commands, strict=True)), places.values())
    for command, part in zip(commands, places.values(), strict=True):
        found = tokens(sheets[part])
        fences = [token.content.removesuffix("\n") for token in found if token.type == "fence"]
        spans = [piece.text for token in found if token.type == "inline" for piece in parts_of(token) if isinstance(piece, CodeSpan)]
        assert command in [*fences, *spans], part


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


def lines_of(*sections: Section) -> list[str]:
    sheet = Sheet("a.md", "shop", "rollback", "Rollback", "Shop", "en", sections=sections)
    return render_sheet(sheet).split("\n")


def test_a_parent_has_its_box_after_its_parts() -> None:
    """A parent and its parts are as many boxes as in the data, and the number of the parent is at its first and at its last line."""
    parts = (Box("a.1", inline("one"), "B2.1"), Box("a.2", inline("two"), "B2.2"))
    box = Box("a", inline("both"), "B2", expect=inline("it works"), children=parts, done="all of 2 done")
    lines = lines_of(Section("Cut-over", letter="B", boxes=(box,)))
    assert lines[4:10] == ["- **B2.** both", "  - Expect: it works", *PARTS]
    assert boxes_of(tokens("\n".join(lines))) == box.count == 3


PARTS = ["  - [ ] **B2.1.** one", "  - [ ] **B2.2.** two", "  - [ ] **B2:** all of 2 done", ""]


def test_a_line_has_the_act_the_command_the_result_the_values_the_ways_and_the_way_out_in_this_order() -> None:
    """A choice has a round mark, which is not a box. A command has a line to write on for each unknown value."""
    way = Way("a.w", "Lost", inline("orders are lost"), Link("go to R2"), (), Provenance())
    box = Box(
        "a",
        inline("Look"),
        "R1",
        run="git checkout <commit> --branch <branch>" + " --verbose" * 6,
        slots=(Slot("commit", "Commit before"), Slot("branch", "Branch", "main")),
        expect=inline("clean"),
        on_failure=Link("Respond"),
        ways=(way,),
        spaces=(WritingSpace("a.b", "Size", "number", unit="GB"), WritingSpace("a.c", "Colour", choices=("blue", "green"))),
        cells=(Cell("owner", "Owner", inline("Ann")), Cell("date", "Date")),
    )
    assert lines_of(Section("Roll back", boxes=(box,)))[4:18] == [
        "- [ ] **R1.** Look",
        "  ```sh",
        "  git checkout <commit> --branch main --verbose --verbose --verbose --verbose \\",
        "    --verbose --verbose",
        "  ```",
        f"  - `<commit>` Commit before: {'_' * 40}",
        "  - Expect: clean",
        f"  - Size: {'_' * 40} GB (number)",
        "  - Colour: ( ) blue ( ) green",
        "  - Owner: Ann",
        f"  - Date: {'_' * 40}",
        "  - Mark one:",
        "  - ( ) **Lost**: orders are lost → go to R2",
        "  - If it fails: Respond",
    ]


def test_a_hold_is_a_bar_with_go_and_no_go() -> None:
    """The box of the person who decides is counted, go and no-go are not."""
    lines = lines_of(
        Section(
            "Go or no-go before B Cut-over",
            kind="hold",
            holds=Link("Cut-over"),
            boxes=(Box("s", inline("Head of operations"), signed=True),),
        )
    )
    assert lines[2] == "> **Go or no-go before B Cut-over**"
    assert lines[4].startswith("> - [ ] ( ) Go ( ) No-go · **Head of operations** Name ___")
    assert boxes_of(tokens("\n".join(lines))) == 1


def test_a_log_has_lines_with_room_for_the_time() -> None:
    lines = lines_of(Section("Log", kind="log", spaces=(WritingSpace("l", "", lines=2),)))
    assert lines[2:9] == ["## Log", "", "Time · What happened, who decided what", "", *[f"{'_' * 8} {'_' * 63}", ""] * 2][:7]


def test_the_emergency_card_has_the_lines_of_the_rollback_as_they_are_on_its_sheet() -> None:
    """Only links differ: what the card shows needs no name of a sheet."""
    card, rollback = (render_sheet(sheet_from(sample_variant(), part, SETTINGS)).splitlines() for part in ("emergency", "rollback"))
    start = rollback.index("> **Go or no-go before R Roll back a release**")
    end = next(at for at, line in enumerate(rollback[start:], start) if line.startswith("R: "))
    assert "\n".join(rollback[start : end + 1]) in "\n".join(card)
    assert boxes_of(tokens("\n".join(card))) == boxes_of(tokens("\n".join(rollback[start : end + 1]))) > 0


def test_the_sheets_of_an_empty_variant_say_that_nothing_is_defined() -> None:
    card, book = (render_sheet(sheet) for sheet in sheets_of(compose(sample_variant({"variant": {"title": "Bare"}}), SiteSettings())))
    assert "\nNot defined: contacts, rollback triggers, rollback procedure, severities, commands.\n" in card
    assert "\n## Not defined for this system\n\nPrepare, Deployment day, Follow-up, Operate, Rollback, Incident, Contacts, " in book
    assert_tidy(card)
    assert_tidy(book)


def test_sheets_have_paths_below_their_variant() -> None:
    sheets = sheets_of(compose(sample_variant(), SETTINGS))
    assert [sheet.path for sheet in sheets] == [f"shop/sheets/{part}.md" for part in (*SHEETS, BOOK, PACK)]


def test_shipped_sheets_are_well_formatted() -> None:
    root = Path(__file__).parents[2]
    outcome = resolve({path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "data").rglob("*.yaml"))})
    assert len(outcome.variants) >= 5
    for variant in outcome.variants.values():
        written = {part: render_sheet(sheet_from(variant, part, SETTINGS, CLOCK)) for part in SHEETS}
        for markdown in written.values():
            assert_tidy(markdown)
        assert sum(boxes_of(tokens(written[phase])) for phase in PHASES) == len(list(boxes(variant.runbook)))
