"""The texts of one document: their links, pictures and footnotes, resolved to what a runbook can show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from generator.imports.blocks import Block, Inline, plain, text_lines
from generator.imports.draft import ImportOptions
from generator.imports.html_inlines import without_tags
from generator.imports.line_account import COMMENT, LineAccount
from generator.imports.write_inline import line_text
from generator.text.inline_markup import is_link_target

FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
PICTURE = "a picture that is not beside the document: "
ODD_IN_URL = re.compile(r"[\s<>\"`\\\x00-\x20\x7f]|[^\x00-\x7f]")
UNCLOSED = re.compile(r"!\[([^\[\]]+)\]\(([^\s()]+)\Z")
IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


@dataclass(slots=True)
class DocumentTexts:
    """Makes the texts of a document ready to be written.

    `anchors` are the addresses of the places in the document, by their names. `footnotes` are by label; a text that uses some leaves them
    in `waiting`, for the writer of what follows the text. `files` are the files beside the document that are used, by their new paths.
    """

    path: str
    options: ImportOptions
    account: LineAccount
    anchors: dict[str, str] = field(default_factory=dict)
    footnotes: dict[str, Block] = field(default_factory=dict)
    waiting: list[Block] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def line(self, block: Block) -> str:
        """Return the text of a block for a field of one line."""
        return line_text(self.clean(block.spans, block.first))

    def clean(self, spans: Iterable[Inline], line: int) -> tuple[Inline, ...]:
        """Return a text without HTML, whose links lead somewhere. `line` is its first source line."""
        found: list[Inline] = []
        spans = tuple(spans)
        alone = not any(span.kind in ("text", "strong", "code", "link") and plain([span]) for span in spans)
        self.note_comments(spans, line)
        for span in without_tags(spans):
            match span.kind:
                case "line" | "break":
                    line += 1
                    found.append(span)
                case "link":
                    found += self._link(span, line)
                case "image":
                    found.append(self._image(span, line, alone=alone))
                case "text" if "[" in span.text:
                    if picture := UNCLOSED.search(span.text):
                        self.account.note(line, f"a picture without its last bracket: `{picture[2]}`", "kept as text")
                    found.append(Inline("text", FOOTNOTE.sub(self._footnote, UNCLOSED.sub(r"\1 (\2)", span.text))))
                case "strong" if not plain(span.spans).strip("*_"):
                    continue  # stars around room to write
                case "strong" if not plain(span.spans).strip("/.-"):
                    found.append(Inline("text", f"__{plain(span.spans)}__"))  # __/__/____ is room for a date
                case _ if span.spans:
                    found.append(Inline(span.kind, span.text, span.url, self.clean(span.spans, line)))
                case _:
                    found.append(span)
        return tuple(found)

    def note_comments(self, spans: Iterable[Inline], line: int) -> None:
        """Report each comment in full, at its line."""
        for span in spans:
            self.note_comments(span.spans, line)
            if span.kind == "html" and span.text.startswith("<!--"):
                self.account.note(line, f"{COMMENT}{' '.join(span.text[4:-3].split())}`", "left out")
            line += span.text.count("\n") if span.kind == "html" else len(text_lines([span])) - 1

    def taken_footnotes(self) -> list[Block]:
        """Return the footnotes that the texts since the last call have used for the first time."""
        taken, self.waiting = self.waiting, []
        return taken

    def target(self, url: str) -> str:
        """Return where a link leads in the runbook; an empty text if nowhere."""
        if is_link_target(url):
            return url
        if re.match(r"(?:https?|mailto|tel):", url, re.IGNORECASE):
            encoded = ODD_IN_URL.sub(lambda match: quote(match[0]), url)
            return encoded if is_link_target(encoded) else ""
        if url.startswith("www."):
            return self.target(f"https://{url}")
        if url.startswith("#"):
            return self.anchors.get(unquote(url[1:]).lower(), "")
        if re.match(r"[a-z][a-z0-9+.-]*:|//", url, re.IGNORECASE):
            return ""
        path, _, _ = unquote(url).partition("#")
        path = posixpath.normpath(path.partition("?")[0]) if path else ""
        place = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path)) if path else ""
        if place in self.options.variants:
            return f"variant:{self.options.variants[place]}"
        return self._file(path) if path in self.options.beside and not path.endswith((".md", ".markdown")) else ""

    def _file(self, path: str) -> str:
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", posixpath.basename(path)).strip("-.") or "file"
        stem, dot, ending = name.rpartition(".")
        number, new = 1, f"files/{name}"
        while self.files.get(new, path) != path:
            number += 1
            new = f"files/{stem}-{number}{dot}{ending}" if stem else f"files/{name}-{number}"
        self.files[new] = path
        return new

    def _link(self, span: Inline, line: int) -> list[Inline]:
        label = self.clean(span.spans, line)
        title = [Inline("text", f" ({span.text})")] if span.text else []
        if any(part.kind == "image" and part.url for part in label):  # a picture that leads somewhere
            label = tuple(Inline("text", part.text) if part.kind == "image" else part for part in label)
        label = tuple(inner for part in label for inner in (part.spans if part.kind == "link" else (part,)))  # a picture in a link
        number = IN_BRACKETS.fullmatch(label[0].text) if len(label) == 1 else None
        before = [Inline("text", " ")] if number else []
        label = (Inline("text", number[1]),) if number else label  # the mark of a footnote by hand
        target = self.target(span.url)
        if target:
            return [*before, Inline("link", url=target, spans=label or (Inline("text", span.url),)), *title]
        if not span.url:
            return [*label, *title]
        self.account.note(line, _nowhere(span.url), "kept as text")
        shown = [] if plain(label) == span.url else [Inline("text", f" ({span.url})")]
        return [*label, *shown, *title]

    def _image(self, span: Inline, line: int, *, alone: bool) -> Inline:
        target = self.target(span.url)
        alternative = " ".join(span.text.split()) or posixpath.splitext(posixpath.basename(unquote(span.url)))[0]
        if target.startswith("files/") and target.lower().endswith(PICTURES):
            return Inline("image", alternative, target)
        self.account.note(line, f"{PICTURE}`{span.url}`", "kept as text")
        if is_link_target(target):
            return Inline("link", url=target, spans=(Inline("text", alternative),))
        return Inline("text", f"{alternative} ({span.url})" if alone else alternative)

    def _footnote(self, match: re.Match[str]) -> str:
        label = match[1]
        block = self.footnotes.get(label)
        if block is not None and label not in self.used:
            self.used.add(label)
            self.waiting.append(block)
        return f"[{label}]"


def _nowhere(url: str) -> str:
    if url.startswith("#"):
        return f"a link to a place that the document does not have: `{url}`"
    return f"a link that leads outside of the document: `{url}`"


def anchor_slug(title: str) -> str:
    """Return the name that GitHub gives to the place of a heading."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def pictures_apart(spans: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    """Return the texts and pictures of a paragraph, each picture alone, because prose has pictures only between paragraphs."""
    parts: list[list[Inline]] = [[]]
    for span in spans:
        if span.kind == "image":
            parts += [[span], []]
        else:
            parts[-1].append(span)
    return [tuple(part) for part in parts if plain(part) or any(span.kind == "image" for span in part)]
