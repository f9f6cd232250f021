"""A new variant gets a placeholder for everything that its layers leave to it."""

from __future__ import annotations

import pytest

from generator.diagnostics.codes import RELEASING
from generator.edits.scaffold import new_file
from tests.layered import BASE, all_problems, encoded

HEAD = "layer: {title: Base}\nphases: {deploy-day: {title: Deploy}, rollback: {title: Roll back}}\n"
ITEM = "checklists: {code: {phase: deploy-day, title: Code, items: {migrate: {text: Migrate"
PATH = "data/variants/shop/variant.yaml"


def written(files: dict[str, str]) -> tuple[str, tuple[str, ...], list[tuple[str, str]]]:
    """The text of a new variant, what its layers leave to it, and its findings: code and address."""
    data = encoded(files)
    path, text, left = new_file(data, "variant", "shop", None, ["base"])
    assert path == PATH
    found = all_problems({**data, path: text.encode()})
    shown = (problem for problem in found if problem.code not in RELEASING)
    return text, left, [(problem.code, problem.address) for problem in shown if problem.span.file == PATH or problem.severity == "error"]


@pytest.mark.parametrize(
    ("layer", "left", "line", "finding"),
    [
        (
            f"{ITEM}, if: '{{{{ params.host }}}}'}}}}}}}}",
            "variant.params.host",
            "    host: TODO",
            ("placeholder", "variant.params.host"),
        ),
        (f"{ITEM}, run: 'psql {{{{ params.db }}}}'}}}}}}}}", "variant.params.db", "    db: TODO", ("placeholder", "variant.params.db")),
        (
            "services: {api: {title: API, status-page: '{{ params.page }}'}}",
            "variant.params.page",
            "    page: https://example.com/TODO",
            ("placeholder", "variant.params.page"),
        ),
        (
            "services: {api: {title: API, status-page: 'https://{{ params.host }}/status'}}",
            "variant.params.host",
            "    host: TODO",
            ("placeholder", "variant.params.host"),
        ),
        (f"{ITEM}, role: dba}}}}}}}}", "contacts.dba", "    phone: null", ("unassigned-contact", "contacts.dba")),
        (f"{ITEM}, slo: errors}}}}}}}}", "slos.errors", "    title: TODO", ("placeholder", "slos.errors.title")),
        ("services: {api: {title: API, needs: [store]}}", "services.store", "  store:", ("placeholder", "services.store.title")),
        (
            f"{ITEM}, on-failure: procedures.back}}}}}}}}",
            "procedures.back",
            "    phase: rollback",
            ("placeholder", "procedures.back.steps.todo.title"),
        ),
        (
            "procedures: {a: {phase: incident, title: A, steps: {b: B}}}",
            "phases.incident",
            "    title: TODO",
            ("placeholder", "phases.incident.title"),
        ),
        (
            "checklists: {code: {phase: deploy-day, group: late, title: Code, items: {a: A}}}",
            "phases.deploy-day.groups.late",
            "      late:",
            ("placeholder", "phases.deploy-day.groups.late.title"),
        ),
        (
            "checklists: {code: {phase: deploy-day, title: null, items: {a: A}}}",
            "checklists.code.title",
            "    title: TODO",
            ("placeholder", "checklists.code.title"),
        ),
        ("slos: {speed: {title: Speed, kind: null}}", "slos.speed.kind", "    kind: null", ("missing-field", "slos.speed.kind")),
    ],
)
def test_a_finding_names_what_is_left(layer: str, left: str, line: str, finding: tuple[str, str]) -> None:
    """No other error is left than that a field is null. A field that takes no placeholder is null, because nobody may invent it."""
    text, points, findings = written({BASE: HEAD, "data/layers/base/more.yaml": layer})
    assert points == (left,)
    assert line in text.splitlines()
    assert finding in findings
    lint = {"placeholder", "unassigned-contact", "unheld-role", "no-status-page", "no-alert", "missing-field"}
    assert {code for code, _ in findings} <= lint


def test_layers_below_leave_points_too_and_entries_need_others() -> None:
    deep = {"data/layers/deep/x.yaml": f"layer: {{title: Deep}}\n{ITEM}, role: dba, on-failure: procedures.back}}}}}}}}"}
    text, points, findings = written({BASE: "layer: {title: Base, extends: [deep]}\nphases: {deploy-day: {title: Deploy}}", **deep})
    assert points == ("contacts.dba", "procedures.back", "phases.rollback")
    assert "missing-field" not in {code for code, _ in findings}
    assert text.count("phases:") == 1


def test_a_variant_with_nothing_left_to_it_has_its_head_alone() -> None:
    text, points, findings = written({BASE: HEAD})
    assert (points, findings) == ((), [])
    assert "TODO" not in text
