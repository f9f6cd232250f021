"""Random mistakes that people make while they edit a data file: each changes the text of a file and returns where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from generator.model.field_facts import FieldSpec
from generator.source.nodes import ScalarNode
from tests.typing_mistakes.data_file import DataFile, Rewritten, Written

KEY = re.compile(r"^(?P<indent> *)(?P<key>[^\s:#'\"{][^:#]*):(?P<rest>(?: .*)?)$")


@dataclass(frozen=True, slots=True)
class Edit:
    """A file's text after an edit, and its edited lines; for a deletion, the line that moved up.

    `ids` are the ids that the edit removed, added or changed: a reference to one of them is a referrer.

    """

    text: str
    lines: frozenset[int]
    ids: frozenset[str] = frozenset()


def ids_in(file: DataFile, first: int, last: int) -> frozenset[str]:
    """Return the ids of the entries that begin on some lines, and the ids in values of these lines."""
    held = {id for line in range(first, last + 1) for id in file.held.get(line, ())}
    return frozenset(held | {entry.key for entry in file.entries if first <= entry.first <= last})


def _line(file: DataFile, chance: Random) -> int:
    """Draw a line that is neither blank nor a comment."""
    numbers = [n for n, line in enumerate(file.lines, 1) if line.strip() and not line.lstrip().startswith("#")]
    return chance.choice(numbers)


def _misspelt(word: str, chance: Random) -> str:
    """Return a word with a letter dropped, doubled or changed, or two letters swapped."""
    at = chance.randrange(len(word))
    match chance.randrange(4):
        case 0 if len(word) > 2:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2 if at + 1 < len(word) and word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz".replace(word[at], "")) + word[at + 1 :]


def _key_line(file: DataFile, line: int) -> re.Match[str] | None:
    return KEY.match(file.lines[line - 1])


def _plain_scalars(file: DataFile, wanted: Callable[[FieldSpec], bool]) -> list[tuple[Written, ScalarNode]]:
    return [
        (field, field.node)
        for field in file.fields
        if field.field is not None
        and isinstance(field.node, ScalarNode)
        and field.node.value
        and field.node.style == "plain"
        and wanted(field.field)
    ]


def delete_a_line(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    return Edit(file.with_lines(line, line), frozenset((line, line - 1)), ids_in(file, line, line))


def delete_a_key(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    match = _key_line(file, line)
    if match is None:
        return None
    return Edit(file.with_lines(line, line, match["indent"] + match["rest"].lstrip()), frozenset((line,)), ids_in(file, line, line))


def delete_an_entry(file: DataFile, chance: Random) -> Edit | None:
    if not file.entries:
        return None
    entry = chance.choice(file.entries)
    if _key_line(file, entry.first) is None:
        return None
    return Edit(file.with_lines(entry.first, entry.last), frozenset((entry.first, entry.first - 1)), ids_in(file, entry.first, entry.last))


def duplicate_a_line(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    text = file.lines[line - 1]
    return Edit(file.with_lines(line, line, text, text), frozenset((line, line + 1)), ids_in(file, line, line))


def duplicate_an_entry(file: DataFile, chance: Random) -> Edit | None:
    if not file.entries:
        return None
    entry = chance.choice(file.entries)
    if _key_line(file, entry.first) is None:
        return None
    block = file.lines[entry.first - 1 : entry.last]
    lines = frozenset(range(entry.last + 1, entry.last + 1 + len(block)))
    return Edit(file.with_lines(entry.last + 1, entry.last, *block), lines, ids_in(file, entry.first, entry.last))


def misspell_a_key(file: DataFile, chance: Random) -> Edit | None:
    fields = [field for field in file.fields if len(field.key) > 1]
    field = chance.choice(fields) if fields else None
    if field is None:
        return None
    return _rename_at(file, field.first, field.key, _misspelt(field.key, chance))


def misspell_an_id(file: DataFile, chance: Random) -> Edit | None:
    if not file.entries:
        return None
    entry = chance.choice(file.entries)
    return _rename_at(file, entry.first, entry.key, _misspelt(entry.key, chance))


def _rename_at(file: DataFile, line: int, old: str, new: str) -> Edit | None:
    text, count = re.subn(rf"(?<![\w-]){re.escape(old)}(?=:)", new, file.lines[line - 1], count=1)
    if not count:
        return None
    return Edit(file.with_lines(line, line, text), frozenset((line,)), frozenset((old, new)))


def misspell_a_reference(file: DataFile, chance: Random) -> Edit | None:
    references = _plain_scalars(file, lambda spec: bool(spec.reference))
    if not references:
        return None
    field, node = chance.choice(references)
    return Edit(file.with_value(node, _misspelt(node.value or "", chance)), frozenset((field.first,)))


def misspell_a_choice(file: DataFile, chance: Random) -> Edit | None:
    choices = _plain_scalars(file, lambda spec: bool(spec.kind.choices))
    if not choices:
        return None
    field, node = chance.choice(choices)
    return Edit(file.with_value(node, _misspelt(node.value or "", chance)), frozenset((field.first,)))


def indent_a_line(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    text = " " * chance.choice((1, 2, 3, 4)) + file.lines[line - 1]
    return Edit(file.with_lines(line, line, text), frozenset((line,)), ids_in(file, line, line))


def outdent_a_line(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    text = file.lines[line - 1]
    depth = len(text) - len(text.lstrip())
    if not depth:
        return None
    return Edit(file.with_lines(line, line, text[chance.randint(1, min(depth, 4)) :]), frozenset((line,)), ids_in(file, line, line))


def give_a_wrong_type(file: DataFile, chance: Random) -> Edit | None:
    values = _plain_scalars(file, lambda spec: spec.shape == "scalar")
    if not values:
        return None
    field, node = chance.choice(values)
    return Edit(
        file.with_value(node, chance.choice(("[one, two]", "{one: two}", "null", "yes", "12", "", "[]", "{}"))), frozenset((field.first,))
    )


def swap_two_ids(file: DataFile, chance: Random) -> Edit | None:
    entries = [entry for entry in file.entries if _key_line(file, entry.first) is not None]
    if len(entries) < 2:
        return None
    one, other = chance.sample(entries, 2)
    first = _rename_at(file, one.first, one.key, other.key)
    if first is None:
        return None
    second = _rename_at(Rewritten(first.text), other.first, other.key, one.key)
    if second is None:
        return None
    return Edit(second.text, frozenset((one.first, other.first)), frozenset((one.key, other.key)))


def break_a_quote(file: DataFile, chance: Random) -> Edit | None:
    quotes = [at for at, sign in enumerate(file.text) if sign in "'\""]
    values = _plain_scalars(file, lambda _: True)
    if quotes and chance.random() < 0.5:
        at = chance.choice(quotes)
        return Edit(file.text[:at] + file.text[at + 1 :], frozenset((file.text.count("\n", 0, at) + 1,)))
    if not values:
        return None
    field, node = chance.choice(values)
    at = chance.choice((node.start, node.end))
    return Edit(file.text[:at] + chance.choice("'\"") + file.text[at:], frozenset((field.first,)))


def insert_a_control_character(file: DataFile, chance: Random) -> Edit | None:
    at = chance.randrange(len(file.text))
    sign = chance.choice("\x00\x07\x0b\x1b\x7f\u0085\u2028\u202e\ufeff\r")
    if sign == "\r" and file.text[at] == "\n":
        return None
    return Edit(file.text[:at] + sign + file.text[at:], frozenset((file.text.count("\n", 0, at) + 1,)))


def insert_a_sign(file: DataFile, chance: Random) -> Edit | None:
    """At the beginning of a value, insert a character with a meaning in YAML."""
    values = _plain_scalars(file, lambda _: True)
    if not values:
        return None
    field, node = chance.choice(values)
    sign = chance.choice(("&", "*", "!", "%", "@", "`", "{", "[", "> ", "| ", "- ", "? ", ": ", "#", "{{ "))
    return Edit(file.text[: node.start] + sign + file.text[node.start :], frozenset((field.first,)))


def drop_a_colon(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    text = file.lines[line - 1]
    if ":" not in text:
        return None
    return Edit(file.with_lines(line, line, text.replace(":", "", 1)), frozenset((line,)), ids_in(file, line, line))


def drop_the_space_after_a_colon(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    text = file.lines[line - 1]
    if ": " not in text:
        return None
    return Edit(file.with_lines(line, line, text.replace(": ", ":", 1)), frozenset((line,)), ids_in(file, line, line))


def indent_with_a_tab(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    text = file.lines[line - 1]
    if not text.startswith("  "):
        return None
    return Edit(file.with_lines(line, line, text.replace("  ", "\t", 1)), frozenset((line,)), ids_in(file, line, line))


def join_with_the_next_line(file: DataFile, chance: Random) -> Edit | None:
    line = _line(file, chance)
    if line >= len(file.lines) or not file.lines[line].strip() or file.lines[line].lstrip().startswith("#"):
        return None
    text = f"{file.lines[line - 1]} {file.lines[line].lstrip()}"
    return Edit(file.with_lines(line, line + 1, text), frozenset((line,)), ids_in(file, line, line + 1))


KINDS: dict[str, Callable[[DataFile, Random], Edit | None]] = {
    kind.__name__.replace("_", " "): kind
    for kind in (
        delete_a_line,
        delete_a_key,
        delete_an_entry,
        duplicate_a_line,
        duplicate_an_entry,
        misspell_a_key,
        misspell_an_id,
        misspell_a_reference,
        misspell_a_choice,
        indent_a_line,
        outdent_a_line,
        indent_with_a_tab,
        join_with_the_next_line,
        give_a_wrong_type,
        swap_two_ids,
        break_a_quote,
        drop_a_colon,
        drop_the_space_after_a_colon,
        insert_a_sign,
        insert_a_control_character,
    )
}
