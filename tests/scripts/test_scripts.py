"""The unit tests of pure scripts, in Node, and what scripts must do in the same way as Python."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from generator.paper.print_html import parts_of
from generator.paper.shell_lines import places_to_break, with_breaks
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


def test_large_print_breaks_commands_where_python_does() -> None:
    """A sheet that a browser enlarges has the lines of `--size`: at spaces where the shell reads the same, else within words."""
    commands = [
        "docker compose run --rm api npx prisma migrate deploy --schema prisma/schema.prisma",
        "  kubectl --namespace production rollout status deployment/api --timeout=300s 'two words' --context=eu-west-1",
        "curl https://api.shop.example/a/very/long/address/without/any/space/and/more/of/it --silent 🚀🚀 -o /dev/null",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "short",
    ]
    asked, expected = [], []
    for command in commands:
        for longest in (24, 33, 49):
            for line, spaces in places_to_break(with_breaks(command, 57)):
                asked.append({"text": line, "spaces": spaces, "longest": longest})
                expected.append([part for one in with_breaks(line, longest).split("\n") for part, _ in parts_of(one, longest)])
    assert answer_in_node(FOLDER / "broken_lines.js", [], asked, zone="UTC") == expected
    assert sum(len(lines) for lines in expected) > 45
