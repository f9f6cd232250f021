"""What libyaml's complaints mean to a writer: the place to look at, the reason in words, the fix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import NamedTuple

SECOND_COLON = re.compile(r":(?:[ \t]|$)")
ESCAPE = re.compile(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.)")
LONGEST_KEY = 1024
STEP = 2  # by so many blanks is a line indented below the one that it belongs to, wherever a choice must be guessed


class Complaint(NamedTuple):
    """One of libyaml's errors: what it was doing and what it met, each with its index in the text."""

    text: str
    context: str
    context_at: int
    problem: str
    problem_at: int

    @property
    def here(self) -> str:
        return self.text[self.problem_at : self.problem_at + 1]

    @property
    def before(self) -> str:
        """What stands before the place on its line."""
        return self.text[self.text.rfind("\n", 0, self.problem_at) + 1 : self.problem_at]

    def line_at(self, index: int) -> str:
        """The whole line on which an index lies."""
        end = self.text.find("\n", index)
        return self.text[self.text.rfind("\n", 0, index) + 1 : end if end >= 0 else len(self.text)]


class SyntaxHint(NamedTuple):
    """Where to point, a sentence, the way out, and the code of the trap that the writer stepped into."""

    at: int
    message: str
    help: str
    code: str = "yaml-syntax"


def explain_syntax_error(text: str, context: str, context_at: int, problem: str, problem_at: int) -> SyntaxHint:
    """What to show for libyaml's context and problem texts and their indexes."""
    complaint = Complaint(text, context, context_at, problem, problem_at)
    explained = next((explain(complaint) for sign, explain in SIGNS if sign in context or sign in problem), None)
    if explained is None:
        what = f"the file is no YAML here: {problem}" + (f" {context}" if context else "")
        explained = SyntaxHint(problem_at, what, "compare the line with its neighbours")
    if "\u00a0" in complaint.line_at(problem_at) + complaint.line_at(explained.at):
        return explained._replace(help=f"{explained.help}\nthe line holds a no-break space, U+00A0, that looks like a space and is none")
    return explained


def _quote(it: Complaint) -> SyntaxHint:
    if "escape" in it.problem or "hexdecimal" in it.problem or "Unicode character" in it.problem:
        at = max(it.text.rfind("\\", it.context_at, it.problem_at + 1), it.context_at)
        escape = ESCAPE.match(it.text, at)
        help = "use single quotes, in which a backslash is a backslash"
        return SyntaxHint(at, f"`{escape[0] if escape else it.here}` is no escape inside double quotes", help)
    return SyntaxHint(it.context_at, "the quote that opens here is never closed", "close it on the same line", "open-quote")


def _block(it: Complaint) -> SyntaxHint:
    if it.here == "\t":
        return _tab(it)
    sign = it.text[it.context_at : it.context_at + 1]
    help = "write `over` in words, or quote the whole value" if sign == ">" else "quote the value"
    return SyntaxHint(it.context_at, f"`{sign}` at the start of a value begins a block of text", help, "block-scalar")


def _flow(it: Complaint) -> SyntaxHint:
    if it.here == ":" and "\n" not in it.text[it.context_at : it.problem_at]:
        return SyntaxHint(it.problem_at, "a second `: ` stands in this value", "quote the whole text")
    opener = it.text[it.context_at : it.context_at + 1]
    message = f"the `{opener}` that opens here is not closed, or a comma is missing after it"
    return SyntaxHint(it.context_at, message, "close it on the same line, or quote a text that begins with it or holds `: `")


def _mark(it: Complaint) -> SyntaxHint:
    sign = it.text[it.context_at : it.context_at + 1]
    if sign == "%":
        return SyntaxHint(it.context_at, "`%` at the start of a line makes it a YAML directive", "delete the line, or quote the text")
    name, code = {"*": ("alias", "anchor-or-alias"), "&": ("anchor", "anchor-or-alias")}.get(sign, ("tag", "tag"))
    return SyntaxHint(it.context_at, f"`{sign}` at the start of a value makes it a YAML {name}", "quote the text", code)


def _tab(it: Complaint) -> SyntaxHint:
    return SyntaxHint(it.problem_at, "a tab stands where only spaces may", "indent with spaces")


def _start(it: Complaint) -> SyntaxHint:
    if it.here == "\t":
        return _tab(it)
    sign = "a backtick" if it.here == "`" else f"`{it.here}`"
    return SyntaxHint(it.problem_at, f"a value cannot begin with {sign}", "quote the text")


