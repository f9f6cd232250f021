"""Laws of reading, for any file: nothing raises, every position is inside the file, and written values come back."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.resolve import resolve
from generator.diagnostics.diagnostic import Diagnostic
from generator.source.nodes import MappingNode, Node, ReadFile, ScalarNode, SequenceNode, plain_value
from generator.source.read import FORBIDDEN, read
from tests.hostile.recipes import RECIPES

DATA = Path(__file__).parents[2] / "data"
FUZZED = 2000

# Texts that are written on one line: without line breaks and without characters that the reader refuses.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x85"), max_size=30).filter(
    lambda text: not FORBIDDEN.search(text) and text.count('"') % 2 == 0
)
names = texts.filter(lambda text: text != "<<")
trees = st.dictionaries(
    names,
    st.recursive(texts, lambda inner: st.dictionaries(names, inner, max_size=4) | st.lists(inner, max_size=4), max_leaves=20),
    max_size=5,
)


@given(trees, st.sampled_from((False, None)))
def test_dumped_values_read_back_equal(tree: dict[str, Any], flow: bool | None) -> None:
    dumped = yaml.safe_dump(tree, allow_unicode=True, width=10**9, default_flow_style=flow, sort_keys=False)
    file = read("f.yaml", dumped.encode())
    assert not file.diagnostics
    assert file.tree is not None
    assert plain_value(file.tree) == tree


@given(trees, st.sampled_from((False, None)))
def test_each_position_is_that_of_its_text(tree: dict[str, Any], flow: bool | None) -> None:
    dumped = yaml.safe_dump(tree, allow_unicode=True, width=10**9, default_flow_style=flow, sort_keys=False)
    file = read("f.yaml", dumped.encode())
    assert file.tree is not None
    for node in nodes_below(file.tree):
        if isinstance(node, ScalarNode) and node.style == "plain" and node.value is not None:
            assert dumped[node.start : node.end] == node.value
            span = node.span
            assert span.text[span.column - 1 : span.column - 1 + span.width] == node.value
        if isinstance(node, MappingNode):
            for name, start in node.starts.items():
                assert dumped[start:].startswith((name, "'", '"'))
        assert node.end == max([node.end, *(child.end for child in children(node))]), "a value ends with the last of what it holds"
        assert dumped[: node.end].rstrip(" \n\t") == dumped[: node.end], "and not with the blanks below it"


def nodes_below(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from nodes_below(child)


def children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return list(node.values.values())
    return node.items if isinstance(node, SequenceNode) else []


@given(st.binary(max_size=300) | texts.map(str.encode))
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    assert_sound(read("f.yaml", data))


@given(st.text("abc:-?&*!|>'\"%@`{}[], #\n\t\\~<.=", max_size=80))
@settings(max_examples=500)
def test_any_characters_are_read_without_an_exception(text: str) -> None:
    assert_sound(read("f.yaml", text.encode()))


def assert_sound(file: ReadFile) -> None:
    assert file.complete or file.diagnostics, "a file that is not read to its end says why"
    for problem in file.diagnostics:
        assert_inside(problem, file.source.text)


def assert_inside(problem: Diagnostic, text: str) -> None:
    lines = text.split("\n")
    span = problem.span
    assert 1 <= span.line <= len(lines)
    line = lines[span.line - 1].rstrip("\r")
    assert 1 <= span.column <= len(line) + 1
    assert span.text in (line, "")
    assert span.width >= 1
    assert span.column - 1 + span.width <= max(len(line), span.column)


def mutated(seeds: list[bytes], random: random.Random) -> bytes:
    """Draw a seed with a few changed bytes, words or lines."""
    data = bytearray(random.choice(seeds))
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(data) + 1)
        match random.randrange(6):
            case 0:
                data[at:at] = random.choice(INSERTED)
            case 1:
                del data[at : at + random.randint(1, 20)]
            case 2:
                other = random.choice(seeds)
                start = random.randrange(len(other) + 1)
                data[at:at] = other[start : start + random.randint(1, 60)]
            case 3:
                data[at:at] = data[at : at + random.randint(1, 40)]
            case 4 if data:
                data[at % len(data)] = random.randrange(256)
            case _:
                end = data.find(b"\n", at)
                data[at:end] = b""
    return bytes(data)


INSERTED = [
    sign.encode()
    for sign in (*"{}[],:#&*!|>'\"%@`-?\t\n\r\x00\x7f~", ": ", "- ", " #", "{{", "}}", "---\n", "...\n", "<<: ", "\u2028", "é")
]


@pytest.fixture(scope="module")
def seeds() -> list[bytes]:
    """Return the shipped data and the small hostile files."""
    shipped = [path.read_bytes() for path in sorted(DATA.rglob("*.yaml"))]
    hostile = [data for recipe in RECIPES.values() for data in recipe().values() if len(data) < 20_000]
    return [*shipped, *hostile[:60]]


def test_fuzz_of_the_reader_with_a_fixed_budget(seeds: list[bytes]) -> None:
    chance = random.Random(20261101)
    started = time.process_time()
    for _ in range(FUZZED):
        assert_sound(read("f.yaml", mutated(seeds, chance)))
    assert time.process_time() - started < 30


def test_fuzz_of_the_whole_check_with_a_fixed_budget(seeds: list[bytes]) -> None:
    """Use a mutated file as part of a variant: the check must end with problems at positions inside their files."""
    chance = random.Random(20261102)
    for _ in range(FUZZED // 10):
        files = {"data/variants/v/variant.yaml": b"variant: {title: V}\n", "data/variants/v/fuzzed.yaml": mutated(seeds, chance)}
        texts = {path: data.decode("utf-8", "replace").removeprefix("\ufeff") for path, data in files.items()}
        for problem in resolve(files).diagnostics:
            assert_inside(problem, texts[problem.span.file])
