"""Writes signs that a document only names, such as `:white_check_mark:`, as GitHub shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from generator.imports.blocks import Block
from generator.imports.line_account import LineAccount
from generator.text.placeholders import CODE_SPAN

NAME = re.compile(r"(?<![\w:]):[a-z0-9_+-]{1,60}:(?![\w:])")


def with_signs(text: str) -> str:
    """Return a text with the sign in place of each name that GitHub knows."""
    return NAME.sub(lambda match: _signs().get(match[0], match[0]), text) if ":" in text else text


def note_named_signs(blocks: Iterable[Block], account: LineAccount) -> None:
    """Note once that the texts of a document name signs."""
    for block in blocks:
        if block.kind == "table":
            written = " ".join([cell for row in block.rows for cell in row.raw])
        else:
            written = block.text if block.kind in ("paragraph", "heading") else ""
        named = NAME.findall(written if block.kind == "table" else CODE_SPAN.sub("", written)) if written.count(":") > 1 else ()
        name = next((one for one in named if with_signs(one) != one), "")
        if name:
            account.note(block.first, f"names of signs, such as `{name}`", f"signs, such as {with_signs(name)}")
            return


@cache
def _signs() -> dict[str, str]:
    """Return GitHub's signs by their names. Few documents have any, so nothing else loads the table."""
    from pymdownx import gemoji_db  # type: ignore[import-untyped]

    known = {name: one.get("unicode_alt", one["unicode"]) for name, one in gemoji_db.emoji.items() if "unicode" in one}
    signs = {name: "".join(chr(int(code, 16)) for code in codes.split("-")) for name, codes in known.items()}
    return signs | {alias: signs[name] for alias, name in gemoji_db.aliases.items() if name in signs}