def _second_colon(it: Complaint) -> SyntaxHint:
    if SECOND_COLON.search(it.before):
        return SyntaxHint(it.problem_at, "a second `: ` stands in this value", "quote the whole text")
    if len(it.before) > LONGEST_KEY:
        return SyntaxHint(it.problem_at, f"a key has at most {LONGEST_KEY} characters", "write a short id, and the text as its value")
    above = next(_lines_above(it.text, it.problem_at), None)
    if above is None:
        return SyntaxHint(it.problem_at, "a second `: ` stands in this value", "quote the whole text")
    if SECOND_COLON.search(it.line_at(above[0])):
        message = "this line is indented below a line that has its value already"
        return SyntaxHint(it.problem_at, message, "align it with its neighbours, or quote the text above if it goes on here")
    return SyntaxHint(above[0], "this line is no `key: value`", "add the colon after the key")


def _no_colon(it: Complaint) -> SyntaxHint:
    help = "add the colon and a space after the key, or indent the line to belong to the text above"
    return SyntaxHint(it.context_at, "this line is no `key: value`", help)


def _no_key(it: Complaint) -> SyntaxHint:
    if it.before.strip():
        help = "quote the whole text; inside single quotes write '' for an apostrophe"
        return SyntaxHint(it.problem_at, "something follows the value that does not belong to it", help)
    if it.line_at(it.problem_at).lstrip().startswith("- "):
        return SyntaxHint(it.problem_at, "an entry of a list stands among keys", "entries are written as `id: ...`, one below the other")
    if it.here == ":":
        return SyntaxHint(it.problem_at, "a key is missing before the colon", "write the key, or quote a text that begins with a colon")
    culprit = _out_of_step(it)
    if culprit is not None:
        return SyntaxHint(culprit, "the line is indented unlike the ones that follow it", "align it with its neighbours")
    message = "the line is indented unlike its neighbours, or the text above it ended early"
    return SyntaxHint(it.problem_at, message, "align it with the keys of its mapping")


def _out_of_step(it: Complaint) -> int | None:
    """Where the line begins that is out of step, if it is another than the one that libyaml stumbled over.

    Where two lines that ought to be neighbours differ, libyaml blames the second, which may stand far below the one that was moved.
    The first is to blame where the second is one step below the line that holds both, and the first is not.
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
    """The lines above, nearest first, blank ones and comments left out: where each one's first word begins, and how far it is indented."""
    end = text.rfind("\n", 0, index)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        words = text[start:end].lstrip()
        if words and words[0] != "#":
            depth = end - start - len(words)
            yield start + depth, depth
        end = start - 1


def _list(it: Complaint) -> SyntaxHint:
    return SyntaxHint(it.problem_at, "`- ` begins a list where a text is expected", "quote the text if it begins with a dash")


def _question(it: Complaint) -> SyntaxHint:
    return SyntaxHint(it.problem_at, "a value cannot begin with `? `", "quote the text")


def _second_document(it: Complaint) -> SyntaxHint:
    if re.search(r"^\.\.\.", it.text[: it.problem_at], re.MULTILINE):
        return SyntaxHint(it.problem_at, "the file goes on after its end mark `...`", "delete the `...`", "several-documents")
    *_, (first, depth) = [(it.problem_at, 0), *_lines_above(it.text, it.problem_at)]
    if depth and not it.before:
        return SyntaxHint(first, "the first line of the file is indented", "begin it at the left margin")
    message = "the line is indented less than the first line of the file"
    return SyntaxHint(it.problem_at, message, "begin the first key of the file at the left margin")


def _no_value(it: Complaint) -> SyntaxHint:
    if it.here.strip():
        return _start(it)
    return SyntaxHint(it.problem_at, "a value is expected here", "add it, or quote the text")


SIGNS: tuple[tuple[str, Callable[[Complaint], SyntaxHint]], ...] = (
    ("quoted scalar", _quote),
    ("block scalar", _block),
    ("flow mapping", _flow),
    ("flow sequence", _flow),
    ("scanning an alias", _mark),
    ("scanning an anchor", _mark),
    ("scanning a tag", _mark),
    ("scanning a directive", _mark),
    ("undefined tag handle", _mark),
    ("%TAG directive", _mark),
    ("%YAML directive", _mark),
    ("tab character", _tab),
    ("cannot start any token", _start),
    ("mapping values are not allowed", _second_colon),
    ("mapping keys are not allowed", _question),
    ("could not find expected ':'", _no_colon),
    ("did not find expected key", _no_key),
    ("did not find expected '-' indicator", _no_key),
    ("block sequence entries are not allowed", _list),
    ("document start", _second_document),
    ("node content", _no_value),
)
