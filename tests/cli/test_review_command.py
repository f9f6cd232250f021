"""`runbook review`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from generator.project.faults import InputFault, UsageFault
from tests.cli.bodies import review

SHOP = "data/variants/shop/variant.yaml"


def test_records_the_day_once(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (tiny / SHOP).read_text()
    for _ in range(2):
        review(tiny, "shop", "2026-11-20")
    assert (tiny / SHOP).read_text() == before.replace("  extends: [base]\n", "  extends: [base]\n  reviewed: 2026-11-20\n")
    assert capsys.readouterr().out == ("variant `shop`: reviewed on 2026-11-20\nvariant `shop`: already reviewed on 2026-11-20\n")


def test_the_default_day_is_today(tiny: Path) -> None:
    days = {datetime.now().astimezone().date().isoformat()}
    review(tiny, "forum", None)
    days.add(datetime.now().astimezone().date().isoformat())
    (stamped,) = (tiny / "data/variants/forum/variant.yaml").read_text().splitlines()
    assert stamped in {f"variant: {{title: Forum, extends: [base], reviewed: {day}}}" for day in days}


@pytest.mark.parametrize(("variant", "today", "message"), [("shpo", None, "no variant `shpo`"), ("shop", "2026-02-30", "--today: ")])
def test_an_unknown_variant_or_invalid_day_is_wrong_usage(variant: str, today: str | None, message: str, tiny: Path) -> None:
    with pytest.raises(UsageFault) as fault:
        review(tiny, variant, today)
    assert str(fault.value).startswith(message)


def test_a_head_that_cannot_be_edited_is_shown(tiny: Path) -> None:
    (tiny / SHOP).write_text('variant: {title: Shop, reviewed: "2025-1\\u0031-01"}\n')
    with pytest.raises(InputFault, match=r"the review of variant `shop` was not recorded\ndata/variants/shop/variant\.yaml:1:34: "):
        review(tiny, "shop", None)


def test_a_variant_that_cannot_be_read_is_not_changed(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/shop/broken.yaml").write_text("contacts: {a: [\n")
    with pytest.raises(InputFault, match="the review of variant `shop` was not recorded"):
        review(tiny, "shop", None)
    assert "error[yaml-syntax]" in capsys.readouterr().err
