"""Links that lead inside: where they lead on pages, and what paper prints in their place."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.resolve import resolve
from generator.document.compose import RunbookDocument, compose
from generator.document.document_parts import plain
from generator.document.pages import SiteSettings
from generator.document.runbook_pages import phase_page
from generator.document.select_sheets import sheet_of, sheets_of
from generator.model.entities import Item
from generator.model.variant import AttachedFile, map_entities
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_data
from generator.paper.print_html import render_print_page
from generator.site.render_pages import render_site
from tests.layered import encoded

FILES = encoded(
    {
        "data/variants/shop/shop.yaml": """\
        variant: {title: Shop}
        phases:
          prepare: {title: Preparing, groups: {early: {title: Early}}}
          rollback: {title: Rollback}
          incident: {title: Incidents}
        checklists:
          code:
            phase: prepare
            group: early
            title: Code
            items:
              line: {text: "See [that step](back/stop) and [this list](checklists.code) and [Code](checklists.code)."}
              near: {text: "As **in [the line](code/line)** and [the phase](phases.incident)."}
              away: {text: "Read [theirs](variant:billing/rollback), [Billing](variant:billing), [the step](variant:billing#back/stop)."}
              form: {text: "Sign [the form](files/form.pdf), then [the queue](services.queue)."}
        procedures: {back: {phase: rollback, title: Roll back, steps: {stop: Stop the service}}}
        services: {queue: {title: Queue}}
        """,
        "data/variants/billing/billing.yaml": """\
        variant: {title: Billing}
        phases: {rollback: {title: Way back}}
        procedures: {back: {phase: rollback, title: Back, steps: {stop: Stop it}}}
        """,
    }
)


def document(*, alone: bool = False) -> RunbookDocument:
    form = {"data/variants/shop/shop.yaml": b"FORM"}
    outcome = resolve({**FILES, **{path: FILES[path].replace(b"[the form](files/form.pdf)", text) for path, text in form.items()}})
    assert outcome.ok, outcome.diagnostics
    shop = outcome.variants["shop"]
    values = map_entities(shop.runbook, lambda _, one: with_form(one) if isinstance(one, Item) else one)
    files = {"files/form.pdf": AttachedFile("data/variants/shop/files/form.pdf", b"%PDF-")}
    shop = replace(shop, runbook=shop.runbook.model_copy(update=values), files=files)
    return compose(shop, SiteSettings(), others={} if alone else {"billing": outcome.variants["billing"]})


def with_form(item: Item) -> Item:
    return item.model_copy(update={"text": item.text.replace("FORM", "[the form](files/form.pdf)")})


def test_pages_link_to_the_place_of_the_target() -> None:
    """Links on pages are relative to the page, and lead to the entry on the page that shows it."""
    (page,) = render_site([phase_page(document(), "prepare")])
    for link in (
        '<a href="../rollback/index.html#procedures.back.steps.stop">that step</a>',
        '<a href="#checklists.code">this list</a>',
        '<strong>in <a href="#checklists.code.items.line">the line</a></strong>',
        '<a href="../incident/index.html">the phase</a>',
        '<a href="../../billing/rollback/index.html">theirs</a>',
        '<a href="../../billing/index.html">Billing</a>',
        '<a href="../../billing/rollback/index.html#procedures.back.steps.stop">the step</a>',
        '<a href="../files/form.pdf">the form</a>',
        '<a href="../services/index.html#services.queue">the queue</a>',
    ):
        assert link in page.markdown


def test_paper_says_where_the_target_is() -> None:
    """On its own sheet a target has its number or title, on other sheets also the name of the sheet."""
    sheet = sheet_of(document(), "prepare")
    texts = [plain(box.text) for section in sheet.sections for box in section.boxes]
    assert texts == [
        "See that step (R1, on the sheet “Rollback”) and this list (A) and Code (A).",
        "As in the line (A1) and the phase (on the sheet “Incidents”).",
        "Read theirs (Billing: Way back), Billing, the step (Billing: Stop it).",
        "Sign the form (form.pdf), then the queue (Queue).",
    ]
    for printed in (render_print_page(sheet).text, render_sheet(sheet)):
        assert "theirs (Billing: Way back)" in printed
    assert "[the form](../files/form.pdf) (form.pdf)" in render_sheet(sheet)
    assert '<a href="../files/form.pdf">the form</a> (form.pdf)' in render_print_page(sheet).text
    assert "../files" not in str(print_data(sheet))
    rollback = next(one for one in sheets_of(document()) if one.part == "book").chapters[0]
    assert plain(rollback.sections[1].boxes[0].text) == texts[0]


def test_a_link_that_leads_nowhere_is_its_label() -> None:
    """Without the other variants, as in a diff, links to them are plain words."""
    (page,) = render_site([phase_page(document(alone=True), "prepare")])
    assert "Read theirs, Billing, the step." in page.markdown
