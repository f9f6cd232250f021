"""`runbook run suggest`, as somebody uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.records.past_runs_sample import BACKUP, CASH, OPEN, PAY, QUEUE, RESTORE, SWITCH, TILL, done, put_run, shop

LASTS = """\

1. lasts:checklists.cut-over
   data/layers/base/base.yaml:17
   In 2 of the last 3 runs it took 40 to 45 min, not 30 min (2026-09-01, 2026-11-01)
   * 2026-09-01  Release 09          40 min
     2026-10-01  Release 10 (drill)  25 min
   * 2026-11-01  Release 11          45 min
   edit data/variants/shop/variant.yaml:23
   +   cut-over:
   +     because: In 2 of the last 3 runs it took 40 to 45 min, not 30 min (2026-09-01, 2026-11-01)
   +     lasts: 45 min
   write it: runbook run suggest shop --write lasts:checklists.cut-over

"""
IDS = [
    "lasts:checklists.cut-over",
    "lasts:procedures.roll-back",
    "optional:checklists.data.items.queue",
    "optional:checklists.after.items.cash",
    "caution:checklists.cut-over.items.switch",
]
TYPED = 'it\'s "slow": `x` {{ params.y }}, password: hunter2secret9\n- [link](javascript:0) #'


@pytest.fixture
def root(tiny: Path) -> Path:
    variant = shop(tiny)
    for day, minutes, drill in (("2026-09-01", 40, ""), ("2026-10-01", 25, "yes"), ("2026-11-01", 45, ""), ("2026-11-20", 0, "")):
        cut_over = ((1, "failed", SWITCH, TYPED), done(4, SWITCH), done(1 + minutes, PAY)) if minutes else ()
        lines = (done(-240, BACKUP), (-200, "na", QUEUE, TYPED), done(60, TILL), (70, "na", CASH, ""))
        put_run(tiny, variant, day, *cut_over, *lines, done(80, RESTORE), done(95, OPEN), **({"drill": drill} if drill else {}))
    return tiny


def runbook(root: Path, *words: str) -> int:
    return run(["--project", str(root), *words])


def test_each_suggestion_has_its_runs_its_edit_and_how_to_write_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert runbook(root, "run", "suggest", "shop") == 0
    shown = capsys.readouterr().out
    assert shown.startswith(LASTS)
    assert LASTS.strip() in (Path(__file__).parents[2] / "docs/records.md").read_text("utf-8")
    assert [line.split(" ")[1] for line in shown.splitlines() if line[:1].isdigit()] == IDS
    assert "hunter2secret9" not in shown


def test_each_can_be_written_and_is_gone_then(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What people typed does no harm: the data stay valid and formatted, and shared layers stay as they are."""
    base = (root / "data/layers/base/base.yaml").read_bytes()
    for id in IDS:
        assert runbook(root, "run", "suggest", "shop", "--write", id) == 0
        assert runbook(root, "run", "suggest", "shop", "--write", id) == 2
    assert runbook(root, "check") == 0
    assert runbook(root, "fmt", "--check") == 0
    capsys.readouterr()
    assert runbook(root, "run", "suggest", "shop") == 0
    assert capsys.readouterr().out == "shop: nothing to suggest from 4 runs\n"
    assert (root / "data/layers/base/base.yaml").read_bytes() == base
    assert "hunter2secret9" not in (root / "data/variants/shop/variant.yaml").read_text("utf-8")


def test_programs_get_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert runbook(root, "run", "suggest", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["variants"]["forum"] == {"runs": 0, "enough": False, "suggestions": []}
    first = found["variants"]["shop"]["suggestions"][0]
    assert (first["id"], first["old"], first["new"], first["refused"]) == (IDS[0], "30 min", "45 min", None)
    assert first["edits"][0]["new"][-1] == "    lasts: 45 min"
    assert [(one["date"], one["drill"], one["speaks"]) for one in first["evidence"]][1] == ("2026-10-01", True, False)


def test_with_few_runs_it_says_so(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    variant = shop(tiny)
    for day in ("2026-09-01", "2026-10-01"):
        put_run(tiny, variant, day, done(2, SWITCH), done(90, PAY))
    assert runbook(tiny, "run", "suggest", "shop") == 0
    assert capsys.readouterr().out == "shop: not enough runs yet (2 of 3)\n"


def test_what_cannot_be_written_is_refused_and_nothing_changes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "data/variants/shop/variant.yaml"
    path.write_text(path.read_text("utf-8") + "  cut-over:\n    because: >-\n      two shops\n    title: Cut over\n", "utf-8")
    before = path.read_bytes()
    assert runbook(root, "run", "suggest", "shop") == 0
    assert "cannot be written: data/variants/shop/variant.yaml:24:14: the reason is on several lines" in capsys.readouterr().out
    assert runbook(root, "run", "suggest", "shop", "--write", IDS[0]) == 1
    assert "nothing was written\ndata/variants/shop/variant.yaml:24:14" in capsys.readouterr().err
    assert runbook(root, "run", "suggest", "shop", "--write", "lasts:procedures.rol-back") == 2
    assert "Did you mean `lasts:procedures.roll-back`?" in capsys.readouterr().err
    assert runbook(root, "run", "suggest", "--write", "lasts:procedures.roll-back") == 2
    assert path.read_bytes() == before
