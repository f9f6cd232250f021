"""Hypothesis strategies for Markdown documents: pieces of every kind of block, in odd orders, indentations and encodings."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "Stop the service",
    "**Bold:**",
    "`a|b`",
    "পাল শুকনো",
    "\u202bمضاء\u202c",
    "第一步",
    "[x](#a)",
    "[ref]",
    "text[^1]",
    "☐ yes ☐ no",
    "___",
    "_b_ \\* &lt;",
)
STARTS = (
    "",
    "# ",
    "## Step 1: ",
    "###### ",
    "- ",
    "- [ ] ",
    "- [x] ",
    "* [ ] ",
    "-[ ]",
    "- [] ",
    "+ ❏ ",
    "1. ",
    "1. [ ] ",
    "2) ",
    "1. 2. ",
    "> ",
    "> - [ ] ",
    "> [!WARNING]",
    "| ",
    "| [ ] | ",
    "[ref]: https://a.test ",
    "[^1]: ",
    "<!-- ",
    "<td>",
    "<br>",
    "\\- \\[ \\] ",
    ":::note ",
    '!!! tip "Title" ',
    ": ",
    "**Owner:** ",
    "$ ",
)
WHOLE = (
    "",
    "---",
    "***",
    "===",
    "```",
    "```bash",
    "````markdown",
    "~~~",
    ":::",
    "-->",
    "<details>",
    "<summary>More</summary>",
    "</details>",
    "<table><tr><td>a<td>b",
    "<ul><li>[ ] one<li><input type=checkbox> two</ul>",
    "</table>",
    '<div dir="rtl">',
    "</div>",
    "|---|---|",
    "| Role | Name | Signature |",
    "-",
    "- [ ]",
    "1.",
    "title: A",
    "+++",
    "</",
    "<![CDATA[",
    "<?",
    "\x0c",
    "\u00a0",
)
INDENTS = ("", "", "", "  ", "   ", "    ", "\t", "      ", "> ")


@st.composite
def markdown_lines(draw: st.DrawFn) -> str:
    """A line of a document, without its end."""
    if draw(st.booleans()):
        return draw(st.sampled_from(INDENTS)) + draw(st.sampled_from(WHOLE))
    words = draw(st.sampled_from(WORDS) | st.text("ab[]()*_`<>|\\#-: \t&!", max_size=12))
    return draw(st.sampled_from(INDENTS)) + draw(st.sampled_from(STARTS)) + words


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """The bytes of a document: up to 24 lines, with any end of line, and with or without a byte order mark."""
    lines = draw(st.lists(markdown_lines(), max_size=24))
    ends = draw(st.sampled_from(("\n", "\r\n", "\r")))
    mark = draw(st.sampled_from(("", "", "\ufeff")))
    return (mark + ends.join(lines) + draw(st.sampled_from(("", ends)))).encode()
