"""The page of figures in the docs."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable

from tests.bench.figures import Figure

HEAD = """# Benchmarks

What speed and memory cost, measured by `make bench` ({python}, {cores} cores). Every figure is a ratio of two things that ran in turn in
one process or one after the other, so that it holds on another machine; speeds in MB/s are of this one. A benchmark is no test: it fails
for no figure.

| what | found | goal |
|---|--:|---|
"""

NOTES = """
**How it is measured.** The projects are made from the shipped data: the shared layers as they are, and copies of the five variants with
words of their own. Both sides of a ratio run in turn, and the median of the ratios counts. *Bare libyaml* is PyYAML's `raw_parse`: the C
parser steps through the file and nothing is built. *Hash all files* reads every file and takes its BLAKE2 digest. *Stock Material* is
MkDocs with the theme as it comes, building ordinary Markdown pages: as many as the runbook site has, each of the same size. *Sheets* are
the seven of a variant and its book, which is as long as all of them together; a PDF is typeset once and then taken from the cache for as
long as its words are the same. What the first form of all takes holds the loading of its templates. The *preview* is timed from saving a
file to the page with the change, loaded again as its script does it.

**Where the time of composing and rendering goes**, by a profile of 30 variants: composing takes a third. The rest goes into templates:
two fifths of it into the pages of the site, and three tenths each into the print pages and the Markdown sheets, which are but a sixteenth
of the bytes. What is left within the templates is Jinja's own: macros, and escaping value by value. More than half of the time that they
once took went into detours, and is saved: looking up fields, asking before each call whether it wants the context, parsing one text again
and again.
"""


def to_page(figures: Iterable[Figure]) -> str:
    """The page, with the figures as a table."""
    rows = "".join(f"| {figure.what} | {figure.found} | {figure.goal} |\n" for figure in figures)
    return HEAD.format(python=f"Python {platform.python_version()}", cores=os.cpu_count()) + rows + NOTES
