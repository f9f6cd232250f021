"""Proposals see the lists, key lines, tables and fences of a document, with the headings around them."""

from __future__ import annotations

from generator.imports.draft import Disposition
from generator.imports.gather_sources import gather_sources
from generator.imports.proposal_sources import SourceLine
from generator.imports.read_markdown import read_markdown

TEXT = """\
# T

## A

Owner: me
- [ ] **x**
  text
  1. y

| a | b |
|---|---|
| 1 | `2` |

# B

```sh

ls
```"""


def test_the_parts_of_a_document_have_their_lines_and_headings() -> None:
    """Law: each part has its headings, its lines as Markdown, and the address of what a line became."""
    lines = TEXT.split("\n")
    sources = gather_sources(read_markdown(lines, range(1, 20)).children, {6: Disposition("entry", "checklists.a.items.x", "text")})
    assert [(one.headings, one.lines) for one in sources.lists] == [
        (("T", "A"), (SourceLine(5, "Owner: me"),)),
        (("T", "A"), (SourceLine(6, "**x** text", "checklists.a.items.x"),)),
        (("T", "A"), (SourceLine(8, "y"),)),
    ]
    assert [(one.headings, one.heads, [(row.line, row.cells) for row in one.rows]) for one in sources.tables] == [
        (("T", "A"), ("a", "b"), [(12, ("1", "`2`"))])
    ]
    assert [(one.headings, one.language, one.lines) for one in sources.fences] == [(("B",), "sh", (SourceLine(18, "ls"),))]
