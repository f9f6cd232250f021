"""The command lines of commands that change data files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.main import run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["fmt", "--check"], "3 files already formatted"),
        (["new", "variant", "pay-desk", "--title", "Pay desk", "--extends", "base"], "data/variants/pay-desk/variant.yaml written"),
        (["rename", "cut-over/smoke", "opens", "--in", "shop", "--no-alias"], "is now checklists.cut-over.items.opens"),
        (["rename", "database/backup", "restore", "--everywhere"], "is now checklists.database.items.restore"),
        (["review", "shop", "--today", "2026-11-20"], "variant `shop`: reviewed on 2026-11-20"),
    ],
)
def test_arguments_and_options_reach_their_command(words: list[str], expected: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(tiny), *words]) == 0
    assert expected in capsys.readouterr().out
    assert run(["--project", str(tiny), "check"]) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["new", "variants", "x"], "'variants' is not one of 'variant', 'layer', 'project'"),
        (["new", "project", "x", "--extends", "base"], "--extends is only for a variant or a layer"),
        (["new", "project", "x", "--wheel", "gone.whl"], "--wheel: no file gone.whl"),
        (["new", "layer", "x", "--wheel", "gone.whl"], "--wheel is only for a project"),
        (["rename", "database/backup"], "Missing argument 'NEW'"),
        (["review", "shop", "--today", "soon"], "--today: expected a date"),
        (["fmt", "elsewhere.yaml"], "elsewhere.yaml is not a data file"),
    ],
)
def test_wrong_usage_is_exit_code_2(words: list[str], message: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(tiny), *words]) == 2
    assert message in capsys.readouterr().err
