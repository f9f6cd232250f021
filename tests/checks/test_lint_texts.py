"""Texts with characters that no font contains: reported once each, at the first such character, and only if they are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.checks.lint import lint_variant
from generator.diagnostics.diagnostic import Diagnostic
from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheets_of
from generator.model.data_model import DataModel
from generator.model.entities import Waiver
from generator.model.field_facts import RECORDS
from generator.model.scalar_kinds import FREE_TEXT_KINDS
from generator.paper.print_data import print_job
from tests.layered import BASE, SHOP, merged
from tests.sheet_sample import sample_variant

HEAD = "variant: {title: Shop, extends: [base]}\n"
LAYER = "layer: {title: Base}\nphases: {prepare: {title: Prepare}}\n"
HELP = (
    "replace the characters, or run `pip install manimgx-fonts-cjk==2026.9.26.post1` for Chinese, Japanese and Korean; "
    "until then, sheets with this text have no PDF"
)


def found(text: str, head: str = HEAD, below: str = "") -> list[Diagnostic]:
    result = merged({BASE: LAYER + below, SHOP: head + text})
    return [problem for problem in lint_variant(result.variant, (), result.tree) if problem.code == "missing-glyph"]


def item(text: str) -> str:
    return f"checklists: {{a: {{phase: prepare, title: A, items: {{b: {text}}}}}}}\n"


def test_a_text_is_reported_once_at_its_first_character() -> None:
    (problem,) = found(item("'Köln: 池 is — not 水 — 池'"))
    assert (problem.message, problem.address) == ("no font has `池`, `水`", "checklists.a.items.b.text")
    assert (problem.span.file, problem.span.line, problem.span.text[problem.span.column - 1 :][:2]) == (SHOP, 2, "池 ")
    assert (problem.severity, problem.variants, problem.help) == ("warning", ("shop",), HELP)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("検査が完了した", "`検`, `査`, `が`, `完`, `了`, `し`, `た`"),
        ("점검 완료", "`점`, `검`, `완`, `료`"),
        ("一二三四五六七八九十", "`一`, `二`, `三`, `四`, `五`, `六`, `七`, `八`, …"),
        ('"\\U0001FAE9"', "`U+1FAE9`"),
        ('"\\U000F0000 and \\u0378"', "`U+F0000`, `U+0378`"),
        ("Press 1️⃣ or ⛹🏽", "`⛹🏽`"),
        ("Run `☝🏽`", "`☝🏽`"),
        ("Read **all of `☝🏽`**", "`☝🏽`"),
    ],
)
def test_characters_of_many_kinds(text: str, characters: str) -> None:
    (problem,) = found(item(text))
    assert problem.message == f"no font has {characters}"


@pytest.mark.parametrize("text", ["বাংলা, Ελληνικά, русский, हिन्दी, العربية, ไทย", "☝🏽 → ☑ ⚠️ 👩‍💻", "'`[ -f a ] && ✓`'", "नि क्‍ष"])
def test_what_fonts_have_is_not_reported(text: str) -> None:
    assert found(item(text)) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("contacts: {a: {title: Lead, name: 张伟}}\n", "contacts.a.name"),
        ("contacts: {a: {title: 主管, name: A}}\n", "contacts.a.title"),
        ("commands: {a: {title: A, run: echo 完成}}\n", "commands.a.run"),
        ("services: {a: {title: A, status-page: 'https://状态.test'}}\n", "services.a.status-page"),
        ("notes: {a: {label: 备注, phase: prepare}}\n", "notes.a.label"),
    ],
)
def test_every_field_that_is_printed_counts(text: str, address: str) -> None:
    assert [problem.address for problem in found(text)] == [address]


def test_reasons_are_not_printed() -> None:
    text = "checklists: {a: {items: {b: {because: 因为, text: All is well}, c: {remove: 因为}}}}\n"
    below = "checklists: {a: {phase: prepare, title: A, items: {b: B, c: C}}}\n"
    assert found(text, below=below) == []
    assert found("contacts: {a: {title: A, name: A, waive: {overlap: {because: 因为, until: 2027-01-01}}}}\n") == []


def test_what_is_removed_or_overridden_is_not_printed() -> None:
    below = "checklists: {a: {phase: prepare, title: A, items: {b: 池, c: 水}}}\n"
    assert found("checklists: {a: {items: {b: {because: it is so, text: Pool}, c: {remove: none}}}}\n", below=below) == []


def test_a_parameter_is_reported_where_it_is_given_if_a_text_uses_it() -> None:
    head = "variant: {title: Shop, extends: [base], params: {office: 東京, unused: 大阪}}\n"
    assert [problem.address for problem in found(item("'The office in {{ params.office }}'"), head)] == ["variant.params.office"]


def test_a_character_that_is_written_as_an_escape_is_reported_with_its_whole_text() -> None:
    (problem,) = found(item('"the \\u5e97"'))
    assert problem.span.text[problem.span.column - 1 :].startswith('"the \\u5e97"')


def test_a_whole_runbook_without_a_font_is_cut() -> None:
    many = ", ".join(f"i{at}: 第{at}步" for at in range(60))
    problems = found(f"checklists: {{a: {{phase: prepare, title: 名, items: {{{many}}}}}}}\n")
    assert len(problems) == 51
    last = problems[-1]
    assert (last.message, last.address) == ("11 more texts of this variant have characters that no font has: `第`, `步`", "variant")


@pytest.mark.usefixtures("cjk")
def test_with_the_fonts_nothing_of_these_scripts_is_reported() -> None:
    assert found(item("池 水 検査 점검")) == []
    (problem,) = found(item("池 1️⃣ and ⛹🏽"))
    assert problem.message == "no font has `⛹🏽`"
    assert "pip" not in problem.help


@pytest.mark.usefixtures("cjk")
def test_an_emoji_that_the_fonts_have_without_skin_colours_is_reported_where_they_are_used() -> None:
    assert found(item("☝🏽")) == []
    (problem,) = found("checklists: {a: {phase: prepare, title: 池, items: {b: ☝🏽}}}\n")
    assert problem.message == "no font has `☝🏽`"


def marked(value: Any, marks: dict[str, tuple[str, str]]) -> Any:
    """A runbook with a character of its own in each text; `marks` get the record and the field of each."""
    if isinstance(value, dict):
        return {key: marked(one, marks) for key, one in value.items()}
    if not isinstance(value, DataModel) or isinstance(value, Waiver):
        return value
    changed = {name: marked(getattr(value, name), marks) for name in type(value).model_fields}
    for spec in (spec for record in RECORDS if record.model is type(value) for spec in record.fields.values()):
        if spec.shape == "scalar" and spec.kind in FREE_TEXT_KINDS and changed[spec.attribute] is not None:
            marks[mark := chr(0x4E00 + len(marks))] = (type(value).__name__, spec.attribute)
            changed[spec.attribute] += mark
    return value.model_copy(update=changed)


def test_each_field_that_counts_is_on_a_sheet() -> None:
    marks: dict[str, tuple[str, str]] = {}
    sample = sample_variant()
    variant = replace(sample, runbook=marked(sample.runbook, marks))
    on_sheets = {one for sheet in sheets_of(compose(variant, SiteSettings())) for one in print_job(sheet).data}
    assert len(set(marks.values())) > 45
    assert set(marks.values()) - {marks[mark] for mark in marks.keys() & on_sheets} == set()


PROSE = """\
checklists:
  a:
    phase: prepare
    title: A
    about: |
      TBD, see [x](nowhere) and `{{ shop }}`, [[Page]] and **open.

      | Name | Value |
      |------|-------|
      | TBD | ______ |
      | http:/x.test | &lt; |

      Use \\[x](y), \\*\\*, <b-name>.

      ```bash
      curl “https://example.com”
      ```

      ```yaml
      a: {{ shop }} “b”
      ```
    items: {b: B}
