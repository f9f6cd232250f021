"""The blanks that commands and texts use, against the blanks that a variant declares."""

from __future__ import annotations

from generator.checks.declared_blanks import declared_in, usable
from tests.layered import SHOP, all_problems, merged

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


def test_a_blank_that_is_markup_is_an_error_in_commands_and_texts() -> None:
    assert codes("echo '<image></image>'") == ["blank-as-markup"]
    assert codes(text="See <image>x</image>")[0] == "blank-as-markup"
    assert codes("echo '<name></name>'") == []
