"""Read one YAML file into a tree with positions. Features of YAML that surprise writers are errors with a position.

This is the only module that imports PyYAML. It takes one event at a time from the C parser, so that depth is limited while the
file is read and nothing recurses. Scalars stay text: the schema decides what is a number, a date or a boolean.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Any

from yaml import MarkedYAMLError, YAMLError, events
from yaml._yaml import CParser

from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany
from generator.diagnostics.work_counts import work
from generator.source.file_encoding import decoded
from generator.source.nodes import MappingNode, Node, ReadFile, ScalarNode, SequenceNode, SourceFile
from generator.source.yaml_errors import explain_syntax_error

MAX_BYTES = 1 << 20
MAX_DEPTH = 40

# Data files need no control characters but line feeds, carriage returns before them, and tabs. U+0085, U+2028 and U+2029 are line
# breaks in YAML but not in editors. Bidirectional overrides make a line look different from its content.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)")
PLAIN = bytes(range(0x20, 0x7F)) + b"\n\t"  # most files contain only these characters, which is quick to find out
CUT = re.compile(r"[ \t]#(?![\s#]|\Z)")
CUT_HERE = re.compile(r"[ \t]+#(?![\s#]|\Z)")
CONFLICT = re.compile(r"^(?:[<>|]{7} .*|<{7}$|={7}$|>{7}$)", re.MULTILINE)
NULLS = frozenset(("", "null", "~"))


@work("files parsed")
def read(path: str, data: bytes) -> ReadFile:
    """Read one file. No content raises an error: the result has the problems, and the part of the tree that was read."""
    if len(data) > MAX_BYTES:
        source = SourceFile(path, data[:200].decode("utf-8", "replace"))
        message = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are allowed"
        return _unread(source, 0, 1, "too-large", message, "split it: the parts of a layer may be in any of its files")
    source, problem = decoded(path, data)
    if problem is not None:
        return ReadFile(source, None, (problem,), complete=False)
    data, text = data.removeprefix(BOM_UTF8), source.text
    bad = None if data.isascii() and not data.translate(None, PLAIN) else FORBIDDEN.search(text)
    if bad is not None:
        helps = {
            "\x00": "delete it; if there are many, the file is UTF-16: save it as UTF-8",
            "\r": "save the file with line feeds as line ends",
        }
        help = helps.get(bad[0], "delete it, or type the character that you meant")
        message = f"the character U+{ord(bad[0]):04X} is not allowed in a data file"
        return _unread(source, bad.start(), bad.end(), "control-character", message, help)
    conflict = CONFLICT.search(text) if "<<<<<<<" in text or "=======" in text or ">>>>>>>" in text else None
    if conflict is not None:
        help = "keep one of the two versions of these lines, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"
        message = "git left a merge conflict here that nobody has resolved"
        return _unread(source, conflict.start(), conflict.end(), "merge-conflict", message, help)
    return _Builder(source).build()


def _unread(source: SourceFile, start: int, end: int, code: str, message: str, help: str) -> ReadFile:
    return ReadFile(source, None, (Diagnostic(code, message, source.span(start, end), help),), complete=False)


class _Builder:
    """Builds the tree of one file from its events."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.found = Findings("the file", most=100)
        self.root: Node | None = None
        self.lacks_content = False  # whether an alias, a merge key or a key that is used twice leaves a gap in the tree
        self.open_quotes: list[Diagnostic] = []

    def build(self) -> ReadFile:
        complete = False
        try:
            complete = self._follow(CParser(self.source.text)) and not self.open_quotes and not self.lacks_content
        except TooMany:
            pass
        except MarkedYAMLError as error:
            self._syntax_error(error)
        except YAMLError as error:  # FORBIDDEN should prevent this error; if it does not, the report still has a position
            self._add("yaml-syntax", 0, 1, f"the file is not valid YAML: {error}", "")
        root, problems = self.root, self.found.problems
        tree = root if isinstance(root, MappingNode) else None
        is_null = isinstance(root, ScalarNode) and root.value is None and not problems
        if is_null or (root is None and complete):
            tree = MappingNode(self.source, 0, 0)
        elif tree is None and root is not None and not problems:
            help = "start with a key such as `checklists:`; entries are written by id, never as a list"
            if self.source.text.lstrip().startswith("<"):
                help = "this is HTML or XML, not YAML: move the file out of the data"
            self._add("wrong-shape", root.start, root.end, "the file is not a mapping", help)
            complete = False
        return ReadFile(self.source, tree, tuple(problems), complete)

    def _add(self, code: str, start: int, end: int, message: str, help: str, *notes: RelatedPlace) -> None:
        self.found.add(Diagnostic(code, message, self.source.span(start, end), help, notes=notes))

    def _follow(self, parser: CParser) -> bool:  # noqa: C901 - one branch per kind of event, and no call for most of them
        """Build the tree. Return True if the end of the file was reached.

        This loop runs once per key and per value of all data, so questions about the whole file are answered before it.
        """
        source, text = self.source, self.source.text
        cuts = (" #" in text or "\t#" in text) and CUT.search(text) is not None
        marks = "&" in text or "!" in text
        quotes = '"' in text
        scalar, mapping = events.ScalarEvent, events.MappingStartEvent
        starts, ends = (mapping, events.SequenceStartEvent), (events.MappingEndEvent, events.SequenceEndEvent)
        stack: list[tuple[Any, bool]] = []
        container: Any = None
        values: dict[str, Node] | None = None  # the values of the container, if it is a mapping
        flow = False
        key: str | None = None
        key_at = 0
        documents = 0
        last_end = 0  # the end of the last value; the end mark of a block would be after the comments below it
        get_event: Callable[[], Any] = parser.get_event
        node: Any
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is scalar:
                start, value = event.start_mark.index, event.value
                if marks:
                    self._check_marks(event)
                if values is not None and key is None:
                    key, key_at = value, start
                    continue
                end, style = event.end_mark.index, event.style
                if not style:
                    node = ScalarNode(source, start, end, None if len(value) < 5 and value in NULLS else value)
                    if cuts and (cut := CUT_HERE.match(text, end)) is not None:
                        help = "quote the text, or put a space after the `#` of a comment"
                        self._add("comment-cut", cut.end() - 1, cut.end(), "the text is cut off here: ` #` begins a comment", help)
                    if quotes and value.count('"') % 2:
                        at = text.rfind('"', start, end)
                        help = "delete the quote, or add its partner; to keep the quote, put the whole value into single quotes"
                        self._add("stray-quote", at, at + 1, "this quote has no partner", help)
                    if flow and start == end and key is not None and self._is_cut_by_comma(key, key_at, start):
                        key = None
                        continue
                elif style in "|>":
                    end = start + len(text[start:end].rstrip())
                    node = ScalarNode(source, start, end, value, "block")
                else:
                    node = ScalarNode(source, start, end, value, "quoted")
                    if "\n" in text[start:end]:
                        help = "close it; for a long text use `>-`, or `|` to keep the lines, and indent the lines below"
                        self._add("open-quote", start, end, "the quote is not closed on its line", help)
                        self.open_quotes.append(self.found.problems[-1])
                last_end = end
            elif kind in starts:
                start = event.start_mark.index
                node = MappingNode(source, start, start, {}, {}) if kind is mapping else SequenceNode(source, start, start, [])
                if marks:
                    self._check_marks(event)
                if values is not None and key is None:
                    self._complex_key(start)
                    return False
                if len(stack) >= MAX_DEPTH:
                    help = "check the brackets and the indentation: entries need fewer levels"
                    self._add("too-deep", start, start, f"nested deeper than {MAX_DEPTH} levels", help)
                    return False
            elif kind in ends:
                container.end = last_end = event.end_mark.index if flow else last_end
                container, flow = stack.pop()
                values = container.values if isinstance(container, MappingNode) else None
                key = None
                continue
            elif kind is events.AliasEvent:
                start, end = event.start_mark.index, event.end_mark.index
                help = "quote the text if it begins with `*`; to share values, put them into a layer that both extend"
                if key != "<<":
                    self._add("anchor-or-alias", start, end, "`*` makes this a YAML alias", help)
                if values is not None and key is None:
                    key, key_at = text[start:end], start
                    continue
                node = ScalarNode(source, start, end, text[start:end])
                last_end = end
                self.lacks_content = True
            elif kind is events.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    start = event.start_mark.index
                    help = "a file contains one document: delete the `---`, or make two files"
                    self._add("several-documents", start, start + 3, "a second YAML document begins here", help)
                    return False
                if event.version is not None or event.tags:
                    self._add("tag", 0, text.find("\n"), "a YAML directive", "delete the line: it is not needed")
                continue
            else:
                continue
            if values is not None and key is not None and key not in values and key != "<<":
                values[key] = node
                container.starts[key] = key_at
            else:
                self._attach(container, key, key_at, node)
            key = None
            if kind is not scalar and kind in starts:
                stack.append((container, flow))
                container, flow = node, bool(event.flow_style)
                values = node.values if kind is mapping else None
        return True

    def _attach(self, container: Any, key: str | None, key_at: int, node: Node) -> None:
        if container is None:
            self.root = node
        elif isinstance(container, SequenceNode):
            container.items.append(node)
        elif key is not None and key in container.values:
            first = RelatedPlace("first", container.key(key).span)
            help = "keep one of them, or give the second its own id"
            self._add("duplicate-key", key_at, key_at + len(key), f"the key `{key[:60]}` is already used above", help, first)
            self.lacks_content = True
        elif key == "<<":
            self._add(
                "merge-key", key_at, key_at + 2, "`<<` does not merge here", "put the shared part into a layer, and extend this layer"
            )
            self.lacks_content = True

    def _complex_key(self, start: int) -> None:
        if self.source.text[start - 1 : start + 1] == "{{":
            help = 'write it as "{{ params.NAME }}", with the rest of the text inside the quotes'
            self._add("bare-braces", start - 1, start + 1, "a value that begins with `{{` must be quoted", help)
        else:
            self._add("wrong-shape", start, start + 1, "a key must be plain text", "write the key as text")

    def _check_marks(self, event: Any) -> None:
        if event.anchor is None and event.tag is None:
            return
        start = event.start_mark.index
        end = max(event.end_mark.index, start + 1)
        if event.anchor is not None:
            help = "quote the text if it begins with `&`; to share values, put them into a layer that both extend"
            self._add("anchor-or-alias", start, end, "`&` makes this a YAML anchor", help)
        if event.tag is not None:
            help = "quote the text if it begins with `!`; the schema defines the type of each field"
            self._add("tag", start, end, f"`!` makes this a YAML tag: `{self.source.text[start : start + 40].split()[0]}`", help)

    def _is_cut_by_comma(self, key: str, key_at: int, value_at: int) -> bool:
        """Report a key in braces without a colon, which is usually the rest of a text that a comma cut. Return whether there was one."""
        text = self.source.text
        if ":" in text[key_at + len(key) : value_at]:
            return False
        opens = text[max(0, key_at - 200) : key_at].rstrip().endswith("{")
        why = "`{` at the start of a value opens a mapping" if opens else "inside `{ }` a comma ends the text"
        help = "put a space after the colon" if ":" in key else "quote the whole text, or write the entry on lines of its own"
        self._add("flow-comma", key_at, key_at + len(key), f"`{key[:40]}` is a key without a value: {why}", help)
        return True

    def _syntax_error(self, error: MarkedYAMLError) -> None:
        problems = self.found.problems
        if self.open_quotes:  # after an open quote, texts and keys are confused, so only the quote is reported
            problems[:] = [problem for problem in problems if problem.span.key <= self.open_quotes[0].span.key]
            return
        problem = error.problem_mark.index if error.problem_mark is not None else 0
        context = error.context_mark.index if error.context_mark is not None else problem
        hint = explain_syntax_error(self.source.text, str(error.context or ""), context, str(error.problem or ""), problem)
        last = problems[-1] if problems else None
        if last is not None and self.source.line_of(problem) <= last.span.line + (last.code == "comment-cut"):
            return  # this error follows from the last problem, or is in the rest of a text that was cut off in the line above
        problems.append(Diagnostic(hint.code, hint.message, self.source.span(hint.at, hint.at + 1), hint.help))
