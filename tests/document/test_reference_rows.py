"""Reference pages, directories and the home page."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.checks.resolve import resolve
from generator.document.document_parts import Row, plain
from generator.document.pages import SiteSettings
from generator.document.tables import value_of
from tests.composed import pages_from
from tests.site_sample import pages, rendered


def rows(path: str) -> dict[str, Row]:
    return {row.anchor: row for section in pages()[path].view["sections"] for row in section.rows}


def cells(row: Row) -> dict[str, str]:
    return {cell.name: plain(value_of(cell)) for cell in row.cells if cell.text or cell.links}


def test_targets_have_their_thresholds_triggers_and_checks() -> None:
    found = rows("shop/targets/index.md")
    assert cells(found["slos.latency"]) == {
        "Percentile": "95th",
        "Target": "under 200 ms",
        "Measured over": "30 days",
        "Warning": "over 300 ms",
        "Alert": "over 500 ms",
        "Trigger": "Nobody can buy",
        "Checked in": "Database, Code #1, Roll back a release",
    }
    assert cells(found["slos.errors"]) == {
        "Target": "under 1%",
        "Trigger": "Too many requests fail",
        "Checked in": "Cut-over, Respond",
    }
    assert cells(found["slos.disk"]) == {"Target": "under 80%", "Alert": "over 90%", "Trigger": "The disk is full"}


def test_a_percentile_is_written_alike_in_the_table_and_beside_an_item() -> None:
    own = own_sections("""
phases: {prepare: {title: Prepare}}
checklists: {code: {phase: prepare, title: Code, items: {fast: {text: It is fast, slo: latency}}}}
slos: {latency: {title: Latency, kind: technical, percentile: 52, target: under 200 ms}}
""")
    assert cells(own["own/targets/index.md"][0].rows[0])["Percentile"] == "52nd"
    assert [plain(fact.text) for fact in own["own/prepare/index.md"][0].boxes[0].facts] == ["Latency: 52nd percentile under 200 ms"]


def test_a_fact_without_a_label_has_its_id_in_words_on_the_overview() -> None:
    found = [(row.anchor, row.title, plain(row.text)) for row in pages()["shop/index.md"].view["facts"]]
    assert found[:2] == [("facts.time-zone", "Time zone", "UTC+6"), ("facts.repository", "Source code", "git at the forge")]
    page = rendered()["shop/index.md"].markdown
    assert '<div id="facts.time-zone"><dt dir="auto">Time zone</dt><dd><span dir="auto">UTC+6</span>' in page
    assert '<span class="rb-anchor" id="facts.code"></span>' in page


def own_sections(data: str) -> dict[str, Any]:
    found = resolve({"data/variants/own/own.yaml": f"variant: {{title: Own}}\n{data}".encode()})
    return {
        page.path: page.view["part"].sections if page.template == "phase" else page.view["sections"]
        for page in pages_from(found.variants, SiteSettings())
        if page.template in ("phase", "reference")
    }


def test_a_column_that_no_row_fills_is_left_out() -> None:
    (section,) = own_sections("""
