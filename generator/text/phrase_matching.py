"""Find texts by their words, whatever markup, punctuation, case and accents the texts have."""

from __future__ import annotations

import gzip
import html
import re
import sys
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import accumulate, pairwise
from unicodedata import decimal, normalize
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, is_zipfile

from generator.text.inline_markup import plain_text

Run = tuple[str, ...]

# Accents of European scripts, vowel signs of Hebrew and Arabic, and invisible characters that break or join words.
UNREAD = re.compile("[\u0300-\u036f\u0591-\u05bd\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufeff]")
# Letters that have no accent to take away, and that people type as these.
PLAIN_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
OTHER_DIGIT = re.compile(r"[^\D0-9]")
WORD = re.compile(r"[^\W_]+|\0")
# Tags inside a sentence. Any other tag ends the sentence, so that words before and after it do not match together.
INLINE_TAG = re.compile(r"</?(?:a|abbr|b|bdi|br|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|time|tspan|u|wbr)\b[^<>]*>")
# Part of a word may be strong, so these tags do not separate words.
STRONG_TAG = re.compile(r"</?strong>")
TAG = re.compile(r"<[^<>]*>")
# Attributes of drawings. Their figures could look like a phone number.
GEOMETRY = re.compile(r"""\s(?:d|points|viewBox|transform|style|srcset|sizes|width|height|[xy][12]?|[cdr][xy]|r)=(?:"[^"]*"|'[^']*')""")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(.))")
MARKUP = (".html", ".htm", ".svg", ".xml", ".atom", ".md")
SCRIPT = (".js", ".mjs", ".json", ".map", ".webmanifest")
FONTS = (".woff", ".woff2", ".ttf", ".otf")
UNREADABLE = (".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".mp4", ".webm", ".mp3", ".wasm")
# Office documents are archives too. A larger file in an archive is left out, because it may have been made to fill memory.
ARCHIVES = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar", ".whl")
LARGEST_MEMBER = 50_000_000
ENCRYPTED = 0x1
DAMAGED = (BadZipFile, OSError, EOFError, zlib.error, NotImplementedError)
MARKS_OF_ENCODINGS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
# This many words in a row are enough to recognise a long text.
RUN_LENGTH = 6


def folded(text: str) -> str:
    """Return the text in lower case, without accents, with the digits of all scripts as 0 to 9."""
    if text.isascii():
        return text.lower()
    return OTHER_DIGIT.sub(
        lambda digit: str(decimal(digit[0])), UNREAD.sub("", normalize("NFKD", text)).casefold().translate(PLAIN_LETTERS)
    )


class Folded:
    """A folded text, with a method that converts its indexes to indexes of the written text."""

    def __init__(self, written: str) -> None:
        parts = [folded(character) for character in written]
        self.text = "".join(parts)
        ends = accumulate((len(part) for part in parts), initial=0)
        self._places = [at for at, (start, end) in enumerate(pairwise(ends)) for _ in range(end - start)]
        self._places.append(len(written))

    def place(self, at: int) -> int:
        """Return the index in the written text for an index in the folded text."""
        return self._places[at]


def words_of(text: str) -> list[str]:
    """Return the folded words of a text. A break between two texts is a word that no text contains."""
    return WORD.findall(folded(text))


def runs_of(text: str) -> Iterator[Run]:
    """Yield the runs of words that identify a text, with and without its markup: all words of a short text, each part of a long text."""
    for form in dict.fromkeys((text, plain_text(text))):
        words = tuple(words_of(form))
        if words:
            yield from (words[start : start + RUN_LENGTH] for start in range(max(1, len(words) - RUN_LENGTH + 1)))


def readings(path: str, data: bytes) -> Iterator[str]:
    """Yield the text of a file, once for each way to read it, with escapes decoded. Pictures, PDFs and fonts have none."""
    if path.endswith(".gz"):
        path, data = path.removesuffix(".gz"), _decompressed(data)
    if path.lower().endswith((*UNREADABLE, *FONTS)):
        return
    if path.lower().endswith(ARCHIVES) and is_zipfile(BytesIO(data)):
        with suppress(*DAMAGED):
            yield from _readings_of_archive(data)
        return
    text = _decoded(data)
    if path.endswith(SCRIPT):
        text = ESCAPE.sub(_unescaped, text)
    if path.endswith(MARKUP):
        text = GEOMETRY.sub(" ", text)
    if path.endswith((*MARKUP, ".json")):
        yield html.unescape(TAG.sub(" \0 ", INLINE_TAG.sub(" ", STRONG_TAG.sub("", text))))
    text = unquote(html.unescape(text))
    yield text
    if "**" in text:
        yield text.replace("**", "")


def _readings_of_archive(data: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist():
            yield member.filename
            if member.file_size <= LARGEST_MEMBER and not member.flag_bits & ENCRYPTED and not member.filename.lower().endswith(ARCHIVES):
                with suppress(*DAMAGED):
                    yield from readings(member.filename, archive.read(member))


def _decompressed(data: bytes) -> bytes:
    """Return the content of a gzip file; of any other file, its bytes."""
    try:
        return gzip.decompress(data)
    except DAMAGED:
        return data


def words_in(path: str, data: bytes) -> Iterator[list[str]]:
    """Yield the words of a file, once for each way to read it."""
    return map(words_of, readings(path, data))


def _decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16; of any other file, each byte as one character."""
    named = next((encoding for mark, encoding in MARKS_OF_ENCODINGS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(named)
    except UnicodeDecodeError:
        return data.decode("latin-1")


class Runs:
    """A set of runs. One pass over the words of a text finds all runs of the set."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._by_first: dict[str, list[Run]] = {}
        for run in dict.fromkeys(runs):
            self._by_first.setdefault(run[0], []).append(run)

    def found_in(self, words: Sequence[str]) -> set[Run]:
        """Return the runs that occur in the words."""
        found: set[Run] = set()
        for at, word in enumerate(words):
            for run in self._by_first.get(word, ()):
                if run not in found and tuple(words[at : at + len(run)]) == run:
                    found.add(run)
        return found


def _unescaped(match: re.Match[str]) -> str:
    if code := match[1] or match[2] or match[3]:
        return chr(min(int(code, 16), sys.maxunicode))
    return " " if match[4] in "ntrbf" else match[4]
