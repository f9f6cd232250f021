"""Links that lead inside: where they lead on pages, and what paper prints in their place."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf

from generator.checks.resolve import resolve
from generator.document.compose import RunbookDocument, compose
from generator.document.document_parts import plain
from generator.document.pages import SiteSettings
from generator.document.print_job import Printed
from generator.document.runbook_pages import phase_page
from generator.document.select_sheets import sheet_of, sheets_of
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_data, print_job
from generator.paper.print_html import render_print_page
from generator.paper.typst_compiler import Typesetter
from generator.project.cache import Cache
from generator.site.make_site import make_site
from generator.site.render_pages import render_site
from tests.layered import encoded

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><rect width="90" height="60" fill="red"/></svg>'
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
    outcome = resolve({**FILES, "data/variants/shop/files/form.pdf": b"%PDF-1.7"})
    assert outcome.ok, outcome.diagnostics
    return compose(outcome.variants["shop"], SiteSettings(), others={} if alone else {"billing": outcome.variants["billing"]})


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


PROSE = {
    "data/variants/shop/shop.yaml": b"""\
variant:
  title: Shop
  about: |
    Look at [the list](checklists.code):

    ![The wiring](files/sub/wiring.svg)
phases: {prepare: {title: Prepare}}
checklists:
  code:
    phase: prepare
    title: Code
    about: |
      > ![The wiring](files/sub/wiring.svg)
    items: {a: It is merged}
  secret:
    phase: prepare
    title: Secret
    visibility: internal
    about: |
      ![The safe](files/safe.svg)
    items: {a: It is locked}
""",
    "data/variants/shop/files/sub/wiring.svg": SVG,
    "data/variants/shop/files/safe.svg": SVG,
}


def test_pictures_of_prose_are_on_pages_and_sheets() -> None:
    """Pages and sheets name the file relative to themselves, and a PDF gets its bytes."""
    outcome = resolve(PROSE)
    assert outcome.ok, outcome.diagnostics
    composed = compose(outcome.variants["shop"], SiteSettings())
    (page,) = render_site([phase_page(composed, "prepare")])
    assert '<img class="rb-picture" src="../files/sub/wiring.svg" alt="The wiring">' in page.markdown
    sheet = sheet_of(composed, "prepare")
    assert sheet.pictures == (("files/safe.svg", SVG), ("files/sub/wiring.svg", SVG))
    assert "> ![The wiring](../files/sub/wiring.svg)" in render_sheet(sheet)
    assert 'src="../files/sub/wiring.svg" alt="The wiring"' in render_print_page(sheet).text
    job = print_job(sheet)
    assert job.files == sheet.pictures
    assert '{"picture":"/files/sub/wiring.svg","alternative":"The wiring"}' in job.data


def test_a_changed_picture_makes_the_pdf_again(tmp_path: Path) -> None:
    """The same pictures give the same bytes, with the text for people who do not see them."""
    sheet = sheet_of(compose(resolve(PROSE).variants["shop"], SiteSettings()), "prepare")
    typesetter = Typesetter(0, Cache(tmp_path))
    (first,) = typesetter([print_job(sheet)])
    assert isinstance(first, Printed)
    (again,) = Typesetter(0, Cache(tmp_path / "other"))([print_job(sheet)])
    assert again == first
    other = replace(sheet, pictures=tuple((path, data.replace(b"red", b"blue")) for path, data in sheet.pictures))
    (changed,) = typesetter([print_job(other)])
    assert typesetter.fresh == 2
    assert isinstance(changed, Printed)
    assert changed.pdf != first.pdf
    with pikepdf.open(BytesIO(first.pdf)) as pdf:
        spoken = {str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert spoken >= {"The wiring", "The safe"}


def test_public_pages_have_only_public_pictures() -> None:
    """The picture of an internal list is not published."""
    outcome = resolve(PROSE)
    public = make_site(outcome, SiteSettings(visibility="public"))
    assert [path for path, _ in public.attached] == ["shop/files/sub/wiring.svg"]
    assert [path for path, _ in make_site(outcome, SiteSettings()).attached] == ["shop/files/safe.svg", "shop/files/sub/wiring.svg"]


def test_pictures_that_are_missing_leave_their_words() -> None:
    """A diff composes variants without the bytes of their files, and releases of other versions may lack them."""
    shop = replace(resolve(PROSE).variants["shop"], files={})
    (page,) = render_site([phase_page(compose(shop, SiteSettings()), "prepare")])
    assert "<img" not in page.markdown
    assert "<p>The wiring</p>" in page.markdown
