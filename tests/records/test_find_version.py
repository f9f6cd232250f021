"""The runbook of a run is the one whose data its page had, also on a public page."""

from __future__ import annotations

from pathlib import Path

from generator.model.plain_data import data_digest, to_data
from generator.project.open_project import open_project
from generator.records.find_version import find_version
from generator.redaction.redact import redact
from generator.runs.read_run import Run
from generator.runs.run_events import RunEvent


def run_with(**more: str) -> Run:
    return Run("night", "shop", "", "", (RunEvent("1.0.a", "", "begun"),), **more)  # type: ignore[arg-type]


def test_the_digest_of_an_internal_and_of_a_public_page_name_the_data(tiny: Path) -> None:
    project = open_project(tiny)
    shop = project.variant("shop")
    internal = data_digest(to_data(shop, project.outcome.layers))
    public = data_digest(to_data(redact(project.outcome.variants)["shop"]))
    assert internal != public
    for digest in (internal, public):
        assert find_version(project, shop, run_with(data=digest)).findings == ()
    (finding,) = find_version(project, shop, run_with(data=f"sha256:{'0' * 64}")).findings
    assert finding.kind == "unknown-version"
