"""Say what prose may not have, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.model.scalar_kinds import PARAM
from generator.text.picture_formats import PICTURES
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import QUOTE_KINDS, ProseProblem

KINDS = ", ".join(f"`[!{kind.upper()}]`" for kind in QUOTE_KINDS)
# What to write instead of a tag.
INSTEAD = {
    "br": "end the line with a backslash, or begin a new paragraph; in a table, write a comma or another row",
    "details|summary": "delete the tag: pages fold `details` by themselves; `**strong**` marks the first line",
    "b|strong|h[1-6]|th": "write `**strong**`",
    "i|em|cite|var|dfn": "write `_emphasis_`",
    "u|ins|mark|font|big": "write `**strong**` or `_emphasis_`",
    "a": "write `[label](https://...)`",
    "img|picture|figure": "write `![what it shows](files/NAME.png)` as a paragraph of its own",
    "code|kbd|tt|samp": "write `code` in backticks",
    "pre": "write a line with ``` above the code and one below it",
    "ul|ol|li|dl|dt|dd": "begin each line with `- ` or `1. `",
    "table|thead|tbody|tfoot|tr|td|caption|colgroup|col": "write a table: `| Head | Head |`, below it `|---|---|`, then the rows",
    "blockquote": "begin each line with `> `",
    "hr": "delete it: an empty line is enough",
}
# What was found, and what to do, by the kind of problem.
HELPS = {
    "heading": (
        "is a heading, which prose cannot have",
        "write `**{}**` as a paragraph of its own; or make it the `title` of a passage or a list",
    ),
    "underlined-heading": (
        "right below a text makes the text a heading, which prose cannot have",
        "delete the line; for a heading, write the text as `**strong**`",
    ),
    "comment": ("is a comment, which no reader sees", "delete it; a comment of the data begins with `#`, outside of the prose"),
    "box": (
        "is a box, and prose has no boxes: only items and steps have boxes",
        "make it an entry in `items` of a checklist or in `steps` of a procedure; or delete the box",
    ),
    "indented-code": (
        "is indented by four spaces or more, which makes it code",
        "indent it less; for code, write a line with ``` above it and one below it",
    ),
    "open-fence": ("has no end, so all below it is code", "write the same backticks or tildes on a line after the code"),
    "fence-words": ("has more than the language, and readers see none of it", "delete all after the language"),
    "definition": ("defines a link apart from where it is used", "write the address where the link is: `[label](https://...)`"),
    "rule": ("draws a line across the page, which prose cannot have", "delete it: an empty line is enough"),
    "struck": ("strikes text out, which prose cannot have", "delete what no longer holds"),
    "footnote": ("is a footnote, which prose cannot have", "write the note where it belongs, in brackets"),
    "link-title": ("has a title, which phones and paper do not show", "write it into the text"),
    "picture-in-text": ("is a picture within a text", "make the picture a paragraph of its own, with empty lines around it"),
    "picture-target": (
        "is not a picture of this runbook",
        "put the picture into the folder `files` of the variant, and write `![what it shows](files/NAME.png)`",
    ),
    "picture-type": (
        "is not a picture",
        f"pictures end in {', '.join(PICTURES)}; for another file, write a link: `[label](files/NAME)`",
    ),
    "no-alternative": (
        "has no text for people who do not see it",
        "write what it shows: `![what it shows](files/NAME.png)`",
    ),
    "quote-kind": ("does not say what kind of quote this is", f"write {KINDS}, alone on the first line of the quote"),
    "extra-cell": ("has no column in the head of its table", "add a column to the head, or delete the cell; a bar within a cell is `\\|`"),
    "invisible": ("is an invisible character", "delete it, or type the character that you meant"),
    "folded": (
        "is joined with the line above it, because the block begins with `>`: paragraphs, lists and tables fall apart",
        "begin the block with `|`, which keeps the lines",
    ),
    "nesting": ("is nested too deeply in lists and quotes", "write it as a list or a passage of its own"),
}
LONGEST = 60


def unfit_for_prose(text: str) -> Iterator[ProseProblem]:
    """Yield what a text has and prose may not have. The end of a tag is not a problem of its own. A parameter is read as a word."""
    opened = set[str]()
    read = PARAM.sub(lambda match: "x" * len(match[0]), text)
    for one in parse_prose(read).problems:
        problem = one if read == text else replace(one, found=text[one.start : one.end])
        if problem.kind == "html":
            name = _tag(problem.found)
            if problem.found.startswith("</") and name in opened:
                continue
            opened.add(name)
        if problem.kind == "html" or problem.kind in HELPS:
            yield problem


def _tag(found: str) -> str:
    return re.sub(r"\W*([a-zA-Z0-9]*).*", r"\1", found, flags=re.DOTALL).lower()


def explained(problem: ProseProblem) -> tuple[str, str]:
    """Return the message and the help for something that prose may not have."""
    found = " ".join(problem.found.split())
    shown = f"`{found if len(found) <= LONGEST else found[:LONGEST] + '…'}`" if "`" not in found else f"“{found[:LONGEST]}”"
    if problem.kind == "html":
        help = next(
            (instead for tags, instead in INSTEAD.items() if re.fullmatch(tags, _tag(found))), "delete it, or put it into backticks"
        )
        return f"{shown} is HTML, which prose cannot have", help
    what, help = HELPS[problem.kind]
    if problem.kind == "extra-cell" and not found:
        shown = "an empty cell"
    return f"{shown} {what}", help.format(found.strip("# ")) if problem.kind == "heading" else help
