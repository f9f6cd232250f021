"""Web addresses to have at hand, and runbooks of services: where pages and sheets show them."""

from __future__ import annotations

from typing import Any

from generator.checks.resolve import Outcome, resolve
from generator.document.compose import RunbookDocument, compose
from generator.document.document_parts import Section, plain
from generator.document.pages import SiteSettings
from generator.document.runbook_pages import emergency_page
from generator.document.select_sheets import sheet_of
from generator.document.web_links import runbooks_of_services
from generator.model.entities import PUBLIC
from generator.redaction.redact import visible_outcome
from generator.site.render_pages import render_site
from tests.composed import pages_from
from tests.layered import all_problems, encoded

FILES = {
    "data/variants/shop/shop.yaml": """\
    variant: {title: Shop}
    phases: {rollback: {title: Rollback}, incident: {title: Incident}}
    contacts: {desk: {title: Desk, links: {rota: https://rota.example}}, nobody: {title: Nobody}}
    services:
      payments: {title: Payments, runbook: billing, links: {console: {title: Console, url: https://pay.example, text: "to `refund`"}}}
      mail: {title: Mail, runbook: mail/incident}
      till: {title: Till}
    links:
      status-board: https://board.example/shop
      wiki: {title: Handbook, group: Reading, url: https://wiki.example, text: how we work}
    procedures:
      back: {phase: rollback, title: Back, steps: {a: Do it}}
      respond: {phase: incident, title: Respond, steps: {a: Do it}}
    """,
    "data/variants/billing/b.yaml": """\
    variant: {title: Billing}
    phases: {rollback: {title: Way back}}
    procedures: {back: {phase: rollback, title: Back, steps: {a: Do it}}}
    """,
    "data/variants/mail/m.yaml": """\
    variant: {title: Mail system, visibility: internal}
    phases: {incident: {title: Trouble}}
    procedures: {respond: {phase: incident, title: Respond, steps: {a: Do it}}}
    """,
}
SETTINGS = SiteSettings(site_url="https://books.example")


def outcome() -> Outcome:
    found = resolve(encoded(FILES))
    assert found.ok, found.diagnostics
    return found


def document(settings: SiteSettings = SETTINGS) -> RunbookDocument:
    seen = visible_outcome(outcome(), settings)
    return compose(seen.variants["shop"], settings, others=seen.variants)


def section(part: str, anchor: str, settings: SiteSettings = SETTINGS) -> Section | None:
    return next((one for one in sheet_of(document(settings), part).sections if one.anchor == anchor), None)


def page(path: str) -> str:
    (found,) = (one.markdown for one in render_site(pages_from(outcome().variants, SETTINGS)) if one.path == path)
    return found


def test_the_overview_lists_the_links_by_group() -> None:
    """A link without a title has its id in words."""
    text = page("shop/index.md")
    assert '<li id="links.status-board"><a href="https://board.example/shop" dir="auto">Status board</a>' in text
    assert text.index("Status board") < text.index('<h3 dir="auto">Reading</h3>') < text.index("Handbook")
    assert "how we work" in text


def test_sheets_have_the_links_in_one_line_and_the_book_as_tables() -> None:
    """Paper has the address after the title."""
    for part in ("rollback", "emergency"):
        found = section(part, "links")
        assert found is not None
        assert plain(found.summary) == "Status board · Handbook: how we work"
    book = sheet_of(document(), "book")
    (chapter,) = (one for one in book.chapters if one.title == "Links")
    assert [[row.title for row in one.rows] for one in chapter.sections] == [["Status board"], ["Handbook"]]
    assert not [one for part in book.chapters for one in part.sections if one.anchor == "links"]


def test_links_of_services_and_contacts_are_in_their_rows() -> None:
    """A contact with a rota can be reached, so it is not unassigned, and the emergency page has it."""
    services = page("shop/services/index.md")
    assert '<li id="services.payments.links.console"><a href="https://pay.example" dir="auto">Console</a>' in services
    assert document().context.unassigned() == 1
    contacts: Any = emergency_page(document()).view["contacts"]
    assert [row.title for one in contacts for row in one.rows] == ["Desk"]


def test_a_contact_with_a_rota_is_not_reported_as_unassigned() -> None:
    """The rota says who it is today."""
    found = {one.address for one in all_problems(encoded(FILES)) if one.code == "unassigned-contact"}
    assert found == {"contacts.nobody"}


def test_a_service_leads_to_its_runbook() -> None:
    """Without a phase, the pages of rollback and incident lead to the same phase of the runbook, if it has it."""
    services = page("shop/services/index.md")
    assert '<a href="../../billing/index.html" dir="auto">Billing</a>' in services
    assert '<a href="../../mail/incident/index.html" dir="auto">Mail system: Trouble</a>' in services
    rollback, incident = page("shop/rollback/index.md"), page("shop/incident/index.md")
    assert '<a href="../../billing/rollback/index.html" dir="auto">Billing: Way back</a>' in rollback
    assert '<a href="../../billing/index.html" dir="auto">Billing</a>' in incident
    assert "Runbooks of services" not in page("shop/prepare/index.md")
    on_sheet = section("rollback", "runbooks")
    assert on_sheet is not None
    assert plain(on_sheet.summary) == "Payments: Billing: Way back · Mail: Mail system: Trouble"


def test_the_emergency_page_and_the_card_name_the_runbooks_of_services() -> None:
    """They lead to the incident of the runbook, if the service names no other phase."""
    at_hand = page("shop/emergency/index.md")
    assert "Runbooks of services" in at_hand
    assert '<a href="../../mail/incident/index.html" dir="auto">Mail system: Trouble</a>' in at_hand
    card = section("emergency", "runbooks")
    assert card is not None
    assert plain(card.summary) == "Payments: Billing · Mail: Mail system: Trouble"


def test_the_directory_of_services_has_their_runbooks() -> None:
    directory = page("services/index.md")
    assert '<dt>Runbook</dt><dd><a href="../billing/index.html">Billing</a></dd>' in directory
    assert directory.count("<dt>Runbook</dt>") == 2


def test_the_runbook_of_a_service_does_not_lead_to_itself() -> None:
    """A layer that all systems extend names the runbook of a service for the system of this service too."""
    files = FILES | {"data/variants/shop/shop.yaml": FILES["data/variants/shop/shop.yaml"].replace("runbook: billing", "runbook: shop")}
    found = resolve(encoded(files))
    assert found.ok, found.diagnostics
    assert [
        title for title, _ in runbooks_of_services(compose(found.variants["shop"], SETTINGS, others=found.variants).context, "incident")
    ] == ["Mail"]


def test_public_readers_learn_nothing_of_an_internal_runbook() -> None:
    """The service stays, without the link."""
    settings = SiteSettings(visibility=PUBLIC)
    assert document(settings).context.runbook.services["mail"].runbook is None
    found = section("rollback", "runbooks", settings)
    assert found is not None
    assert plain(found.summary) == "Payments: Billing: Way back"
