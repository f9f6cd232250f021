"""The problems that only a composed and typeset site shows. Also tests the reports of their codes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostics.diagnostic import Diagnostic
from generator.document.pages import SiteSettings
from generator.document.print_job import PrintJob, Unprintable
from generator.model.entities import PUBLIC
from generator.paper import typst_compiler
from generator.project.open_project import open_project
from generator.report.diagnostics_report import to_text
from generator.site.mkdocs_build import read_docs
from generator.site.release_problems import release_problems
from tests.expectations import Expectation

MADE = Path(__file__).parents[1] / "errors" / "_made"
CARD = SiteSettings(papers=("a4",))
WITHOUT_PDFS = SiteSettings(papers=())
FORUM = "data/variants/forum/variant.yaml"


def found(root: Path, settings: SiteSettings = WITHOUT_PDFS) -> tuple[Diagnostic, ...]:
    return release_problems(open_project(root, lint=True), settings, read_docs(root))


def test_a_sheet_that_cannot_be_printed_is_reported_once_for_each_variant(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, expectation: Expectation
) -> None:
    def refuse(job: PrintJob, *_: object, **__: object) -> Unprintable:
        return Unprintable(job.path, fault="the layout does not converge")

    monkeypatch.setattr(typst_compiler, "_typeset", refuse)
    problems = found(tiny, SiteSettings())
    assert [(problem.code, problem.span.file) for problem in problems] == [
        ("unprintable-sheet", FORUM),
        ("unprintable-sheet", "data/variants/shop/variant.yaml"),
    ]
    expectation.holds(MADE / "unprintable-sheet.txt", to_text(problems[1:]))


def test_missing_characters_are_left_to_their_lint_rule(tiny: Path) -> None:
    """The rule shows each text; this would repeat it for each sheet."""
    path = tiny / FORUM
    path.write_text(path.read_text().replace("Forum", "池"))
    assert found(tiny, CARD) == ()


def test_an_emergency_card_that_does_not_fit_is_reported(tiny: Path, expectation: Expectation) -> None:
    people = "".join(f"  p{number}: {{title: Role {number}, name: Ann}}\n" for number in range(150))
    (tiny / "data/variants/forum/people.yaml").write_text(f"contacts:\n{people}")
    problems = found(tiny, CARD)
    assert [(problem.code, problem.span.file) for problem in problems] == [("long-card", FORUM)]
    expectation.holds(MADE / "long-card.txt", to_text(problems))


def test_internal_text_in_a_public_site_is_reported(tiny: Path, expectation: Expectation) -> None:
    (tiny / "data/variants/forum/people.yaml").write_text("contacts: {lead: {title: Lead, phone: '+880 2 5566 7788'}}\n")
    (tiny / "docs/writing.md").write_text("# Write a runbook\n\nAsk +880 2 5566 7788.\n")
    assert found(tiny) == ()
    problems = found(tiny, replace(WITHOUT_PDFS, visibility=PUBLIC))
    assert [(problem.code, problem.span.file) for problem in problems] == [("internal-text", "docs/writing.md")]
    expectation.holds(MADE / "internal-text.txt", to_text(problems))


@pytest.mark.parametrize(
    ("paths", "place"),
    [
        (["shop/index.md"], "docs/shop/index.md"),
        (["Matrix/index.md"], "docs/Matrix/index.md"),
        (["a/index.md", "a/README.md"], "docs/a/index.md"),
        (["search.js"], "docs/search.js"),
    ],
)
def test_files_in_one_place_are_reported(paths: list[str], place: str, tiny: Path) -> None:
    for path in paths:
        (tiny / "docs" / path).parent.mkdir(exist_ok=True)
        (tiny / "docs" / path).write_text("# A page\n")
    assert [(problem.code, problem.severity, problem.span.file) for problem in found(tiny)] == [("name-clash", "error", place)]


def test_the_same_project_is_composed_and_typeset_once(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people = "".join(f"  p{number}: {{title: Role {number}, name: Ann}}\n" for number in range(150))
    (tiny / "data/variants/forum/people.yaml").write_text(f"contacts:\n{people}")
    first = found(tiny, CARD)
    composed: list[str] = []

    def compose(*_: object) -> tuple[Diagnostic, ...]:
        composed.append("composed")
        return ()

    monkeypatch.setattr("generator.site.release_problems._find", compose)
    assert found(tiny, CARD) == first != ()
    assert composed == []
    found(tiny, SiteSettings(papers=("letter",)))
    (tiny / "docs/writing.md").write_text("# Other\n")
    found(tiny, CARD)
    (tiny / FORUM).write_text("variant: {title: The forum, extends: [base]}\n")
    found(tiny, CARD)
    assert composed == ["composed"] * 3


def test_a_project_without_settings_has_no_pages_of_its_own(tiny: Path) -> None:
    (tiny / "mkdocs.yml").unlink()
    assert found(tiny) == ()
