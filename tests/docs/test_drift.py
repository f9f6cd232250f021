"""Generated parts of the documentation are up to date."""

from __future__ import annotations

import re

import pytest

from generator.model.code_table import CODES
from generator.reference.diagnostics_page import FIXTURES, REPORT
from generator.reference.made_pages import CASES, PART, made_pages
from tests.docs.documents import ROOT

DIAGNOSTICS = (ROOT / "docs/reference/diagnostics.md").read_text("utf-8")
# The problems shown on the pages for writers, in order.
SHOWN = {
    "docs/merge-rules.md": "nothing-to-override needs-because",
    "docs/reading-rules.md": """
        block-scalar comment-cut yaml-syntax flow-comma tag yaml-syntax yaml-syntax bare-braces open-quote yaml-syntax duplicate-key
        anchor-or-alias merge-key wrong-shape unknown-field wrong-value wrong-value
    """,
    "docs/write-a-runbook.md": """
        duplicate-id alert-stricter unassigned-contact unknown-role unassigned-contact not-in-prose unknown-parameter
        unassigned-contact unassigned-contact
    """,
    "docs/check-and-waive.md": """
        unassigned-contact no-alert no-way-back nobody-to-call overdue-review unassigned-contact no-alert unassigned-contact
        overdue-review unassigned-contact expired-waiver
    """,
}
EXAMPLES = sorted(path.parent.name for path in (ROOT / FIXTURES).glob(f"*/{REPORT}") if path.parent.name in CODES)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """All generated pages; a fixture, because a process that runs none of these tests should not make them."""
    return made_pages(ROOT)


def test_every_generated_page_is_up_to_date(made: dict[str, str]) -> None:
    """All pages in one test, so that one process makes them."""
    assert len(made) > 10
    for path, text in made.items():
        assert (ROOT / path).read_text("utf-8") == text, f"{path}: run `make generated`, and read the difference"


def section_of(code: str) -> str:
    """Return the section of the page about a code."""
    return re.split(r"^##+ ", DIAGNOSTICS.partition(f"\n### {code}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_the_page_lists_every_code_with_its_cause_and_its_fix() -> None:
    for name, code in CODES.items():
        assert code.cause in section_of(name), name
        assert code.fix in section_of(name), name


def test_a_code_is_shown_by_its_fixture() -> None:
    assert len(EXAMPLES) > 100
    for name in EXAMPLES:
        report = (ROOT / FIXTURES / name / REPORT).read_text("utf-8")
        assert f"```text\n{report.rstrip()}\n```" in section_of(name), name
        assert f"[{name}]" in report, name


def test_the_page_lists_no_other_code() -> None:
    assert re.findall(r"^### (.+)$", DIAGNOSTICS, re.MULTILINE) == list(CODES)


@pytest.mark.parametrize(("path", "codes"), SHOWN.items())
def test_examples_show_what_their_page_says(path: str, codes: str) -> None:
    """Otherwise, a mistake that is no longer reported would silently change its page."""
    by_example = (ROOT / path).read_text("utf-8").partition("\n## The rules\n")[0]
    assert re.findall(r"(?:error|warning)\[([\w-]+)\]", by_example) == codes.split()


def test_every_case_of_the_merge_rules_is_shown_once() -> None:
    page = (ROOT / "docs/merge-rules.md").read_text("utf-8")
    shown = [case for part in PART.finditer(page) for case in part["name"].removeprefix("cases/").split(",")]
    assert sorted(shown) == sorted(path.stem for path in (ROOT / CASES).glob("*.md")), "name it in a part of docs/merge-rules.md"
    for path in (ROOT / CASES).glob("*.md"):
        title, _, rest = path.read_text("utf-8").strip().partition("\n")
        assert f"##{title}\n{rest}\n" in page
