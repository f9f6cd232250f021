"""Spares markdown-it the search for markup in texts that have no mark. Most texts have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

# All markup of GitHub begins with one of these marks. Spaces beside a line break are more than spaces.
MARK = re.compile(r"[\\`*_~\[<&]|[ \t]\n|\n[ \t]")


def take_literal_texts(parser: MarkdownIt) -> MarkdownIt:
    """Let a parser of GitHub's Markdown take texts without marks as they are, line by line. Returns the parser."""
    from markdown_it.token import Token

    parse = parser.inline.parse

    def run(src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        if MARK.search(src) is not None:
            return parse(src, md, env, tokens)
        for number, line in enumerate(src.split("\n")):
            if number:
                tokens.append(Token("softbreak", "br", 0))
            if line:
                tokens.append(Token("text", "", 0, content=line))
        return tokens

    parser.inline.parse = run  # type: ignore[method-assign]
    return parser