triggers: {failures: {text: Too many requests fail, slo: errors, when: over 5%}}
slos: {errors: {title: Error rate, kind: technical, target: under 1%}, uptime: {title: Uptime, kind: technical, target: over 99%}}
""")["own/targets/index.md"]
    assert [[cell.name for cell in row.cells] for row in section.rows] == [["Target", "Trigger"]] * 2


def test_services_have_links_to_what_they_need_and_to_what_needs_them() -> None:
    found = rows("shop/services/index.md")
    assert cells(found["services.database"]) == {
        "Status page": "status.host.example",
        "Provider": "Host",
        "Needed by": "Queue",
        "Contact": "Database admin",
    }
    assert found["services.database"].mark == "high criticality"
    assert cells(found["services.queue"]) == {"Needs": "Database", "Needed by": "Mail"}
    assert cells(found["services.mail"]) == {
        "Status page": "status.post.example",
        "Provider": "Post",
        "Needs": "Queue",
        "Contact": "Host",
        "Runbook": "Forum: Prepare",
        "Links": "Console · Limits of sending: by day and *address*",
    }
    assert found["services.mail"].mark == "low criticality"


def test_contacts_have_links_to_call_and_write_or_are_marked_as_unassigned() -> None:
    page = rendered()["shop/contacts/index.md"].markdown
    assert 'href="tel:+880255667788;ext=4"' in page
    assert 'href="mailto:a@shop.example"' in page
    found = rows("shop/contacts/index.md")
    assert found["contacts.dba"].alarm
    assert cells(found["contacts.dba"]) == {"Backup": "Tech lead", "Escalates to": "Tech lead after 15 min"}
    assert not found["contacts.lead"].alarm
    assert "1 contact is unassigned" in page
    assert '<span class="rb-missing">unassigned</span>' in page


def test_a_contact_without_any_value_is_unassigned() -> None:
    (lead,) = rows("forum/contacts/index.md").values()
    assert lead.alarm
    assert "Not defined for this system." not in rendered()["forum/contacts/index.md"].markdown


def test_the_severities_page_has_the_steps_of_the_response() -> None:
    found = rows("shop/severities/index.md")
    assert cells(found["severities.p0"]) == {
        "Respond within": "immediately",
        "Escalation": "all hands",
        "What to do": "page the commander, then call the board",
    }
    assert found["severities.p0"].mark == "P0"
    page = rendered()["shop/severities/index.md"].markdown
    assert "<strong>Identify</strong>" in page
    assert "data-rb-box" not in page


def test_commands_are_in_their_groups_with_remark_and_outcome() -> None:
    sections = pages()["shop/commands/index.md"].view["sections"]
    assert [(section.title, [row.title for row in section.rows]) for section in sections] == [
        ("Deployment", ["Quick deployment"]),
        ("Other", ["Status"]),
        ("Checks", ["Health"]),
    ]
    quick = rows("shop/commands/index.md")["commands.quick"]
    assert (plain(quick.text), quick.run, plain(quick.expect)) == ("skips the backup", "./deploy.sh quick", "done")
    assert quick.on_failure is not None


def test_sign_offs_have_columns_to_sign() -> None:
    lead = rows("shop/sign-offs/index.md")["sign-offs.lead"]
    assert [cell.name for cell in lead.cells] == ["Contact", "Phase", "Name", "Date", "Signature"]
    assert {cell.name: plain(cell.text) for cell in lead.cells}["Name"] == "Ann"


def test_each_reference_page_shows_that_nothing_is_defined() -> None:
    for part in ("targets", "services", "severities", "commands", "sign-offs"):
        assert "Not defined for this system." in rendered()[f"forum/{part}/index.md"].markdown


def test_the_home_page_has_a_card_for_each_system() -> None:
    cards = pages()["index.md"].view["cards"]
    assert [(card.link.text, card.figures["unassigned"]) for card in cards] == [("Forum", 1), ("Shop & Co", 1)]
    assert [link.target for link in cards[1].phases] == ["shop/deploy-day/index.md", "shop/rollback/index.md", "shop/incident/index.md"]
    assert cards[1].figures["overdue_since"] == date(2026, 4, 1)
    assert "Built from commit <code>0123456789ab</code>" in rendered()["index.md"].markdown


def test_the_emptiest_system_does_not_look_like_the_healthiest() -> None:
    """A system without contacts has no unassigned contact, so Home also counts what is not defined, and says what its card lacks."""
    forum, shop = pages()["index.md"].view["cards"]
    assert (forum.figures["lacks"], forum.figures["unfit"]) == (5, ("draft.nobody", "draft.no-way-back"))
    assert (shop.figures["lacks"], shop.figures["unfit"]) == (0, ())
    page = rendered()["index.md"].markdown
    assert "5 phases not defined" in page and ">nobody to call</span>" in page and ">no way back</span>" in page


def test_the_directory_of_services_lists_the_systems_that_use_each() -> None:
    view = pages()["services/index.md"].view
    assert [(service.title, [link.text for link, *_ in service.uses]) for service in view["services"]] == [
        ("Database", ["Shop & Co"]),
        ("Mail", ["Shop & Co"]),
        ("Queue", ["Shop & Co"]),
        ("Till", ["Shop & Co"]),
    ]
    assert [link.text for link, _ in view["without"]] == ["Forum"]


def test_the_directory_of_contacts_is_sorted_by_system() -> None:
    view = pages()["contacts/index.md"].view
    assert [(title, [row.title for row in rows]) for title, _, _, rows in view["systems"]] == [
        ("Forum", ["Lead"]),
        ("Shop & Co", ["Tech lead", "Database admin", "Host", "Office"]),
    ]
    assert (view["count"], view["unassigned"]) == (5, 2)


def test_the_navigation_groups_pages_by_system() -> None:
    navs = {path: page.nav for path, page in pages().items()}
    assert navs["index.md"] == ()
    assert navs["shop/index.md"] == ("Shop & Co",)
    assert navs["shop/contacts/index.md"] == ("Shop & Co", "Reference")
    assert navs["contacts/index.md"] == ("All systems",)
    assert navs["matrix/rollback/index.md"] == ("All systems", "Matrix")
