"""Markup of web pages, wikis and chats in texts, which is printed as it is written: `<br>`, `&nbsp;`, `[[Page]]`, `<@U123>`."""

from __future__ import annotations

import re

TAGS = "a|b|i|u|s|p|br|hr|em|strong|code|pre|ul|ol|li|div|span|font|img|table|tr|td|th|sub|sup|h[1-6]|kbd|mark|del|ins"
MARKUP = re.compile(
    rf"""
      </?(?:{TAGS})(?:\s[^<>]{{0,200}})?/?>               # a tag of HTML
    | &(?:[a-zA-Z]{{2,8}}|\#[0-9]{{1,6}}|\#x[0-9a-fA-F]{{1,6}});  # an entity of HTML
    | \[\[[^\[\]]{{1,100}}\]\]                             # a link of a wiki
    | \{{(?:code|noformat|panel|quote|color)(?::[^{{}}]{{0,50}})?\}}  # a macro of a ticket system
    | <[@#!][^<>\s]{{1,100}}>                              # a mention in a chat
    | <https?://[^<>|\s]{{1,500}}\|[^<>]{{0,200}}>             # a link of a chat
    """,
    re.VERBOSE,
)


def foreign_markup_in(text: str) -> tuple[str, ...]:
    """Return the parts of a text that are markup of another program, each once. Code spans must be cut out before."""
    if not any(mark in text for mark in "<&[{"):
        return ()
    return tuple(dict.fromkeys(match[0] for match in MARKUP.finditer(text)))
