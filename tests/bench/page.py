"""The page of figures in the docs."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable

from tests.bench.figures import Figure

HEAD = """# Benchmarks

Speed and memory, measured with `make bench` ({python}, {cores} cores). Most figures are ratios of two measurements from the same run,
so they hold on other machines too: "A / B" is the time or size of A divided by that of B. Speeds in MB/s are for this machine.
Benchmarks are not tests and never fail.

| Measurement | Result | Goal |
|---|--:|---|
"""

NOTES = """
**How it is measured.** The projects are made from the shipped data: the shared layers, and copies of the five variants with
different texts. Both sides of a ratio run in turn; the result is the median of the ratios. *Bare libyaml* is PyYAML's `raw_parse`: the C
parser reads the file and builds nothing. *Hash all files* reads every file and computes its BLAKE2 digest. *Stock Material* is
MkDocs with the unmodified theme. It builds as many Markdown pages as the runbook site has, of the same sizes. *Sheets* are
the seven sheets of a variant and its book, which is as long as all of them together. A PDF is typeset once and then taken from the cache
while its text is the same. The time of the first format includes loading its templates. *After an edit and its commit* only
the sheets of one system are typeset again, because each prints the last commit of its own system. The *preview* is timed from saving a
file until the page has reloaded with the change. An *import* reads a document of many sections, places each line, writes the data, checks
them, composes the book and looks for each line in it; *markdown-it* only parses the document. Both are
measured in processor time.

**Where composing and rendering spend their time**, in a profile of 30 variants: a third is spent on composing, the rest in templates.
Of the time in templates, the pages of the site take two fifths; the print pages and the Markdown sheets take three tenths each, although
they are only a sixteenth of the bytes. Within the templates, the time goes to Jinja: macros, and escaping each value.
"""


def to_page(figures: Iterable[Figure]) -> str:
    """Return the page with the figures as a table."""
    rows = "".join(f"| {figure.what} | {figure.found} | {figure.goal} |\n" for figure in figures)
    return HEAD.format(python=f"Python {platform.python_version()}", cores=os.cpu_count()) + rows + NOTES
