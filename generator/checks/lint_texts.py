"""The lint rules about texts: no placeholder is left, every link is valid, and a font has every character that is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.checks.check_links import is_foreign
from generator.checks.declared_blanks import check_names, declared_in, removed_in, usable
from generator.diagnostics.diagnostic import Findings
from generator.merge.merged_tree import Entry, Tree, walk
from generator.model.addresses import addresses_like
from generator.model.field_facts import VARIANT_HEAD, FieldSpec
from generator.model.scalar_kinds import (
    COMMAND,
    FIXED,
    FREE_TEXT_KINDS,
    ID,
    LINE,
    PROSE,
    TEXT,
    TEXT_KINDS,
    Kind,
    as_written,
    fill_in,
    names_in,
)
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode
from generator.source.value_places import part_of_value
from generator.text.font_coverage import WAY_TO_CJK, has_font_with_cjk, listed, needs_cjk, unprintable
from generator.text.foreign_markup import broken_characters_in, foreign_code_in, foreign_in_command, foreign_markup_in, unfinished_end_of
from generator.text.inline_markup import FILES, SYSTEM, inner_targets_in, is_link_target, malformed_links_in
from generator.text.odd_characters import as_typed, misleading_in_command, name_of
from generator.text.parameters import undeclared_in, without_blanks
from generator.text.placeholders import CODE_SPAN, blanks_in, placeholders_in
from generator.text.prose_code import is_command, is_foreign_code, undeclared_in_code
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import ProsePiece
from generator.text.reasons import gives_reason
from generator.text.shells import SHELLS, is_shell
from generator.text.template_marks import unfilled_in

LONGEST = 60
PARAMS = "variant.params."
# If no font has the script of a runbook, every text has a problem. A limit keeps these problems from hiding all others.
MOST_TEXTS = 50
# `<name>` in code that nobody types at a prompt.
ELEMENT = re.compile(r"<(?![A-Z0-9_-]+>)[A-Za-z][\w.:-]*>")
# What is left of strong text whose end or beginning is missing.
OPEN_STARS = re.compile(r"(?<!\*)\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?!\*)")
# What to write in prose instead of a mark that begins so.
NOTE = "write `> [!NOTE]` on a line of its own, and `> ` before each line of the note"
IN_PROSE = {
    **dict.fromkeys(("!!!", "???", ":::"), NOTE),
    "|": "a table has a line of dashes below its heads, with a column for each head: `|---|---|`; or put the text into backticks",
    "**": "write `**` on both sides; beside a bracket or a full stop, strong text also needs a space outside of its stars",
}


class WrittenText(NamedTuple):
    """One text: its kind, its place and the address of its field. `printed` is False for reasons, which are not on sheets.

    `for_shell` is False for a command in another language. Prose is several texts, one for each `piece` of it.
    """

    kind: Kind
    node: ScalarNode
    value: str
    address: str
    printed: bool = True
    for_shell: bool = True
    piece: ProsePiece | None = None

    def place_of(self, part: str) -> ScalarNode:
        """Return the place of a part of the text; of one in prose rather outside of code."""
        at, behind = self._outside_code(part)
        if at >= 0:
            return part_of_value(self.node, at, behind)
        return (part_of_value(self.node, self.piece.start, self.piece.end) if self.piece else self.node).place_of(part)

    def is_typed(self, part: str) -> bool:
        """Return whether a part is written as it is: without a backslash before it, and not in what prose may not have."""
        if self.piece is None:
            return True
        value = self.node.value or ""
        at, behind = self._outside_code(part)
        unfit = [one for one in parse_prose(value).problems if one.kind != "row-without-bars"]
        return at >= 0 and value[at - 1 : at] != "\\" and not any(one.start < behind and at < one.end for one in unfit)

    def _outside_code(self, part: str) -> tuple[int, int]:
        """Return where a part of prose begins and ends within a line of the value; -1 if it is in code only, or written with entities."""
        if self.piece is None:
            return -1, -1
        value = (self.node.value or "")[self.piece.start : self.piece.end]
        seen = CODE_SPAN.sub(lambda span: " " * len(span[0]), value) if self.kind is TEXT else value
        match = re.search(r"\s+(?:>[ ]?)*".join(map(re.escape, part.split(" "))), seen)
        if match is None:
            return -1, -1
        return match.start() + self.piece.start, match.start() + self.piece.start + len(match[0].split("\n")[0])


def check_texts(variant: Layer, tree: Tree, found: Findings) -> None:
    texts = tuple(_written_texts(variant, tree))
    declared, removed = declared_in(tree), removed_in(tree)
    blanks = usable(declared)
    for text in texts:
        kind, value = text.kind, text.value
        placeholders = without_blanks(_placeholders(text), blanks)
        if kind is PROSE:
            placeholders = tuple(one for one in placeholders if one.strip("_"))  # underscores are room to write
        for one in dict.fromkeys((*placeholders, *(blanks_in(value) if kind in TEXT_KINDS else ()))):
            blank = ID.fullmatch(one[1:-1]) if kind is FIXED else None
            help = f"write the real value; or declare a blank where people find the value: `blanks: {{{blank[0]}: Label}}`" if blank else ""
            found.report("placeholder", text.place_of(one), f"`{_shortened(one)}` is a placeholder", text.address, help=help)
        if "<" in value and (kind is COMMAND or text.piece):
            typed = fill_in(value, variant.params)
            names = undeclared_in_code(replace(text.piece, text=typed), declared) if text.piece else undeclared_in(typed, declared)
            check_names(names, text.place_of, text.address, declared, removed, found)
        if kind in TEXT_KINDS:
            _check_links(text, variant, tree, found)
        _check_templates(text, variant, found)
        _check_markup(text, found)
        _check_characters(text, variant, found)
        if not text.printed and not gives_reason(value) and not placeholders_in(value):
            help = "write why in a few words: pages show the reason to readers"
            found.report("no-reason", text.node, f"`{_shortened(value)}` is not a reason", text.address, help=help)
    _check_glyphs([text for text in texts if text.printed], found)


def _placeholders(text: WrittenText) -> tuple[str, ...]:
    """Return the placeholders of a text. In code, `<name>` is a blank of a command, or markup; elsewhere somebody must replace it."""
    piece = text.piece
    if piece is None or piece.language in (None, "text", "txt"):
        return placeholders_in(text.value, command=text.kind is COMMAND)
    found = placeholders_in(text.value, command=True)
    return found if is_command(piece) else tuple(one for one in found if not ELEMENT.fullmatch(one))


def _check_links(text: WrittenText, variant: Layer, tree: Tree, found: Findings) -> None:
    """Report what looks like a link and is none, with the parameters filled in. An unknown one is reported already, and may be any word."""
    params = {**dict.fromkeys(names_in(text.value), "x"), **variant.params} if "{{" in text.value else {}
    value = fill_in(text.value, params) if params else text.value
    foreign = _foreign_links(value, tree) if text.kind is TEXT and "](" in value else ()
    for link in (*malformed_links_in(value, marks=text.kind is TEXT), *foreign):
        written = as_written(link, text.value, params)
        if text.is_typed(written):
            message, help = f"`{_shortened(written)}` is not a valid link", _meant_link(link, tree)
            found.report("malformed-link", text.place_of(written), message, text.address, help=help)


def _foreign_links(value: str, tree: Tree) -> Iterator[str]:
    """Yield the links, as written, that look as if they lead inside, but begin like nothing that the variant has."""
    for target in inner_targets_in(value):
        if not target.startswith((FILES, SYSTEM)) and is_foreign(target, tree):
            end = f"]({target})"
            yield value[max(value.rfind("[", 0, value.index(end)), 0) : value.index(end)] + end


def _meant_link(link: str, tree: Tree) -> str:
    """Return help for a link that was probably meant to lead inside, such as `[the settings](settings)` or `[a](./files/a.pdf)`."""
    target = link.rpartition("](")[2].rstrip(")").lstrip("./#")
    if target.lower().startswith(FILES):
        return f"write `[label]({FILES}NAME)`; the name of a file has no spaces"
    if "](" in link and not link.endswith(")") and is_link_target(target.lstrip("<")):
        return "write a space in an address as `%20`, and end the address with `)`"
    meant = addresses_like(target, (address for address, _ in walk(tree))) if "](" in link and ":" not in target else ()
    return f"did you mean `{meant[0]}`?" if len(meant) == 1 else ""


def _check_templates(text: WrittenText, variant: Layer, found: Findings) -> None:
    """Report expressions of templates. Code spans are like commands: `{{.Names}}` in them is the output format of a tool."""
    if (text.piece and is_foreign_code(text.piece)) or ("{" not in text.value and "<%" not in text.value):
        return
    marks = unfilled_in(text.value, is_command=True)
    if text.kind not in (COMMAND, FIXED):
        spans = "\n".join(span[0] for span in CODE_SPAN.finditer(text.value))
        named = (mark for mark in unfilled_in(spans, is_command=True) if not mark.strip("{- ").startswith("."))
        marks = (*named, *unfilled_in(CODE_SPAN.sub(" ", text.value), is_command=False))
    for mark in dict.fromkeys(marks):
        if mark.strip("{} ") in variant.params:
            continue  # reported as a wrong form of the parameter
        message = f"`{_shortened(mark)}` is not replaced: readers see it as it is written"
        help = "write the value; or define it in `variant.params`, and write {{ params.NAME }}"
        if mark.startswith(("{%", "<%")):
            help = "write the text for each case; for a condition, give the entry an `if`"
        found.report("unfilled-template", text.place_of(mark), message, text.address, help=help)


def _check_markup(text: WrittenText, found: Findings) -> None:
    """Report what was copied from a web page, a wiki, a chat or a terminal and is not part of the text."""
    marks: tuple[str, ...] = ()
    help = "delete it, or write it in another way: `code` in backticks, **strong**, `[label](https://...)`"
    if text.kind is COMMAND:
        marks = foreign_in_command(text.value) if text.for_shell else ()
        help = "delete it: people copy the command as it is written"
    elif text.kind in TEXT_KINDS:
        plain = CODE_SPAN.sub(" ` ", text.value) if "`" in text.value else text.value
        marks = (*foreign_markup_in(plain), *(foreign_code_in(text.value) if text.kind is TEXT else ()))
        if text.kind is LINE:  # a title may have a number: 1. Aims
            marks = tuple(mark for mark in marks if not mark[:-1].isdecimal())
        if text.piece:
            loose = OPEN_STARS.findall(CODE_SPAN.sub(" ", text.value))[:1] if "**" in text.value else ()
            marks = tuple(mark for mark in (*marks, *loose) if text.is_typed(mark))
    for mark in marks:
        better = next((one for beginning, one in IN_PROSE.items() if text.piece and mark.startswith(beginning)), help)
        what = "is not part of the command" if text.kind is COMMAND else "is not markup here: readers see it as it is written"
        found.report("foreign-markup", text.place_of(mark), f"`{_shortened(mark)}` {what}", text.address, help=better)
    if text.kind is COMMAND and text.for_shell and (end := unfinished_end_of(text.value)):
        what = "continues a command that ends here" if end == "\\" else "opens a quote that is not closed"
        message = f"`{end}` {what}: the shell waits for more"
        found.report("foreign-markup", text.place_of(end), message, text.address, help="complete the command, or delete it")
    for broken in broken_characters_in(text.value):
        message = f"`{broken}` was another character before the text was read in a wrong encoding"
        found.report("odd-character", text.place_of(broken), message, text.address, help="type the character that was meant")


def _check_characters(text: WrittenText, variant: Layer, found: Findings) -> None:
    """Report long dashes, curly quotes and look-alike letters in commands and in code spans."""
    if text.kind is COMMAND or (text.kind is FIXED and text.piece and text.for_shell):
        odd = misleading_in_command(fill_in(text.value, variant.params))
    elif text.kind is TEXT and "`" in text.value and not text.value.isascii():
        odd = tuple(dict.fromkeys(one for span in CODE_SPAN.finditer(text.value) for one in misleading_in_command(span[0].strip("`"))))
    else:
        return
    if odd:
        word = next((word for word in text.value.split() if odd[0] in word), odd[0])
        typed = " and ".join(f"`{one}`" for one in dict.fromkeys(map(as_typed, odd)))
        reader = "a shell" if text.for_shell else "a program"
        message = f"the command contains {' and '.join(map(name_of, odd))}, which {reader} does not understand"
        found.report("odd-character", text.place_of(word), message, text.address, help=f"type {typed} instead")


def _check_glyphs(texts: Sequence[WrittenText], found: Findings) -> None:
    cjk = any(needs_cjk(text.value) for text in texts)
    lacking = [(text, missing) for text in texts if (missing := _missing(text.kind, text.value, cjk=cjk))]
    if not lacking:
        return
    used = {f"{PARAMS}{name}" for text in texts if "{{" in text.value for name in names_in(text.value)}
    lacking = [(text, missing) for text, missing in lacking if not text.address.startswith(PARAMS) or text.address in used]
    for text, missing in lacking[:MOST_TEXTS]:
        message = f"no font has {listed(missing)}"
        found.report("missing-glyph", text.place_of(missing[0]), message, text.address, help=help_for(missing))
    if rest := lacking[MOST_TEXTS:]:
        characters = tuple(dict.fromkeys(one for _, missing in rest for one in missing))
        message = f"{len(rest)} more texts of this variant have characters that no font has: {listed(characters)}"
        text, missing = rest[0]
        found.report("missing-glyph", text.place_of(missing[0]), message, "variant", help=help_for(characters))


def help_for(missing: Sequence[str]) -> str:
    """Return help on replacing characters that no font has."""
    fonts = f", or run `{WAY_TO_CJK}` for Chinese, Japanese and Korean" if has_font_with_cjk(missing) else ""
    return f"replace the characters{fonts}; until then, sheets with this text have no PDF"


def _missing(kind: Kind, value: str, *, cjk: bool) -> tuple[str, ...]:
    if value.isascii():
        return ()
    found = unprintable(value, fixed_pitch=kind in (COMMAND, FIXED), cjk=cjk)
    if kind is not TEXT or "`" not in value:
        return found
    code = (one for span in CODE_SPAN.finditer(value) for one in unprintable(span[0], fixed_pitch=True, cjk=cjk))
    return tuple(dict.fromkeys((*found, *code)))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _written_texts(variant: Layer, tree: Tree) -> Iterator[WrittenText]:
    """Yield the texts of the head and its parameters, of every entry, and of the reasons for changes and removals."""
    for key, node in variant.head_fields.items():
        if key in VARIANT_HEAD.fields:
            yield from _field(VARIANT_HEAD.fields[key], node, f"variant.{key}")
    for name, node in variant.param_nodes.items():
        yield from _text(TEXT, node, f"variant.params.{name}")
    for address, entry in walk(tree, removed=True):
        yield from _reasons(entry, address)
        for spec, node in entry.fields() if entry.live else ():
            for text in _field(spec, node, f"{address}.{spec.key}"):
                yield text if text.piece or is_shell(entry.text("syntax")) else text._replace(for_shell=False)


def _field(spec: FieldSpec, node: Node, address: str) -> Iterator[WrittenText]:
    if spec.kind in FREE_TEXT_KINDS:
        yield from _text(spec.kind, node, address)
    elif spec.shape == "waivers" and isinstance(node, MappingNode):
        for rule, waiver in node.values.items():
            if isinstance(waiver, MappingNode) and "because" in waiver.values:
                yield from _text(TEXT, waiver.values["because"], f"{address}.{rule}.because", printed=False)


def _reasons(entry: Entry, address: str) -> Iterator[WrittenText]:
    """Yield the reasons of layers for changing or removing an entry. Pages show these reasons beside the entry."""
    for edit in entry.edits:
        for key in ("because", "remove"):
            if isinstance(edit.node, MappingNode) and key in edit.node.values:
                yield from _text(TEXT, edit.node.values[key], f"{address}.{key}", printed=False)


def _text(kind: Kind, node: Node, address: str, *, printed: bool = True) -> Iterator[WrittenText]:
    if isinstance(node, ScalarNode) and node.value and kind is PROSE:
        for piece in parse_prose(node.value).pieces:
            is_code = piece.language is not None
            yield WrittenText(FIXED if is_code else TEXT, node, piece.text, address, printed, piece.language in SHELLS, piece)
    elif isinstance(node, ScalarNode) and node.value:
        yield WrittenText(kind, node, node.value, address, printed)
