"""The work of an import grows with the document, not with its square, whatever the document is made of. Calls are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from generator.imports.draft import ImportOptions
from generator.imports.import_document import import_document
from generator.imports.import_variant import import_variant
from generator.imports.read_markdown import read_markdown

# Each shape is repeated, with another number.
SHAPES = {
    "items": "- [ ] Check the valve {n}\n",
    "rows": "| Hall {n} | Ida | ____ |\n",
    "code": "    cache warm --part {n}\n",
    "lines": "The code of hall {n} is at the desk.\n",
    "titles": "## Check the halls\n\n- [ ] Look {n}\n\n",
    "links inside": "## Hall {n}\n\n- [ ] See [hall {n}](#hall-{n})\n\n",
    "definitions": "See [the plan {n}].\n\n[the plan {n}]: https://plans.test/{n}\n\n",
    "footnotes": "- [ ] See it[^{n}]\n\n[^{n}]: The plan of {n}\n\n",
    "keys": "Key{n}: value {n}\n",
    "HTML": "<p>Hall {n} is <b>open</b></p>\n",
    "comments": "<!-- note {n} -->\n\nText {n}\n\n",
    "nearly boxes": "-[ ] a {n}\n",
    "dedented fences": "1. a {n}\n  ```\n  b\n  ```\n",
    "rows of boxes": "| [ ] | word {n} | ____ |\n",
    "boxes in HTML": "<li>[ ] a {n}\n",
}
FIRST = dict.fromkeys(("rows", "rows of boxes"), "| A | B | C |\n|---|---|---|\n")


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls, also those that are written in C."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times more calls the second doubling of a size adds than the first: 2 for linear work, 4 for a square."""
    work(size)  # what is read once for all documents
    one, two, four = (calls_of(lambda: work(size * times)) for times in (1, 2, 4))  # noqa: B023 - called at once
    return (four - two) / (two - one)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_of_an_import_is_linear(shape: str) -> None:
    """Four times the document is four times the work, from reading to proof, whatever it is made of.

    A file that is divided adds some work at once.
    """
    used = 0

    def work(size: int) -> None:
        nonlocal used
        used += 10_000  # so that no text is known from the last time
        body = "".join(SHAPES[shape].format(n=used + number) for number in range(size))
        source = f"# Halls\n\n## Before\n\n{FIRST.get(shape, '')}{body}"
        import_variant(
            {"a.md": source.encode()}, lambda path, data: import_document(path, data, ImportOptions()), ImportOptions(), lambda _: "a"
        )

    assert growth(work, 60) < 2.8


def test_blocks_without_an_end_are_read_in_linear_work() -> None:
    """A line that begins a block with colons asks once where such blocks end."""
    assert growth(lambda size: read_markdown([":::note"] * size, range(1, size + 1)), 500) < 2.5
