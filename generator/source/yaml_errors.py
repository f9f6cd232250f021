"""Explain the syntax errors of libyaml to writers: where to look, what is wrong, and the fix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import NamedTuple

from generator.text.odd_characters import INVISIBLE, SPACES, name_of

COLON = re.compile(r":(?:[ \t]|$)")
ESCAPE = re.compile(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.)")
LONGEST_KEY = 1024
# Characters that look like a space or like the punctuation of YAML. Other odd characters are part of texts.
BULLETS = "•●▪◦‣·–—☐☑☒✓✔"  # how other programs begin the items of a list
ODD = re.compile(f"[{SPACES}{INVISIBLE}：﹕∶，]")
# How a line begins that is not YAML, with the fix. The first pattern that matches applies.
NOT_YAML = (
    (re.compile(r"//|/\*|--(?!-)|;|<!--|REM\b|'"), "begin a comment with `#`"),
    (re.compile(rf"(?:\d+[.)]|[{BULLETS}])\s"), "give each entry an id, such as `check-logs: Check the logs`"),
    (re.compile(r"[\w.-]+\s*=[^=]"), "write a colon and a space instead of `=`"),
)
TASK = re.compile(r"^\s*- \[[ xX]?\]\s*$")
STEP = 2  # the usual indentation of a line below its parent


class Complaint(NamedTuple):
    """An error in libyaml's words: what it was reading (`context`) and the fault (`problem`), each with its index in the text."""

    text: str
    context: str
    context_at: int
    problem: str
    problem_at: int

    @property
    def here(self) -> str:
        """The character at the problem."""
        return self.text[self.problem_at : self.problem_at + 1]

    @property
    def opener(self) -> str:
        """The character at the context."""
        return self.text[self.context_at : self.context_at + 1]

    @property
    def before(self) -> str:
        """The part of the line before the problem."""
        return self.text[self.text.rfind("\n", 0, self.problem_at) + 1 : self.problem_at]

    def line_at(self, index: int) -> str:
        """Return the whole line that contains an index."""
        end = self.text.find("\n", index)
        return self.text[self.text.rfind("\n", 0, index) + 1 : end if end >= 0 else len(self.text)]


class SyntaxHint(NamedTuple):
    """A message, the fix, the code of the diagnostic, and the index to point at. Without an index, the report points at the problem."""

    message: str
    help: str
    at: int = -1
    code: str = "yaml-syntax"


def explain_syntax_error(text: str, context: str, context_at: int, problem: str, problem_at: int) -> SyntaxHint:
    """Return the hint for an error of libyaml; the arguments are the fields of `Complaint`."""
    complaint = Complaint(text, context, context_at, problem, problem_at)
    what = f"the file is not valid YAML here: {problem}" + (f" {context}" if context else "")
    hint = SyntaxHint(what, "compare the line with the lines around it")
    explained = next((hint for pattern, hint in HINTS if re.search(pattern, f"{context}\n{problem}")), hint)
    hint = explained if isinstance(explained, SyntaxHint) else explained(complaint)
    hint = hint._replace(at=problem_at) if hint.at < 0 else hint
    odd = ODD.search(f"{complaint.line_at(hint.at)}\n{complaint.line_at(problem_at)}")
    return hint._replace(help=f"{hint.help}\nthe line contains {name_of(odd[0])}") if odd else hint


TAB = SyntaxHint("a tab is used where only spaces are allowed", "indent with spaces")
SECOND_COLON = SyntaxHint("the value contains a second `: `", "quote the whole text")


def _quote(it: Complaint) -> SyntaxHint:
    if "escape" in it.problem or "hexdecimal" in it.problem or "Unicode character" in it.problem:
        at = max(it.text.rfind("\\", it.context_at, it.problem_at + 1), it.context_at)
        escape = ESCAPE.match(it.text, at)
        message = f"`{escape[0] if escape else it.here}` is not an escape inside double quotes"
        return SyntaxHint(message, "use single quotes: in them, a backslash is a backslash", at)
    return SyntaxHint("the quote that opens here is never closed", "close it on the same line", it.context_at, "open-quote")


def _block(it: Complaint) -> SyntaxHint:
    if it.here == "\t":
        return TAB
    help = "write `over` in words, or quote the whole value" if it.opener == ">" else "quote the value"
    return SyntaxHint(f"`{it.opener}` at the start of a value begins a block of text", help, it.context_at, "block-scalar")


def _flow(it: Complaint) -> SyntaxHint:
    if it.before.rstrip()[-1:] in ("'", '"') and it.here not in ",:}]" and "\n" not in it.text[it.context_at : it.problem_at]:
        return _after_quote(it)
    if it.here == ":" and "\n" not in it.text[it.context_at : it.problem_at]:
        return SECOND_COLON
    message = f"the `{it.opener}` that opens here is not closed, or a comma is missing after it"
    help = f"close the `{it.opener}` on the same line, or quote a text that begins with `{it.opener}` or contains `: `"
    return SyntaxHint(message, help, it.context_at)


def _after_quote(it: Complaint) -> SyntaxHint:
    if it.here in (",", ";") and not it.line_at(it.problem_at)[len(it.before) + 1 :].strip():
        name = {",": "comma", ";": "semicolon"}[it.here]
        return SyntaxHint("there is more text after the value, which does not belong to it", f"delete the {name}")
    help = "quote the whole text; inside single quotes write '' for an apostrophe"
    if it.before.endswith("'"):
        return SyntaxHint("there is more text after the value: an apostrophe ended the quote", help, it.problem_at - 1)
    return SyntaxHint("there is more text after the value, which does not belong to it", help)


