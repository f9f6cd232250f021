"""The word list: `python -m tests.plain_words` prints each word that makes a text hard to read, with a better one, and exits with 1.

The list has only entries that a pattern can decide. Exceptions are part of the pattern.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What to find, in any case, and what to write instead.
WORDS = {
    r"told": "reported, shown, listed",
    r"anew": "again",
    r"mend(s|ed|ing)?": "fix",
    r"whom": "who, or a name",
    r"stands?(?! alone| for)": "is, appears, is written",
    r"(?<!Where it )stood": "was, was written",
    r"(?<!there )is no(?! (longer|more|less|\w+er than))": "is not a, has no, invalid",
    r"upon": "on",
    r"withh[eo]ld(s|ing)?": "redact",
    # `edition` is a key of messages between pages and workers, and pages of 0.1.0 use it.
    r"(?<![.\"])editions?(?!: |, digest| &&| !==)": "release, build, version, snapshot",
    r"verdicts?": "result, severity",
    r"gravity|grave(ly)?(?! accent)": "severity, serious",
    r"rivals?": "conflicts",
    r"whereabouts": "address, path, position",
    r"shelf|shelves": "release store",
    r"in (a )?circles?": "in a cycle",
    r"one's own": "your own, its own",
    r"held up": "delayed, stopped",
    r"goes for": "applies to",
    r"speaks? of": "names, is about",
    r"nothing but": "only",
    r"but for": "except for",
    r"for ever": "forever, permanently",
    r"thereof|therein|thereby|thereupon|wherein|whereof|whereupon|hereby|lest|whilst|amongst|hitherto|ought": "a word of today",
    r"rules? of good practice": "lint rule",
}
PATTERNS = {re.compile(rf"(?<![a-z-])(?:{words})(?![a-z-])", re.IGNORECASE): better for words, better in WORDS.items()}
# A fast first look at a line in lower case. It also finds lines without such a word, and PATTERNS decide about each.
ANY = re.compile("|".join(WORDS))
FOLDERS = (".github", "deploy", "docs", "generator", "overrides", "schema", "tests")

# History, files that must not change, made or foreign texts, and this list.
LEFT_OUT = re.compile(
    r"docs/adr/(00(0\d|1[0-8])-|index)|tests/frozen/0\.1\.0/|tests/imports/cases/|requirements/|data/|LICENSE|tests/plain_words\.py|tests/test_plain_words\.py"
)
TEXTS = re.compile(r"(\.(py|md|json|jinja|html|css|js|ts|yml|yaml|toml|sh|conf|typ|txt)|/[^./]+|^[^./]+)$")


def hard_words(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the word and the better word for each match."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, better in PATTERNS.items() if ANY.search(line.lower()) else ():
            for found in pattern.finditer(line):
                yield number, found[0].strip(), better


def main() -> int:
    """Print the hard words of all texts of the project; return 1 if there are any."""
    inside = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    found = 0
    for path in sorted(path for path in (*ROOT.iterdir(), *inside) if path.is_file()):
        name = path.relative_to(ROOT).as_posix()
        if LEFT_OUT.match(name) or not TEXTS.search(name):
            continue
        for line, word, better in hard_words(path.read_text("utf-8", errors="replace")):
            print(f"{name}:{line}: {word!r}: write {better}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
