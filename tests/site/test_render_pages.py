"""Pages as Markdown whose HTML Python-Markdown leaves unchanged, with every text as typed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.document_parts import Link, Slot
from generator.document.pages import SiteSettings
from generator.model.entities import Runbook
from generator.model.variant import Origin, Trace, Variant, entities
from generator.site.render_pages import for_command, for_front_matter, for_heading, render_site, to_markdown
from generator.text.inline_markup import plain_text
from tests.composed import pages_from
from tests.site_sample import rendered

EXTENSIONS = ["attr_list", "tables", "admonition", "toc", "pymdownx.highlight", "pymdownx.superfences", "md_in_html"]
MARKDOWN = markdown.Markdown(extensions=EXTENSIONS)
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
NASTY = [
    "<script>alert(1)</script>",
    "a | b",
    "[x](javascript:alert(1))",
    "# not a heading",
    "a lone ` backtick",
    "{{ x }} {% y %} {# z #}",
    "{: .class #id } { #id }",
    "*stars* _under_ **two**",
    "&amp; &copy; &#35; &",
    "</div></label></h3>",
    "<!-- comment",
    "--8<-- file",
    "``` fence",
    "- [ ] task",
    "1. one",
    "> quote",
    "!!! note",
    "[TOC]",
    "*[abbr]: x",
    "\\` \\* \\\\",
    "\"double\" 'single'",
    "বাংলা العربية 日本",
    "\u2028 \u00a0 \u200b",
    "a" * 190,
]
MARKUP = ["`code`", "`<b>` and `|`", "[label](https://a.example/?x=1&y=2)", "<https://a.example>"]


def body(page: str) -> str:
    return FRONT_MATTER.sub("", page)


@cache
def built(page: str) -> str:
    return MARKDOWN.reset().convert(body(page))


def shown(tree: ET.Element) -> str:
    return " ".join("".join(tree.itertext()).split())


def test_python_markdown_leaves_our_html_unchanged() -> None:
    for path, page in rendered().items():
        made = built(page.markdown)
        blocks = re.split(r"(?m)^#{1,3} .*$", body(page.markdown))
        for block in blocks:
            assert block.strip() in made, path


def test_headings_keep_their_anchors() -> None:
    for path, page in rendered().items():
        made = built(page.markdown)
        for anchor in re.findall(r"\{ #(\S+)(?: dir=auto)? \}", page.markdown):
            assert re.search(rf'<h[23] (?:dir="auto" )?id="{re.escape(anchor)}"', made), f"{path}: {anchor}"


def test_blocks_have_no_blank_line_and_start_at_the_margin() -> None:
    for path, page in rendered().items():
        for block in re.split(r"(?m)^#{1,3} .*\n", body(page.markdown)):
            lines = block.strip("\n").split("\n")
            assert all(lines) or lines == [""], path
            assert all(line.startswith("<") or not line for line in lines), (
                f"{path}: {[line for line in lines if not line.startswith('<')]}"
            )


def test_a_built_page_is_well_formed() -> None:
    for path, page in rendered().items():
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(f"<!doctype html><html><head><title>x</title></head><body>{built(page.markdown)}</body></html>")
        assert not parser.errors, f"{path}: {parser.errors}"


@pytest.mark.parametrize("text", NASTY)
def test_a_heading_shows_the_exact_text(text: str) -> None:
    made = built(f"# {for_heading(text)} <small>{for_heading(text)}</small>\n\n## {for_heading(text)} {{ #anchor }}\n")
    tree = html5lib.parseFragment(made, namespaceHTMLElements=False)
    one, two = tree.find("h1"), tree.find("h2")
    assert one is not None
    assert two is not None
    assert two.get("id") == "anchor"
    words = " ".join(text.split())
    assert (shown(one), shown(two)) == (f"{words} {words}", words)


@pytest.mark.parametrize("run", ["a\n\n\tb\n", "```\n# x\n```", "<previous-commit> && x | y `z` {{.State}}", "  indented\n\n\n\nend"])
def test_a_command_is_shown_as_typed(run: str) -> None:
    source = f"<div>\n<pre><code>{for_command(run)}</code></pre>\n</div>"
    assert source.count("\n") == 2
    made = built(source)
    assert source in made
    code = html5lib.parseFragment(made, namespaceHTMLElements=False).find(".//code")
    assert code is not None
    assert "".join(code.itertext()) == run


def test_a_blank_in_a_command_has_what_scripts_need_and_is_shown_as_typed() -> None:
    """Without scripts, readers see the command as it is written. Values of the data cannot leave their attributes."""
    run = "a <one>\n<two><one> '<three>'"
    slots = (
        Slot("one", 'Label "1" <b>', pattern="[a-z]+|'\"{2}", noted=Link("here")),
        Slot("two", "Two", secret=True, choices=(("x", "it's"),), pattern="x"),
    )
    made = built(f"<div>\n<pre><code>{for_command(run, slots)}</code></pre>\n</div>")
    code = html5lib.parseFragment(made, namespaceHTMLElements=False).find(".//code")
    assert code is not None
    assert "".join(code.itertext()) == run
    one = {"data-rb-blank": "one", "data-rb-label": 'Label "1" <b>', "data-rb-pattern": "[a-z]+|'\"{2}"}
    two = {
        "data-rb-blank": "two",
        "data-rb-label": "Two",
        "data-rb-pattern": "x",
        "data-rb-choices": '[["x", "it\'s"]]',
        "data-rb-secret": "",
    }
    assert [element.attrib for element in code] == [one, two, one]


def test_blanks_in_prose_are_inputs_as_in_commands() -> None:
    """In words, code spans and code; a link contains no input. Below the prose is where people note the values."""
    prose = "Day <day>, `run <day>`, [see <day>](https://a.test).\n\n```json\n{<day>: <other>}\n```"
    runbook = Runbook.model_validate(
        {
            "variant": {"title": "Shop", "about": prose},
            "phases": {"prepare": {"title": "P", "blanks": {"day": {"label": "Day"}}}},
            "checklists": {"a": {"phase": "prepare", "title": "A", "items": {"b": {"text": "Do it", "details": prose}}}},
        }
    )
    pages = {page.path: page.markdown for page in render_site(pages_from({"shop": Variant("shop", runbook, ())}))}
    for name in ("shop/index.md", "shop/prepare/index.md"):
        text = body(pages[name])
        prose_html, _, below = text[text.index('class="rb-prose"') :].partition("</div>\n<p")
        assert prose_html.count('<span data-rb-blank="day"') == 3
        assert "see &lt;day&gt;</a>" in prose_html
        assert "&lt;other&gt;}</code>" in prose_html
        assert "noted for" in below.partition("</p>")[0]
        assert "rb_inputs: true" in pages[name]


def test_no_page_says_where_a_secret_is_noted() -> None:
    """Nobody may look for a secret on the line with its blank: it is never written down there."""
    runbook = Runbook.model_validate(
        {
            "variant": {"title": "V"},
            "phases": {"prepare": {"title": "P", "blanks": {"day": {"label": "Day"}, "token": {"label": "Token", "kind": "secret"}}}},
            "checklists": {"c": {"phase": "prepare", "title": "C", "items": {"i": {"text": "I", "run": "login <day> <token>"}}}},
        }
    )
    place = Origin("data/variants/v/v.yaml", 1, 2)
    traces = {address: Trace(address, "added", "v", place, "x") for address, _ in entities(runbook)}
    pages = render_site(pages_from({"v": Variant("v", runbook, ("v",), traces)}, SiteSettings(today=None)))
    slots = next(page for page in pages if page.path == "v/prepare/index.md").markdown.partition('class="rb-slots"')[2].partition("</p>")[0]
    day, token = re.findall("<span>.*?</span>", slots, re.DOTALL)
    assert "noted" in day
    assert "never written down" in token
    assert "href" not in token


def everywhere(text: str, line: str) -> Variant:
    """Return a variant with `text` in every text field and `line` in every line field."""
    item = {"text": text, "if": text, "expect": text, "run": line, "items": {"child": {"text": text}}}
    data: dict[str, Any] = {
        "variant": {"title": line, "summary": text, "params": {"p": text}},
        "phases": {"prepare": {"title": line, "summary": text, "groups": {"g": {"title": line}}}},
        "checklists": {"c": {"phase": "prepare", "group": "g", "title": line, "summary": text, "if": text, "items": {"i": item}}},
        "procedures": {
            "r": {
                "phase": "rollback",
                "title": line,
                "when": text,
                "summary": text,
                "steps": {"s": {"title": line, "text": text, "choices": {"x": {"text": text}}}},
            }
        },
        "triggers": {"t": {"text": text, "action": text}},
        "slos": {"s": {"title": line, "kind": "technical", "text": text}},
        "contacts": {"a": {"title": line, "group": line, "name": line, "channel": line, "hours": line}},
        "services": {"s": {"title": line, "provider": line, "text": text}},
        "severities": {"p": {"label": line, "title": line, "text": text, "escalation": line}},
        "sign-offs": {"o": {"title": line, "group": line}},
        "commands": {"c": {"title": line, "group": line, "text": text, "run": line, "expect": text}},
        "announcements": {"n": {"text": text, "audience": "internal", "if": text}},
        "notes": {"n": {"label": line}},
    }
    runbook = Runbook.model_validate(data)
    place = Origin("data/variants/v/v.yaml", 1, 2)
    traces = {address: Trace(address, "added", "v", place, line) for address, _ in entities(runbook)}
    traces["checklists.c.items.gone"] = Trace("checklists.c.items.gone", "removed", "base", place, text, text)
    return Variant("v", runbook, ("v",), traces)


EXPECTED_TEXTS = {
    "v/prepare/index.md": 5,
    "v/rollback/index.md": 6,
    "v/deploy-day/index.md": 2,
    "v/targets/index.md": 1,
    "v/services/index.md": 1,
    "v/severities/index.md": 1,
    "v/commands/index.md": 2,
    "v/emergency/index.md": 8,
    "v/index.md": 1,
    "index.md": 1,
    "matrix/prepare/index.md": 2,
}


def check_everywhere(text: str, line: str) -> None:
    variant = everywhere(text, line)
    words = " ".join(plain_text(text).split())
    for page in render_site(pages_from({"v": variant}, SiteSettings(today=None))):
        assert not [line for line in body(page.markdown).split("\n") if line and not line.startswith(("<", "#"))], page.path
        tree = html5lib.parseFragment(built(page.markdown), namespaceHTMLElements=False)
        everything = shown(tree)
        least = EXPECTED_TEXTS.get(page.path, 0)
        assert everything.count(words) >= least, f"{page.path}: {everything}"
        for element in tree.iter():
            assert element.tag not in ("script", "em", "b", "img", "iframe"), page.path
            assert not str(element.get("href", "")).startswith(("javascript", "data")), page.path
        if page.variant and page.path != "v/index.md":
            heading = tree.find("h1")
            assert heading is not None
            assert shown(heading).endswith(" ".join(line.split()))


@pytest.mark.parametrize("text", [*NASTY, *MARKUP])
def test_every_text_is_shown_as_typed(text: str) -> None:
    check_everywhere(text, text)


PIECES = st.sampled_from(
    [*"`[](){}<>*_#|&!\\-+~=:.\"' ", "a", "ক", "\u2028", "http://x.y", "javascript:", "&#35;", "\n", "--8<--", "{{", "}}"]
)


@settings(max_examples=25)
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join), st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_any_text_is_shown_as_typed(text: str, line: str) -> None:
    check_everywhere(f"x{' '.join(text.split())}x", f"y{' '.join(line.split())}y")


def test_indentation_and_blank_lines_of_templates_are_removed() -> None:
    assert to_markdown("\n\n# T\n\n  <div>\n\n    <p>x</p>\n</div>\n## Next { #n }\n<div></div>") == (
        "# T\n\n<div>\n<p>x</p>\n</div>\n\n## Next { #n }\n\n<div></div>\n"
    )


def test_front_matter_quotes_its_scalars() -> None:
    assert for_front_matter(["a: <b>\n#c", '"d" \\']) == '"a: &lt;b&gt; #c · &#34;d&#34; \\\\"'


TEMPLATE_FILES = sorted((Path(__file__).parents[2] / "generator/templates/site").glob("*.jinja"))


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.name)
def test_no_template_bypasses_escaping(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for leak in (
        r"\|\s*safe\b",
        r"\|\s*e\b",
        r"\|\s*forceescape\b",
        r"(?<![-\w])~(?!\w)",
        r"\{%-?\s*filter\b",
        r"\bautoescape\b",
        r"\|\s*tojson\b",
    ):
        assert not re.search(leak, source), f"{path.name}: escape in Python, not in the template: {leak}"


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.name)
def test_no_line_of_a_template_begins_with_data(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("{{ ") and not re.match(r"\{\{ (?:[\w.]+\(|\"###\")", line):
            pytest.fail(f"{path.name}: begin the line with an element, so that no data can look like Markdown: {line}")


def test_html_entities_are_never_escaped_twice() -> None:
    for path, page in rendered().items():
        assert "&amp;amp;" not in page.markdown, path
