"""Read: bytes of one YAML file to a tree with positions, every trap of the language a positioned error.

The only module that imports PyYAML. Its C parser is asked for events one by one, so that depth is bounded while the file is
read and nothing recurses; scalars stay text, for the schema alone decides what is a number, a date or a boolean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.domain.diagnostics import Diagnostic, Note
from generator.domain.nodes import Mapping, Node, Scalar, Sequence, SourceFile, Span
from generator.domain.yaml_syntax import explain_syntax_error

MAX_BYTES = 1 << 20
MAX_DEPTH = 40
MAX_PROBLEMS = 100

# Line feed, carriage return before one, and tab are the only controls that a writer's file needs. U+0085, U+2028 and U+2029
# are line breaks to YAML and not to editors; the bidirectional overrides make a line read as another than it is.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)")
CUT = re.compile(r"[ \t]#(?![\s#]|\Z)")
CUT_HERE = re.compile(r"[ \t]+#(?![\s#]|\Z)")
NULLS = frozenset(("", "null", "~"))


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file holds: its tree, or None when it could not be read to its end; `complete` says whether it was."""

    source: SourceFile
    tree: Mapping | None
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True


def read(path: str, data: bytes) -> ReadFile:
    """Read one file. Never raises for its content; a file with problems gives as much of the tree as was read."""
    if len(data) > MAX_BYTES:
        source = SourceFile(path, data[:200].decode("utf-8", "replace"))
        message = f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        return _unread(source, 0, 1, "too-large", message, "split it: any file of a layer may hold any part of it")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        source = SourceFile(path, before + data[error.start :].decode("utf-8", "replace"))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return _unread(source, len(before), len(before) + 1, "not-utf-8", message, "save the file as UTF-8")
    text = text.removeprefix("\ufeff")
    source = SourceFile(path, text)
    bad = FORBIDDEN.search(text)
    if bad is not None:
        message = f"the character U+{ord(bad[0]):04X} does not belong in a text file"
        return _unread(source, bad.start(), bad.end(), "control-character", message, "delete it, or type the character that was meant")
    return _Builder(source).build()


def _unread(source: SourceFile, start: int, end: int, code: str, message: str, help: str) -> ReadFile:
    return ReadFile(source, None, (Diagnostic(code, message, source.span(start, end), help),), complete=False)


