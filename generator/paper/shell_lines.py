"""Break long lines of shell commands at spaces, so that people can type what they read, and copied text runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.document.document_parts import Box, Row, Slot
from generator.text.parameters import pieces
from generator.text.shells import is_shell

# In letters: what a line of a sheet holds beside its number and box.
LONGEST = 80
INDENT = "  "
# A line to write on in a command needs the room of SLOT letters, which are filled up with ROOM.
SLOT, ROOM = 22, "\0"
# What is more to a shell than a letter: escaped characters, quotes, brackets, here-documents, comments, and the spaces between words.
MARK = re.compile(r"""\\.?|\$?['"(]|\$\{|[`)}]|<<<?|(?:^|(?<=[\s;&|(`]))#|[ \t]+""")
HERE_DOCUMENT = re.compile(r"""<<(-?)\s*('[^']*'|"[^"]*"|[^\s'"<>|&;()]+)""")
OPENED = {"$(": ")", "${": "}", "`": "`", '"': '"'}
QUOTES = frozenset(("'", "$'", '"'))
# What is open where the shell reads words: nothing, or a bracket.
WORDS = ("", ")", "`")
# The paths of Windows, whose shells have another mark for a line that goes on.
WINDOWS = re.compile(r"(?:^|[\s'\"=])[A-Za-z]:\\[A-Za-z]")


def filled_in(text: str, slots: Mapping[str, Slot], room: int = SLOT) -> str:
    """Return a command or code with the known values of its slots; a slot without a value has the room of a line to write on."""
    return "".join((slots[piece.id].value or piece.text.ljust(room, ROOM)) if piece.id else piece.text for piece in pieces(text, slots))


def typed_lines(held: Box | Row, command: str, longest: int = LONGEST) -> str:
    """Return a command with breaks in its long lines. A command that is not for a shell has no breaks."""
    return with_breaks(command, longest) if is_shell(held.syntax) else command


def with_breaks(command: str, longest: int = LONGEST) -> str:
    """Return a shell command whose lines have at most `longest` letters, if they can be broken.

    A line is broken only at spaces between words: not in quotes, comments, here-documents and words. The shell reads ` \\` at the end of a
    line and the indent of the next as one space. A command for Windows stays as it is.
    """
    return "\n".join(piece for line, spaces in places_to_break(command) for piece in _broken(line, spaces, longest))


def places_to_break(command: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield each line of a shell command with the start and end of the spaces at which it can be broken."""
    opened: list[str] = []
    endings: list[tuple[str, str]] = []
    for line in command.split("\n"):
        if endings or WINDOWS.search(command):
            yield line, []
            tabs, ending = endings[0] if endings else ("", "")
            if endings and (line.strip() if tabs else line) == ending:
                endings.pop(0)
            continue
        spaces, endings = _spaces_between_words(line, opened)
        yield line, spaces


def are_lines_text(command: str) -> bool:
    """Return whether spaces before the lines of a shell command would change it: in here-documents, and in quotes of several lines."""
    opened: list[str] = []
    for line in command.split("\n")[:-1]:
        _, endings = _spaces_between_words(line, opened)
        if endings or not QUOTES.isdisjoint(opened):
            return True
    return False


def _spaces_between_words(line: str, opened: list[str]) -> tuple[list[tuple[int, int]], list[tuple[str, str]]]:
    """Return the start and end of the spaces at which a line can be broken, and the last lines of the here-documents that begin,
    each with `-` if tabs before it do not count.

    `opened` are the ends of the quotes and brackets that are open, the innermost last. It is changed to those that the line leaves open.
    """
    spaces, endings = [], []
    for mark in MARK.finditer(line):
        sign, within = mark[0], opened[-1] if opened else ""
        if within in ("'", "$'"):
            # In single quotes, a backslash escapes nothing.
            if sign[-1] == "'" and (sign[0] != "\\" or within == "'"):
                opened.pop()
        elif sign[0] == "\\":
            continue
        elif within and sign[-1] == within:
            opened.pop()
        elif sign in OPENED:
            opened.append(OPENED[sign])
        elif within not in WORDS:
            continue
        elif sign in ("'", "$'", '$"', "("):
            opened.append({'$"': '"', "(": ")"}.get(sign, sign))
        elif sign == "#":
            break
        elif sign == "<<" and (here := HERE_DOCUMENT.match(line, mark.start())):
            endings.append((here[1], re.sub(r"['\"\\]", "", here[2])))
        elif sign.isspace() and within != "`" and line[: mark.start()].strip() and line[mark.end() :].strip("\\ \t"):
            spaces.append(mark.span())
    return spaces, endings


def _broken(line: str, spaces: list[tuple[int, int]], longest: int) -> Iterator[str]:
    """Yield the pieces of a line. A piece is longer than `longest` only if it has no space to break at."""
    indent = line[: len(line) - len(line.lstrip())] + INDENT
    # A word that no line holds stays beside the word before it.
    spaces = [(start, end) for start, end in spaces if len(indent) + len(line[end:].split(None, 1)[0]) <= longest - len(" \\")]
    start, before = 0, ""
    while len(before) + len(line) - start > longest:
        room = start + longest - len(before) - len(" \\")
        left = [span for span in spaces if span[0] > start]
        if not left:
            break
        cut = max((span for span in left if span[0] <= room), default=left[0])
        yield f"{before}{line[start : cut[0]]} \\"
        start, before = cut[1], indent
    yield before + line[start:]
