"""Problems in order: listed once, with every variant that has them, and without problems that follow from others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.diagnostics.diagnostic import Diagnostic, Findings, Span, TooMany, has_errors, in_order, nearest, some_of


def problem(code: str = "unknown-role", line: int = 1, file: str = "a.yaml", column: int = 1) -> Diagnostic:
    return Diagnostic(code, f"about {code}", Span(file, line, column))


def test_problems_are_sorted_by_file_and_position() -> None:
    late, early = problem(line=10), problem(line=9)
    assert in_order([problem(file="b.yaml"), late, early]) == (early, late, problem(file="b.yaml"))


def test_a_problem_of_several_variants_is_listed_once_and_names_them() -> None:
    found = in_order(replace(problem(), variants=(name,)) for name in ("shop", "forum", "shop"))
    assert [each.variants for each in found] == [("forum", "shop")]


def test_different_problems_at_one_position_are_both_listed() -> None:
    assert len(in_order([problem(), replace(problem(), message="another")])) == 2


def test_consequences_of_an_unreadable_line_are_left_out() -> None:
    unread = problem("flow-comma", line=3, column=9)
    assert in_order([problem("missing-field", line=3), unread, problem("missing-field", line=4)]) == (
        unread,
        problem("missing-field", line=4),
    )
    assert len(in_order([unread, problem("missing-field", line=3, file="b.yaml")])) == 2


def test_many_problems_hide_no_other_kind() -> None:
    assert len(in_order([problem("too-many-problems"), problem("unknown-role")])) == 2


def test_findings_end_with_the_number_of_the_rest() -> None:
    found = Findings("the file", most=3)
    with pytest.raises(TooMany):
        for line in range(1, 10):
            found.add(problem(line=line))
    assert [(each.code, each.span.line) for each in found.problems] == [
        ("unknown-role", 1),
        ("unknown-role", 2),
        ("unknown-role", 3),
        ("too-many-problems", 4),
    ]


def test_warnings_are_not_errors() -> None:
    assert not has_errors([replace(problem(), severity="warning")])
    assert has_errors([replace(problem(), severity="warning"), problem()])


@pytest.mark.parametrize(
    ("word", "known", "offer"),
    [
        ("bda", ["dba", "tech-lead"], "did you mean `dba`?"),
        ("tech-laed", ["dba", "tech-lead"], "did you mean `tech-lead`?"),
        ("xyz", ["dba", "tech-lead"], ""),
        ("dba", [], ""),
        ("kontact-77", [f"contact-{number}" for number in range(900)], "did you mean `contact-77`?"),
    ],
)
def test_the_nearest_word_is_offered(word: str, known: list[str], offer: str) -> None:
    assert nearest(word, known) == offer


def test_some_names_of_many() -> None:
    assert some_of([]) == "none"
    assert some_of(["a", "b"]) == "a, b"
    assert some_of("abcde", most=3) == "a, b, c and 2 more"


def test_the_key_of_a_place_does_not_contain_its_line() -> None:
    assert Span("a.yaml", 2, 3, 4, "a: b").key == Span("a.yaml", 2, 3).key
    assert Span("a.yaml", 2, 3).key < Span("a.yaml", 2, 10).key < Span("a.yaml", 10, 1).key < Span("b.yaml", 1, 1).key
