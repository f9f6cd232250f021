"""Documents become drafts.

Also tests `box_differences`, `line_account`, `open_comments`, `place_blanks`, `place_entries`, `place_head`, `place_lines`
and `place_tables`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings

from generator.imports.box_differences import boxed_lines
from generator.imports.draft import DraftText, ImportedDocument, ImportOptions
from generator.imports.import_document import import_document
from generator.imports.import_variant import import_variant
from generator.text.prose_markup import parse_prose
from tests.expectations import Expectation
from tests.imports.import_accounts import account_of, texts_of
from tests.imports.markdown_strategies import documents

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
PROSE = ("about", "closing", "details")


def imported(text: str, path: str = "plan.md", **options: object) -> ImportedDocument:
    return import_document(path, text.encode(), ImportOptions(**options))  # type: ignore[arg-type]


def fields_of(document: ImportedDocument) -> dict[str, str]:
    """Return the texts of a draft by their addresses."""
    return {address: text.text for address, text in texts_of(document.draft)}


def outcomes(document: ImportedDocument) -> dict[int, str]:
    return {line: one.outcome for line, one in document.dispositions.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_account_of_each_case_is_known(case: Path, expectation: Expectation) -> None:
    """Law: what becomes of each case changes only when somebody reads the difference."""
    document = import_document(case.name, case.read_bytes(), ImportOptions())
    expectation.holds(case.with_suffix(".txt"), account_of(document))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_case_reads_back(case: Path) -> None:
    """Law: the book of each case has all words of the lines that are in its data, whatever is taken."""
    for take in ((), ("all",)):
        options = ImportOptions(take=frozenset(take))
        read = partial(import_document, options=options)
        variant = import_variant({case.name: case.read_bytes()}, read, options, lambda _: "shop")
        assert not variant.documents[0].proof.missing


def test_at_most_one_in_a_hundred_lines_of_the_cases_is_not_placed() -> None:
    """Law: nearly each line of the cases has a place, and each other line has a reason."""
    counts: Counter[str] = Counter()
    for case in CASES:
        document = import_document(case.name, case.read_bytes(), ImportOptions())
        counts.update(outcomes(document).values())
        assert all(one.why for one in document.dispositions.values() if one.outcome not in ("entry", "prose"))
    assert counts["not-placed"] * 100 <= counts.total()


@settings(max_examples=250)
@given(documents())
def test_any_document_is_imported_with_every_line_accounted_for(data: bytes) -> None:
    """Law: whatever the document, each line with words has one disposition, and prose has only what prose may have."""
    document = import_document("a/b.md", data, ImportOptions())
    words = {number for number, line in enumerate(document.lines, start=1) if line.strip()}
    assert document.dispositions.keys() == words
    assert [line for line, one in document.dispositions.items() if one.why == "nothing has taken this line"] == []
    for address, text in texts_of(document.draft):
        if address.rpartition(".")[2] in PROSE:
            assert [problem for problem in parse_prose(text.text).problems if problem.kind != "invisible"] == [], text.text
        assert text.text.strip(), address
    noted = {note.line for note in document.notes}
    boxes = {text.lines[0] for address, text in texts_of(document.draft) if _is_box(address) and text.lines}
    assert boxes ^ set(document.boxes) <= noted


def _is_box(address: str) -> bool:
    parts = address.split(".")
    return len(parts) > 3 and parts[-3] in ("items", "steps") and parts[-1] in ("text", "title")


def test_nothing_moves() -> None:
    """Law: what is below a line stays below it: details belong to the last line above, also within its children."""
    document = imported(
        "# Trip\n\n## Start up\n\nFirst.\n\n- [ ] alpha\n  - [ ] beta\n\n  after beta\n\n- [ ] gamma\n\nbetween\n\n- [ ] delta\n\nlast\n"
    )
    fields = fields_of(document)
    assert fields["checklists.start-up.items.alpha.items.beta.details"] == "after beta"
    assert fields["checklists.start-up.items.gamma.details"] == "between"
    assert (fields["checklists.start-up.about"], fields["checklists.start-up.closing"]) == ("First.", "last")


def test_sections_of_several_collections_keep_their_order() -> None:
    """Law: a section that follows one of another collection is placed after it."""
    fields = fields_of(imported("# T\n\n## Alpha\n\n- [ ] x\n\n## Beta\n\ntext\n\n## Gamma\n\n1. Stop it\n2. Start it\n"))
    assert {address: text for address, text in fields.items() if address.endswith("place")} == {
        "passages.beta.place": "after checklists.alpha",
    }


def test_links_lead_to_addresses() -> None:
    """Law: links within the document lead to entries, links to documents of the same import to variants, others are text."""
    text = "# T\n\n## Alpha\n\n- [ ] See [beta](#beta), [other](../x/other.md#y), [file](f/a b.pdf), [no](no.md), [r]\n\n"
    text += "## Beta\n\ntext\n\n[r]: https://a.test 'Title'\n"
    document = imported(text, "docs/plan.md", variants={"x/other.md": "other"}, beside={"f/a b.pdf"})
    assert fields_of(document)["checklists.alpha.items.see-beta-other-file.text"].startswith(
        "See [beta](passages.beta), [other](variant:other), [file](f/a b.pdf)"
    )


COMMENT = "# Trip\n\n## Print\n\n<!-- only if PROOF is empty\n  - [ ] Take the mark off\n-->\n\n- [ ] Sign it\n"


def test_boxes_in_comments_are_taken_on_request() -> None:
    """Law: a comment is left out and noted; on request its boxes are items with what is in front of them as condition."""
    left_out = imported(COMMENT)
    assert {line: one.why for line, one in left_out.dispositions.items() if 5 <= line <= 7} == dict.fromkeys(
        (5, 6, 7), "a comment that holds 1 box"
    )
    taken = imported(COMMENT, take=frozenset(["comments"]))
    assert fields_of(taken)["checklists.print.items.take-mark-off.if"] == "PROOF is empty"
    assert (taken.dispositions[5].field, taken.dispositions[7].outcome) == ("if", "layout")


def test_columns_of_boxes_with_names_are_choices() -> None:
    """Law: a row has one box; further columns of boxes are choices, and columns that are answers, such as Pass and Fail, are one choice."""
    text = "# Trip\n\n## Pages\n\n| Pass | Fail | Seen | Page | URL |\n|---|---|---|---|---|\n| ☐ | ☑ | ☐ | Home | `/home/page` |\n"
    document = imported(text)
    fields = fields_of(document)
    assert fields["checklists.pages.items.home.text"] == "Home"
    labels = [fields[f"checklists.pages.columns.{id}.label"] for id in ("pass-fail", "seen", "url")]
    assert labels == ["Pass / Fail", "Seen", "URL"]
    assert [fields[f"checklists.pages.columns.pass-fail.choices.{id}.label"] for id in ("pass", "fail")] == ["Pass", "Fail"]
    assert any(note.line == 7 and "tick" in note.found for note in document.notes)


def test_cells_that_agree_give_their_column_its_kind() -> None:
    """Law: where all cells of a column ask for the same, the column asks for it; a cell with something else keeps its own blank."""
    rows = "| [ ] | Gate opens | Yes / No | ___ m | ☐ a ☐ b |\n| [ ] | Gate closes | ☑ Yes ☐ No | ___ m | ____ |\n"
    document = imported(f"# Dam\n\n## List\n\n| [ ] | Check | OK? | Level | Result |\n|---|---|---|---|---|\n{rows}")
    fields = fields_of(document)
    assert any(note.line == 8 and note.found == "a tick in the column `OK?`" for note in document.notes)
    kinds = {address: text for address, text in fields.items() if address.endswith((".kind", ".unit"))}
    assert kinds == {
        "checklists.list.columns.ok.kind": "choice",
        "checklists.list.columns.level.kind": "number",
        "checklists.list.columns.level.unit": "m",
        "checklists.list.items.gate-opens.blanks.result.kind": "choice",
    }


def test_lines_that_are_only_room_to_write_are_blanks() -> None:
    """Law: such a line is a blank of its item, or of the phase; what only describes, or is to be signed, stays prose."""
    text = (
        "# Dam\n\n## Before\n\n- [ ] Boiler\n  - Actual: ____ bar\n  - Open the valve\n  - Signature: ____\n\n"
        "## Readings\n\n- Height: ____ cm\n- Dry? Yes / No\n\n## Settings\n\nBy: ____\n\n- enabled: true/false\n- Use `____` here\n\n"
        "| Gate | Opens |\n|---|---|\n| A | Yes / No |\n\n| Round | Weight |\n|---|---|\n| 1 | ____ |\n"
    )
    document = imported(text)
    fields = fields_of(document)
    labels = {address.removesuffix(".label"): text for address, text in fields.items() if re.search(r"blanks\.[^.]*\.label$", address)}
    assert labels == {
        "checklists.before.items.boiler.blanks.actual": "Actual",
        "phases.prepare.blanks.height": "Height",
        "phases.prepare.blanks.dry": "Dry?",
        "phases.prepare.blanks.by": "By",
        "phases.prepare.blanks.gate-opens": "Gate A · Opens",
    }
    assert fields["checklists.before.items.boiler.details"] == "- Open the valve\n- Signature: ____"
    assert fields["passages.readings.about"] == "- [Height](phases.prepare.blanks.height)\n- [Dry?](phases.prepare.blanks.dry)"
    assert fields["passages.settings.about"].startswith("- enabled: true/false\n- Use `____` here\n\n| Round |")
    assert document.dispositions[6].address == "checklists.before.items.boiler.blanks.actual"


def test_a_score_is_filled_in_and_decided() -> None:
    """Law: points out of a number are a blank; ranges below are a choice if there is such a blank, and stay in the text."""
    ranges = "- **9-10**: open\n- **<6**: stay closed\n- unter 6: zu\n- 8 以上: 開ける\n"
    fields = fields_of(imported(f"# Pool\n\n## Score\n\nTotal: ___/10\n\n## Meaning\n\n{ranges}"))
    assert (fields["phases.prepare.blanks.total.unit"], fields["phases.prepare.blanks.meaning.kind"]) == ("/10", "choice")
    assert fields["passages.meaning.about"] == ranges.strip()
    assert "phases.prepare.blanks.meaning.kind" not in fields_of(imported(f"# Pool\n\n## Meaning\n\n{ranges}"))


def test_a_column_of_states_is_no_column_of_boxes() -> None:
    """Law: a table whose boxes are in a column with other states says what is so, and stays a table."""
    text = "# Trip\n\n## Set\n\n| Name | Needed |\n|---|---|\n| one | ✅ |\n| two | ☐ |\n"
    assert fields_of(imported(text))["passages.set.about"].startswith("| Name | Needed |")


def test_entries_named_after_a_field_are_counted_by_their_items() -> None:
    """Law: a section named Steps or Items has the boxes that it had, and no field of it is taken for a box."""
    document = imported("# Trip\n\n## Steps\n\n- [ ] Pack\n\n## Items\n\n1. Go\n2. Come\n")
    assert [*boxed_lines(document.draft)] == [
        (5, "checklists.steps.items.pack"),
        (9, "procedures.items.steps.go"),
        (10, "procedures.items.steps.come"),
    ]
    assert {note.line for note in document.notes if "box" in note.done} == {9, 10}


def test_states_of_a_legend_stay_as_they_are() -> None:
    """Law: a tick or a cross in a text is not a box, and a box sign that stays in prose keeps its tick."""
    about = fields_of(imported("# Trip\n\n## Legend\n\n- ✅ done\n- 🟡 begun\n- ❌ blocked\n"))["passages.legend.about"]
    assert about == "- ✅ done\n- 🟡 begun\n- ❌ blocked"


def test_comments_within_texts_are_reported_at_their_lines() -> None:
    """Law: what a comment says is in the report in full, wherever it is: in titles, in strong text, and over several lines."""
    title, words = "# Trip <!-- one -->\n\n## Before <!-- two -->\n\n", "words\nmore <!-- three\nfour --> and **a <!-- five --> b**\n\n"
    text = f"{title}{words}- [ ] c <!-- six -->\n"
    found = [(note.line, note.found.split("`")[1]) for note in imported(text).notes]
    assert found == [(1, "one"), (3, "two"), (6, "three four"), (7, "five"), (9, "six")]


def test_times_of_headings_are_fields_of_their_lists() -> None:
    """Law: what a heading says about times is in the list below it; the own heading comes before that of the section."""
    text = "# Trip\n\n## Before (T-7d)\n\n- [ ] a\n\n## Maintenance\n\n### Daily\n\n- [ ] b\n\n### Weekly\n\n- [ ] c\n"
    fields = fields_of(imported(text))
    found = [fields[key] for key in ("checklists.before.at", "checklists.daily.every", "checklists.weekly.every")]
    assert found == ["T-7d", "day", "week"]


def test_room_for_a_date_is_kept_and_marks_for_contents_are_left_out() -> None:
    """Law: `__/__/____` is room to write, also where Markdown reads strong text; `[TOC]` stands for a table of contents."""
    document = imported("# Trip\n\n[TOC]\n\n## Who\n\n| Name | Date |\n|---|---|\n| Ida | __/__/____ |\n")
    assert "**" not in fields_of(document)["passages.who.about"]
    assert (document.dispositions[3].outcome, "variant.summary" in fields_of(document)) == ("reported", False)


def test_one_line_with_the_owner_is_a_field_of_the_head() -> None:
    """Law: a key that the head has needs no other keys beside it; a sentence with a colon stays a sentence."""
    fields = fields_of(imported("# Trip\n\nOwner: Desk\n\nNote: bring water\n\n- [ ] a\n"))
    assert (fields["variant.owner"], fields["variant.summary"]) == ("desk", "Note: bring water")


def test_a_draft_has_no_empty_text() -> None:
    """Law: what has no words is left out."""
    assert imported("").draft == {"variant": {"title": DraftText("Plan", ())}}


def test_moments_in_front_of_lines_are_on_the_deploy_clock() -> None:
    """Law: a moment in front of a line is its `at` where the deploy clock counts; in an incident, or with a fraction, it stays text."""
    steps = "1. **T-1h:** Freeze\n2. **T+5 min: Main tap** closed\n3. T+1.5 hours: Wait\n4. T-0 - Order: ____\n5. T-0 is near\n"
    fields = fields_of(imported(f"# Move\n\n## Deployment\n\n{steps}\n## Incident\n\n1. T+5 min: Close\n2. Open\n"))
    assert {address.partition(".steps.")[2]: text for address, text in fields.items() if ".steps." in address} == {
        "freeze.text": "Freeze",
        "freeze.at": "T-1h",
        "main-tap-closed.text": "**Main tap** closed",
        "main-tap-closed.at": "T+5min",
        "wait.text": "T+1.5 hours: Wait",
        "order.text": "Order",
        "order.at": "T-0",
        "order.blanks.order.label": "Order",
        "t-0-near.text": "T-0 is near",
        "close.text": "T+5 min: Close",
        "open.text": "Open",
    }
    assert "variant.language" not in fields


def test_indented_code_of_an_item_is_its_command() -> None:
    """Law: indented code counts as a fence without a language: a command becomes `run`, a sentence stays in the details."""
    items = "- [ ] Ask:\n\n      ./lamps ask --all\n\n- [ ] Remember\n\n      Ask the captain first.\n"
    fields = fields_of(imported(f"# Trip\n\n## List\n\n{items}"))
    assert fields["checklists.list.items.ask.run"] == "./lamps ask --all"
    assert fields["checklists.list.items.remember.details"] == "```\nAsk the captain first.\n```"


def test_boxes_that_stay_in_texts_are_reported_once_for_each_text() -> None:
    """Law: a box that is neither an item nor a blank has a note; code and items have none."""
    text = (
        "# Trip\n\n## Set\n\n| Part | State |\n|---|---|\n| Till | ☐ open |\n| Door | ☐ open |\n\nsee `[ ]`\n\n- [ ] a\n\nWrite [ ] here\n"
    )
    assert [(note.line, note.found) for note in imported(text).notes if "within" in note.found] == [
        (7, "boxes within the text of the lines 7, 8"),
        (14, "a box within its text"),
    ]


def test_words_beside_room_to_write_are_kept() -> None:
    """Law: what a line of the head says beside its blanks is with the first of them, and items that are only room stay in prose."""
    fields = fields_of(imported("# Form\n\n**From:**  Date: ____\n\nOwner: ____ (see page 3)\n\n## Who\n\nNames:\n1. ____\n2. ____\n"))
    assert [text for address, text in fields.items() if address.endswith(".label")] == ["From · Date", "Owner (see page 3)"]
    assert fields["passages.who.about"] == "Names:\n\n1. ____\n2. ____"


def test_a_heading_without_words_still_has_its_lists() -> None:
    """Law: a section whose heading is empty gets a dash as its title."""
    assert fields_of(imported("# Trip\n\n##\n\n### Bags\n\n- [ ] a\n\n## More\n\n- [ ] b\n"))["phases.prepare.groups.group-1.title"] == "—"


def test_headings_without_a_text_keep_their_own_titles() -> None:
    """Law: an empty section of a template is a passage to fill in; its heading is not joined with the next one, and its group stays."""
    fields = fields_of(imported("# Review\n\n## Summary\n\n## Causes\n\n### Trigger\n\n## Lessons\n\nwords\n"))
    titles = {address: text for address, text in fields.items() if address.endswith(".title")}
    assert [titles[f"passages.{id}.title"] for id in ("summary", "trigger", "lessons")] == ["Summary", "Trigger", "Lessons"]
    assert titles["phases.prepare.groups.causes.title"] == "Causes"
    assert fields["passages.summary.about"] == "—"


def test_a_table_with_several_texts_in_a_row_stays_a_table() -> None:
    """Law: choices in the last column of a table to be read are no reason to take its rows apart."""
    row = "| Train | June | Ida | [ ] planned [ ] done |\n"
    table = f"| What | When | Who | State |\n|---|---|---|---|\n{row}"
    assert fields_of(imported(f"# Trip\n\n## Set\n\n{table}"))["passages.set.about"].count("Train | June | Ida") == 1


def test_levels_of_a_table_in_html_with_lists_are_proposed() -> None:
    """Law: a row with lists in its cells becomes text, and is still a row for proposals: its list follows the title."""
    rows = "<tr><td>N1<td><p>Windows shake.</p><ul><li>A street calls.</ul><td>Stop</tr>\n<tr><td>N2<td>One calls.<td>Note it</tr>"
    table = f"<table><tr><th>Level<th>Meaning<th>What we do</tr>\n{rows}</table>\n"
    proposals = imported(f"# Noise\n\n{table}").proposals
    fields = {one.id: {key: value.text for key, value in one.draft.items() if isinstance(value, DraftText)} for one in proposals}
    assert fields["n1"] == {"label": "N1", "title": "Windows shake.", "text": "A street calls.", "response": "Stop"}
    assert fields["n2"] == {"label": "N2", "title": "One calls.", "response": "Note it"}


def test_a_list_below_the_title_is_in_the_phase_that_is_chosen_for_it() -> None:
    """Law: `--phase` takes each heading that the report shows, also the title of the document."""
    fields = fields_of(imported("# Shop\n\n- [ ] a\n", phases={"Shop": "operate"}))
    assert fields["checklists.shop.phase"] == "operate"


def test_the_line_of_a_box_is_that_of_its_text() -> None:
    """Law: a mark of a quote above a box, which is read after it, does not count as its line."""
    document = imported("# Trip\n\n## Set\n\n> - [ ] a\n>\n> > - [ ] b\n\nwords\n\n- [ ] c\n")
    assert {line for line, _ in boxed_lines(document.draft)} == set(document.boxes) == {5, 7, 11}
