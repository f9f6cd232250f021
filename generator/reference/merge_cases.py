"""The merge rules as they are tested: each readable fixture of `tests/cases/merge/` as a section of a page."""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path("tests", "cases", "merge")
FENCE = re.compile(r"^ *`{3,}")


def merge_cases(root: Path, names: str) -> str:
    """The sections of the cases with these names, given without `.md` and parted by commas, one level below a page's sections."""
    return "\n\n".join(_section((root / CASES / f"{name}.md").read_text("utf-8")) for name in names.split(","))


def _section(text: str) -> str:
    lines = []
    inside = False
    for line in text.strip().split("\n"):
        inside ^= FENCE.match(line) is not None
        lines.append(f"##{line}" if line.startswith("#") and not inside else line)
    return "\n".join(lines)
