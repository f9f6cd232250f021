"""The cases of the deploy clock, which Python and browsers answer alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

CASES: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "cases/clock.yaml").read_text("utf-8"))


def cases_of(side: str, name: str) -> list[Any]:
    """The cases of a section of the file that a side, `python` or `browser`, takes."""
    return [row for row in CASES[name] if isinstance(row, str) or row.get("only", side) == side]
