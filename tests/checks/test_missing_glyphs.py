"""Where in the data a sign stands that no font has."""

from __future__ import annotations

from generator.checks.missing_glyphs import find_unprintable
from generator.model.variant import Variant
from tests.sheet_sample import FILE, sample_data, sample_variant

LINES = 200


def variant_with(text: str) -> Variant:
    data = sample_data()
    data["checklists"]["code"]["items"]["tests"]["text"] = text
    return sample_variant(data)


def files_with(variant: Variant, text: str, line: int | None = None) -> dict[str, bytes]:
    """A file in which a text stands on the line of its entity, or on another."""
    own = variant.traces["checklists.code.items.tests"].origin.line
    return {FILE: "".join(f"      tests: {text}\n" if at == (line or own) else "\n" for at in range(1, LINES)).encode()}


def test_a_sign_is_found_on_the_line_of_its_entity() -> None:
    variant = variant_with("All 店 tests pass")
    (problem,) = find_unprintable(variant, files_with(variant, "All 店 tests pass"), ("店", "開"))
    assert (problem.code, problem.address, problem.variants) == ("missing-glyph", "checklists.code.items.tests", ("shop",))
    assert (problem.span.line, problem.span.column, problem.span.width) == (variant.traces[problem.address].origin.line, 18, 1)
    assert problem.message == "no font has a sign for `店` in `All 店 tests pass`"


def test_a_sign_that_a_lower_layer_wrote_is_found_elsewhere_in_its_files() -> None:
    variant = variant_with("All 店 tests pass")
    (problem,) = find_unprintable(variant, files_with(variant, "All 店 tests pass", line=150), ("店",))
    assert problem.span.line == 150


def test_a_sign_in_no_file_or_no_entity_is_left_out() -> None:
    variant = variant_with("All 店 tests pass")
    assert not list(find_unprintable(variant, {}, ("店",)))
    assert not list(find_unprintable(variant_with("plain"), files_with(variant, "店"), ("店",)))


def test_a_long_text_is_cut() -> None:
    text = "店" + "x" * 100
    variant = variant_with(text)
    (problem,) = find_unprintable(variant, files_with(variant, text), ("店",))
    assert problem.message.endswith("xxx...`")
