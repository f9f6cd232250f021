"""Hypothesis strategies for the same values in any layout that YAML allows: from writers, editors and other tools."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

PLAIN = re.compile(r"(?!null$|~$)[^\W_](?:[^:#,{}\[\]\n]*[^\s:#,{}\[\]])?")
REMARKS = ("# why", "#", "#  indented", "# it's: {odd} [one]", "# বাংলা", "# runbook: x  # twice")
TEXTS = (
    "Pools are sized for peak load",
    "it's here: now",
    "x # y",
    "বাংলা লেখা আছে",
    "50% of `all` {these}",
    "https://shop.example/a#b",
    "010",
    "no",
    "- dash",
    "a, b",
)


class Word(str):
    """An id, an address or another value that must be on one line and unescaped."""

    __slots__ = ()


class _Writer:
    """Draws a layout for each part. `strange` allows layouts in which references cannot be edited: escapes and folded texts."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.deepest_remark = 99  # after a block of text, equally indented lines would belong to it

    def chance(self, of: int = 4) -> bool:
        return self.draw(st.integers(1, of)) == of

    def pick(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def mapping(self, values: Mapping[str, Any], column: int) -> None:
        for key, value in values.items():
            self.between(column)
            name = self.pick(key, key, key, f"'{key}'", f'"{key}"') + self.pick(":", ":", ":", " :")
            self.entry(" " * column + name, value, column)

    def between(self, column: int) -> None:
        """Draw blank lines and comments between two entries."""
        for _ in range(self.pick(0, 0, 0, 0, 1, 2)):
            if self.chance(2):
                self.lines.append(self.pick("", "", "  "))
            else:
                at = self.pick(0, column, column, column + 1, column + 3)
                self.lines.append(" " * min(at, self.deepest_remark) + self.pick(*REMARKS))

    def entry(self, head: str, value: Any, column: int) -> None:
        remark = self.pick("  ", " ", "\t") + self.pick(*REMARKS) if self.chance() else ""
        if isinstance(value, Mapping) and value and not self.chance():
            self.add(head + remark)
            self.mapping(value, column + self.pick(1, 2, 2, 4))
        elif isinstance(value, list) and value and self.chance(2):
            self.add(head + remark)
            at = column + self.pick(0, 2, 4)
            for item in value:
                self.between(at)
                self.add(" " * at + "-" + self.pick(" ", " ", "   ") + self.scalar(item))
        elif isinstance(value, Mapping | list):
            self.flow(head + self.pick(" ", "   "), value, column)
            self.lines[-1] += remark
        elif value is None:
            self.add(head + self.pick("", " null", " ~") + remark)
        elif not isinstance(value, Word) and self.chance(5):
            self.block(head, value, column)
        elif not isinstance(value, Word) and PLAIN.fullmatch(value) and self.chance(6):
            self.add(head + " " + value.replace(" ", "\n" + " " * (column + self.pick(1, 2, 5)), 1) + remark)
        elif self.chance(8):
            self.add(head + (remark if isinstance(value, Word) else ""))
            self.add(" " * (column + 2) + self.scalar(value))
        else:
            self.add(head + self.pick(" ", "  ") + self.scalar(value) + remark)

    def add(self, line: str) -> None:
        self.lines += line.split("\n")
        self.deepest_remark = 99

    def block(self, head: str, value: str, column: int) -> None:
        inner = column + self.pick(1, 2, 4)
        mark = self.pick("|", ">") + self.pick("", "", str(inner - column)) + self.pick("", "-", "+")
        self.add(f"{head} {mark}{self.pick('', '  # why')}")
        self.add(" " * inner + value.replace(" ", self.pick(" ", "\n" + " " * inner, "\n\n" + " " * inner), 1))
        self.deepest_remark = inner - 1

    def scalar(self, value: str) -> str:
        styles = [f'"{value}"' if "\\" not in value and '"' not in value else "", "'" + value.replace("'", "''") + "'"]
        if PLAIN.fullmatch(value):
            styles += [value] * 4
        return str(self.pick(*filter(None, styles)))

    def flow(self, head: str, value: Any, column: int) -> None:
        broken = self.chance(3)
        inside = self.flow_parts(value)
        opening, closing = ("{", "}") if isinstance(value, Mapping) else ("[", "]")
        if not broken or not inside:
            self.add(
                head
                + opening
                + self.pick("", " ")
                + self.pick(", ", ",  ").join(inside)
                + self.pick("", " ", ", " if inside else "")
                + closing
            )
            return
        self.add(head + opening)
        for part in inside:
            if self.chance(5):
                self.add(" " * self.pick(column + 1, column + 6) + self.pick(*REMARKS))
            self.add(" " * (column + self.pick(1, 3)) + part + "," + (self.pick("", "", " # why")))
        self.add(" " * (column + 1) + closing)

    def flow_parts(self, value: Any) -> list[str]:
        if isinstance(value, Mapping):
            return [f"{key}: {self.flow_value(below)}" for key, below in value.items()]
        return [self.flow_value(below) for below in value]

    def flow_value(self, value: Any) -> str:
        if isinstance(value, Mapping):
            return "{" + ", ".join(self.flow_parts(value)) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow_parts(value)) + "]"
        return "null" if value is None else self.scalar(value)


@st.composite
def written(draw: st.DrawFn, values: Mapping[str, Any]) -> bytes:
    """Draw a file with some values in an unusual layout."""
    writer = _Writer(draw)
    writer.mapping(values, 0)
    writer.between(0)
    text = "\n".join(writer.lines)
    if writer.chance(6):
        text = writer.pick("---\n", "# first\n--- # mark\n", "\n\n") + text
    ends_in_block = writer.deepest_remark < 99
    text += "\n" if ends_in_block else writer.pick("\n", "\n", "\n\n\n", "", "\n...\n")
    if writer.chance(6):
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if writer.chance(8) else b"") + text.encode()


leaf = st.one_of(st.none(), st.sampled_from(TEXTS), st.sampled_from([Word("dba"), Word("roll-back")]))
key = st.sampled_from(["a", "b-c", "title", "items", "x1", "on", "null", "long-winded-name"])
values = st.recursive(
    st.dictionaries(key, leaf | st.lists(st.sampled_from(TEXTS), max_size=3), min_size=1, max_size=4),
    lambda below: st.dictionaries(key, below | leaf, min_size=1, max_size=4),
    max_leaves=12,
)
odd_files = values.flatmap(written)
