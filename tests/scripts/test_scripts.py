"""The unit tests of pure scripts, in Node, and what scripts must do in the same way as Python."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from generator.text.gfm_escaping import inline
from generator.text.inline_markup import plain_text
from tests.built_site.hostile_texts import CASES
from tests.node_programs import answer_in_node, node

FOLDER = Path(__file__).parent


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.test.js")), ids=lambda file: file.name)
def test_the_tests_of_a_script_pass(file: Path) -> None:
    done = subprocess.run([node(), "--test", "--test-reporter=tap", str(file)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout
    assert "# tests 0" not in done.stdout


def test_dates_have_one_form() -> None:
    """Only the clock formats moments; a browser would write a day as its own language does, unlike sheets."""
    scripts = FOLDER.parent.parent / "overrides/assets/javascripts"
    found = {path.name for path in scripts.glob("*.js") if re.search(r"DateTimeFormat|toLocale(Date|Time)?String", path.read_text("utf-8"))}
    assert found == {"clock.js", "zone-choices.js"}  # the second one asks for names of zones


def test_texts_lose_their_markdown_as_they_do_in_python() -> None:
    texts = [*CASES.values(), "a ** b", "`a``b`", "[a`b`c](https://x.example)", "**a**", "\\*"]
    texts += ["do **not `x`** stop", "(**a** ** b)", "[a **b**](https://x.example)", "***a***"]
    expected = [" ".join(plain_text(" ".join(text.split())).split()) for text in texts]
    found = answer_in_node(FOLDER / "plain_texts.js", [], [*map(inline, texts), "1\\. **Assess \\*** the `state`"], zone="UTC")
    assert [" ".join(text.split()) for text in found] == [*expected, "1. Assess * the state"]
