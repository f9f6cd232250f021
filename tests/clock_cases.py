"""The test cases of the deploy clock; Python and the scripts must give the same answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

CASES: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "cases/clock.yaml").read_text("utf-8"))


def cases_of(side: str, name: str) -> list[Any]:
    """Return the cases of one section that a side, `python` or `browser`, must pass."""
    return [row for row in CASES[name] if isinstance(row, str) or row.get("only", side) == side]
