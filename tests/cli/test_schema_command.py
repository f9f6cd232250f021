"""`runbook schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli.schema_command import PATH
from tests.cli.bodies import schema


def test_writes_the_schema_and_then_finds_it_up_to_date(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema(tiny, only_check=False) == 0
    assert json.loads((tiny / PATH).read_text())["$schema"].startswith("http://json-schema.org/draft-07")
    assert schema(tiny, only_check=True) == 0
    assert capsys.readouterr().out == "schema/runbook.schema.json written\nschema/runbook.schema.json is up to date\n"


@pytest.mark.parametrize(("present", "words"), [(None, "missing"), ("{}", "out of date")])
def test_check_writes_nothing_and_fails(present: str | None, words: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if present is not None:
        (tiny / PATH).parent.mkdir()
        (tiny / PATH).write_text(present)
    assert schema(tiny, only_check=True) == 1
    assert capsys.readouterr().err == f"runbook: schema/runbook.schema.json is {words}; run `runbook schema`\n"
    assert (tiny / PATH).exists() == (present is not None)
