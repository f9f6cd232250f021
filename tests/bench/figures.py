"""The measured figures and their goals."""

from __future__ import annotations

import hashlib
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yaml._yaml import CParser

from generator.checks.resolve import all_findings, find_problems, resolve
from generator.document.pages import SiteSettings
from generator.project.cache import FOLDER, Cache
from generator.project.project_files import read_data
from generator.project.remembered_check import Memory
from generator.site.forges import source_address
from generator.site.make_site import make_site
from generator.source.read import read
from tests.bench.measure import peak_of, processor_seconds, ratio, run
from tests.bench.merging import merge_all
from tests.bench.projects import commit, edit_one_text, make_project, make_stock_project

SIZES = (1, 100, 1000)
SITES = (5, 100)
ROUNDS_OF_SITES = 3


# One variant takes a third of a millisecond: with few rounds, other work on the machine would dominate.
ROUNDS = dict(zip(SIZES, (300, 15, 5), strict=True))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: the measurement, the result, and the goal if there is one."""

    what: str
    found: str
    goal: str = ""


def data_figures(folder: Path) -> Iterator[Figure]:
    """Reading, and reading with validation and merging, as multiples of the time that libyaml takes to parse the same bytes."""
    for size in SIZES:
        files = read_data(project(folder, size)).files
        megabytes = sum(map(len, files.values())) / 1e6

        def parse(files: dict[str, bytes] = files) -> None:
            for data in files.values():
                CParser(data).raw_parse()

        def read_all(files: dict[str, bytes] = files) -> None:
            for path, data in files.items():
                read(path, data)

        def merge(files: dict[str, bytes] = files) -> None:
            merge_all(files)

        def judge(files: dict[str, bytes] = files) -> None:
            find_problems(files)

        rounds = ROUNDS[size]
        found = ratio(read_all, parse, rounds)
        speed = f"{megabytes:.2f} MB, libyaml {megabytes / found.base_seconds:.0f} MB/s"
        yield Figure(f"read with positions / bare libyaml, {variants(size)} ({speed})", times(found.median), "at most 6.5")
        found = ratio(merge, parse, rounds)
        yield Figure(f"read, validate and merge with provenance / bare libyaml, {variants(size)}", times(found.median), "at most 10.5")
        found = ratio(judge, parse, rounds)
        yield Figure(f"the same, and check what was merged / bare libyaml, {variants(size)}", times(found.median))


def output_figures(folder: Path) -> Iterator[Figure]:
    """Composing and rendering pages and sheets, in megabytes of output per second."""
    for size in SIZES[:2]:
        outcome = resolve(read_data(project(folder, size)).files)
        speeds = []
        for _ in range(5):
            start = time.perf_counter()
            site = make_site(outcome, SiteSettings(sources=source_address("https://example.org/runbooks", "main")))
            spent = time.perf_counter() - start
            written = sum(len(page.markdown.encode()) for page in site.pages) + sum(len(file.text.encode()) for file in site.files)
            speeds.append(written / 1e6 / spent)
        what = f"compose and render pages, sheets and data, {variants(size)} ({len(site.pages)} pages, {len(site.files)} files)"
        yield Figure(what, f"{statistics.median(speeds):.1f} MB/s", "at least 12 MB/s")


def warm_figure(folder: Path) -> Iterator[Figure]:
    """A check after an edit of one file, as a multiple of hashing all files."""
    root = project(folder, max(SIZES))
    cache = Cache(root / FOLDER)
    edited = next(root.glob("data/variants/*/variant.yaml"))
    original = edited.read_text("utf-8")
    edits = iter(range(1000))

    def hash_all() -> None:
        for place, _, names in os.walk(root / "data"):
            for name in names:
                hashlib.blake2b(Path(place, name).read_bytes(), digest_size=16).digest()

    def check_again() -> None:
        edited.write_text(f"{original}# edit {next(edits)}\n", "utf-8")
        memory = Memory(read_data(root).files, cache)
        memory.complete(all_findings(memory.files_to_read(), memory.missing))

    found = ratio(check_again, hash_all, 9)
    yield Figure(f"check again after an edit / hash all files, {variants(max(SIZES))}", times(found.median), "at most 1.7")


def memory_figure(folder: Path) -> Iterator[Figure]:
    """The memory that a check adds to the peak of the process, per megabyte of YAML."""
    root = project(folder, max(SIZES))
    code = """
from generator.project.project_files import read_data
from generator.checks.resolve import find_problems
settle()
files = read_data(Path(sys.argv[1])).files
find_problems(files)
"""
    size = sum(map(len, read_data(root).files.values()))
    yield Figure(f"peak memory of a check / bytes of YAML, {variants(max(SIZES))}", times(peak_of(code, str(root)) / size), "at most 10")


def site_figures(folder: Path) -> Iterator[Figure]:
    """Building the whole site: the first build, which typesets every sheet, the next one, and the one after an edit of one text.

    The first two are compared with stock Material and the same number of pages of the same sizes. Sheets print the commit of the data, so
    after a commit every sheet is typeset again.
    """
    runbook = [str(Path(sys.executable).with_name("runbook"))]
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    per_page: list[float] = []
    for size in SITES:
        root = project(folder, size)
        site = make_site(resolve(read_data(root).files), SiteSettings())
        commit(root, "Begin")
        stock = make_stock_project(folder / f"stock-{size}", {page.path: len(page.markdown.encode()) for page in site.pages})
        build = [*runbook, "--project", str(root), "build"]
        theirs, before = run(mkdocs, stock), processor_seconds()
        first, between = run(build, root), processor_seconds()
        again = run(build, root)
        if size == min(SITES):  # a small site builds quickly, so take the median of several builds
            rounds = [(run(mkdocs, stock), run(build, root)) for _ in range(ROUNDS_OF_SITES)]
            theirs, again = (statistics.median(column) for column in zip(*rounds, strict=True))
        per_page.append(again / len(site.pages))
        sheets = len(list((root / "site").rglob("*.pdf")))
        what = f"{variants(size)} ({len(site.pages):,} pages"
        yield Figure(f"stock Material / first build of the site, {what}, {sheets:,} PDFs, {first:.0f} s)", times(theirs / first))
        goal = "at least 3" if size == max(SITES) else ""
        yield Figure(f"stock Material / the site built again, {what}, {again:.1f} s)", times(theirs / again), goal)
        edit_one_text(root)
        commit(root, "Edit")
        after_edit = processor_seconds()
        run(build, root)
        ratio_of_work = (processor_seconds() - after_edit) / (between - before)
        yield Figure(f"processor time of the build after an edit and its commit / of the first build, {what})", times(ratio_of_work))
    yield Figure(f"seconds a page with {variants(SITES[1])} / with {variants(SITES[0])}", times(per_page[1] / per_page[0]))


def project(folder: Path, size: int) -> Path:
    """Return the project with that many variants, created once."""
    root = folder / f"project-{size}"
    return root if root.exists() else make_project(root, size)


def times(number: float) -> str:
    return f"{number:.2f}"


def variants(number: int) -> str:
    return f"{number:,} variant" + ("" if number == 1 else "s")
