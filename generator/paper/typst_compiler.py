"""Runs the typesetter: jobs to PDFs, the same bytes for the same text, with fonts from packages and none of the machine's."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from generator.diagnostics.work_counts import count_work
from generator.document.print_job import Printed, PrintJob
from generator.paper.pdf_packing import packed
from generator.project.cache import Cache, digest

if TYPE_CHECKING:
    import typst

# Noto Sans for Latin and most other scripts, symbols and emoji; Hind Siliguri for Bengali. The typesetter brings the fixed pitch.
FONTS = {"manimgx-fonts": "manimgx_fonts", "fontpkg-hind-siliguri": "fontpkg_hind_siliguri"}
PAPERS = {"a4": "a4", "letter": "us-letter"}
STANDARD: Final = "ua-1"  # tagged; and the only export in which a missing glyph is an error
PREVIEW_RESOLUTION = 40.0
PAGES = re.compile(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)", re.DOTALL)
MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


class Unprintable(Exception):
    """No font has a sign for some texts; `texts` are these, each once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(dict.fromkeys(texts))
        super().__init__(f"no font has a sign for {', '.join(self.texts)}")


class Press:
    """Makes PDFs, tagged as PDF/UA-1 and dated `timestamp`, in seconds since 1970, several at once.

    What was made before is taken from the cache. With `previews` each has a small picture of its first page.
    """

    def __init__(self, timestamp: int, cache: Cache | None = None, *, previews: bool = False) -> None:
        self.timestamp = timestamp
        self.cache = cache
        self.previews = previews
        self.fresh = 0

    def __call__(self, jobs: Sequence[PrintJob]) -> tuple[Printed, ...]:
        """The PDFs of the jobs, in their order.

        Raises Unprintable for signs that no font has, of all jobs together.
        """
        started, before = perf_counter(), self.fresh
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:  # the typesetter lets go of the interpreter while it works
            results = list(pool.map(self._print_or_fail, jobs))
        count_work("sheets typeset", self.fresh - before, perf_counter() - started)
        missing = [text for result in results if isinstance(result, Unprintable) for text in result.texts]
        if missing:
            raise Unprintable(missing)
        if self.cache is not None:
            self.cache.prune(len(jobs))
        return tuple(result for result in results if isinstance(result, Printed))

    def _print_or_fail(self, job: PrintJob) -> Printed | Unprintable:
        try:
            return self._print(job)
        except Unprintable as fault:
            return fault

    def _print(self, job: PrintJob) -> Printed:
        preview = self.previews and job.paper == "a4"
        key = digest(
            *(part.encode() for part in (_program(), job.template, job.data, job.paper, str((job.sizes, job.most_pages)))),
            str((self.timestamp, preview)).encode(),
        )
        known = _from_record(job, self.cache.get(key)) if self.cache is not None else None
        if known is not None:
            return known
        self.fresh += 1
        printed = _typeset(job, self.timestamp, preview=preview)
        if self.cache is not None:
            self.cache.put(key, _to_record(printed))
        return printed


def _typeset(job: PrintJob, timestamp: int, *, preview: bool) -> Printed:
    import typst  # with the programs that it brings, it is loaded for those who print

    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    template = job.template.encode()
    pdf, pages = b"", 0
    for size in job.sizes:
        inputs = {"sheet": job.data, "paper": PAPERS[job.paper], "size": str(size)}
        try:
            made = compiler.compile(template, format="pdf", pdf_standards=[STANDARD], timestamp=timestamp, sys_inputs=inputs)
        except typst.TypstError as error:
            missing = [_unescaped(text) for text in MISSING.findall(error.diagnostic)]
            if missing:
                raise Unprintable(missing) from None
            raise
        pdf = _one(made)
        pages = _count_pages(pdf)
        if not job.most_pages or pages <= job.most_pages:
            break
    picture = b""
    if preview:
        picture = _one(compiler.compile(template, format="png", ppi=PREVIEW_RESOLUTION, sys_inputs={**inputs, "picture": "yes"}))
    return Printed(job.path, packed(pdf), pages, picture, job.most_pages)


def _one(made: Any) -> bytes:
    """The whole document, or its first page where a format has one file for each."""
    first = made[0] if isinstance(made, list) else made
    assert isinstance(first, bytes)
    return first


def _count_pages(pdf: bytes) -> int:
    match = PAGES.search(pdf)
    assert match is not None, "a PDF says how many pages it has"
    return int(match[1])


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(files(name)) for name in FONTS.values()])


@lru_cache(maxsize=1)
def _program() -> str:
    """What a PDF depends on beside its words: the typesetter and the fonts, by their versions."""
    return " ".join(f"{name} {version(name)}" for name in ("typst", "pikepdf", *FONTS))


def _unescaped(text: str) -> str:
    """A text as it is, out of a message that shows it as a literal."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else PLAIN_ESCAPES.get(match[2], match[2]), text)


def _to_record(printed: Printed) -> list[Any]:
    return [base64.b64encode(printed.pdf).decode(), printed.pages, base64.b64encode(printed.preview).decode()]


def _from_record(job: PrintJob, record: Any) -> Printed | None:
    """What a record of the cache holds; None when there is no record, or none of this form."""
    try:
        pdf, pages, preview = record
        return Printed(job.path, base64.b64decode(pdf), int(pages), base64.b64decode(preview), job.most_pages)
    except (TypeError, ValueError):
        return None
