"""Where a part of a value is in its file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source.nodes import MappingNode, ScalarNode
from generator.source.read import read
from generator.source.value_places import joined_line, part_of_value

VALUE = "It's \"one\" line,\n\n- here\n  - and 'there'\n\nEnd: \\n \u00e9."
FORMS = {
    "literal": "a: |\n  " + VALUE.replace("\n", "\n  ") + "\n",
    "literal, stripped, indented, with a comment": "b: {c: d}\na: |4-  # e\n      " + VALUE.replace("\n", "\n      ") + "\n\n\nf: g\n",
    "literal after an empty line": "a: |\n\n  " + VALUE.replace("\n", "\n  ") + "\n",
    "folded": "a: >\n  It's \"one\"\n  line,\n\n\n  - here\n    - and 'there'\n\n  End: \\n \u00e9.\n",
    "double quotes": 'a: "It\'s \\"one\\" line,\\n\\n- here\\n  - and \'there\'\\n\\nEnd: \\\\n \\xe9."\n',
    "single quotes": "a: 'It''s \"one\" line, - here - and ''there'' End: \\n \u00e9.'\n",
    "plain": "a: It's \"one\" line,\n  - here - and 'there'\n  \u00e9.\n",
    "carriage returns": ("a: |\n  " + VALUE.replace("\n", "\n  ") + "\n").replace("\n", "\r\n"),
}


def value_of(text: str) -> ScalarNode:
    tree = read("data/layers/a/a.yaml", text.encode()).tree
    assert isinstance(tree, MappingNode)
    node = tree.values["a"]
    assert isinstance(node, ScalarNode)
    return node


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("part", ["It", "one", "line", "here", "there", "\u00e9."])
def test_a_part_is_found_in_every_form_of_yaml(text: str, part: str) -> None:
    """Each word is at its own place, whatever quotes, escapes and line breaks are before it."""
    node = value_of(text)
    assert node.value is not None
    start = node.value.rindex(part)
    place = part_of_value(node, start, start + len(part))
    assert place.start == max(text.rfind(part), text.rfind(part.replace("\u00e9", "\\xe9")))
    assert place.value == part


@given(st.text(st.sampled_from("ab'\"\\ \n-:#\u00e9\u00e8\U0001f600"), min_size=1), st.data())
def test_any_character_in_double_quotes_has_its_place(text: str, data: st.DataObject) -> None:
    """The character at a place is the one of the value, or the escape of it."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\u00e9": "\\u00e9", "\u00e8": "\\xe8", "\U0001f600": "\\U0001F600"}
    node = value_of('a: "' + "".join(escapes.get(one, one) for one in text) + '"\n')
    assert node.value == text
    at = data.draw(st.integers(0, len(text) - 1))
    if not text[at].isspace():
        place = part_of_value(node, at, at + 1)
        written = node.source.text[place.start :]
        assert written.startswith(escapes.get(text[at], text[at]))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("a: >\n  b\n  - c\n  - d\n", "- c"),
        ("a: >\n  b\n\n  1. c\n  2. d\n", "2. d"),
        ("a: >\n  | b |\n  |---|\n", "|---|"),
        ("a: >\n  b\n  ```\n", "```"),
        ("a: >\n  b\n  c\n\n  d\n", "d"),
        ("a: >\n  - b\n\n  c\n", "c"),
        ("a: >\n  b\n\n\n  c\n", None),
        ("a: >\n  b\n  2. March, or\n  c - d\n\n  - e\n\n  - f\n", None),
        ("a: |\n  b\n  - c\n", None),
        ("a: b\nc: >\n  d\n  - e\n", None),
    ],
)
def test_a_line_that_yaml_joins_is_found(text: str, joined: str | None) -> None:
    """Only in blocks with `>`, and only where a paragraph, a list, a table, a quote or code would fall apart."""
    found = joined_line(value_of(text))
    assert (found.value if found else None) == joined
