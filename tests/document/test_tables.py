"""Tables of a sheet, and contacts with the ways to reach them."""

from __future__ import annotations

from typing import Any

from generator.document.document_parts import Section, plain
from generator.document.tables import Table, people_of, table_of
from generator.text.catalogue import catalogue
from tests.composed import sheet_from
from tests.sheet_sample import sample_data, sample_variant


def sections(part: str, chapter: str = "", data: dict[str, Any] | None = None) -> dict[str, Section]:
    found = sheet_from(sample_variant(data), part)
    sheet = next((one for one in found.chapters if one.title == chapter), found)
    return {section.title: section for section in sheet.sections}


def rows(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def test_severities_begin_with_their_mark() -> None:
    levels = table_of(sections("emergency")["Severities"])
    assert (levels.heads, levels.marked) == (("Level", "What it means", "Respond within", "Escalation", "What to do"), True)
    assert rows(levels)[:2] == [
        ["P0", "Complete outage: nobody can buy", "immediately", "all hands", "page the commander, then call the board"],
        ["P1", "A major feature | broken", "", "", ""],
    ]


MORE = ("shop/rollback", "Console · Limits of sending")


def test_other_tables_begin_with_the_title_and_have_no_column_of_uses() -> None:
    services = table_of(sections("book", "Services")[""])
    assert (services.heads, services.marked) == (
        ("Service", "Criticality", "Status page", "Provider", "Needs", "Contact", "Runbook", "Links"),
        False,
    )
    assert rows(services)[-1] == ["Mail: sends receipts", "low criticality", "status.post.tld", "Post", "Queue", "Host", *MORE]


def test_a_column_that_no_row_fills_is_left_out() -> None:
    targets = sections("book", "Targets")
    assert table_of(targets["Technical targets"]).heads == ("Metric", "Percentile", "Target", "Measured over", "Warning", "Alert", "Links")
    assert table_of(targets["Business targets"]).heads == ("Metric", "Target")
    assert rows(table_of(targets["Business targets"])) == [["Error rate", "under 1%"]]
    data = sample_data()
    data["services"] = {"queue": {"title": "Queue"}}
    assert table_of(sections("book", "Services", data)[""]).heads == ("Service",)


def test_the_phone_of_a_contact_comes_before_mail_and_channel() -> None:
    data = sample_data()
    data["contacts"]["dba"] |= {"channel": "[#data](https://chat.tld/data)", "hours": "at night"}
    lead, dba, host = people_of(catalogue("page"), sections("deploy-day", data=data)["Contacts"])
    assert (lead.title, lead.name, lead.more) == ("Technical lead", "R. Rahman", "9 to 5 · backup Host")
    assert [plain(way) for way in lead.reach] == ["+880 2 5566 7788", "lead@shop.tld · #ops"]
    assert (dba.name, [plain(way) for way in dba.reach], dba.more) == (
        "",
        ["#data"],
        "at night · backup Technical lead · then Technical lead after 15 min",
    )
    assert [plain(way) for way in host.reach] == [
        "+880 2 5566 9900",
        "desk@host.tld · https://support.host.tld",
        "Rota · Portal for tickets",
    ]


def test_a_contact_has_a_blank_for_each_value_that_is_null() -> None:
    """Absent values get no blank, except the name and the phone of a contact without any value."""
    data = sample_data()
    data["contacts"]["tech-lead"] = {"title": "Technical lead", "name": None, "email": None}
    data["contacts"]["dba"] = {"title": "Database administrator"}
    data["contacts"]["host"] = {"title": "Host", "channel": "#host", "name": None}
    lead, dba, host = people_of(catalogue("page"), sections("deploy-day", data=data)["Contacts"])
    assert (lead.blanks, dba.blanks, host.blanks) == (("Name", "Email"), ("Name", "Phone"), ("Name",))


def test_contacts_of_one_group_are_together() -> None:
    """Groups are in the order of their first contact, as on the page of contacts."""
    data = sample_data()
    data["contacts"]["tester"] = {"title": "Tester", "group": "People"}
    found = people_of(catalogue("page"), sections("deploy-day", data=data)["Contacts"])
    assert [(one.group, one.title) for one in found] == [
        ("People", "Technical lead"),
        ("People", "Database administrator"),
        ("People", "Tester"),
        ("Suppliers", "Host"),
    ]
