"""Where a value passes from one person to another."""

from __future__ import annotations

from generator.document.line_roles import LEAD
from generator.document.role_sheet import for_role
from generator.document.select_sheets import sheet_of
from tests.document.role_shop import SHOP, boxes, document_of

NOTED = (
    SHOP.replace("run: systemctl stop web}\n      migrate", "run: systemctl stop web, blanks: {last-order: Last order}}\n      migrate", 1)
    .replace("run: ./migrate.sh", "run: ./migrate.sh <last-order>")
    .replace("run: ./restore.sh", "run: ./restore.sh <last-order>")
)


def texts(role: str, phase: str, data: str = NOTED) -> list[str]:
    document = document_of(data)
    sheet = for_role(document.context, sheet_of(document, phase), role)
    return [f"{box.number}: {one.text}" for box in boxes(sheet) for one in (*box.waits, *box.tells) if "“" in one.text]


def test_whoever_needs_a_value_asks_whoever_notes_it_and_they_know_of_each_other() -> None:
    assert texts("web", "deploy-day") == ["C1: Tell Database administrator “Last order”, for C2."]
    assert texts("dba", "deploy-day") == ["C2: Get “Last order” from Web engineer (noted at C1)."]
    assert texts(LEAD, "deploy-day") == []


def test_a_value_of_another_sheet_is_asked_for() -> None:
    assert texts("dba", "rollback") == ["R2: Get “Last order” from Web engineer (noted at C1, Deployment day)."]
    assert texts("web", "rollback") == []


def test_the_head_has_the_blanks_of_those_who_note_or_need_them() -> None:
    document = document_of(NOTED)
    heads = {role: for_role(document.context, sheet_of(document, "deploy-day"), role).head for role in ("web", "dba", "head")}
    noted = {
        role: [(fact.label, fact.value or fact.hint) for fact in head if "Last order" in (fact.label, *fact.value.split(" ("))]
        for role, head in heads.items()
    }
    assert noted["dba"] == [("Last order", "noted at C1")]
    assert [value for _, value in noted["web"]] == ["Last order (C1)"]
    assert noted["head"] == []


def test_a_secret_and_a_known_value_pass_from_nobody_to_nobody() -> None:
    document = document_of(NOTED.replace("{last-order: Last order}", "{last-order: {label: Last order, kind: secret}}"))
    sheet = for_role(document.context, sheet_of(document, "deploy-day"), "dba")
    assert [one.text for box in boxes(sheet) for one in box.waits if one.text.startswith("Get")] == []


def test_whoever_needs_a_value_twice_asks_once_and_the_lead_knows_the_values_of_a_phase() -> None:
    data = SHOP.replace("deploy-day: {title: Deployment day}", "deploy-day: {title: Deployment day, blanks: {version: Version}}")
    data = data.replace("systemctl stop web", "systemctl stop web@<version>").replace(
        "systemctl start web", "systemctl start web@<version>"
    )
    document = document_of(data.replace("run: ./count.sh", "run: ./count.sh <version>"))
    found = {role: for_role(document.context, sheet_of(document, "deploy-day"), role) for role in ("web", LEAD)}
    asked = {
        role: [f"{box.number}: {one.text}" for box in boxes(sheet) for one in box.waits if "Get" in one.text]
        for role, sheet in found.items()
    }
    assert asked == {"web": ["C1: Get “Version” from Deployment lead (noted for Deployment day)."], LEAD: []}