class _Builder:
    """Turns the events of one file into its tree; holds the stack that a recursion would."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.root: Node | None = None
        self.open_quote: Scalar | None = None

    def build(self) -> ReadFile:
        complete = False
        try:
            complete = self._follow(CParser(self.source.text))
        except MarkedYAMLError as error:
            self._syntax_error(error)
        except YAMLError as error:  # the reader's own errors are forestalled by FORBIDDEN; this keeps a surprise positioned
            self._add("yaml-syntax", self.source.span(0, 1), f"the file is no YAML: {error}", "")
        tree = self.root if isinstance(self.root, Mapping) else None
        if tree is None and self.root is not None and not self.problems:
            if isinstance(self.root, Scalar) and self.root.value is None:
                tree = Mapping(self.source, 0, 0)
            else:
                help = "start with a key such as `checklists:`; entities live in mappings by id, never in lists"
                self._add("wrong-shape", self.root.span, "the file is not a mapping", help)
        if self.root is None and complete:
            tree = Mapping(self.source, 0, 0)
        return ReadFile(self.source, tree, tuple(self.problems), complete)

    def _add(self, code: str, span: Span, message: str, help: str, notes: tuple[Note, ...] = ()) -> None:
        self.problems.append(Diagnostic(code, message, span, help, notes=notes))

    def _follow(self, parser: CParser) -> bool:
        """Build the tree; True when the end of the file was reached."""
        source = self.source
        text = source.text
        cuts = CUT.search(text) is not None
        stack: list[Mapping | Sequence] = []
        flows: list[bool] = []
        keys: list[Scalar | None] = []
        container: Mapping | Sequence | None = None
        key: Scalar | None = None
        documents = 0
        get_event = parser.get_event
        while True:
            event: Any = get_event()
            kind = type(event)
            node: Node
            if kind is ScalarEvent:
                start = event.start_mark.index
                end = event.end_mark.index
                value = event.value
                style = event.style
                scalar: Scalar
                if style is None or style == "":
                    scalar = Scalar(source, start, end, None if value in NULLS else value)
                    if cuts and text[end : end + 1] in (" ", "\t"):
                        self._check_cut(scalar)
                elif style in "|>":
                    scalar = Scalar(source, start, end, value, "block")
                else:
                    scalar = Scalar(source, start, end, value, "quoted")
                    if "\n" in text[start:end]:
                        self._check_quote(scalar)
                if event.anchor is not None or event.tag is not None:
                    self._check_marks(event, scalar)
                if type(container) is Mapping and key is None:
                    key = scalar
                    if scalar.value is None:
                        key.value = value
                    continue
                node = scalar
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark.index
                opened: Mapping | Sequence = (
                    Mapping(source, start, start) if kind is MappingStartEvent else Sequence(source, start, start, [])
                )
                if event.anchor is not None or event.tag is not None:
                    self._check_marks(event, opened)
                if type(container) is Mapping and key is None:
                    if self._braces(start):
                        return False
                    self._add("wrong-shape", opened.span, "a key must be a plain word", "write the key as text")
                    return False
                if len(stack) >= MAX_DEPTH:
                    self._add(
                        "too-deep",
                        opened.span,
                        f"nested deeper than {MAX_DEPTH} levels",
                        "entities need fewer levels: check the brackets and the indentation",
                    )
                    return False
                if container is None:
                    self.root = opened
                else:
                    stack.append(container)
                    flows.append(bool(event.flow_style))
                    keys.append(key)
                    self._attach(container, key, opened)
                container, key = opened, None
                if len(self.problems) > MAX_PROBLEMS:
                    return False
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                assert container is not None
                container.end = event.end_mark.index
                if not stack:
                    container = None
                    continue
                container = stack.pop()
                flows.pop()
                keys.pop()
                key = None
                continue
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    start = event.start_mark.index
                    self._add(
                        "several-documents",
                        source.span(start, start + 3),
                        "a second YAML document begins here",
                        "one file is one document: delete the `---`, or make two files",
                    )
                    return False
                if event.version is not None or event.tags:
                    self._add("tag", source.span(0, text.find("\n")), "a YAML directive", "delete the line: the reader needs none")
                continue
            elif kind is AliasEvent:
                start = event.start_mark.index
                help = "quote the text if it begins with `*`; to share values, put them into a layer that both extend"
                self._add("anchor-or-alias", source.span(start, event.end_mark.index), "`*` makes this a YAML alias", help)
                node = Scalar(source, start, event.end_mark.index, "*")
                if type(container) is Mapping and key is None:
                    key = node
                    continue
            elif kind is DocumentEndEvent:
                continue
            elif event is None:
                return True
            else:
                continue
            # A value is complete: `node`.
            if container is None:
                self.root = node
            elif type(container) is Mapping:
                assert key is not None
                if flows and flows[-1] and node.start == node.end:
                    self._check_comma(key, node)
                self._attach(container, key, node)
                key = None
            else:
                self._attach(container, None, node)

    def _attach(self, container: Mapping | Sequence, key: Scalar | None, node: Node) -> None:
        if isinstance(container, Sequence):
            container.items.append(node)
            return
        assert key is not None
        name = key.value
        assert name is not None
        if name in container.keys:
            first = Note("first", container.keys[name].span)
            self._add(
                "duplicate-key",
                key.span,
                f"the key `{name[:60]}` stands here twice",
                "keep one of them, or give the second its own id",
                (first,),
            )
            return
        if name == "<<":
            self._add("merge-key", key.span, "`<<` is no merge here", "put what is shared into a layer and extend it")
        container.keys[name] = key
        container.values[name] = node

    def _check_cut(self, scalar: Scalar) -> None:
        cut = CUT_HERE.match(self.source.text, scalar.end)
        if cut is not None:
            self._add(
                "comment-cut",
                self.source.span(cut.end() - 1, cut.end()),
                "the text is cut off here: ` #` begins a comment",
                "quote the text, or put a space after the `#` of a comment",
            )

    def _check_quote(self, scalar: Scalar) -> None:
        if self.open_quote is None:
            self.open_quote = scalar
        self._add(
            "open-quote",
            scalar.span,
            "the quote is not closed on its line",
            "close it; for a long text use `>-` and indent the lines below",
        )

    def _check_marks(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, node: Node) -> None:
        if event.anchor is not None:
            help = "quote the text if it begins with `&`; to share values, put them into a layer that both extend"
            self._add("anchor-or-alias", node.span, "`&` makes this a YAML anchor", help)
        if event.tag is not None:
            self._add(
                "tag",
                node.span,
                f"`!` makes this a YAML tag: `{event.tag[:40]}`",
                "quote the text if it begins with `!`; the schema knows each field's type",
            )

    def _check_comma(self, key: Scalar, value: Node) -> None:
        if ":" not in self.source.text[key.end : value.start]:
            self._add(
                "flow-comma",
                key.span,
                f"`{(key.value or '')[:40]}` is a key without a value: inside `{{ }}` a comma ends the text",
                "quote the whole text, or write the entry on lines of its own",
            )

    def _braces(self, start: int) -> bool:
        """Report `{{ params.x }}` that stands unquoted at the start of a value."""
        if self.source.text[start - 1 : start + 1] != "{{":
            return False
        self._add(
            "bare-braces",
            self.source.span(start - 1, start + 1),
            "a value that begins with `{{` must be quoted",
            'write it as "{{ params.NAME }}", with the rest of the text inside the quotes',
        )
        return True

    def _syntax_error(self, error: MarkedYAMLError) -> None:
        if self.open_quote is not None:
            return  # what follows a quote that swallowed lines is a consequence of it
        problem = error.problem_mark.index if error.problem_mark is not None else 0
        context = error.context_mark.index if error.context_mark is not None else problem
        start, message, help = explain_syntax_error(self.source.text, str(error.context or ""), context, str(error.problem or ""), problem)
        self._add("yaml-syntax", self.source.span(start, start + 1), message, help)
