"""The contents of a variant's pages: every box once, in the order of the work, and notes on what is not defined.

Also tests `boxes`, `overview` and `phase_sections`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import get_args

from generator.checks.resolve import resolve
from generator.document.compose import compose
from generator.document.document_parts import Box, Fact, Section, as_text, plain
from generator.document.figures_in_words import offset_in_words
from generator.document.overview import overview_page
from generator.document.pages import Page, SiteSettings
from generator.document.reference_rows import phone_number
from generator.model.entities import PhaseId
from generator.model.moments import parse_offset
from generator.model.variant import boxes
from generator.text.catalogue import catalogue
from generator.text.prose_tree import ProseTable, Quote, plain_prose
from tests.composed import pages_from
from tests.site_sample import outcome, pages, rendered


def sections(path: str) -> list[Section]:
    return list(pages()[path].view["part"].sections)


def box(path: str, address: str) -> Box:
    found = [one for section in sections(path) for one in _below(section.boxes) if one.address == address]
    assert len(found) == 1
    return found[0]


def _below(boxes: tuple[Box, ...]) -> list[Box]:
    return [one for box in boxes for one in (box, *_below(box.children))]


def test_every_box_is_on_exactly_one_phase_page() -> None:
    site = rendered()
    for variant in outcome().variants.values():
        found: Counter[str] = Counter()
        for phase in get_args(PhaseId):
            found.update(re.findall(r'data-rb-box="([^"]*)"', site[f"{variant.id}/{phase}/index.md"].markdown))
        assert found == Counter(boxes(variant.runbook))


def test_no_other_page_shows_a_box_but_the_emergency_page() -> None:
    for path, page in rendered().items():
        if not any(path.endswith(f"/{part}/index.md") and page.variant for part in (*get_args(PhaseId), "emergency")):
            assert "data-rb-box" not in page.markdown, path


def test_the_emergency_page_has_the_boxes_of_the_acts_with_their_fingerprints() -> None:
    """A tick there is a tick on the page of the phase: the box has the same address and fingerprint."""
    box = re.compile(r'data-rb-box="([^"]*)" data-rb-print="([^"]*)"')
    site = rendered()
    there = box.findall(site["shop/emergency/index.md"].markdown)
    own = [one for phase in ("rollback", "incident") for one in box.findall(site[f"shop/{phase}/index.md"].markdown)]
    acts = ("sign-offs.commander", "procedures.roll-back.steps.restore.items.rows", "procedures.respond.steps.contain")
    assert set(there) < set(own)
    assert {*acts} <= {address for address, _ in there}
    assert len(there) == len(set(there))


def test_groups_are_in_the_order_of_their_phase() -> None:
    titles = [(section.level, section.title) for section in sections("shop/prepare/index.md")]
    week = [(2, "A week before"), (3, "Signs of the shop"), (3, "Database")]
    assert titles == [*week, (2, "The day before"), (3, "Doors of the shop"), (3, "Code #1")]


def test_a_list_without_a_group_is_at_the_outermost_level() -> None:
    assert [(section.level, section.title) for section in sections("forum/prepare/index.md")] == [(2, "Database")]


def test_the_rollback_page_begins_with_the_triggers() -> None:
    assert [section.title for section in sections("shop/rollback/index.md")] == [
        "Rollback triggers",
        "Go or no-go before R Roll back a release",
        "Roll back a release",
    ]


def test_what_has_no_time_is_at_the_end_of_the_deployment_day() -> None:
    titles = [section.title for section in sections("shop/deploy-day/index.md")]
    announced = ["Internal announcements", "External announcements"]
    assert titles == [
        announced[0],
        "Go or no-go before D Cut-over",
        "Cut-over",
        announced[1],
        "Sign-offs",
        "Technical",
        "Business",
        "To fill in",
        "Notes",
    ]
    assert [len(section.boxes) for section in sections("shop/deploy-day/index.md")][:6] == [1, 1, 2, 1, 0, 1]


def test_entities_that_name_another_phase_are_on_its_page() -> None:
    titles = [section.title for section in sections("shop/follow-up/index.md")]
    assert titles == ["Logs", "Internal announcements", "Sign-offs", "To fill in", "Notes"]


def test_an_empty_phase_is_shown_as_not_defined() -> None:
    assert "Not defined for this system." in rendered()["forum/operate/index.md"].markdown
    assert "Not defined for this system." not in rendered()["shop/operate/index.md"].markdown


def test_a_list_has_the_moment_of_its_group_without_its_text() -> None:
    group, _, database, day, *_ = sections("shop/prepare/index.md")
    assert group.moment is not None
    assert (group.moment.at, group.moment.words, group.moment.lasts) == ("T-7d", "7 days before T-0", "2 days")
    day_before = day.moment
    assert day_before is not None and (day_before.at, day_before.lasts) == ("T-1d", "3 h")
    assert database.moment is not None
    assert (database.moment.at, database.moment.repeated, database.moment.seconds) == ("T-7d", True, -604800)
    assert not group.moment.repeated
    found = [section.moment for section in sections("shop/operate/index.md")]
    assert [(moment.every, moment.lasts) for moment in found if moment] == [("every day", ""), ("every 2 weeks", "1 h")]


def test_an_item_has_all_its_facts() -> None:
    item = box("shop/prepare/index.md", "checklists.database.items.rls")
    assert [(fact.kind, plain(fact.text)) for fact in item.facts] == [
        ("blocking", "Must"),
        ("if", "the tables hold tenants"),
        ("role", "Database admin"),
        ("target", "Latency: 95th percentile under 200 ms, measured over 30 days, warning over 300 ms, alert over 500 ms"),
    ]
    assert (item.run, plain(item.expect)) == ("select 1;\n\n\tselect 2; -- <none> & `all`", "two rows")
    assert item.on_failure is not None
    assert item.on_failure.target == "shop/rollback/index.md#procedures.roll-back"


def test_a_role_is_not_repeated_inside_a_list_or_item_that_has_it() -> None:
    assert not box("shop/prepare/index.md", "checklists.database.items.rls.items.read.items.deep").facts
    assert [fact.kind for fact in box("shop/prepare/index.md", "checklists.code.items.tests").facts] == ["target"]
    code = sections("shop/prepare/index.md")[-1]
    assert [(fact.kind, plain(fact.text)) for fact in code.facts] == [("if", "there is code"), ("role", "Database admin")]


def test_a_condition_is_not_repeated_inside_a_list_item_or_step_that_has_it() -> None:
    found = own_pages("""
