"""What to do at a level of severity: one line in the table, several lines in the cell of pages and after the table on sheets."""

from __future__ import annotations

from generator.checks.resolve import resolve
from generator.document.document_parts import plain
from generator.document.pages import SiteSettings
from generator.site.make_site import make_site

DATA = """
variant: {title: Shop}
phases: {incident: {title: Incident}}
severities:
  low: {title: Odd, response: "Tell the **team**"}
  high:
    label: P0
    title: Down
    response: |
      1. Page the lead.
      2. Tell the board.

      Then [call](passages.people).
passages: {people: {phase: incident, title: People, about: All of them}}
"""


def site() -> dict[str, str]:
    outcome = resolve({"data/variants/shop/v.yaml": DATA.encode()})
    assert outcome.ok, outcome.diagnostics
    made = make_site(outcome, SiteSettings(release="1"))
    (document,) = made.documents
    cells = {row.title: next(cell for cell in row.cells if cell.key == "response") for row in document.severities}
    assert (plain(cells["Odd"].text), bool(cells["Odd"].prose)) == ("Tell the team", False)
    assert (plain(cells["Down"].text), bool(cells["Down"].prose)) == ("see below", True)
    return {page.path: page.markdown for page in made.pages} | {file.path: file.text for file in made.files}


def test_pages_have_the_steps_in_the_cell_and_sheets_after_the_table() -> None:
    """In one place each, under the name of the level, on the sheet of incidents, the emergency card and in the book."""
    found = site()
    for page in ("shop/incident/index.md", "shop/emergency/index.md", "shop/severities/index.md"):
        assert found[page].count("<li>Page the lead.</li>") == 1
        assert "see below" not in found[page]
    for sheet in ("incident", "emergency", "book"):
        text = found[f"shop/sheets/{sheet}.md"]
        assert text.count("1. Page the lead.\n2. Tell the board.") == text.count("**P0: Down**\n\n1. ") == text.count("see below") >= 1
        assert "Tell the **team**" in text
        assert "Page the lead." in found[f"shop/sheets/{sheet}.html"]
