"""The fix of a problem, and whether it is safe: whether nothing else can have been meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from generator.checks.secrets import MASK
from generator.diagnostics.diagnostic import Diagnostic, Fix, Span
from generator.model.code_table import CODES
from generator.model.field_facts import COLLECTIONS, HEADS, RECORDS
from generator.model.scalar_kinds import ID, PARAM
from generator.source.nodes import MappingNode, Node, SequenceNode, SourceFile
from generator.source.read import read
from generator.text.odd_characters import DASHES, LONG_DASHES, as_typed

SUGGESTED = re.compile(r"did you mean `([^`]+?):?`\?|^write `([^`]+?):?`(?=[,.]|$)|it is now `([^`]+)`|: write `([^`]+)`$", re.MULTILINE)
NOUNS = frozenset(record.reference_noun for record in RECORDS)
BY_SPELLING = (
    "Safe if the suggested word is the same in another spelling, such as `Title` or `on_failure`, or differs by one letter in a part of "
    "four letters or more, no other key or id of the project is as near, and no other "
    "problem names the same word. A person decides about all other suggestions."
)
# If several references name an entry that does not exist, the id of the entry itself may be the mistake.
REFERENCES = (
    "unknown-layer",
    "unknown-variant",
    "unknown-file",
    "unknown-address",
    *(code for code in CODES if code.removeprefix("unknown-") in NOUNS),
)
# When the fix of each code is safe. Codes without a sentence have no fix.
SAFETY = {
    **dict.fromkeys(("unknown-field", "bad-id", "wrong-value", "unknown-rule"), BY_SPELLING),
    **dict.fromkeys(REFERENCES, BY_SPELLING),
    "renamed-id": "Always safe: the old id is an alias of the new one.",
    "wrong-shape": (
        "Safe for one id in place of a list, for `internal: true` on an entry, which becomes `visibility: internal`, and for a known key "
        "without its colon or without the space after it."
    ),
    "flow-comma": "Safe for a known key without the space after its colon.",
    "yaml-syntax": (
        "Safe for a known key without its colon, and for a value that needs quotes, unless a line break may be missing before another "
        "key inside it. Always safe for a tab on an empty line."
    ),
    "open-quote": "Safe at the end of a line that has no other quote.",
    "not-in-prose": "Safe for a line across the page, an invisible character, and what follows the language of code.",
    "bare-braces": "Safe for a value that begins with a parameter, on a line of its own.",
    "odd-character": (
        "Safe for curly quotes, look-alike letters, a dash inside a word, a short dash before a single letter, and a long dash before a "
        "word. `–force` may be `-force` or `--force`."
    ),
}
RENAMED = re.compile(r"is now `")
BOOLEANS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false", "true": "true", "false": "false"}
# A part of a name with fewer letters is not a slip of another: team-b and team-c are two teams.
SHORTEST = 4
FIELDS = frozenset(key for record in RECORDS for key in record.keys) | {*COLLECTIONS, *HEADS}
LINE = re.compile(r"(?P<head>(?P<indent>[ ]*(?:- )?)[\w-]+:[ ]+)(?P<value>\S.*?)[ ]*")
WITHOUT_COLON = re.compile(r"(?P<key>[a-z-]+)(?P<between>[:\uff1a]?[ \u00a0]?)(?=[^\s:\uff1a])")
QUOTED_BY = re.compile(r"quote the (?:whole )?text|must be quoted")
# 'don't' and "a 3" pipe": the quotes around them are those of YAML. "A" and B: the quotes are a part of the text.
WRONG_QUOTES = re.compile(r"""'([^'"\\]*[^\W\d_]'[^\W\d_][^'"\\]*)'|"([^'"\\]*\d"\s[^'"\\]*)["]""")
QUOTED_WORDS = re.compile(r'"[^"\\]*[^"\\\d\s]"\s[^"\\]*')
LIST = re.compile(rf"{ID.pattern}(?:,[ ]*{ID.pattern})*")
# A dash before a word, or a long one anywhere else: it may have been one hyphen or two.
UNCLEAR_DASH = re.compile(rf"(?<!\S)[{DASHES}](?=\w\w)|(?<=\S)[{LONG_DASHES}]|[{LONG_DASHES}](?!\w\w)")
INTERNAL = re.compile(r"internal:[ ]*$")


class CertainFixes:
    """Finds the fixes of problems in some files, given as bytes by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._sources: dict[str, SourceFile] = {}

    def fix_of(self, problem: Diagnostic) -> Fix | None:
        """Return the fix of a problem, or None if there is no single correction of its place."""
        if problem.span.file not in self._files or problem.code not in SAFETY:
            return None
        if problem.code == "wrong-shape" and "takes a list, not one value" in problem.message:
            return self._as_list(problem.span)
        if problem.code == "flow-comma" and "space after the colon" in problem.help:
            return self._with_colon(problem.span)
        if problem.code == "wrong-shape" and "takes fields, not one value" in problem.message:
            return self._with_colon(problem.span)
        if problem.code == "not-in-prose":
            return self._without_unfit(problem)
        if problem.code == "odd-character":
            return self._typed(problem.span)
        if problem.code == "open-quote":
            return self._closed(problem.span)
        if problem.code == "yaml-syntax" and not self._line(problem.span).strip():
            return Fix(self._part(problem.span, 0, len(self._line(problem.span))), "", safe=True)
        if problem.code in ("yaml-syntax", "bare-braces"):
            return self._with_colon(problem.span) if "add the colon" in problem.help else self._quoted(problem)
        return self._replaced(problem)

    def _without_unfit(self, problem: Diagnostic) -> Fix | None:
        """Return the fix that deletes what no reader of prose sees."""
        language = re.match(r"(?:`+|~+)\s*[^\s`]+", self._text(problem.span))
        if "more than the language" in problem.message and language:
            return Fix(problem.span, language[0], safe=True)
        is_unseen = "draws a line" in problem.message or "invisible character" in problem.message
        return Fix(problem.span, "", safe=True) if is_unseen else None

    def _replaced(self, problem: Diagnostic) -> Fix | None:
        match = SUGGESTED.search(problem.help)
        written = self._text(problem.span)
        if match is None or not written:
            return None
        meant = next(filter(None, match.groups()))
        return Fix(
            problem.span, meant, bool(RENAMED.search(problem.message + problem.help)) or self._is_certain(written.strip("'\""), meant)
        )

    def _is_certain(self, written: str, meant: str) -> bool:
        """Return whether a word is another one in a different spelling, or with one slip that makes it no other word of these files."""
        if written in FIELDS:
            return False
        if _letters(written) == _letters(meant) or BOOLEANS.get(written.casefold()) == meant:
            return True
        others = (other for other in self._words if other != meant)
        return _is_slip(written, meant) and not any(_changed_part(written, other) for other in others)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every key and id of the files, every field, and every value of a closed set."""
        trees = (read(path, data).tree for path, data in self._files.items())
        written = {key for tree in trees if tree is not None for key in _keys_in(tree)}
        choices = {one for record in RECORDS for spec in record.fields.values() for one in (*spec.kind.choices, *record.ids)}
        return frozenset(FIELDS | written | choices)

    def _as_list(self, span: Span) -> Fix | None:
        """`needs: database` is a list of one; `internal: true` hides the whole entry."""
        line, value = self._line(span), self._text(span)
        if internal := INTERNAL.search(line, 0, span.column - 1):
            if value != "true" or "visibility:" in line:
                return None
            return Fix(self._part(span, internal.start(), span.column - 1 + span.width), "visibility: internal", safe=True)
        return Fix(span, f"[{value}]", safe=True) if LIST.fullmatch(value) else None

    def _with_colon(self, span: Span) -> Fix | None:
        """Complete a known key at the marked place: `title Lead`, `title:Lead`, or with a colon or space that only looks like one."""
        match = WITHOUT_COLON.match(self._line(span), span.column - 1)
        if match is None or match["key"] not in FIELDS or match["between"] in ("", ": "):
            return None
        return Fix(self._part(span, *match.span("between")), ": ", safe=True)

    def _whole_value(self, span: Span) -> re.Match[str] | None:
        """Match a line with a key and its value. None if the value may go on in the next lines."""
        match = LINE.fullmatch(self._line(span))
        source = self._source(span.file)
        after = next((line for line in source.text.split("\n")[span.line :] if line.strip()), "")
        goes_on = match is not None and len(after) - len(after.lstrip()) > len(match["indent"]) and not after.lstrip().startswith("#")
        return None if goes_on else match

    def _quoted(self, problem: Diagnostic) -> Fix | None:
        """Quote the value of a line. Not if a key may begin inside the value: then a line break may be missing. Nor after a stray sign."""
        match = self._whole_value(problem.span)
        if match is None or not QUOTED_BY.search(f"{problem.message}\n{problem.help}") or re.search(r" #|,$|^\{(?!\{)|^\[", match["value"]):
            return None
        value = _without_quotes(match["value"])
        if value is None or (problem.code == "bare-braces" and PARAM.match(value) is None):
            return None
        if any(ID.fullmatch(word) for word in re.findall(r"([\w-]+):(?= )", value)) or value.startswith("? ") or value.count("`") % 2:
            return None
        text = f'"{value}"' if not re.search(r'["\\]', value) else "'{}'".format(value.replace("'", "''"))
        return Fix(self._part(problem.span, *match.span("value")), text, safe=True)

    def _closed(self, span: Span) -> Fix | None:
        """Close a quote at the end of its line, if the line has no other quote, and nothing that may follow the value."""
        match = self._whole_value(span)
        if match is None or match["value"][0] not in "\"'" or re.search(r"[\"'\\]|: | #|,$", match["value"][1:]):
            return None
        return Fix(self._part(span, *match.span("value")), match["value"] + match["value"][0], safe=True)

    def _typed(self, span: Span) -> Fix | None:
        """Type the characters of a word again. A word at the start of a value would become a quoted value."""
        word = self._text(span)
        if re.search(r"(?:^|[:{,-][ ]*)$", self._line(span)[: span.column - 1]) and as_typed(word)[:1] in "\"'":
            return None
        return Fix(span, as_typed(word), safe=UNCLEAR_DASH.search(word) is None)

    def _line(self, span: Span) -> str:
        """Return the line as it is in the file. In the problem itself, secrets are masked."""
        return self._source(span.file).line_text(span.line)

    def _part(self, span: Span, start: int, end: int) -> Span:
        """Return a part of the line of a place."""
        source = self._source(span.file)
        begin = source.starts[span.line - 1]
        return source.span(begin + start, begin + end)

    def _text(self, span: Span) -> str:
        """Return the marked text as it is in the file."""
        return self._line(span)[span.column - 1 :][: span.width]

    def index_of(self, span: Span) -> int:
        """Return the index of a place in the text of its file."""
        return self._source(span.file).starts[span.line - 1] + span.column - 1

    def _source(self, path: str) -> SourceFile:
        if path not in self._sources:
            self._sources[path] = SourceFile(path, self._files[path].decode("utf-8-sig", "replace"))
        return self._sources[path]


def fixes_of(problems: Iterable[Diagnostic], files: Mapping[str, bytes]) -> dict[Diagnostic, Fix]:
    """Return the fixes of those problems that have one."""
    fixes = CertainFixes(files)
    errors = [problem for problem in problems if problem.severity == "error" and problem.waived is None]
    found = {problem: fix for problem in errors if (fix := fixes.fix_of(problem)) is not None and MASK not in fix.text}
    named = Counter(problem.message for problem in found if problem.code in REFERENCES)
    return {
        problem: replace(fix, safe=fix.safe and (named[problem.message] < 2 or _is_respelled(problem, fix)))
        for problem, fix in found.items()
    }


def _without_quotes(value: str) -> str | None:
    """Return the text that was meant by a value that needs quotes, or None if its own quotes may or may not be a part of it."""
    if wrong := WRONG_QUOTES.fullmatch(value):
        return wrong[1] or wrong[2]
    return value if value[0] not in "\"'" or QUOTED_WORDS.fullmatch(value) else None


def _is_respelled(problem: Diagnostic, fix: Fix) -> bool:
    return _letters(fix.text) in map(_letters, re.findall("`([^`]+)`", problem.message))


def _letters(text: str) -> str:
    return re.sub(r"[\s_-]", "", as_typed(text).casefold())


def _is_slip(written: str, meant: str) -> bool:
    """Return whether a name is a mistyped form of another one. Short parts and numbers make different names: team-b and team-c."""
    changed = _changed_part(written, meant)
    return changed is not None and min(map(len, changed)) >= SHORTEST and not re.search(r"\d", "".join(changed))


def _changed_part(written: str, meant: str) -> tuple[str, str] | None:
    """Return the part in which two names differ by one letter: added, left out, another one, or swapped with its neighbour."""
    one, other = re.split("[-.]", written), re.split("[-.]", meant)
    changed = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or len(changed) != 1:
        return None
    a, b = changed[0]
    at = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest, its = a[at:], b[at:]
    differ_by_one = rest[1:] == its or rest == its[1:] or rest[1:] == its[1:] or (rest[:2] == its[1::-1] and rest[2:] == its[2:])
    return (a, b) if differ_by_one else None


def _keys_in(node: Node) -> Iterable[str]:
    if isinstance(node, MappingNode):
        for key, value in node.values.items():
            yield key
            yield from _keys_in(value)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _keys_in(item)
