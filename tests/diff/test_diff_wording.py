"""A comparison as text, Markdown and JSON.

Also tests `as_json`, `as_markdown` and `as_text`.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.diff.as_json import to_json
from generator.diff.as_markdown import MOST_CHARACTERS, to_markdown
from generator.diff.as_text import to_text
from generator.diff.compare import compare_with_pages
from generator.diff.diff_sources import DiffSide
from generator.diff.diff_wording import change_label, gaps, headline, name_of, owner_label, path_name
from generator.model import differences
from generator.model.differences import ChangedPaths, Difference, Differences, FieldDifference, Owner, SharedDifference, VariantDifference
from tests.markdown_reader import tokens
from tests.snapshots import FILES, edited_files, snapshot

SOME = {"forum": {"variant": {"title": "Forum"}}}
OLD = DiffSide("main", "revision", SOME, "0123456789abcdef0123456789abcdef01234567")
NEW = DiffSide("working tree", "working tree", {})
EDITS = (
    ("base", "Connection pooling is", "Pooling is"),
    ("base", "A backup restores", "Each backup restores"),
    ("shop", "smoke: The shop opens, ", ""),
    ("shop", "under 200 ms", "under 300 ms"),
    ("shop", "      rls: {text: Policies are reviewed,", "      policies: {place: first, aliases: [rls], text: Policies are reviewed,"),
    ("shop", "slos:", '  more: {phase: deploy-day, title: More, steps: {one: {text: First, run: "./a\\n./b"}}}\nslos:'),
)
TEXT = """\
main (0123456789ab) -> working tree: 3 of 3 variants differ

layer base (Every system) reaches 2 of the 3 built on it: forum, wiki
  overridden in shop
  changed database/pooling: Pooling is configured  [data/layers/base/base.yaml:12]
      text: Connection pooling is configured -> Pooling is configured

layer base (Every system) reaches 3 of the 3 built on it: forum, shop, wiki
  changed database/backup: Each backup restores into a scratch database  [data/layers/base/base.yaml:13]
      text
        - A backup restores into a scratch database
        + Each backup restores into a scratch database

forum, wiki: 2 from shared layers; no owner
  pages   prepare
  sheets  prepare, book

shop (Shop): 5 of its own, 1 from shared layers; Tech lead (unassigned)
  renamed and moved (first) database/rls -> database/policies: Policies are reviewed  [data/variants/shop/shop.yaml:10]
  removed cut-over/smoke: The shop opens
  added more: More  [data/variants/shop/shop.yaml:17]
      phase: deploy-day
    added more/one: First  [data/variants/shop/shop.yaml:17]
        run
          + ./a
          + ./b
  changed slos.latency: Latency  [data/variants/shop/shop.yaml:18]
      target: under 200 ms -> under 300 ms
