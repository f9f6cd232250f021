"""The emergency card has what people need when everything else is out."""

from __future__ import annotations

from generator.document.compose import compose
from generator.document.document_parts import plain, with_children
from generator.document.emergency_card import emergency_card
from generator.document.pages import SiteSettings
from generator.document.phase_sheet import phase_sheet
from tests.sheet_sample import sample_data, sample_variant

DOCUMENT = compose(sample_variant(), SiteSettings())


def test_the_card_is_cut_from_the_rollback_sheet() -> None:
    """The sections are the same objects, so the card cannot lose a step, a choice, a role, a way out or a figure."""
    sheet = [one for one in phase_sheet(DOCUMENT, "rollback").sections if one.kind in ("hold", "boxes")]
    card = [one for one in emergency_card(DOCUMENT).sections if one.kind in ("hold", "boxes")]
    assert [one.kind for one in card] == ["hold", "boxes"]
    assert card and all(mine is its for mine, its in zip(card, sheet, strict=True))
    boxes = [box for one in card for box in with_children(one.boxes)]
    assert any(box.ways for box in boxes) and any(box.run for box in boxes) and any(box.children for box in boxes)


def test_no_heading_of_the_card_is_below_one_that_it_has_not() -> None:
    """Law: the card leaves out groups, so what is in one is on the level of the others; typst makes no PDF that skips a level."""
    data = sample_data()
    data["phases"]["rollback"]["groups"] = {"shop": {"title": "The shop"}}
    for procedure in data["procedures"].values():
        if procedure["phase"] == "rollback":
            procedure["group"] = "shop"
    card = emergency_card(compose(sample_variant(data), SiteSettings()))
    assert {section.level for section in card.sections if section.kind == "boxes"} == {2}


def test_the_card_is_in_the_order_of_need() -> None:
    titles = [one.title for one in emergency_card(DOCUMENT).sections]
    assert titles == [
        "Contacts",
        "Rollback triggers",
        "Go or no-go before R Roll back a release",
        "Roll back a release",
        "Incident triggers",
        "Severities",
        "Status pages",
        "Runbooks of services",
        "Links",
        "Deployment",
        "Checks",
        "Commands",
    ]


def test_the_card_has_each_status_page_and_each_command() -> None:
    card = emergency_card(DOCUMENT)
    (status,) = (plain(one.summary) for one in card.sections if one.title == "Status pages")
    services = sample_data()["services"]
    assert all(one["title"] in status for one in services.values() if one.get("status-page"))
    commands = [row.run for one in card.sections if one.kind == "commands" for row in one.rows]
    assert sorted(commands) == sorted(one["run"] for one in sample_data()["commands"].values())
