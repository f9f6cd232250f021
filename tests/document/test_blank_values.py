"""Which blanks commands may use, which values they take, and texts with values."""

from __future__ import annotations

import pytest

from generator.document.blank_values import parameters_of, pattern_of, why_refused, with_query, with_values
from generator.document.document_parts import Box, Slot, as_text
from generator.model.entities import Blank, Option
from generator.text.inline_markup import parse_inline
from tests.sheet_sample import sample_data, sample_variant

TEXT = Blank(label="Commit")
COLOUR = Blank(label="Colour", kind="choice", choices={"blue": Option(label="Blue"), "green": Option(label="Green")})


def test_an_id_is_a_parameter_if_exactly_one_blank_has_it() -> None:
    data = sample_data()
    found = parameters_of(sample_variant(data).runbook)
    assert found["version"][0] == "phases.deploy-day.blanks.version"
    assert found["migrated"][0] == "checklists.cut-over.items.migrate.blanks.migrated"
    assert not found.keys() & {"owner", "state"}, "columns are no parameters"
    data["phases"]["follow-up"]["blanks"]["migrated"] = {"label": "Another"}
    assert "migrated" not in parameters_of(sample_variant(data).runbook)


@pytest.mark.parametrize(
    ("blank", "values"),
    [
        (TEXT, ["4f2a91c", "v1.2", "a/b@c:d+e=f_g-h", "x" * 100]),
        (Blank(label="x", pattern="[0-9a-f]{7}|none"), ["4f2a91c", "none"]),
        (Blank(label="x", pattern=".*"), ["a $(b)", "é"]),
        (Blank(label="x", kind="number"), ["1", "-1.5"]),
        (Blank(label="x", kind="date"), ["2026-12-01"]),
        (Blank(label="x", kind="time"), ["22:00"]),
        (COLOUR, ["blue", "green"]),
    ],
)
def test_a_value_that_matches_as_a_whole_is_accepted(blank: Blank, values: list[str]) -> None:
    assert [why_refused("x", blank, value) for value in values] == [""] * len(values)


@pytest.mark.parametrize(
    ("blank", "values"),
    [
        (TEXT, ["-o", "a b", "$(x)", "a;b", "a\n", "x" * 101, "`x`", "é"]),
        (Blank(label="x", pattern="[0-9a-f]{7}|none"), ["4f2a91", "4f2a91cc", "nonee", "x4f2a91c"]),
        (Blank(label="x", pattern="[^x]*"), ["a\nb", "a\x00", "\u202ea", "a" * 201]),
        (Blank(label="x", kind="number"), ["one", "1;"]),
        (COLOUR, ["red", "Blue"]),
    ],
)
def test_any_other_value_is_refused_with_its_form(blank: Blank, values: list[str]) -> None:
    for value in values:
        why = why_refused("x", blank, value)
        assert "is not a value for `x`" in why
        assert ("`blue` or `green`" if blank is COLOUR else f"`{pattern_of(blank)}`") in why


def test_a_secret_is_refused_whatever_its_value() -> None:
    assert "never stored, linked or printed" in why_refused("token", Blank(label="Token", kind="secret"), "abc")


def test_values_in_an_address_are_percent_encoded() -> None:
    assert with_query("https://x.test/a/", {"a": "b&c=d/e+f #", "g": "é"}) == "https://x.test/a/?a=b%26c%3Dd%2Fe%2Bf%20%23&g=%C3%A9"
    assert with_query("https://x.test/a#b", {"c": "d"}) == "https://x.test/a?c=d#b"
    assert with_query("https://x.test/", {}) == "https://x.test/"
    assert with_query("", {"a": "b"}) == ""


def test_texts_have_values_and_commands_keep_their_blanks() -> None:
    """A value is text: its markup is not read. A blank without a value stays as written."""
    inner = Box("b", as_text("see <x>"), run="<x>")
    box = Box("a", parse_inline("**Check <x>**, `<x>` and <y>"), title="<x>", run="git <x>", slots=(Slot("x", "X"),), children=(inner,))
    found = with_values(box, {"x": "`1`"})
    plain = "".join(str(part) for part in found.text)
    assert plain.count("`1`") == 2
    assert "<y>" in plain
    assert (found.title, found.run, found.children[0].run) == ("`1`", "git <x>", "<x>")
    assert found.children[0].text == as_text("see `1`")
    assert with_values(box, {}) is box
    assert with_values(box, {"z": "1"}) is box
