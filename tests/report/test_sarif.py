"""Problems as SARIF: rules, places in the repository, fixes, and nothing that shows a secret or sends commands to a terminal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.checks.secrets import masked
from generator.diagnostics.diagnostic import Diagnostic, Fix, RelatedPlace, Span
from generator.model.code_table import CODES
from generator.report.sarif import to_sarif

SHOP = "data/variants/shop/variant.yaml"
ROLE = Diagnostic(
    "unknown-role",
    "no role `bda`",
    Span(SHOP, 14, 15, 3, "        role: bda"),
    "did you mean `dba`?\nroles are keys of `contacts`",
    "checklists.a.role",
    ("forum", "shop"),
    (RelatedPlace("removed", Span("data/layers/base/b.yaml", 3, 1, 4)),),
)
LATE = Diagnostic("no-alert", "`uptime` has no `alert`", Span(SHOP, 2, 1), severity="warning")


def run_of(*problems: Diagnostic, prefix: str = "", fixes: dict[Diagnostic, Fix] | None = None) -> dict[str, Any]:
    log = json.loads(to_sarif(problems, "1.2.3", prefix, fixes or {}))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    run: dict[str, Any] = log["runs"][0]
    return run


def test_every_code_is_a_rule_with_its_cause_fix_and_level() -> None:
    driver = run_of()["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("runbook", "1.2.3")
    assert [(rule["id"], rule["fullDescription"]["text"], rule["help"]["text"]) for rule in driver["rules"]] == [
        (name, code.cause, code.fix) for name, code in CODES.items()
    ]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in driver["rules"]}
    assert (levels["unknown-role"], levels["no-alert"]) == ("error", "warning")
    assert run_of()["results"] == []


def test_a_problem_is_a_result_of_its_rule_at_its_place() -> None:
    run = run_of(ROLE, LATE, prefix="ops team/")
    role, late = run["results"]
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in (role, late)] == ["unknown-role", "no-alert"]
    assert (role["level"], late["level"]) == ("error", "warning")
    assert role["message"]["text"] == "no role `bda`. Did you mean `dba`? Roles are keys of `contacts`."
    (place,) = role["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "ops%20team/data/variants/shop/variant.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 14, "startColumn": 15, "endColumn": 18},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "checklists.a.role"}]
    (note,) = role["relatedLocations"]
    assert (note["message"]["text"], note["physicalLocation"]["region"]["startLine"]) == ("removed", 3)
    assert role["properties"]["variants"] == ["forum", "shop"]
    assert not {"relatedLocations", "fixes"} & late.keys()


def test_a_file_name_that_is_not_utf_8_keeps_its_bytes() -> None:
    (result,) = run_of(Diagnostic("bad-id", "x", Span("data/caf\udce9.yaml", 1, 1)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "data/caf%E9.yaml"


def test_columns_count_utf_16_code_units() -> None:
    """An emoji takes two units, before the marked text and in it; a Bengali letter takes one."""
    assert run_of()["columnKind"] == "utf16CodeUnits"
    problem = Diagnostic("bad-id", "x", Span(SHOP, 1, 5, 3, "a😀ক b😀c"))
    (result,) = run_of(problem)["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 6, "endColumn": 10}


def test_a_place_at_the_end_of_a_line_has_no_width() -> None:
    """A region does not reach beyond its line."""
    (result,) = run_of(Diagnostic("yaml-syntax", "x", Span(SHOP, 1, 5, 1, "a: [")))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 5, "endColumn": 5}


@pytest.mark.parametrize(("safe", "words"), [(True, "Write `dba`"), (False, "Perhaps `dba` was meant")])
def test_a_fix_replaces_the_marked_text_and_says_whether_it_is_safe(safe: bool, words: str) -> None:
    (result,) = run_of(ROLE, fixes={ROLE: Fix(ROLE.span, "dba", safe)})["results"]
    (fix,) = result["fixes"]
    assert (fix["description"]["text"], fix["properties"]["safe"]) == (words, safe)
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == SHOP
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 14, "startColumn": 15, "endColumn": 18}, "insertedContent": {"text": "dba"}}
    ]


def test_a_fingerprint_stays_when_lines_are_added_above() -> None:
    moved = Diagnostic(ROLE.code, ROLE.message, Span(SHOP, 99, 15, 3), ROLE.help, ROLE.address)
    prints = [result["partialFingerprints"] for result in run_of(ROLE, moved, LATE)["results"]]
    assert prints[0] == prints[1] != prints[2]


def test_secrets_and_control_characters_are_not_shown() -> None:
    secret = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
    line = f"  {secret}: x"
    problem = masked(
        Diagnostic("bad-id", f"`{secret}` is not an id\x1b[2J", Span(SHOP, 1, 3, 40, line), f"write {secret}", f"contacts.{secret}")
    )
    log = to_sarif([problem], "1", fixes={problem: Fix(problem.span, "dba", safe=True)})
    assert secret not in log
    assert "\\u001b" not in log
