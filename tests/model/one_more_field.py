"""Print as JSON how the program handles a reference from items to severities. Run it with a program whose model has this field."""

from __future__ import annotations

import json
import sys

from generator.checks.resolve import SHARED, all_findings, resolve
from generator.diff.compare import compare
from generator.edits.rename import rename
from generator.model.editor_schema import editor_schema
from generator.model.plain_data import from_data, to_data
from generator.model.variant import Variant
from generator.redaction.redact import redact

PATH = "data/variants/shop/variant.yaml"
PROJECT = """\
variant: {title: Shop}
phases: {prepare: {title: Prepare}}
severities: {high: {title: All is down}, low: {title: Some is slow, visibility: internal}}
checklists:
  smoke: {phase: prepare, title: Smoke, items: {one: {text: It opens, severity: high}, two: {text: It opens, severity: low}}}
procedures: {back: {phase: prepare, title: Back, steps: {stop: {text: Stop it, severity: high}}}}
"""


def shop(text: str) -> Variant:
    return resolve({PATH: text.encode()}).variants["shop"]


def problems(text: str) -> list[tuple[str, str, str]]:
    found = all_findings({PATH: text.encode()}, frozenset((SHARED, "shop")))
    return [(one.code, one.address, one.help) for several in found.values() for one in several]


def differences(old: str, new: str) -> list[tuple[str, list[str]]]:
    found = compare({"shop": to_data(shop(old))}, {"shop": to_data(shop(new))}).variants
    return [(one.address, [field.field for field in one.fields]) for variant in found for one in variant.differences]


def main() -> None:
    whole = shop(PROJECT)
    definitions = editor_schema()["definitions"]
    renamed = rename({PATH: PROJECT.encode()}, "severities.high", "top")[2][PATH].decode()
    facts = {
        "schema": [definitions[name]["anyOf"][1]["properties"]["severity"]["description"] for name in ("item", "step")],
        "problems": problems(PROJECT),
        "dangling": problems(PROJECT.replace("severity: low", "severity: lower")),
        "misspelled": problems(PROJECT.replace("severity: low", "severity: LOW")),
        "renamed": renamed,
        "differences of the rename": differences(PROJECT, renamed),
        "differences of another value": differences(PROJECT, PROJECT.replace("severity: low", "severity: high")),
        "plain data": to_data(whole)["checklists"]["smoke"]["items"]["one"]["severity"],
        "revived": from_data("shop", to_data(whole)).runbook == whole.runbook,
        "public": {key: to_data(one)["checklists"]["smoke"]["items"] for key, one in redact({"shop": whole}).items()},
    }
    json.dump(facts, sys.stdout)


if __name__ == "__main__":
    main()
