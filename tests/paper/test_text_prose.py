"""Prose as plain text."""

from __future__ import annotations

from generator.paper.text_prose import code_lines, plain_parts, prose_lines
from generator.text.inline_markup import parse_inline
from generator.text.plain_lines import FLUSH, SHOWN
from generator.text.prose_markup import parse_prose

PROSE = """\
Two **people** _decide_, see [the rules](https://rules.tld/a).

- one
- two that goes on and on
  1. below

> [!WARNING]
> Nobody leaves.

```sh
docker compose run --rm api npx prisma migrate deploy
```

```json
{"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}
```

| Table | Rows |
|:--|--:|
| orders | `10` |

![The wiring](files/wiring.svg)
"""


def test_prose_has_no_markup() -> None:
    """Code for a shell breaks as people would type it, other code never; its language is above it. A picture is its alternative text."""
    assert (
        "\n".join(prose_lines(parse_prose(PROSE).blocks, 40, {"warning": "Warning"}))
        == """\
Two people decide, see the rules
(https://rules.tld/a).

- one
- two that goes on and on
  1. below

WARNING
  Nobody leaves.

sh:

    docker compose run --rm api npx \\
      prisma migrate deploy

json:

    {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}

Table   Rows
------  ----
orders  10

The wiring"""
    )


def test_a_text_before_prose_is_in_its_first_line() -> None:
    assert prose_lines(parse_prose("One.").blocks, 40, {}, "Details:") == ["Details: One."]
    assert prose_lines(parse_prose("- One.").blocks, 40, {}, "Details:") == ["Details:", "", "- One."]


def test_code_and_numbers_to_call_are_glued() -> None:
    shown = plain_parts(parse_inline("run `a | b`, call [+880 2 55](tel:+880255), write [Ops](mailto:ops@shop.tld)"))
    assert shown.translate(SHOWN) == "run a | b, call +880 2 55, write Ops (ops@shop.tld)"
    assert [*map(len, shown.split(" "))] == [3, 6, 4, 10, 5, 3, 14]


def test_code_keeps_only_the_tabs_spaces_and_blank_lines_that_mean_something() -> None:
    assert code_lines("a \n\tb\nc\\ \n\n\n \nd", shell=True) == ["a", "    b", "c\\ ", "", "d"]
    assert code_lines("cat <<-EOF\n\ta\n\n\n\tEOF", shell=True) == [f"{FLUSH}{one}" for one in ("cat <<-EOF", "\ta", "", "", "\tEOF")]


def test_code_is_at_the_left_edge_if_spaces_before_it_would_change_it() -> None:
    assert code_lines("a\nb", shell=True) == ["a", "b"]
    assert code_lines("for x in y:\n    z", shell=False) == [f"{FLUSH}for x in y:", f"{FLUSH}    z"]
    assert code_lines("select 1", shell=False) == ["select 1"]
