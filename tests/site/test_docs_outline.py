"""Outlines of hand-written pages: the visible headings with the anchors of the built site."""

from __future__ import annotations

import pytest
from markdown import Markdown

from generator.document.pages import Heading
from generator.site.docs_outline import outline

PAGE = """\
---
title: x
---
# The `first` *page* { #start }

## Twice
## Twice
### A [link](other.md) & an &amp;, **bold**, \\*stars\\* #

```md title="a fence"
## no heading
```

## Named { #own .wide }
~~~~
# neither
~~~
# nor this
~~~~
## snake_case stays, and {{ x }}
## Caf\u00e9 & \u09ac\u09be\u0982\u09b2\u09be
"""


def test_headings_have_their_text_and_anchors() -> None:
    found = outline("docs/page.md", PAGE)
    assert (found.path, found.title) == ("docs/page.md", "The first page")
    assert found.headings == (
        Heading("Twice", "twice"),
        Heading("Twice", "twice_1"),
        Heading("A link & an &, bold, *stars*", "a-link-an-bold-stars"),
        Heading("Named", "own"),
        Heading("snake_case stays, and {{ x }}", "snake_case-stays-and-x"),
        Heading("Caf\u00e9 & \u09ac\u09be\u0982\u09b2\u09be", "cafe"),
    )


def test_a_page_without_a_heading_has_the_name_of_its_file() -> None:
    assert outline("notes/read-me-first.md", "words\n") == outline("notes/read-me-first.md", "")
    assert outline("notes/read-me-first.md", "").title == "Read me first"


@pytest.mark.parametrize(
    "text", ["## A b", "## A\n## A\n## A", "## `code` and *x*", "## 1. Read YAML, twice", "## T-0: the `T-2h` before!", "## a_b __c__"]
)
def test_anchors_equal_those_of_python_markdown(text: str) -> None:
    builder = Markdown(extensions=["attr_list", "toc"])
    builder.convert(f"# First\n\n{text}\n")
    made = [(entry["html"] and entry["id"]) for entry in builder.toc_tokens[0]["children"]]  # type: ignore[attr-defined]
    assert [heading.anchor for heading in outline("x.md", f"# First\n\n{text}\n").headings] == made
