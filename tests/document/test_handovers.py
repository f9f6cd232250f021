"""Where the lines of an ordered list pass from one role to another. Parts and plain lists: `test_meetings.py`."""

from __future__ import annotations

import pytest

from generator.document.role_sheet import for_role
from generator.document.select_sheets import sheet_of
from tests.document.role_shop import SHOP, document_of, meetings

ON = "say to everybody where to go on"
BACK = """\
    steps:
      stop: {text: Stop the web workers, role: web, run: systemctl stop web}
      assess: {text: Decide, role: head, choices: {rows: {text: Rows changed, then: restore}, none: {text: None did, then: start}}}
      restore: {text: Restore the database, role: dba, run: ./restore.sh, on-failure: procedures.vendor}
      start: {text: Start the web workers, role: web, run: systemctl start web}
      closed: {text: Say that the shop is open}
  vendor: {title: Call the vendor, phase: rollback, steps: {call: {text: Call, role: dba}, page: {text: Change the page, role: web}}}
"""


def test_where_a_line_leads_past_others_the_lead_says_to_everybody_where_to_go_on() -> None:
    """So nobody does a line that the decision leaves out, or waits for it. A list that a way leads to begins only if it is needed."""
    document = document_of(SHOP[: SHOP.index("    steps:")] + BACK)
    sheets = {role: meetings(for_role(document.context, sheet_of(document, "rollback"), role)) for role in ("head", "lead", "web")}
    assert sheets["head"] == ["R2: WAIT for R1 (Web engineer). The lead says go.", "R2: Tell the lead what you marked at R2."]
    assert sheets["lead"] == [
        "R: If R is needed, say go for R to Web engineer.",
        "R2: When Web engineer says that R1 is done, say go for R2 to Head of operations.",
        f"R3: When Head of operations says what is marked at R2, {ON}: R3 (Database administrator), R4 (Web engineer).",
        "R4: When Database administrator says that R3 is done, say go for R4 to Web engineer.",
        "R5: WAIT for R4 (Web engineer).",
        "RB: If RB is needed, say go for RB to Database administrator.",
        "RB2: When Database administrator says that RB1 is done, say go for RB2 to Web engineer.",
    ]
    assert "R4: WAIT. The lead says go for R4." in sheets["web"]


@pytest.mark.parametrize("way", ["start", "done", "procedures.back", "stop"])
def test_the_lead_hears_where_a_line_leads_elsewhere(way: str) -> None:
    document = document_of(SHOP.replace("run: ./migrate.sh", f"run: ./migrate.sh, then: {way}"))
    sheets = {role: meetings(for_role(document.context, sheet_of(document, "deploy-day"), role)) for role in ("dba", "lead")}
    place = {
        "start": "C4 (Web engineer)",
        "done": "done",
        "procedures.back": "R (Roll back), on the sheet “Rollback”",
        "stop": "C1 (Web engineer)",
    }[way]
    assert "C2: Tell the lead that C2 is done." in sheets["dba"]
    assert f"C3: When Database administrator says that C2 is done, {ON}: {place}." in sheets["lead"]
