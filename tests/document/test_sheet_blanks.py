"""Blanks of commands on sheets: where they are noted, their values, and what makes a draft."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from generator.document.blank_values import with_values
from generator.document.compose import compose
from generator.document.document_parts import Slot
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheet_of
from generator.document.sheet_blanks import slots_in
from generator.document.sheets import Sheet
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_data, print_job
from generator.paper.print_html import render_print_page
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(today=date(2026, 11, 20), site_url="https://x.test/")
ROLL_BACK = "git checkout <migrated> && deploy <version> <errors>\nlogin <token>"


def sheet(part: str, values: Mapping[str, str] | None = None, settings: SiteSettings = SETTINGS, run: str = ROLL_BACK) -> Sheet:
    """Return a sheet of the sample, whose rollback uses blanks of its phases and lines; `token` is secret."""
    data = with_command(run)
    return sheet_of(compose(sample_variant(data), settings, values=values or {}), part)


def with_command(run: str) -> dict[str, Any]:
    data = sample_data()
    steps = data["procedures"]["roll-back"]["steps"]
    data["procedures"]["roll-back"]["waive"] = steps["restore"]["waive"] = {}
    steps["restore"]["run"] = run
    data["checklists"]["cut-over"]["items"]["migrate"]["blanks"]["token"] = {"label": "Token", "kind": "secret"}
    data["commands"]["quick"]["run"] = "deploy <version>"
    data["variant"]["waive"] = {}
    return data


def head_of(found: Sheet) -> dict[str, tuple[str, str]]:
    return {fact.label: (fact.value, fact.hint) for fact in found.head if fact.kind in ("blank", "day")}


def slots_of(found: Sheet) -> dict[str, Slot]:
    return {slot.id: slot for slot in slots_in(found.sections)}


def test_a_sheet_has_the_blanks_that_other_sheets_note_with_their_places() -> None:
    head = head_of(sheet("rollback"))
    assert head["Deployed version"] == ("", "noted for Deployment day")
    assert head["Errors since"] == ("", "noted for Follow-up")
    value, hint = head["Migrations"]
    assert (value, hint.startswith("noted at "), hint.endswith(", Deployment day")) == ("", True, True)
    assert "Token" not in head, "a secret is never written down"


def test_a_sheet_lists_the_blanks_that_its_lines_note() -> None:
    head = head_of(sheet("deploy-day"))
    written, _ = head["To be written on the day"]
    assert [part.partition(" (")[0] for part in written.split(", ")] == ["Migrations", "Run by"]
    assert "Deployed version" in head
    assert "Migrations" not in head


def test_a_known_value_is_on_the_line_that_notes_it_in_every_form() -> None:
    """Nobody is asked to write what the sheet knows; a value for a shell is written by hand."""
    found = sheet("deploy-day", {"migrated": "12"})
    assert head_of(found)["To be written on the day"][0].startswith("Run by (")
    page = re.sub("<[^>]*>", "", render_print_page(found).text)
    assert "Migrations: 12" in page
    assert "Migrations: 12" in render_sheet(found)
    assert '"value":"12"' in print_job(found).data
    assert "Migrations" in head_of(sheet("deploy-day", {"migrated": "$(rm x)"}))["To be written on the day"][0]


def test_a_value_is_on_every_sheet_in_the_head_in_commands_and_in_the_address() -> None:
    found = sheet("rollback", {"version": "2.4+1", "migrated": "12"})
    assert [slots_of(found)[id].value for id in ("version", "migrated", "errors", "token")] == ["2.4+1", "12", "", ""]
    assert (head_of(found)["Deployed version"][0], head_of(found)["Errors since"][0]) == ("2.4+1", "")
    assert found.address.partition("#")[0] == "https://x.test/shop/rollback/index.html?migrated=12&version=2.4%2B1"
    assert head_of(sheet("deploy-day", {"version": "2.4"}))["Deployed version"][0] == "2.4"
    assert sheet("rollback").address.partition("#")[0] == "https://x.test/shop/rollback/index.html"


def test_a_value_for_a_shell_is_shown_beside_the_command_and_not_in_it() -> None:
    slot = slots_of(sheet("rollback", {"version": "$(rm x)"}))["version"]
    assert slot.value == ""
    assert slot.label.startswith("Deployed version: $(rm x) ")
    assert "?" not in sheet("rollback", {"version": "$(rm x)"}).address


def test_the_card_has_the_blanks_of_its_commands() -> None:
    found = sheet("emergency")
    assert "version" in slots_of(found)
    assert "Deployed version" in head_of(found)


def test_the_typesetter_gets_the_pieces_of_a_command() -> None:
    runs = [box["run"] for section in print_data(sheet("rollback"))["sections"] for box in section.get("boxes", ()) if "run" in box]
    pieces = next(run for run in runs if any("slot" in piece for line in run for piece in line))
    lines = ["".join(piece.get("c", "_") for piece in line) for line in pieces]
    assert " ".join(line.strip(" \\") for line in lines) == "git checkout _ && deploy _ _ login <token>", "a secret has no room to write"
    assert [piece["slot"] for line in pieces for piece in line if "slot" in piece] == ["Migrations", "Deployed version", "Errors since"]


@pytest.mark.parametrize(
    ("run", "waived", "public", "draft"),
    [
        ("deploy <version>", False, False, ()),
        ("deploy <verison> <zone>", False, False, ("blanks that are not declared: <verison>, <zone>",)),
        ("deploy <verison>", True, False, ()),
        ("deploy <verison>", False, True, ()),
        ("sort <list>out; echo '<image></image>'", False, False, ()),
    ],
)
def test_an_undeclared_blank_makes_a_draft_unless_it_is_waived(run: str, waived: bool, public: bool, draft: tuple[str, ...]) -> None:
    """In a public build, an undeclared blank may be an internal one."""
    data = with_command(run)
    if waived:
        waiver = {"because": "it is typed as it is", "until": date(2027, 1, 1)}
        data["procedures"]["roll-back"]["waive"] = {"undeclared-blank": waiver, "placeholder": waiver}
    data["contacts"]["dba"]["phone"] = "+880 2 5566 7799"
    settings = SiteSettings(today=date(2026, 11, 20), visibility="public" if public else "internal")
    assert sheet_of(compose(sample_variant(data), settings), "rollback").draft == draft


def test_a_declared_blank_in_a_text_is_no_placeholder() -> None:
    data = with_command("deploy <version>")
    data["contacts"]["dba"]["phone"] = "+880 2 5566 7799"
    data["procedures"]["roll-back"]["steps"]["restore"]["text"] = "Restore <version> for <somebody>"
    assert sheet_of(compose(sample_variant(data), SETTINGS), "rollback").draft == ("still to fill in: <somebody>",)


def test_a_choice_that_a_command_uses_has_its_label_and_the_id_that_is_typed() -> None:
    """The place in the command, the head of the sheet, and the line that notes the value have the same texts."""
    document = compose(sample_variant(with_command("deploy <result>")), SETTINGS, values={})
    shown = ("Keep (keep)", "Change (change)")
    rollback, follow_up = sheet_of(document, "rollback"), sheet_of(document, "follow-up")
    assert slots_of(rollback)["result"].choices == tuple(zip(("keep", "change"), shown, strict=True))
    assert [fact.choices for sheet in (rollback, follow_up) for fact in sheet.head if fact.label == "Result"] == [shown, shown]


PROSE = "See `deploy <version>` and **<version>**, [not <version>](mailto:a@b.test).\n\n```sh\nlogin <token> <version>\nget <pod>\n```"
MESSAGE = "Version <version>\n\nis out."


def with_prose(values: Mapping[str, str] | None = None) -> Sheet:
    """Return the sheet of the rollback with blanks in prose and in a message."""
    data = with_command("deploy")
    data["contacts"]["dba"]["phone"] = "+880 2 5566 7799"
    data["procedures"]["roll-back"]["about"] = PROSE
    data["announcements"]["back"] = {"text": "Say it", "phase": "rollback", "audience": "internal", "message": MESSAGE}
    return sheet_of(compose(sample_variant(data), SETTINGS, values=values or {}), "rollback")


def test_prose_and_messages_have_room_for_their_blanks_in_every_form() -> None:
    """The label says what to write; a secret has no room, and a link stays a link."""
    found = with_prose()
    assert head_of(found)["Deployed version"] == ("", "noted for Deployment day")
    assert found.draft == ("blanks that are not declared: <pod>",)
    assert len(re.findall('<span class="slot__label">Deployed version</span>', render_print_page(found).text)) == 4
    assert render_sheet(found).count("`<version>` Deployed version: ____") == 2
    data = print_job(found).data
    assert data.count('{"slot":"Deployed version"}') == 4
    assert '{"c":"login <token> "},{"slot":"Deployed version"}' in data


def test_prose_and_messages_have_the_values_that_are_known() -> None:
    found = with_values(with_prose({"version": "2.4"}), {"version": "2.4"})
    for text in (render_print_page(found).text, render_sheet(found), print_job(found).data):
        assert "login <token> 2.4" in html.unescape(text)
        assert ("Version 2.4" in text, "<version>" in html.unescape(text)) == (True, False)


def test_code_of_prose_has_no_value_that_a_shell_could_interpret() -> None:
    values = {"version": "$(rm x)"}
    text = render_sheet(with_values(with_prose(values), values))
    assert "login <token> <version>" in text
    assert "Deployed version: $(rm x) " in text