phases: {prepare: {title: Prepare}, rollback: {title: Roll back}}
checklists:
  database:
    phase: prepare
    title: Database
    if: there is a database
    items:
      same:
        text: Same
        if: there is a database
        items: {same: {text: Same, if: there is a database}, own: {text: Own, if: it is large}}
      own:
        text: Own
        if: it is large
        items: {same: {text: Same, if: it is large}, list: {text: As the list, if: there is a database}}
procedures:
  back:
    phase: rollback
    title: Roll back
    steps:
      restore:
        text: The backup is restored
        if: data was lost
        items: {same: {text: Same, if: data was lost}, own: {text: Own, if: it is large}}
""")
    (database,) = found["own/prepare/index.md"].view["part"].sections
    (procedure,) = found["own/rollback/index.md"].view["part"].sections
    assert conditions(database.facts) == ["there is a database"]
    assert [
        (conditions(one.facts), [conditions(child.facts) for child in one.children]) for one in (*database.boxes, *procedure.boxes)
    ] == [
        ([], [[], ["it is large"]]),
        (["it is large"], [[], ["there is a database"]]),
        (["data was lost"], [[], ["it is large"]]),
    ]


def own_pages(data: str) -> dict[str, Page]:
    found = resolve({"data/variants/own/own.yaml": f"variant: {{title: Own}}\n{data}".encode()})
    assert not found.diagnostics, found.diagnostics
    return {page.path: page for page in pages_from(found.variants, SiteSettings())}


def conditions(facts: tuple[Fact, ...]) -> list[str]:
    return [plain(fact.text) for fact in facts if fact.kind == "if"]


def test_heading_levels_increase_by_one() -> None:
    address = "checklists.database.items.rls"
    page = rendered()["shop/prepare/index.md"].markdown
    for below, tag in (("", "h4"), (".items.read", "h5"), (".items.read.items.deep", "h6"), (".items.read.items.deep.items.deeper", "h6")):
        assert f'<{tag} class="rb-item__head" id="{address + below}">' in page


def test_steps_have_numbers_and_choices_lead_to_other_steps() -> None:
    assess = box("shop/rollback/index.md", "procedures.roll-back.steps.assess")
    assert (assess.number, assess.title, plain(assess.text)) == ("R1", "Assess", "Somebody decides")
    critical, other = assess.ways
    assert (critical.label, critical.facts) == ("Critical", (Fact("within", as_text("immediately")),))
    assert critical.then is not None
    assert (critical.then.text, critical.then.target) == (
        "go to R2",
        "shop/rollback/index.md#procedures.roll-back.steps.restore",
    )
    assert (other.label, plain(other.text), other.facts) == ("Not so high", "fix it", (Fact("within", as_text("30 min"), "within"),))


def test_a_trigger_has_its_threshold_and_its_action() -> None:
    trigger = box("shop/rollback/index.md", "triggers.error-rate")
    facts = [(fact.kind, plain(fact.text)) for fact in trigger.facts]
    assert facts == [
        ("fires", "over 5% for 5 min"),
        ("mode", "you decide"),
        ("target", "Error rate: under 1%"),
        ("role", "Database admin"),
    ]
    assert plain(trigger.action) == "roll back at once"


def test_an_override_has_the_old_value_and_the_reason() -> None:
    provenance = box("shop/prepare/index.md", "checklists.database.items.pooling").provenance
    assert provenance.differs
    assert plain(provenance.because) == "the pool is PgBouncer"
    text = provenance.changes[0]
    assert (text.field, text.old, text.new, text.because) == ("text", "Connection pooling is configured", "PgBouncer pools are sized", ())
    assert not box("shop/prepare/index.md", "checklists.database.items.backup").provenance.differs


def test_a_value_for_a_field_that_a_layer_left_open_is_not_a_deviation() -> None:
    database = sections("shop/prepare/index.md")[1]
    assert not database.provenance.differs
    assert "checklists.database" not in [one.address for one in pages()["shop/index.md"].view["deviations"]]


def test_the_overview_lists_deviations_with_their_reasons() -> None:
    found = {one.address: (one.state, plain(one.provenance.because)) for one in pages()["shop/index.md"].view["deviations"]}
    assert found == {
        "checklists.database.items.pooling": ("overridden", "the pool is PgBouncer"),
        "checklists.database.items.replicas": ("removed", "one instance by design"),
    }


def test_the_overview_lists_what_is_not_defined() -> None:
    assert pages()["shop/index.md"].view["gaps"] == ()
    assert pages()["forum/index.md"].view["gaps"] == (
        "severities",
        "rollback triggers",
        "services",
        "targets",
        "commands",
        "sign-offs",
        "announcements",
        "blanks to fill in",
        "notes",
        "document owner",
        "date of the last review",
    )
    assert pages()["forum/index.md"].view["undefined"] == "Not defined: Deployment day, Follow-up, Operate, Roll back, Incident."


def test_a_review_is_overdue_after_its_time() -> None:
    days = (date(2026, 4, 1), date(2026, 4, 2), None)
    views = [overview_page(compose(outcome().variants["shop"], SiteSettings(today=day))).view for day in days]
    assert [view["overdue_since"] for view in views] == [None, date(2026, 4, 1), None]


def test_the_emergency_page_has_triggers_contacts_commands_and_acts() -> None:
    view = pages()["shop/emergency/index.md"].view
    assert [box.address for box in view["triggers"].boxes] == ["triggers.breach", "triggers.error-rate", "triggers.disk-full"]
    assert [row.anchor for row in view["severities"]] == ["severities.p0", "severities.p1", "severities.p2"]
    assert [row.anchor for section in view["contacts"] for row in section.rows] == [
        "contacts.lead",
        "contacts.dba",
        "contacts.host",
    ]
    assert view["unreachable"] == "No phone is known for: Office (Front office)."
    runs = ["./deploy.sh quick", "./deploy.sh status", "curl -f https://api.shop.example/health"]
    assert [row.run for row in view["commands"]] == runs
    assert [section.title for section in view["rollback"]] == ["Go or no-go before R Roll back a release", "Roll back a release"]
    assert [section.title for section in view["incident"]] == ["Respond"]


def test_moments_in_words_keep_the_unit_of_the_author() -> None:
    words = [offset_in_words(catalogue("page"), parse_offset(text)) for text in ("T-7d", "T-24h", "T+15min", "T-1h", "T+2w", "T-0")]
    assert words == [
        "7 days before T-0",
        "24 hours before T-0",
        "15 minutes after T-0",
        "1 hour before T-0",
        "2 weeks after T-0",
        "the deployment starts",
    ]


def test_phone_numbers_become_addresses() -> None:
    assert phone_number("+880 2 5566-7788 ext. 4") == "+880255667788;ext=4"
    assert phone_number("+49 (30) 12.34") == "+49301234"


def test_a_caution_comes_before_the_text_of_its_line_and_of_its_list() -> None:
    prepare = rendered()["shop/prepare/index.md"].markdown
    head, before = prepare.index('id="checklists.database.items.rls"'), prepare.index("never on a <code>Friday</code>")
    assert prepare.rindex("</div>", 0, head) < before < head
    assert 'aria-describedby="caution:checklists.database.items.rls facts:checklists.database.items.rls"' in prepare
    first = [
        prepare.index(text)
        for text in ("{ #checklists.code ", "nobody merges from <strong>now</strong> on", 'id="checklists.code.items.tests"')
    ]
    assert first == sorted(first)


def test_a_line_has_its_own_moment() -> None:
    moment = box("shop/prepare/index.md", "checklists.database.items.rls").moment
    assert moment is not None
    assert (moment.at, moment.words, moment.seconds) == ("T-6d", "6 days before T-0", -518400)


def test_prose_is_composed_at_its_place() -> None:
    """Lists and groups have prose before and after their boxes, lines have details, and a passage is prose alone."""
    code = sections("shop/prepare/index.md")[-1]
    assert [type(block) for block in code.about.blocks] == [Quote]
    assert plain_prose(code.closing.blocks) == "All of it is in one place."
    assert plain_prose(sections("shop/prepare/index.md")[0].about.blocks) == "Before the freeze."
    (table,) = box("shop/prepare/index.md", "checklists.database.items.rls").details.blocks
    assert isinstance(table, ProseTable)
    assert table.alignment == ("left", "right")
    (signs,) = [section for section in sections("shop/prepare/index.md") if section.anchor == "passages.signs"]
    assert (signs.kind, signs.level, signs.boxes, plain_prose(signs.about.blocks)) == ("passage", 3, (), "Signs are outside.")


def test_prose_has_the_values_of_parameters() -> None:
    """`{{ params.till }}` is filled in before the prose is parsed."""
    assert "the tills, see https://till.shop.example" in plain_prose(pages()["shop/index.md"].view["about"].blocks)


def test_a_trigger_of_an_incident_is_with_the_incident_and_not_beside_the_deployment() -> None:
    """Beside a deployment, people must see only what calls for a rollback."""
    site, address = pages(), "triggers.outage"
    assert [box.address for box in sections("shop/incident/index.md")[0].boxes] == [address]
    assert address not in [box.address for box in sections("shop/rollback/index.md")[0].boxes]
    assert address not in [box.address for box in site["shop/deploy-day/index.md"].view["calls"].boxes]
    view = site["shop/emergency/index.md"].view
    assert ([box.address for box in view["alarms"].boxes], view["triggers"].title) == ([address], "Rollback triggers")
    titles = [title for _, title in view["sections"]]
    assert titles.index("Respond when") == titles.index("How to respond") - 1
    assert [plain(fact.text) for fact in view["alarms"].boxes[0].facts if fact.kind == "mode"] == ["automatic response"]
    assert site["shop/index.md"].view["triggers"] == 3
    assert rendered()["shop/emergency/index.md"].markdown.count('data-rb-calls="incident"') == 1