def _mark(it: Complaint) -> SyntaxHint:
    if it.opener == "%":
        return SyntaxHint("`%` at the start of a line makes it a YAML directive", "delete the line, or quote the text", it.context_at)
    name, code = {"*": ("alias", "anchor-or-alias"), "&": ("anchor", "anchor-or-alias")}.get(it.opener, ("tag", "tag"))
    return SyntaxHint(f"`{it.opener}` at the start of a value makes it a YAML {name}", "quote the text", it.context_at, code)


def _start(it: Complaint) -> SyntaxHint:
    if it.line_at(it.problem_at).startswith("```"):
        return SyntaxHint("a line of three backticks is Markdown, not YAML", "delete the line")
    character = "a backtick" if it.here == "`" else f"`{it.here}`"
    return TAB if it.here == "\t" else SyntaxHint(f"a value cannot begin with {character}", "quote the text")


def _second_colon(it: Complaint) -> SyntaxHint:
    if COLON.search(it.before):
        return SECOND_COLON
    if len(it.before) > LONGEST_KEY:
        return SyntaxHint(f"a key has at most {LONGEST_KEY} characters", "use a short id as the key, and the text as its value")
    above = next(_lines_above(it.text, it.problem_at), None)
    if above is None:
        return SECOND_COLON
    if COLON.search(it.line_at(above[0])):
        help = "align it with the lines around it, or quote the text above if it continues here"
        at = it.problem_at - len(it.before.lstrip())
        return SyntaxHint("this line is indented below a line that already has a value", help, at)
    return _not_a_pair(it, above[0], "add the colon after the key")


def _no_colon(it: Complaint) -> SyntaxHint:
    return _not_a_pair(it, it.context_at, "add a colon and a space after the key, or indent the line if it continues the text above")


def _not_a_pair(it: Complaint, at: int, help: str) -> SyntaxHint:
    words = it.line_at(at).lstrip()
    help = next((other for start, other in NOT_YAML if start.match(words)), help)
    return SyntaxHint("this line is not a `key: value`", help, at)


def _no_key(it: Complaint) -> SyntaxHint:
    if TASK.search(it.before):
        help = "write each entry with an id, such as `check-logs: Check the logs`; readers tick the boxes on the page"
        return SyntaxHint("a task list of Markdown is not a mapping", help, it.problem_at - len(it.before.lstrip()))
    if it.before.strip():
        return _after_quote(it)
    if it.line_at(it.problem_at).lstrip().startswith("- "):
        return SyntaxHint("a list item is among keys", "write entries as `id: ...`, one per line")
    if it.here == ":":
        return SyntaxHint("a key is missing before the colon", "write the key, or quote a text that begins with a colon")
    misaligned = _misaligned_line(it)
    if misaligned is not None:
        return SyntaxHint("the line is not indented like the lines after it", "align the line with these lines", misaligned)
    message = "the line is not indented like the lines around it, or the text above it ended early"
    return SyntaxHint(message, "align it with the other keys of its mapping")


def _misaligned_line(it: Complaint) -> int | None:
    """Return the start of the line with the wrong indentation, if that is not the line that libyaml reports; else None.

    If two lines that should be aligned differ, libyaml reports the second, which may be far below the line that was moved.
    The first line is the wrong one if the second is one step deeper than the parent of both lines, and the first is not.
    """
    if "block mapping" not in it.context:
        return None
    here = len(it.before)
    below = list(takewhile(lambda found: found[1] >= here, _lines_above(it.text, it.problem_at)))
    for first, depth in [*below[-1:], (it.context_at, it.context_at - it.text.rfind("\n", 0, it.context_at) - 1)]:
        around = next((other for _, other in _lines_above(it.text, first) if other < min(depth, here)), None)
        if around is not None and here - around == STEP != depth - around:
            return first
    return None


def _lines_above(text: str, index: int) -> Iterator[tuple[int, int]]:
    """Yield the lines above an index, nearest first, without blank lines and comments: the index of the first word, and the indentation."""
    end = text.rfind("\n", 0, index)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        words = text[start:end].lstrip()
        if words and words[0] != "#":
            depth = end - start - len(words)
            yield start + depth, depth
        end = start - 1


def _second_document(it: Complaint) -> SyntaxHint:
    if re.search(r"^\.\.\.", it.text[: it.problem_at], re.MULTILINE):
        return SyntaxHint("the file continues after its end mark `...`", "delete the `...`", code="several-documents")
    *_, (first, depth) = [(it.problem_at, 0), *_lines_above(it.text, it.problem_at)]
    if depth and not it.before:
        return SyntaxHint("the first line of the file is indented", "start it at the left margin", first)
    return SyntaxHint("the line is indented less than the first line of the file", "start the first key of the file at the left margin")


def _no_value(it: Complaint) -> SyntaxHint:
    return _start(it) if it.here.strip() else SyntaxHint("a value is expected here", "add it, or quote the text")


# Hints by a pattern of libyaml's error text. The first pattern that matches applies.
HINTS: tuple[tuple[str, SyntaxHint | Callable[[Complaint], SyntaxHint]], ...] = (
    ("quoted scalar", _quote),
    ("block scalar", _block),
    ("flow (mapping|sequence)", _flow),
    ("scanning an? (alias|anchor|tag|directive)|tag URI|undefined tag handle|parsing a tag|%(TAG|YAML) directive", _mark),
    ("tab character", TAB),
    ("cannot start any token", _start),
    ("mapping values are not allowed", _second_colon),
    ("mapping keys are not allowed", SyntaxHint("a value cannot begin with `? `", "quote the text")),
    ("could not find expected ':'", _no_colon),
    ("did not find expected (key|'-' indicator)", _no_key),
    ("block sequence entries", SyntaxHint("`- ` begins a list where a text is expected", "quote the text if it begins with a dash")),
    ("document start", _second_document),
    ("node content", _no_value),
)