"""


def example() -> Differences:
    return compare_with_pages(snapshot(), snapshot(edited_files(*EDITS)))


def comparison_of(number: int, text: str = "x") -> Differences:
    """Return a comparison with a number of differences in one variant."""
    several = tuple(Difference("kept", f"slos.s{at}", text, fields=(FieldDifference("title", "old", text),)) for at in range(number))
    return Differences(("shop",), (), (VariantDifference("shop", "Shop", "changed", differences=several),))


def test_text_lists_shared_layers_first_and_then_each_variant() -> None:
    output = to_text(example(), OLD, NEW)
    assert output.startswith(TEXT)
    changed = (
        "  pages   overview, emergency, prepare, deploy-day, targets, commands\n  sheets  prepare, deploy-day, emergency, book, pack\n"
    )
    assert output.removeprefix(TEXT).startswith(changed)


def test_coloured_output_is_the_same_text() -> None:
    coloured = to_text(example(), OLD, NEW, colour=True)
    assert "\033[31m  removed cut-over/smoke" in coloured
    assert "\033[32m        + Each backup" in coloured
    for code in ("\033[0m", "\033[1m", "\033[31m", "\033[32m"):
        coloured = coloured.replace(code, "")
    assert coloured == to_text(example(), OLD, NEW)


def test_data_cannot_send_commands_to_a_terminal() -> None:
    assert "\x1b" not in to_text(comparison_of(1, "\x1b[2J"), OLD, NEW)
    assert "<U+001B>[2J" in to_text(comparison_of(1, "\x1b[2J"), OLD, NEW)


def test_markdown_has_a_table_of_the_affected_variants() -> None:
    output = to_markdown(example(), OLD, NEW)
    assert "| Forum, Wiki | no owner | 2 from shared layers | prepare | prepare, book |\n" in output
    assert "| Shop | Tech lead (unassigned) | 5 of its own, 1 from shared layers | overview, emergency, prepare, deploy-day, " in output
    assert "#### Layer Every system (base), reaches 2 of 3 variants\n\nReaches forum, wiki. Overridden in shop.\n" in output


def test_markdown_shows_values_in_diff_blocks() -> None:
    output = to_markdown(example(), OLD, NEW)
    assert "```diff\n  text\n- Connection pooling is configured\n+ Pooling is configured\n```\n" in output
    assert "**renamed and moved (first)** `database/rls -> database/policies` Policies are reviewed" in output
    assert "- **removed** `cut-over/smoke` The shop opens\n" in output
    assert "- **added** `more` More\n  - phase: `deploy-day`\n  - **added** `more/one` First\n    - run: `./a ⏎ ./b`\n" in output


def test_markdown_mentions_nobody_and_links_to_no_issue() -> None:
    hostile = "@team #12 <img src=x> [a](b) `c` | ```"
    output = to_markdown(comparison_of(1, hostile), OLD, NEW)
    outside = output.replace(f"+ {hostile}", "")
    assert "@team" not in outside
    assert "#12" not in outside
    assert "<img" not in outside.replace("\\<img", "")
    assert [token.content for token in tokens(output) if token.type == "fence"] == [f"  title\n- old\n+ {hostile}\n"]


def test_markdown_fits_into_one_comment() -> None:
    output = to_markdown(comparison_of(2000, "a long enough title of something"), OLD, NEW)
    assert MOST_CHARACTERS - 500 < len(output) <= MOST_CHARACTERS + 200
    assert "more differences left out because a comment is limited; run `runbook diff` to see all of them." in output
    assert output.count("<details>") == output.count("</details>") == 1
    assert sum(token.type == "fence" for token in tokens(output)) == output.count("```diff")


def test_markdown_collapses_long_sections() -> None:
    assert "<details>" not in to_markdown(comparison_of(20), OLD, NEW)
    assert "<details>\n<summary>Shop (shop), 21 of its own</summary>\n\n**changed**" in to_markdown(comparison_of(21), OLD, NEW)


def test_json_contains_every_difference() -> None:
    output = json.loads(to_json(example(), OLD, NEW))
    assert {key: output[key] for key in ("format", "old", "differs", "compared", "left-out", "pages-known")} == {
        "format": 1,
        "old": {"name": "main", "kind": "revision", "commit": OLD.commit},
        "differs": True,
        "compared": ["forum", "shop", "wiki"],
        "left-out": [],
        "pages-known": True,
    }
    assert [(one["layer"], one["variants"], one["overriding"]) for one in output["shared"]] == [
        ("base", ["forum", "wiki"], ["shop"]),
        ("base", ["forum", "shop", "wiki"], []),
    ]
    shop = output["variants"][1]
    assert (shop["id"], shop["owner"]) == ("shop", {"role": "lead", "title": "Tech lead", "name": None})
    assert [(one["what"], one["address"], one["formerly"]) for one in shop["differences"]][:2] == [
        (["renamed", "moved"], "checklists.database.items.policies", "checklists.database.items.rls"),
        (["removed"], "checklists.cut-over.items.smoke", None),
    ]
    assert shop["differences"][-1]["fields"] == [{"field": "target", "old": "under 200 ms", "new": "under 300 ms", "because": None}]
    assert "shop/sheets/prepare.md" in shop["sheets"]["changed"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (OLD, replace(NEW, broken=("shop",)), "Left out because of errors: shop. Run `runbook check` to see them."),
        (replace(OLD, broken=("shop",)), NEW, "Not compared, because they have errors in main (0123456789ab): shop."),
        (
            replace(OLD, broken=("shop",)),
            replace(NEW, broken=("shop",)),
            "Left out because of errors: shop. Run `runbook check` to see them.",
        ),
        (replace(OLD, snapshot={}, gap="no data"), NEW, "main (0123456789ab) has no runbooks, so everything is new."),
        (DiffSide("v1", "release", {}, broken=("shop",), gap="it has format 0"), NEW, "Nothing is compared: it has format 0."),
    ],
)
def test_what_is_not_compared_is_listed_in_every_format(old: DiffSide, new: DiffSide, sentence: str) -> None:
    """A reader learns what is missing from a comparison, and is sent to `runbook check` only for errors that it can find."""
    nothing = Differences(("forum",))
    assert f"\n{sentence}\n" in to_text(nothing, old, new)
    assert f"\n\n{sentence}\n" in to_markdown(nothing, old, new)
    output = json.loads(to_json(nothing, old, new))
    assert (output["gaps"], output["left-out"]) == ([sentence], sorted({*old.broken, *new.broken}))


def test_nothing_is_missing_from_a_whole_comparison() -> None:
    assert gaps(OLD, NEW) == []
    assert headline(Differences(())) == "no variant is compared"


def test_a_name_in_a_sentence_about_what_is_missing_is_no_markup() -> None:
    assert "@<!-- -->ann" in to_markdown(Differences(()), DiffSide("@ann", "revision", {}, gap="none"), NEW)


def test_unknown_page_changes_are_reported_as_unknown() -> None:
    unknown = Differences(("shop",), (), comparison_of(1).variants, pages_known=False)
    assert "the changed pages are not known" in to_text(unknown, OLD, NEW)
    assert "The changed pages are not known" in to_markdown(unknown, OLD, NEW)


def test_an_added_or_removed_variant_is_one_line() -> None:
    without = {path: text for path, text in FILES.items() if "wiki" not in path}
    assert "\nwiki (Wiki): added, 9 entries; no owner\n" in to_text(compare_with_pages(snapshot(without), snapshot()), OLD, NEW)
    assert "| Wiki | no owner | removed, 9 entries | all | all |\n" in to_markdown(
        compare_with_pages(snapshot(), snapshot(without)), OLD, NEW
    )


def test_variants_share_a_line_only_if_the_line_is_the_same() -> None:
    several = tuple(VariantDifference(name, name.title(), "added", entities=size) for name, size in (("a", 9), ("b", 9), ("c", 8)))
    output = to_text(Differences(("a", "b", "c"), (), several), OLD, NEW)
    assert "\na, b: added, 9 entries; no owner\n\nc (C): added, 8 entries;" in output


def test_entries_that_only_changed_their_layer_are_counted() -> None:
    over = tuple(Difference("kept", f"slos.s{at}", "S", fields=(FieldDifference(differences.LAYER, "shop", "base"),)) for at in range(3))
    moved = Differences(("shop",), (SharedDifference("base", "Base", ("shop",), ("shop",), (), over),))
    counted = "3 entries unchanged, but now from layer base instead of shop"
    assert f"layer base (Base) reaches the one built on it: shop\n  {counted}\n" in to_text(moved, OLD, NEW)
    assert f"\n\n{counted}.\n" in to_markdown(moved, OLD, NEW)


def test_labels() -> None:
    assert OLD.label == "main (0123456789ab)"
    assert DiffSide("01234567", "revision", {}, OLD.commit).label == "01234567"
    assert headline(Differences(("a",))) == "no difference in 1 variant"
    assert [owner_label(one) for one in (None, Owner("a", "Lead"), Owner("a", "Lead", "Ann"))] == [
        "no owner",
        "Lead (unassigned)",
        "Lead (Ann)",
    ]
    paths = ("shop/index.md", "shop/prepare/index.md", "shop/sheets/prepare.md")
    assert [path_name(path, "shop") for path in paths] == ["overview", "prepare", "prepare"]
    assert [path_name(path, "") for path in ("index.md", "matrix/index.md", "matrix/prepare/index.md")] == [
        "home",
        "matrix",
        "matrix/prepare",
    ]
    assert change_label(Difference("kept", "a", "A", place="after b")) == "moved (after b)"
    assert name_of(Difference("added", "checklists.a.items.b", "B")) == "a/b"
    assert not ChangedPaths()


def test_prose_is_compared_by_lines_in_each_form() -> None:
    """Of long prose, each form shows the lines around a change; the JSON has both values too."""
    old = "\n".join(f"line {number}" for number in range(40))
    field = FieldDifference("about", old, old.replace("line 20", "line twenty"))
    one = Difference("kept", "checklists.a", "A", fields=(field,))
    found = Differences(("shop",), (), (VariantDifference("shop", "Shop", "changed", differences=(one,)),))
    wanted = ["  …", "  line 18", "  line 19", "- line 20", "+ line twenty", "  line 21", "  line 22"]
    for output in (to_text(found, OLD, NEW), to_markdown(found, OLD, NEW)):
        lines = [line.strip() for line in output.splitlines()]
        assert [line for line in lines if "line" in line or line == "…"] == [line.strip() for line in wanted]
    (shown,) = json.loads(to_json(found, OLD, NEW))["variants"][0]["differences"][0]["fields"]
    assert (shown["old"], shown["new"]) == (field.old, field.new)
    assert [f"{sign} {line}" for sign, line in shown["lines"]] == wanted


def test_added_prose_is_short_in_a_comment() -> None:
    """A comment lists the first lines of a new value, and how many there are."""
    added = Difference("added", "passages.a", "A", fields=(FieldDifference("about", None, "\n".join("abcdefghijklmnop")),))
    found = Differences(("shop",), (), (VariantDifference("shop", "Shop", "changed", differences=(added,)),))
    assert "k ⏎ l ⏎ … (4 more lines)" in to_markdown(found, OLD, NEW)
