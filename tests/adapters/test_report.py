"""Problems in print."""

from __future__ import annotations

import io
import json

from generator.adapters.report import count_of, summary, to_github, to_json, to_text, wants_colour
from generator.domain.diagnostics import Diagnostic, Note
from generator.domain.nodes import Span

ROLE = Diagnostic(
    code="unknown-role",
    message="no role `bda`",
    span=Span("data/variants/heypeter-academy/database.yaml", 14, 15, 3, "        role: bda"),
    help="did you mean `dba`? Roles are the keys of `contacts`.",
    address="checklists.database.items.pooling.role",
    variants=("heypeter-academy",),
    notes=(Note("overrides", Span("data/layers/base/prepare.yaml", 31, 7)),),
)
LATE = Diagnostic("overdue", "the review is overdue", Span("data/variants/shop/variant.yaml", 3, 3), severity="warning")

TEXT = """\
data/variants/heypeter-academy/database.yaml:14:15: error[unknown-role]: no role `bda`
   14 |         role: bda
      |               ^^^
  at    checklists.database.items.pooling.role (variant heypeter-academy)
  note  overrides data/layers/base/prepare.yaml:31
  help  did you mean `dba`? Roles are the keys of `contacts`.

data/variants/shop/variant.yaml:3:3: warning[overdue]: the review is overdue
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_text_reads_like_a_compilers() -> None:
    assert to_text((ROLE, LATE)) == TEXT
    assert to_text(()) == ""


def test_colour_only_wraps_the_text() -> None:
    painted = to_text((ROLE, LATE), colour=True)
    assert "\033[1;31merror[unknown-role]:\033[0m" in painted
    for code in ("\033[1;31m", "\033[1;33m", "\033[36m", "\033[1m", "\033[0m"):
        painted = painted.replace(code, "")
    assert painted == TEXT


def test_colour_is_for_terminals_that_want_it() -> None:
    assert wants_colour(Terminal(), {"TERM": "xterm"})
    assert not wants_colour(io.StringIO(), {"TERM": "xterm"})
    assert not wants_colour(Terminal(), {"TERM": "xterm", "NO_COLOR": "1"})
    assert wants_colour(Terminal(), {"TERM": "xterm", "NO_COLOR": ""})
    assert not wants_colour(Terminal(), {"TERM": "dumb"})


def test_many_variants_are_counted() -> None:
    many = Diagnostic("c", "m", Span("f", 1, 1), variants=tuple("abcdef"), address="x.y")
    assert "  at    x.y (variants a, b, c, d and 2 more)\n" in to_text((many,))
    assert "  at    variants a, b, c, d and 2 more\n" in to_text((Diagnostic("c", "m", Span("f", 1, 1), variants=tuple("abcdef")),))


def test_help_of_several_lines_and_line_numbers_of_any_width() -> None:
    text = to_text((Diagnostic("c", "m", Span("f", 1234567, 1, 1, "x"), "one\ntwo"),))
    assert text == "f:1234567:1: error[c]: m\n1234567 | x\n        | ^\n  help  one\n  help  two\n"


def test_data_cannot_drive_the_terminal() -> None:
    evil = Diagnostic("c", "\x1b[2J", Span("a\x1bb.yaml", 1, 1, 1, "\x1b[2J"), "\x07", "\x1b", notes=(Note("n", Span("\x1b", 1, 1)),))
    assert "\x1b" not in to_text((evil,)) + to_github((evil,)) + to_json((evil,))
    assert "\x07" not in to_text((evil,)) + to_github((evil,)) + to_json((evil,))


def test_summary() -> None:
    assert summary(()) == "no problems"
    assert summary((ROLE,)) == "1 error in 1 file"
    assert summary((ROLE, ROLE, LATE)) == "2 errors, 1 warning in 2 files"
    assert summary((LATE, LATE)) == "2 warnings in 1 file"
    assert count_of(0, "page") == "0 pages"


def test_json() -> None:
    assert json.loads(to_json((ROLE,))) == {
        "format": 1,
        "problems": [
            {
                "severity": "error",
                "code": "unknown-role",
                "message": "no role `bda`",
                "file": "data/variants/heypeter-academy/database.yaml",
                "line": 14,
                "column": 15,
                "width": 3,
                "address": "checklists.database.items.pooling.role",
                "variants": ["heypeter-academy"],
                "notes": [{"label": "overrides", "file": "data/layers/base/prepare.yaml", "line": 31, "column": 7}],
                "help": "did you mean `dba`? Roles are the keys of `contacts`.",
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "files": 1},
    }
    assert to_json(()).endswith("}\n")


def test_github_annotations_are_escaped() -> None:
    odd = Diagnostic("c", "50% of\nit", Span("a,b:c.yaml", 2, 3, 4), "help: 1,2")
    assert to_github((odd,), "ops/") == (
        "::error file=ops/a%2Cb%3Ac.yaml,line=2,col=3,endColumn=7,title=error[c]::50%25 of%0Ait%0Ahelp: 1,2\n"
    )


def test_github_shows_ten_errors_first_and_sums_up_the_rest() -> None:
    lines = to_github([LATE] * 3 + [ROLE] * 9).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 9 + ["::warning", "::notice"]
    assert lines[-1] == "::notice title=runbook::and 2 more problems: `runbook check` prints them all"
