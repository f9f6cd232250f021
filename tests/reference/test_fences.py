"""Fenced blocks of a page."""

from __future__ import annotations

from generator.reference.fences import fenced, fences, with_contents

PAGE = """\
Text with ``` in it.

```yaml title="data/x.yaml"
a: b
```

- a list

  ````console
  $ runbook check
  ```
  inner
  ```
  ````

```
never closed
"""


def test_every_block_has_its_language_title_and_content() -> None:
    assert [(block.language, block.title, block.content) for block in fences(PAGE)] == [
        ("yaml", "data/x.yaml", "a: b\n"),
        ("console", "", "$ runbook check\n```\ninner\n```\n"),
        ("", "", "never closed\n"),
    ]


def test_a_block_with_the_same_content_is_written_unchanged() -> None:
    assert with_contents(PAGE, lambda block: block.content if block.language else None) == PAGE


def test_a_fence_is_longer_than_any_in_its_content() -> None:
    assert fenced("````\nx\n````\n", "text") == ["`````text", "````", "x", "````", "`````"]
