"""The merge rules as they are tested: each readable fixture of `tests/cases/merge/` as a section of a page."""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path("tests", "cases", "merge")
FENCED = re.compile(r"(^ *`{3,}.*?^ *`{3,}$)", re.MULTILINE | re.DOTALL)


def merge_cases(root: Path, names: str) -> str:
    """Return the sections of some cases, one level below the sections of a page. `names` are without `.md`, separated by commas."""
    return "\n\n".join(_section((root / CASES / f"{name}.md").read_text("utf-8")) for name in names.split(","))


def _section(text: str) -> str:
    parts = FENCED.split(text.strip())  # the fenced blocks are at the odd places
    parts[::2] = (re.sub(r"^#", "###", part, flags=re.MULTILINE) for part in parts[::2])
    return "".join(parts)
