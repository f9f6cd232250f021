"""Write the spans of a text as the markup of a one-line text or as prose, so that readers see the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.imports.blocks import Inline, plain
from generator.imports.html_inlines import tag_of
from generator.text.gfm_escaping import ENTITY, code_span
from generator.text.inline_markup import plain_text

ROOM = re.compile(r"_{3,}")
SPECIAL = re.compile(r"\\|`+|\*+|_+|\[|\]|<|&|!(?=\[)")
LINE_START = re.compile(
    r"\A(\s*)(?:([0-9]{1,9})(?=[.)](?:\s|\Z))|"
    r"(?=#{1,6}(?:\s|\Z)|[-+*](?:\s|\Z)|>|=+\s*\Z|(?:\*[ \t]*){3,}\Z|~{3}|`{3}[^`]*\Z|[-:| ]*-[-:| ]*\Z))"
)
CODE_OR_TILDE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|(?<!\\)~", re.DOTALL)
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def line_text(spans: Sequence[Inline]) -> str:
    """Return a text for a field of one line: code, strong text and links are markup; emphasis is left out, the rest is literal."""
    return " ".join(_line(spans).split())


def _line(spans: Sequence[Inline], *, in_strong: bool = False) -> str:
    found = []
    for span in spans:
        match span.kind:
            case "line" | "break":
                found.append(" ")
            case "code":
                found.append(code_span(" ".join(span.text.split())) if span.text.strip() else "")
            case "strong":
                inner = _line(span.spans, in_strong=True)
                core = inner.strip()
                found.append(
                    inner
                    if in_strong or not core or "**" in core or core[0] == "*" or core[-1] == "*"
                    else inner.replace(core, f"**{core}**", 1)
                )
            case "link":
                label = _line(span.spans, in_strong=in_strong)
                found.append(f"[{label}]({span.url})" if label.strip() and label != span.url else f"<{span.url}>")
            case "emphasis" | "struck":
                found.append(_line(span.spans, in_strong=in_strong))
            case _:
                found.append(span.text)
    return "".join(found)


def shown(text: str) -> str:
    """Return a one-line text as its reader sees it."""
    return plain_text(text)


def prose_text(spans: Sequence[Inline], *, in_cell: bool = False) -> str:
    """Return a text as prose. Line breaks of the source stay, except in a cell of a table."""
    flat = _flat(spans, in_cell=in_cell)
    if plain(spans).count("~") > 1:
        flat = CODE_OR_TILDE.sub(lambda match: match[0] if match[1] else f"\\{match[0]}", flat)
    if in_cell:
        return " ".join(flat.split()).replace("|", "\\|")
    lines = [line.strip() for line in flat.split("\n")]
    return "\n".join(at_line_start(line) for line in lines if line)


def _flat(spans: Sequence[Inline], *, in_cell: bool, inside: str = "") -> str:
    found: list[str] = []
    for at, span in enumerate(spans):
        match span.kind:
            case "line":
                found.append(" " if in_cell else "\n")
            case "break":
                found.append(" " if in_cell or inside == "link" else "\\\n" if found and at + 1 < len(spans) else "")
            case "code":
                found.append(code_span(" ".join(span.text.split())) if span.text.strip() else "")
            case "strong" | "emphasis":
                found.append(_marked(span, in_cell=in_cell, inside=inside))
            case "link":
                label = _flat(span.spans, in_cell=in_cell, inside="link").replace("\n", " ")
                found.append(f"[{label}]({_target(span.url)})" if label.strip() and label != span.url else f"<{span.url}>")
            case "struck":
                found.append(_flat(span.spans, in_cell=in_cell, inside=inside))
            case "image":
                found.append(_escaped(span.text, "", "", inside))
            case _:
                before = found[-1][-1:] if found and found[-1] else ""
                after = _first(spans[at + 1]) if at + 1 < len(spans) else ""
                found.append(_escaped(span.text, before, after, inside))
    return "".join(found)


def _target(url: str) -> str:
    return ENTITY.sub(r"\\\g<0>", url)


def _first(span: Inline) -> str:
    return {"code": "`", "strong": "*", "emphasis": "_", "link": "[", "line": " ", "break": "\\"}.get(span.kind, plain([span])[:1])


def _marked(span: Inline, *, in_cell: bool, inside: str) -> str:
    kind = span.kind
    inner = _flat(span.spans, in_cell=in_cell, inside=inside if inside in (kind, "link") else kind)
    core = inner.strip()
    if inside == kind or not core or "\\\n" in core[-2:] or core in ("*", "_"):
        return inner
    mark = "**" if kind == "strong" else "*" if inner != plain([span]) or not core.isascii() else "_"
    if mark == "**" and core[0] == core[-1] == "*" and inside == "":
        mark = "**"
    return inner.replace(core, f"{mark}{core}{mark}", 1)


def _escaped(text: str, before: str, after: str, inside: str) -> str:
    def escape(match: re.Match[str]) -> str:
        start, end = match.span()
        previous = text[start - 1] if start else before
        following = text[end] if end < len(text) else after
        run = match[0]
        if not _is_markup(run, text, start, previous, following, inside):
            return run
        return "".join("\\" + one for one in run)

    return SPECIAL.sub(escape, text)


def _is_markup(run: str, text: str, start: int, previous: str, following: str, inside: str) -> bool:
    match run[0]:
        case "\\":
            return not text[start + 1 :].strip() or following in PUNCTUATION
        case "*":
            return not (previous.isspace() and following.isspace())
        case "_":
            if len(run) >= 3:
                return previous.isalnum() and following.isalnum()
            return not (previous.isspace() and following.isspace()) and not (previous.isalnum() and following.isalnum())
        case "[":
            return inside == "link" or following in ("^", "") or "](" in text or "][" in text
        case "]":
            return inside == "link" or (following != "" and following in "([:")
        case "<":
            html = text[start : text.find(">", start) + 1]
            return following in ("", "!", "?", "/") or (
                following.isalpha() and (not html or bool(tag_of(html)[0]) or ":" in html or "@" in html)
            )
        case "&":
            return ENTITY.match(text, start) is not None
    return True


def at_line_start(line: str) -> str:
    """Escape what would begin a block at the start of a line."""
    if line.startswith("["):
        end = line.find("](")
        return line if end > 1 and "[" not in line[1:end] else "\\" + line
    if line and not line.strip("* \t"):
        return line.replace("*", "\\*")
    return LINE_START.sub(r"\1\2\\", line, count=1)
