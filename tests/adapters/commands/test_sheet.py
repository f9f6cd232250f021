"""`runbook sheet`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.adapters.commands.build import build
from generator.adapters.commands.sheet import sheet
from generator.adapters.faults import UsageFault


def test_prints_the_sheet_of_the_site(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(tiny, None)
    capsys.readouterr()
    for phase in ("prepare", "deploy-day", "emergency"):
        assert sheet(tiny, "shop", phase, None) == 0
        assert capsys.readouterr().out == (tiny / f"site/shop/sheets/{phase}.md").read_text()


def test_prints_clock_times_for_a_moment(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sheet(tiny, "shop", "deploy-day", "2026-12-01T22:00 Asia/Dhaka") == 0
    assert "22:00" in capsys.readouterr().out


def test_prints_every_phase_when_none_is_named(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sheet(tiny, "shop", None, None) == 0
    said = capsys.readouterr().out
    assert "PgBouncer pools are sized for peak load" in said
    assert "The shop opens" in said


@pytest.mark.parametrize(
    ("variant", "phase", "moment", "message"),
    [
        ("shpo", "prepare", None, "no variant `shpo`. Did you mean `shop`? Variants are forum, shop."),
        ("shop", "depoly-day", None, "no phase `depoly-day`. Did you mean `deploy-day`? Phases are prepare, deploy-day, "),
        ("shop", "prepare", "soon", "--at: "),
        ("shop", "prepare", "2026-12-01T22:00", "--at: "),
    ],
)
def test_what_does_not_exist_is_a_fault_of_usage(variant: str, phase: str, moment: str | None, message: str, tiny: Path) -> None:
    with pytest.raises(UsageFault) as fault:
        sheet(tiny, variant, phase, moment)
    assert str(fault.value).startswith(message)
