"""What people copy with a text from a web page, a wiki, a chat or a terminal. It is printed as it is written: `<br>`, `[[Page]]`, `$ `."""

from __future__ import annotations

import re

TAGS = "a|b|i|u|s|p|br|hr|em|strong|code|pre|ul|ol|li|div|span|font|img|table|tr|td|th|sub|sup|h[1-6]|kbd|mark|del|ins"
MARKUP = re.compile(
    rf"""
      </?(?:{TAGS})(?:\s[^<>]{{0,200}})?/?>                         # a tag of HTML
    | &(?:[a-zA-Z]{{2,8}}|\#[0-9]{{1,6}}|\#x[0-9a-fA-F]{{1,6}});            # an entity of HTML
    | \[\[[^\[\]]{{1,100}}\]\]                                       # a link of a wiki
    | \{{(?:code|noformat|panel|quote|color)(?::[^{{}}]{{0,50}})?\}}      # a macro of a ticket system
    | <[@#!][^<>\s]{{1,100}}>                                       # a mention in a chat
    | <https?://[^<>|\s]{{1,500}}\|[^<>]{{0,200}}>                     # a link of a chat
    | (?<![\w:]):[a-z][a-z0-9_+-]{{2,30}}:(?![\w:])                   # an emoji of a chat
    | !\[[^\[\]]{{0,200}}\]\([^()\s]{{1,500}}\)                         # a picture of Markdown
    | (?<!\w)__[^_\s][^_]{{0,200}}__(?![\w.(])                         # strong text of Markdown that is not known here
    | \A\s*(?:[-*+•]|[0-9]{{1,2}}[.)]|\#{{1,6}}|h[1-6]\.)\s+(?=\S)        # the mark of a list or of a heading
    | (?<!\S)\[[ xX]?\](?!\S)                                      # a box of a task list
    | \\n(?!\S)                                                    # an escape of a string
    """,
    re.VERBOSE,
)
IN_COMMANDS = re.compile(
    r"""
      ^\s*(?:\$|[\w.-]+@[\w.-]+:[^\s$\#]{0,100}[$\#]|(?:PS\ )?[A-Z]:\\[^\n>]{0,100}>)\ (?=\S)   # the prompt of a terminal
    | &(?:amp|quot|lt|gt|nbsp|\#39);                                                            # an entity of HTML
    | ^\s*```.*$                                                                                # a fence of Markdown
    | \A`[^`\n]*`\Z                                                                             # a code span of Markdown
    """,
    re.VERBOSE | re.MULTILINE,
)
# What becomes of a character if its bytes are read in another encoding: `â€“` for a dash, `Ã©` for an accented letter.
BROKEN = re.compile("\ufffd|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|â€[\u0080-\u00bf\u2018-\u2026\u02dc\u0153\u2122\u201a]?")


def foreign_markup_in(text: str) -> tuple[str, ...]:
    """Return the parts of a text that are markup of another program, each once. Code spans must be cut out before."""
    return tuple(dict.fromkeys(match[0].strip() for match in MARKUP.finditer(text)))


def foreign_in_command(command: str) -> tuple[str, ...]:
    """Return the parts of a command that are not part of it: the prompt of a terminal, markup around it, entities; each once."""
    return tuple(dict.fromkeys(match[0].strip() for match in IN_COMMANDS.finditer(command)))


def broken_characters_in(text: str) -> tuple[str, ...]:
    """Return the characters of a text that a wrong encoding broke, each once."""
    return () if text.isascii() else tuple(dict.fromkeys(BROKEN.findall(text)))