"""


def test_every_paragraph_cell_and_fence_of_prose_is_checked() -> None:
    """Findings in prose have the place of the part, also if another paragraph has the same; escapes and code of others are left alone."""
    result = merged({BASE: LAYER, SHOP: HEAD + PROSE})
    problems = [problem for problem in lint_variant(result.variant, (), result.tree) if problem.address == "checklists.a.about"]
    marked = [(one.code, one.span.line, one.span.text[one.span.column - 1 :][: one.span.width]) for one in problems]
    assert sorted(marked, key=lambda one: one[1:]) == [
        ("foreign-markup", 7, "**"),
        ("placeholder", 7, "TBD"),
        ("foreign-markup", 7, "[[Page]]"),
        ("malformed-link", 7, "[x](nowhere)"),
        ("unfilled-template", 7, "{{ shop }}"),
        ("placeholder", 11, "TBD"),
        ("malformed-link", 12, "http:/x.test"),
        ("placeholder", 14, "<b-name>"),
        ("placeholder", 17, "example.com"),
        ("odd-character", 17, "“https://example.com”"),
    ]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("[x]({{ params.site }}/a)", []),
        ("[x](https://{{ params.host }}/{{ params.host }})", []),
        ("[x](https://{{ params.gone }}/a)", []),
        ("[x](http:/{{ params.host }}/a)", ["[x](http:/{{ params.host }}/a)"]),
        ("[x]({{ params.host }}/a)", ["[x]({{ params.host }}/a)"]),
    ],
)
def test_links_are_checked_with_their_parameters(link: str, found: list[str]) -> None:
    """The spaces around the name of a parameter are in no address that readers get."""
    head = "variant: {title: Shop, extends: [base], params: {site: 'https://shop.test', host: shop.test}}\n"
    result = merged({BASE: LAYER, SHOP: head + item(f"'{link}'")})
    problems = [one for one in lint_variant(result.variant, (), result.tree) if one.code == "malformed-link"]
    assert [one.span.text[one.span.column - 1 :][: one.span.width] for one in problems] == found


@pytest.mark.parametrize(
    ("link", "help"),
    [
        ("[x](https://shop.test/a b)", "write a space in an address as `%20`, and end the address with `)`"),
        ("[x](<https://shop.test/a b>)", "write a space in an address as `%20`, and end the address with `)`"),
        ("[x](https://shop.test/a", "write a space in an address as `%20`, and end the address with `)`"),
        ("[x](files/a b.pdf)", "write `[label](files/NAME)`; the name of a file has no spaces"),
    ],
)
def test_an_address_with_a_space_gets_help(link: str, help: str) -> None:
    """People paste addresses with spaces from their browser."""
    result = merged({BASE: LAYER, SHOP: HEAD + item(f"'{link}'")})
    assert [one.help for one in lint_variant(result.variant, (), result.tree) if one.code == "malformed-link"] == [help]


def test_a_mark_in_prose_is_reported_where_it_is_typed() -> None:
    """What an entity or a code span shows on purpose is not a mark, and not the place of one."""
    for written, places in {"&lt;b&gt; is `<b>`": [], "`[[a]]` is not [[a]]": [16]}.items():
        text = f"passages: {{a: {{phase: prepare, title: A, about: '{written}'}}}}\n"
        result = merged({BASE: LAYER, SHOP: HEAD + text})
        problems = [one for one in lint_variant(result.variant, (), result.tree) if one.code == "foreign-markup"]
        assert [one.span.column - text.index(written) for one in problems] == places


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Heads:\n\n| a | b |\n|---|\n| 1 | 2 |", ("| a | b |", "a table has a line of dashes")),
        ("> a\n>\n> | a |\n> | 1 |", ("| a |", "a table has a line of dashes")),
        ("a | b\n|---|---|---|\n1 | 2", ("|---|---|---|", "a table has a line of dashes")),
        ("!!! danger\n\nAsk first", ("!!! danger", "write `> [!NOTE]`")),
        ("::: warning\nAsk first\n:::", ("::: warning", "write `> [!NOTE]`")),
        ("**「注意」**する", ("**", "write `**` on both sides")),
    ],
)
def test_a_table_or_note_that_is_none_gets_help(prose: str, found: tuple[str, str]) -> None:
    """Nobody sees in the source that a table lacks a column in its line of dashes; readers see a row of bars."""
    text = "passages:\n  a:\n    phase: prepare\n    title: A\n    about: |\n" + "".join(f"      {one}\n" for one in prose.split("\n"))
    result = merged({BASE: LAYER, SHOP: HEAD + text})
    (problem,) = (one for one in lint_variant(result.variant, (), result.tree) if one.code == "foreign-markup")
    assert problem.span.text[problem.span.column - 1 :][: problem.span.width] == found[0]
    assert problem.help.startswith(found[1])


def test_a_title_may_have_a_number() -> None:
    """Titles of documents are numbered, and readers see the number; before an item, a number is the mark of a list."""
    text = "checklists: {a: {phase: prepare, title: 1. Aims, items: {b: 2. Open the door}}}\n"
    result = merged({BASE: LAYER, SHOP: HEAD + text})
    found = [(one.code, one.address) for one in lint_variant(result.variant, (), result.tree) if one.code == "foreign-markup"]
    assert found == [("foreign-markup", "checklists.a.items.b.text")]
