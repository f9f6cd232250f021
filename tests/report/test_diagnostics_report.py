"""Problems as text and JSON."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace, Span
from generator.model.code_table import CODES
from generator.report.diagnostics_report import count_of, summary, to_build_report, to_json, to_listing, to_summary, to_text, wants_colour

ROLE = Diagnostic(
    code="unknown-role",
    message="no role `bda`",
    span=Span("data/variants/heypeter-academy/database.yaml", 14, 15, 3, "        role: bda"),
    help="did you mean `dba`? Roles are the keys of `contacts`.",
    address="checklists.database.items.pooling.role",
    variants=("heypeter-academy",),
    notes=(RelatedPlace("overrides", Span("data/layers/base/prepare.yaml", 31, 7)),),
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


def test_text_has_the_format_of_compiler_messages() -> None:
    assert to_text((ROLE, LATE)) == TEXT
    assert to_text(()) == ""


def test_colour_only_adds_escape_codes_to_the_text() -> None:
    painted = to_text((ROLE, LATE), colour=True)
    assert "\033[1;31merror[unknown-role]:\033[0m" in painted
    for code in ("\033[1;31m", "\033[1;33m", "\033[36m", "\033[1m", "\033[0m"):
        painted = painted.replace(code, "")
    assert painted == TEXT


def test_colour_is_used_only_on_terminals_that_support_it() -> None:
    assert wants_colour(Terminal(), {"TERM": "xterm"})
    assert not wants_colour(io.StringIO(), {"TERM": "xterm"})
    assert not wants_colour(Terminal(), {"TERM": "xterm", "NO_COLOR": "1"})
    assert wants_colour(Terminal(), {"TERM": "xterm", "NO_COLOR": ""})
    assert not wants_colour(Terminal(), {"TERM": "dumb"})


def test_a_long_list_of_variants_ends_with_a_count() -> None:
    many = Diagnostic("c", "m", Span("f", 1, 1), variants=tuple("abcdef"), address="x.y")
    assert "  at    x.y (variants a, b, c, d and 2 more)\n" in to_text((many,))
    assert "  at    variants a, b, c, d and 2 more\n" in to_text((Diagnostic("c", "m", Span("f", 1, 1), variants=tuple("abcdef")),))


def test_help_may_have_several_lines_and_line_numbers_any_width() -> None:
    text = to_text((Diagnostic("c", "m", Span("f", 1234567, 1, 1, "x"), "one\ntwo"),))
    assert text == "f:1234567:1: error[c]: m\n1234567 | x\n        | ^\n  help  one\n  help  two\n"


def test_data_cannot_send_commands_to_the_terminal() -> None:
    hostile = Diagnostic(
        "c", "\x1b[2J", Span("a\x1bb.yaml", 1, 1, 1, "\x1b[2J"), "\x07", "\x1b", notes=(RelatedPlace("n", Span("\x1b", 1, 1)),)
    )
    assert "\x1b" not in to_text((hostile,)) + to_json((hostile,)) + to_build_report((hostile,))
    assert "\x07" not in to_text((hostile,)) + to_json((hostile,)) + to_build_report((hostile,))


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


WARNING = Diagnostic("no-alert", "it has no `alert`", Span("data/variants/shop/targets.yaml", 4, 3, 6, "  uptime:"), severity="warning")
GAP = Diagnostic("placeholder", "`TBD` is a placeholder", Span("data/variants/shop/variant.yaml", 9, 5, 3), severity="warning")


def test_a_few_warnings_are_printed_in_full() -> None:
    few = [ROLE, *[WARNING] * 5]
    assert to_listing(few) == to_text(few)


def test_many_warnings_are_listed_before_the_errors() -> None:
    assert to_listing([ROLE, GAP, *[WARNING] * 5]) == (
        f"5 warnings[no-alert]: {CODES['no-alert'].cause}\n"
        + "  data/variants/shop/targets.yaml:4:3: it has no `alert`\n" * 3
        + "  data/variants/shop/targets.yaml: and 2 more, line 4\n"
        + f"  help  {CODES['no-alert'].fix}\n"
        "\n"
        f"1 warning[placeholder]: {CODES['placeholder'].cause}\n"
        "  data/variants/shop/variant.yaml:9:5: `TBD` is a placeholder\n"
        f"  help  {CODES['placeholder'].fix}\n"
        "\n" + to_text([ROLE])
    )


def test_many_warnings_of_a_rule_in_a_file_are_counted() -> None:
    """The first places are listed, and of the others the first and the last line; one more place than that is listed too. JSON has all."""
    gaps = [replace(GAP, span=replace(GAP.span, line=line)) for line in (9, 10, 11, 12, 30)]
    elsewhere = [replace(GAP, span=replace(GAP.span, file="data/variants/shop/prepare.yaml", line=line)) for line in (1, 2, 3, 4)]
    lines = to_listing([*gaps, *elsewhere]).splitlines()[1:-1]
    assert [line.partition(":")[2].partition(": `")[0] for line in lines] == ["9:5", "10:5", "11:5", " and 2 more, lines 12–30"] + [
        f"{line}:5" for line in (1, 2, 3, 4)
    ]
    assert to_json([*gaps, *elsewhere]).count('"line"') == 9
    errors = [replace(one, severity="error") for one in gaps * 2]
    assert to_listing(errors) == to_text(errors)


def test_problems_are_summarised_in_one_line() -> None:
    assert to_summary([GAP, WARNING, WARNING]) == "3 warnings: no-alert 2, placeholder 1"
    assert to_summary([ROLE, WARNING]) == "1 error, 1 warning: unknown-role 1, no-alert 1"
    assert to_summary([]) == ""


def test_a_build_shows_errors_in_full_and_counts_the_warnings() -> None:
    assert to_build_report([WARNING, GAP]) == "2 warnings: no-alert 1, placeholder 1; `runbook check` shows them\n"
    assert to_build_report([ROLE, WARNING]) == to_text([ROLE]) + "\n1 warning: no-alert 1; `runbook check` shows them\n"
    assert to_build_report([]) == ""
