"""The blocks of a sheet in a format that is text, such as Markdown. Their texts already have the signs of that format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.document.document_parts import Inline, Section
from generator.paper.shell_lines import with_breaks
from generator.text.catalogue import Catalogue, CatalogueText
from generator.text.prose_tree import Block
from generator.text.shells import is_shell

TICK = "[ ]"
TICKED = "[x]"
NOT_APPLICABLE = "[-]"
# One of several marks, of which people mark one; not a box.
ROUND = "( )"
CHOSEN = "(x)"


@dataclass(frozen=True, slots=True)
class Titled:
    """A heading; `level` 2 is the outermost below the title of the sheet."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A command or code. A command of one line is `beside` its name if the format has signs for code in a text."""

    text: str
    syntax: str
    beside: bool = False

    def within(self, longest: int) -> str:
        """Return the lines with breaks in those that have more than `longest` letters; only commands for a shell have breaks."""
        return with_breaks(self.text, longest) if is_shell(self.syntax) else self.text


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that keeps its lines."""

    text: str


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """Prose, and a line to write on for each of its blanks."""

    blocks: tuple[Block, ...]
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line: short texts, the room to write on beside them, and what is `below`.

    `mark` is a box or a round mark, also one that a run has answered, and `go` says what people tick or mark there. People read `caution`
    before anything else. The first text begins with the `number`. A `label` is the name of what the texts say. A `quiet` line is that of
    somebody else, who is the last text.
    """

    texts: tuple[str, ...] = ()
    mark: str = ""
    go: str = ""
    caution: str = ""
    number: str = ""
    label: str = ""
    room: str = ""
    quiet: bool = False
    below: tuple[SheetLine | Typed | Kept | ProseBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines that belong together, without anything between them."""

    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Framed:
    """What a frame sets apart: triggers, and holds."""

    blocks: tuple[SheetLine | LineGroup, ...]


@dataclass(frozen=True, slots=True)
class Gridded:
    """The rows of a section as a table."""

    section: Section


SheetBlock = Titled | SheetLine | LineGroup | Framed | Gridded | ProseBlock


class SheetStrings(Catalogue):
    """The strings of the catalogue and the texts of authors, in the signs of one format. Values that are put into strings have them."""

    arrow = "→"
    between = " · "

    def put(self, form: str, values: Mapping[str, object]) -> CatalogueText:
        return super().put(self.literal(form), values)

    def literal(self, text: str) -> str:
        """Return a text without markup on one line."""
        raise NotImplementedError

    def composed(self, text: str) -> str:
        """Return a text of ours on one line, which may contain names that authors gave."""
        return self.literal(text)

    def markup(self, parts: Inline) -> str:
        """Return the parts of a text on one line."""
        raise NotImplementedError

    def code(self, text: str) -> str:
        """Return a line of code."""
        raise NotImplementedError

    def address(self, url: str) -> str:
        """Return a web address."""
        raise NotImplementedError

    def strong(self, text: str) -> str:
        """Return a text of this format as strong text."""
        raise NotImplementedError

    def weak(self, text: str) -> str:
        """Return a text of this format as what is said beside another text."""
        raise NotImplementedError

    def loud(self, text: str) -> str:
        """Return a word of this format that nobody may miss."""
        raise NotImplementedError

    def meeting(self, text: str) -> str:
        """Return what people wait for, or tell others."""
        raise NotImplementedError

    def rule(self, columns: int) -> str:
        """Return a line to write on."""
        raise NotImplementedError
