"""What is markup in a writer's text: code spans and http, https, mailto and tel links; everything else is literal."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text: no character of it means anything."""

    text: str


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A code span, without its backticks."""

    text: str


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A link; `label` is what the reader sees and never holds a link itself."""

    url: str
    label: tuple[Text | CodeSpan, ...]


Part = Text | CodeSpan | InlineLink

LINK_TARGET = re.compile(
    r"""(?:https?://[^\s/?\#<>"`\\\x00-\x20\x7f][^\s<>"`\\\x00-\x20\x7f]*
        |mailto:[^\s<>"`\\\x00-\x20\x7f]+
        |tel:[+0-9][-0-9().;=A-Za-z+]*)""",
    re.IGNORECASE | re.VERBOSE,
)
AUTOLINK = re.compile(r"<([a-z]+:[^\s<>]*)>", re.IGNORECASE)
# Addresses whose beginning is broken, such as `http:/example.org`, `https//example.org` and `htp://example.org`.
BROKEN = r"\bhttps?:/(?!/)\S*|\bhttps?//\S+|\bhttps?:///\S*|\bhttps?://(?=[\s)\]>,.]|\Z)|\b(?:htt?|htpp?|hhttp|htttp|ttp)s?://\S*"
BROKEN_ADDRESS = re.compile(BROKEN, re.IGNORECASE)
MEANT_AS_LINK = re.compile(
    rf"(?:\[[^\[\]\n]*)?\]\((?:[^()\s]*\)?)|<(?:[a-z][a-z0-9+.-]*:/*[^\s<>]*|www\.[^\s<>]+)>|{BROKEN}", re.IGNORECASE
)
MARK = re.compile(r"`+|[\[\]<]")


def is_link_target(url: str) -> bool:
    """Whether a text may stand behind a link: http and https with a host, mailto, tel; no spaces, quotes, angle brackets, backslashes."""
    return LINK_TARGET.fullmatch(url) is not None


@lru_cache(maxsize=65536)
def parse_inline(text: str) -> tuple[Part, ...]:
    """The parts of a text, in order; adjacent literal text is one part.

    Code spans follow CommonMark: a run of backticks closes with the next run of the same length, and binds tighter than a link.
    Links are `[label](url)` and `<url>`, where the label is not empty and holds no link, and the url's round brackets are balanced.
    There are no escapes, no titles and no references: a backslash is a backslash.
    """
    return _Scan(text).parts()


def plain_text(text: str) -> str:
    """The text as the reader sees it: without backticks and targets of links."""
    return "".join(_shown(part) for part in parse_inline(text))


def malformed_links_in(text: str, *, marks: bool = True) -> tuple[str, ...]:
    """What was meant as a link and is none, as it is written: a broken address, or with `marks` the marks of a link around what is none.

    What stands in code spans and in links is no such thing, but for a mail address without its `@`.
    """
    if not marks:
        return tuple(match[0] for match in BROKEN_ADDRESS.finditer(text))
    if ":" not in text and "](" not in text and "//" not in text and "www." not in text:
        return ()
    parts = parse_inline(text)
    found = [part.url for part in parts if isinstance(part, InlineLink) and part.url.lower().startswith("mailto:") and "@" not in part.url]
    for part in parts:
        if isinstance(part, Text):
            found += [match[0] for match in MEANT_AS_LINK.finditer(part.text)]
    return tuple(found)


def _shown(part: Part) -> str:
    return "".join(label.text for label in part.label) if isinstance(part, InlineLink) else part.text


@dataclass(slots=True)
class _Opener:
    """An opening bracket: its place in the list of parts; without effect once a link has closed behind it."""

    part: int
    active: bool = True


class _Scan:
    """One pass from left to right, with a stack of opening brackets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Part] = []
        self.openers: list[_Opener] = []
        self.runs: dict[int, list[int]] = {}
        for match in re.finditer("`+", text):
            self.runs.setdefault(len(match[0]), []).append(match.start())

    def parts(self) -> tuple[Part, ...]:
        at = 0
        while match := MARK.search(self.text, at):
            self._literal(self.text[at : match.start()])
            mark = match[0]
            if mark == "[":
                self.openers.append(_Opener(len(self.found)))
                self._literal(mark)
                at = match.end()
            elif mark == "]":
                at = self._closing(match.end())
            elif mark == "<":
                at = self._autolink(match.start())
            else:
                at = self._code(match.start(), len(mark))
        self._literal(self.text[at:])
        return _joined(self.found)

    def _literal(self, text: str) -> None:
        if text:
            self.found.append(Text(text))

    def _code(self, start: int, width: int) -> int:
        """Take the code span that opens at `start`, or its backticks as they are; the place to go on from."""
        runs = self.runs[width]
        closing = bisect_left(runs, start + width)
        if closing == len(runs):
            self._literal("`" * width)
            return start + width
        inside = self.text[start + width : runs[closing]].replace("\n", " ")
        if inside.startswith(" ") and inside.endswith(" ") and inside.strip(" "):
            inside = inside[1:-1]
        self.found.append(CodeSpan(inside))
        return runs[closing] + width

    def _autolink(self, start: int) -> int:
        match = AUTOLINK.match(self.text, start)
        if match is None or not is_link_target(match[1]):
            self._literal("<")
            return start + 1
        self._link(match[1], (Text(match[1]),))
        return match.end()

    def _closing(self, end: int) -> int:
        """Take the link whose label closes before `end`, or the bracket as it is."""
        opener = self.openers.pop() if self.openers else None
        target = self._target(end) if opener is not None and opener.active else None
        if opener is None or target is None or len(self.found) == opener.part + 1:
            self._literal("]")
            return end
        # A link inside would have put the opener out of action: the condition tells this to the type checker.
        label = tuple(part for part in _joined(self.found[opener.part + 1 :]) if not isinstance(part, InlineLink))
        del self.found[opener.part :]
        self._link(target, label)
        return end + len(target) + 2

    def _link(self, url: str, label: tuple[Text | CodeSpan, ...]) -> None:
        self.found.append(InlineLink(url, label))
        for opener in self.openers:
            opener.active = False

    def _target(self, start: int) -> str | None:
        """The url in round brackets at `start`, or None."""
        if not self.text.startswith("(", start) or LINK_TARGET.match(self.text, start + 1) is None:
            return None
        depth = 0
        for at in range(start, len(self.text)):
            mark = self.text[at]
            depth += (mark == "(") - (mark == ")")
            if not depth:
                url = self.text[start + 1 : at]
                return url if is_link_target(url) else None
            if mark.isspace() or mark in '<>"`\\':
                return None
        return None


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """The parts with adjacent literal texts made one."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + part.text)
        else:
            joined.append(part)
    return tuple(joined)
