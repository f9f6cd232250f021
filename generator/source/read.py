"""Read: bytes of one YAML file to a tree with positions, every trap of the language a positioned error.

The only module that imports PyYAML. Its C parser is asked for events one by one, so that depth is bounded while the file is
read and nothing recurses; scalars stay text, for the schema alone decides what is a number, a date or a boolean.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.diagnostics.diagnostic import Diagnostic, Findings, RelatedPlace, TooMany
from generator.diagnostics.work_counts import work
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, SourceFile
from generator.source.read_file import ReadFile
from generator.source.yaml_errors import explain_syntax_error
from generator.text.span import Span

MAX_BYTES = 1 << 20
MAX_DEPTH = 40

# Line feed, carriage return before one, and tab are the only controls that a writer's file needs. U+0085, U+2028 and U+2029
# are line breaks to YAML and not to editors; the bidirectional overrides make a line read as another than it is.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)")
PLAIN = bytes(range(0x20, 0x7F)) + b"\n\t"  # a file of these alone, as most are, needs no closer look
CUT = re.compile(r"[ \t]#(?![\s#]|\Z)")
CUT_HERE = re.compile(r"[ \t]+#(?![\s#]|\Z)")
NULLS = frozenset(("", "null", "~"))


@work("files parsed")
def read(path: str, data: bytes) -> ReadFile:
    """Read one file. Never raises for its content; a file with problems gives as much of the tree as was read."""
    if len(data) > MAX_BYTES:
        source = SourceFile(path, data[:200].decode("utf-8", "replace"))
        message = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        return _unread(source, 0, 1, "too-large", message, "split it: any file of a layer may hold any part of it")
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        source = SourceFile(path, before + data[error.start :].decode("utf-8", "replace"))
        what = "the file is UTF-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else f"byte 0x{data[error.start]:02x} is not UTF-8"
        return _unread(source, len(before), len(before) + 1, "not-utf-8", what, "save the file as UTF-8")
    source = SourceFile(path, text)
    bad = None if data.isascii() and not data.translate(None, PLAIN) else FORBIDDEN.search(text)
    if bad is not None:
        message = f"the character U+{ord(bad[0]):04X} does not belong in a text file"
        help = "delete it, or type the character that was meant"
        if bad[0] == "\x00":
            help = "delete it; if there are many of them, the file is UTF-16, and must be saved as UTF-8"
        elif bad[0] == "\r":
            help = "save the file with line feeds as line ends"
        return _unread(source, bad.start(), bad.end(), "control-character", message, help)
    return _Builder(source).build()


def _unread(source: SourceFile, start: int, end: int, code: str, message: str, help: str) -> ReadFile:
    return ReadFile(source, None, (Diagnostic(code, message, source.span(start, end), help),), complete=False)


class _Builder:
    """Turns the events of one file into its tree; holds the stack that a recursion would."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.found = Findings("the file", most=100)
        self.root: Node | None = None
        self.broken = False
        self.lacks = False  # whether what YAML would have put here from elsewhere is missing
        self.open_quotes: list[Diagnostic] = []

    def build(self) -> ReadFile:
        complete = False
        try:
            complete = self._follow(CParser(self.source.text)) and not self.open_quotes and not self.lacks
        except TooMany:
            pass
        except MarkedYAMLError as error:
            self._syntax_error(error)
            self.broken = True
        except YAMLError as error:  # the reader's own errors are forestalled by FORBIDDEN; this keeps a surprise positioned
            self._add("yaml-syntax", self.source.span(0, 1), f"the file is no YAML: {error}", "")
        if self.open_quotes:
            self._settle_quotes()
        tree = self.root if isinstance(self.root, MappingNode) else None
        if tree is None and self.root is not None and not self.found.problems:
            if isinstance(self.root, ScalarNode) and self.root.value is None:
                tree = MappingNode(self.source, 0, 0)
            else:
                help = "start with a key such as `checklists:`; entities live in mappings by id, never in lists"
                self._add("wrong-shape", self.root.span, "the file is not a mapping", help)
                complete = False
        if self.root is None and complete:
            tree = MappingNode(self.source, 0, 0)
        return ReadFile(self.source, tree, tuple(self.found.problems), complete)

    def _add(self, code: str, span: Span, message: str, help: str, notes: tuple[RelatedPlace, ...] = ()) -> None:
        self.found.add(Diagnostic(code, message, span, help, notes=notes))

    def _follow(self, parser: CParser) -> bool:  # noqa: C901 - one branch per kind of event, and no call for most of them
        """Build the tree; True when the end of the file was reached.

        This loop runs once per key and per value of all data: what it can learn about the whole file beforehand it does not ask
        again for each event.
        """
        source = self.source
        text = source.text
        cuts = (" #" in text or "\t#" in text) and CUT.search(text) is not None
        marks = "&" in text or "!" in text
        quotes = '"' in text
        stack: list[tuple[MappingNode | SequenceNode | None, bool]] = []
        container: MappingNode | SequenceNode | None = None
        values: dict[str, Node] | None = None  # those of the container, when it is a mapping
        flow = False
        key: str | None = None
        key_at = 0
        documents = 0
        last_end = 0  # where the last value ended: a block's own mark lies beyond the comments and blank lines below it
        get_event = parser.get_event
        while True:
            event: Any = get_event()
            kind = type(event)
            node: Node
            if kind is ScalarEvent:
                start = event.start_mark.index
                value = event.value
                if values is not None and key is None:
                    key, key_at = value, start
                    if marks:
                        self._check_marks(event)
                    continue
                end = event.end_mark.index
                style = event.style
                if not style:
                    node = ScalarNode(source, start, end, None if len(value) < 5 and value in NULLS else value)
                    if cuts:
                        self._check_cut(end)
                    if quotes and value.count('"') % 2:
                        self._add_stray_quote(text.rfind('"', start, end))
                    if flow and start == end and key is not None and self._is_cut_by_comma(key, key_at, start):
                        key = None
                        continue
                elif style in "|>":
                    end = start + len(text[start:end].rstrip())
                    node = ScalarNode(source, start, end, value, "block")
                else:
                    node = ScalarNode(source, start, end, value, "quoted")
                    if "\n" in text[start:end]:
                        self._check_quote(node)
                last_end = end
                if marks:
                    self._check_marks(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark.index
                opened = MappingNode(source, start, start) if kind is MappingStartEvent else SequenceNode(source, start, start, [])
                if marks:
                    self._check_marks(event)
                if values is not None and key is None:
                    self._complex_key(start)
                    return False
                if len(stack) >= MAX_DEPTH:
                    help = "entities need fewer levels: check the brackets and the indentation"
                    self._add("too-deep", opened.span, f"nested deeper than {MAX_DEPTH} levels", help)
                    return False
                self._attach(container, key, key_at, opened)
                stack.append((container, flow))
                container, flow, key = opened, bool(event.flow_style), None
                values = opened.values if isinstance(opened, MappingNode) else None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                assert container is not None
                if flow:
                    last_end = event.end_mark.index
                container.end = last_end
                container, flow = stack.pop()
                values = container.values if isinstance(container, MappingNode) else None
                key = None
                continue
            elif event is None:
                return True
            elif kind is AliasEvent:
                start, end = event.start_mark.index, event.end_mark.index
                help = "quote the text if it begins with `*`; to share values, put them into a layer that both extend"
                self._add("anchor-or-alias", source.span(start, end), "`*` makes this a YAML alias", help)
                if values is not None and key is None:
                    key, key_at = text[start:end], start
                    continue
                node = ScalarNode(source, start, end, text[start:end])
                last_end = end
                self.lacks = True
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    start = event.start_mark.index
                    help = "one file is one document: delete the `---`, or make two files"
                    self._add("several-documents", source.span(start, start + 3), "a second YAML document begins here", help)
                    return False
                if event.version is not None or event.tags:
                    self._add("tag", source.span(0, text.find("\n")), "a YAML directive", "delete the line: the reader needs none")
                continue
            else:
                continue
            if values is not None and key is not None:
                if key in values or key == "<<":
                    self._attach(container, key, key_at, node)
                else:
                    values[key] = node
                    container.starts[key] = key_at  # type: ignore[union-attr]
                key = None
            else:
                self._attach(container, None, 0, node)

    def _attach(self, container: MappingNode | SequenceNode | None, key: str | None, key_at: int, node: Node) -> None:
        if container is None:
            self.root = node
        elif isinstance(container, SequenceNode):
            container.items.append(node)
        elif key is not None:
            if key in container.values:
                span = self.source.span(key_at, key_at + len(key))
                help = "keep one of them, or give the second its own id"
                self._add(
                    "duplicate-key",
                    span,
                    f"the key `{key[:60]}` stands here twice",
                    help,
                    (RelatedPlace("first", container.key(key).span),),
                )
                return
            if key == "<<":
                span = self.source.span(key_at, key_at + 2)
                self._add("merge-key", span, "`<<` is no merge here", "put what is shared into a layer and extend it")
                self.lacks = True
                return
            container.values[key] = node
            container.starts[key] = key_at

    def _complex_key(self, start: int) -> None:
        if self.source.text[start - 1 : start + 1] == "{{":
            help = 'write it as "{{ params.NAME }}", with the rest of the text inside the quotes'
            self._add("bare-braces", self.source.span(start - 1, start + 1), "a value that begins with `{{` must be quoted", help)
        else:
            self._add("wrong-shape", self.source.span(start, start + 1), "a key must be a plain word", "write the key as text")

    def _check_cut(self, end: int) -> None:
        cut = CUT_HERE.match(self.source.text, end)
        if cut is not None:
            self._add(
                "comment-cut",
                self.source.span(cut.end() - 1, cut.end()),
                "the text is cut off here: ` #` begins a comment",
                "quote the text, or put a space after the `#` of a comment",
            )

    def _add_stray_quote(self, at: int) -> None:
        help = "delete it, or write its partner; if it is meant to stand alone, put the whole value into single quotes"
        self._add("stray-quote", self.source.span(at, at + 1), "this quote has no partner", help)

    def _check_quote(self, scalar: ScalarNode) -> None:
        help = "close it; for a long text use `>-` and indent the lines below"
        self._add("open-quote", scalar.span, "the quote is not closed on its line", help)
        self.open_quotes.append(self.found.problems[-1])

    def _settle_quotes(self) -> None:
        """A quote that swallowed lines turns all that follows inside out: where the file then breaks, it alone is told."""
        if self.broken:
            first = self.open_quotes[0]
            self.found.problems = [problem for problem in self.found.problems if problem.span.key <= first.span.key]

    def _check_marks(self, event: Any) -> None:
        if event.anchor is None and event.tag is None:
            return
        start = event.start_mark.index
        span = self.source.span(start, max(event.end_mark.index, start + 1))
        if event.anchor is not None:
            help = "quote the text if it begins with `&`; to share values, put them into a layer that both extend"
            self._add("anchor-or-alias", span, "`&` makes this a YAML anchor", help)
        if event.tag is not None:
            help = "quote the text if it begins with `!`; the schema knows each field's type"
            self._add("tag", span, f"`!` makes this a YAML tag: `{self.source.text[start : start + 40].split()[0]}`", help)

    def _is_cut_by_comma(self, key: str, key_at: int, value_at: int) -> bool:
        """Report a key inside braces that has not even a colon: most often the rest of a text that a comma cut."""
        text = self.source.text
        if ":" in text[key_at + len(key) : value_at]:
            return False
        opens = text[max(0, key_at - 200) : key_at].rstrip().endswith("{")
        why = "`{` at the start of a value opens a mapping" if opens else "inside `{ }` a comma ends the text"
        help = "put a space after the colon" if ":" in key else "quote the whole text, or write the entry on lines of its own"
        self._add("flow-comma", self.source.span(key_at, key_at + len(key)), f"`{key[:40]}` is a key without a value: {why}", help)
        return True

    def _syntax_error(self, error: MarkedYAMLError) -> None:
        if self.open_quotes:
            return
        problem = error.problem_mark.index if error.problem_mark is not None else 0
        context = error.context_mark.index if error.context_mark is not None else problem
        told = explain_syntax_error(self.source.text, str(error.context or ""), context, str(error.problem or ""), problem)
        last = self.found.problems[-1] if self.found.problems else None
        if last is not None and self.source.line_of(problem) <= last.span.line + (last.code == "comment-cut"):
            return  # it follows from what was told of this line, or goes on with a text that was cut off in the line above
        self.found.problems.append(Diagnostic(told.code, told.message, self.source.span(told.at, told.at + 1), told.help))
