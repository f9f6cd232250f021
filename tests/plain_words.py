"""The word list: `python -m tests.plain_words` prints each word that makes a text hard to read, with a better one, and exits with 1.

The list has only entries that a pattern can decide. Exceptions are part of the pattern.
"""

from __future__ import annotations

import re
import subprocess
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

# History, files that must not change, made or foreign texts, and this list.
LEFT_OUT = re.compile(
    r"docs/adr/(00(0\d|1[0-8])-|index)|tests/frozen/0\.1\.0/|requirements/|data/|LICENSE|tests/plain_words\.py|tests/test_plain_words\.py"
)
TEXTS = re.compile(r"(\.(py|md|json|jinja|html|css|js|ts|yml|yaml|toml|sh|conf|typ|txt)|/[^./]+|^[^./]+)$")


def hard_words(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the word and the better word for each match."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, better in PATTERNS.items():
            for found in pattern.finditer(line):
                yield number, found[0].strip(), better


def main() -> int:
    """Print the hard words of all files that are, or could be, committed; return 1 if there are any."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = 0
    for path in sorted(listed.stdout.splitlines()):
        if LEFT_OUT.match(path) or not TEXTS.search(path) or not (ROOT / path).is_file():
            continue
        for line, word, better in hard_words((ROOT / path).read_text("utf-8", errors="replace")):
            print(f"{path}:{line}: {word!r}: write {better}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
