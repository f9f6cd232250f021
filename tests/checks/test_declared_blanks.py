"""The blanks that commands and texts use, against the blanks that a variant declares."""

from __future__ import annotations

import pytest

from generator.checks.consequences import without_consequences
from generator.checks.declared_blanks import declared_in, usable
from tests.layered import BASE, SHOP, all_problems, merged

DATA = """
variant: {{title: Shop, params: {{stage: prod}}}}
phases:
  deploy-day: {{title: Day, blanks: {{version: Version, image: Image}}}}
checklists:
  cut-over:
    phase: deploy-day
    title: Cut-over
    columns: {{owner: Owner}}
    items:
      note: {{text: "{text}", run: "{run}", blanks: {{prod-tag: Tag, {more}: More}}}}
"""


CODES = ("undeclared-blank", "duplicate-blank", "blank-as-markup", "placeholder")


def codes(run: str = "x", text: str = "x", more: str = "more") -> list[str]:
    found = all_problems({SHOP: DATA.format(run=run, text=text, more=more).encode()})
    return [problem.code for problem in found if problem.code in CODES]


def test_the_blanks_of_a_variant_are_those_of_phases_and_lines() -> None:
    declared = declared_in(merged({SHOP: DATA.format(run="x", text="x", more="version")}).tree)
    assert declared == {
        "version": ["phases.deploy-day.blanks.version", "checklists.cut-over.items.note.blanks.version"],
        "image": ["phases.deploy-day.blanks.image"],
        "prod-tag": ["checklists.cut-over.items.note.blanks.prod-tag"],
    }
    assert usable(declared) == {"image", "prod-tag"}


def test_parameters_are_filled_in_before_blanks_are_looked_up() -> None:
    assert codes("deploy <{{ params.stage }}-tag> <version>") == []
    assert codes("deploy <{{ params.stage }}-tog>") == ["undeclared-blank"]


def test_a_name_that_is_no_blank_is_found_in_commands_alone() -> None:
    assert codes("deploy <zone>") == ["undeclared-blank"]
    assert codes("deploy <owner>") == ["undeclared-blank"], "a column is not a blank of commands"
    assert codes("deploy <version>", more="version") == ["duplicate-blank"]
    assert codes("deploy <version>; sort <list>out", text="The <version> runs") == []
    assert codes(text="The <zone> runs") == ["placeholder"]


@pytest.mark.parametrize(
    "removal",
    ["note: {blanks: {commit: {remove: not noted here}}}", "note: {remove: not noted here}"],
)
def test_a_command_with_a_removed_blank_shows_who_removed_it(removal: str) -> None:
    """The blank that is missing was written, so the help is not to declare another one."""
    layer = """
    layer: {title: Base}
    phases: {deploy-day: {title: Day}}
    checklists:
      a: {phase: deploy-day, title: A, items: {note: {text: Note, blanks: {commit: Commit}}, use: {text: Use, run: use <commit>}}}
    """
    shop = f"variant: {{title: Shop, extends: [base]}}\nchecklists: {{a: {{items: {{{removal}}}}}}}\n"
    (problem,) = (one for one in all_problems({BASE: layer.encode(), SHOP: shop.encode()}) if one.code == "undeclared-blank")
    assert problem.message == "the blank `commit` is removed, so nobody knows what to type for `<commit>`: not noted here"
    assert [(note.label, note.span.file, note.span.line) for note in problem.notes] == [("removed", SHOP, 2)]


def test_a_problem_of_a_blank_explains_the_commands_that_use_it() -> None:
    """A report begins with the cause: an id of the wrong form, and not the commands that use the right one."""
    text = DATA.format(run="use <my-commit>", text="x", more="My_Commit")
    found = [problem.code for problem in without_consequences(all_problems({SHOP: text.encode()}))]
    assert "bad-id" in found
    assert "undeclared-blank" not in found


def test_a_blank_in_capitals_is_reported_with_the_right_spelling() -> None:
    """Ids are in lower case, so `<IMAGE>` is not the blank `image`, and people would copy it as it is."""
    found = all_problems({SHOP: DATA.format(run="deploy <IMAGE>", text="x", more="more").encode()})
    assert [problem.help for problem in found if problem.code == "undeclared-blank"] == ["write `<image>`"]


def test_a_blank_that_is_markup_is_an_error_in_commands_and_texts() -> None:
    assert codes("echo '<image></image>'") == ["blank-as-markup"]
    assert codes(text="See <image>x</image>")[0] == "blank-as-markup"
    assert codes("echo '<name></name>'") == []


PROSE = """
variant: {title: Shop}
checklists:
  cut-over:
    phase: deploy-day
    title: Cut-over
    about: |
      Run `get <version>`, then `get <pod>`.

      ```sh
      get <zone>
      ```
      ```xml
      <zone>
      <sub-zone>
      ```
    items: {note: {text: Note, blanks: {version: Version}}}
"""


def test_a_name_in_the_code_of_prose_is_found_at_its_place() -> None:
    """As in a command, with the same severity; markup has names of its own."""
    found = [one for one in all_problems({SHOP: PROSE.encode()}) if one.code in CODES]
    places = [(one.code, one.severity, one.span.line, one.span.column, one.message.rpartition(" ")[2]) for one in found]
    assert places == [("undeclared-blank", "warning", 8, 38, "`<pod>`"), ("undeclared-blank", "warning", 11, 11, "`<zone>`")]
