"""The table of the hosting page: cache times of the files of a published folder."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.docs.documents import ROOT

PAGE = ROOT / "docs/hosting.md"
ROW = re.compile(r"^\| ([^|]+) \| (`[^|]+`) \|([^|]*)\| `([^|`]+)` \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """Files by path patterns, with exceptions, and their `Cache-Control`."""

    what: str
    paths: tuple[re.Pattern[str], ...]
    but: tuple[re.Pattern[str], ...]
    kept: str

    def covers(self, path: str) -> bool:
        return any(form.fullmatch(path) for form in self.paths) and not any(form.fullmatch(path) for form in self.but)


def rows() -> tuple[Row, ...]:
    text = PAGE.read_text("utf-8")
    return tuple(Row(what, forms(paths), forms(but), kept) for what, paths, but, kept in ROW.findall(text))


def forms(cell: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a cell; `*` matches part of a path, `**` any number of parts."""
    return tuple(
        re.compile("".join({"**": ".*", "*": "[^/]*"}.get(part, re.escape(part)) for part in re.split(r"(\*\*?)", form)))
        for form in re.findall(r"`([^`]+)`", cell)
    )
