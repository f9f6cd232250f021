"""Typeset sheets as PDFs. The same text gives the same bytes, because fonts come from packages and not from the machine."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from generator.diagnostics.work_counts import count_work
from generator.document.print_job import Printed, PrintJob, Unprintable
from generator.paper import bind_sheets
from generator.paper.bind_sheets import bound, packed
from generator.project.cache import Cache, digest
from generator.text.font_coverage import font_packages, font_versions, needs_cjk, unprintable

if TYPE_CHECKING:
    import typst

PAPERS = {"a4": "a4", "letter": "us-letter", "a3": "a3", "tabloid": "us-tabloid"}
PROGRAMS = ("typst", "pikepdf")
BINDER = Path(bind_sheets.__file__).read_bytes()
# The pictures of some sheets of A4 as a pile, the first in front.
PILE: Final = """\
#let (width, height, most, room) = (595pt, 842pt, {most}, 20%)
#set page(width: width, height: height, margin: 0pt)
#for number in range(most).rev() {
  let behind = number / calc.max(1, most - 1) * room
  let shown = image(bytes(json(str(number) + ".json")), width: width * (100% - room))
  place(dx: width * behind, dy: height * (room - behind), rect(stroke: 2pt, inset: 0pt, shown))
}
"""
STANDARD: Final = "ua-1"  # tagged, and the only export in which a missing glyph is an error
PREVIEW_RESOLUTION = 40.0
PAGES = re.compile(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)", re.DOTALL)
MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
PANIC = "PanicException"  # the class that the bindings raise for a fault of the typesetter, but do not export
CHINESE, JAPANESE, KOREAN = "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR"
CJK_OF_CHINESE = dict.fromkeys(("Hant", "TW"), "Noto Sans CJK TC") | dict.fromkeys(("HK", "MO"), "Noto Sans CJK HK")
KANA = re.compile("[\u3041-\u30ff]")
HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")


class Typesetter:
    """Typesets PDFs in parallel. They are tagged as PDF/UA-1. A job without a date of its own gets `timestamp`, in seconds since 1970.

    Unchanged PDFs come from the cache. With `previews`, each result has a small picture of its first page.
    """

    def __init__(self, timestamp: int, cache: Cache | None = None, *, previews: bool = False) -> None:
        self.timestamp = timestamp
        self.cache = cache
        self.previews = previews
        self.fresh = 0
        self._programs = " ".join(f"{name} {version(name)}" for name in PROGRAMS)

    def __call__(self, jobs: Sequence[PrintJob]) -> tuple[Printed | Unprintable, ...]:
        """Return the PDF of each job, in order, or the reason why it cannot be made."""
        started, before = perf_counter(), self.fresh
        single = tuple(dict.fromkeys(one for job in jobs for one in job.parts or (job,)))
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:  # the typesetter releases the GIL
            made = dict(zip(single, pool.map(self._print, single), strict=True))
        results = tuple(self._bind(job, [made[one] for one in job.parts]) if job.parts else made[job] for job in jobs)
        count_work("sheets typeset", self.fresh - before, perf_counter() - started)
        if self.cache is not None:
            self.cache.prune(len(jobs))
        return results

    def _print(self, job: PrintJob) -> Printed | Unprintable:
        preview = self.previews and job.paper == "a4"
        family = _cjk_family(job)
        programs = (self._programs, font_versions(cjk=bool(family)), family)
        timestamp = self.timestamp if job.timestamp is None else job.timestamp
        words = (job.template, job.data, job.paper, str((job.sizes, job.most_pages)), str((timestamp, preview)))
        files = (part for path, data in job.files for part in (path.encode(), data))
        key = digest(*(part.encode() for part in (*programs, *words)), *files)
        known = _from_record(job, self.cache.get(key)) if self.cache is not None else None
        if known is not None:
            return known
        self.fresh += 1
        result = _typeset(job, timestamp, preview=preview, cjk=family)
        if self.cache is not None:
            self.cache.put(key, _to_record(result))
        return result

    def _bind(self, job: PrintJob, parts: Sequence[Printed | Unprintable]) -> Printed | Unprintable:
        """Return the PDF of a job with parts. Its picture shows theirs as a pile."""
        printed = [part for part in parts if isinstance(part, Printed)]
        failed = [part for part in parts if isinstance(part, Unprintable)]
        if failed:
            characters = dict.fromkeys(character for part in failed for character in part.characters)
            return Unprintable(job.path, tuple(characters), "" if characters else failed[0].fault)
        pdfs = [part.pdf for part in printed]
        previews = {f"{number}.json": json.dumps(list(part.preview)).encode() for number, part in enumerate(printed) if part.preview}
        key = digest(self._programs.encode(), BINDER, PILE.encode(), job.data.encode(), *previews.values(), *pdfs)
        known = _from_record(job, self.cache.get(key)) if self.cache is not None else None
        if isinstance(known, Printed):
            return known
        title, subject = json.loads(job.data)
        pdf, pages = bound(pdfs, title, subject)
        pile = picture(PILE.replace("{most}", str(len(previews))), previews, PREVIEW_RESOLUTION) if previews else b""
        result = Printed(job.path, pdf, pages, pile)
        if self.cache is not None:
            self.cache.put(key, _to_record(result))
        return result


def _typeset(job: PrintJob, timestamp: int, *, preview: bool, cjk: str) -> Printed | Unprintable:
    """Typeset a job. The typesetter reads its pictures from a folder, because it takes only texts from memory."""
    if not job.files:
        return _typeset_in(None, job, timestamp, preview=preview, cjk=cjk)
    with TemporaryDirectory(prefix="runbook-pictures-") as folder:
        for name, data in job.files:
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return _typeset_in(folder, job, timestamp, preview=preview, cjk=cjk)


def _typeset_in(folder: str | None, job: PrintJob, timestamp: int, *, preview: bool, cjk: str) -> Printed | Unprintable:
    import typst  # slow to import, and only needed for PDFs

    compiler = typst.Compiler(root=folder, font_paths=fonts(cjk=bool(cjk)), ignore_system_fonts=True)
    template = job.template.encode()
    pdf, pages, picture = b"", 0, b""
    refused: tuple[str, ...] = ()
    try:
        for size in job.sizes:
            inputs = {"sheet": job.data, "paper": PAPERS[job.paper], "size": str(size), "cjk": cjk}
            pdf = _one(compiler.compile(template, format="pdf", pdf_standards=[STANDARD], timestamp=timestamp, sys_inputs=inputs))
            pages = int(PAGES.findall(pdf)[0])
            if not job.most_pages or pages <= job.most_pages:
                break
        if preview:
            picture = _one(compiler.compile(template, format="png", ppi=PREVIEW_RESOLUTION, sys_inputs={**inputs, "picture": "yes"}))
    except typst.TypstError as error:
        refused = tuple(dict.fromkeys(unescaped(text) for text in MISSING.findall(error.diagnostic)))
        if not refused:
            return Unprintable(job.path, fault=error.message)
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        return Unprintable(job.path, fault=str(error))  # one sheet must not stop the others
    # Report a letter with marks even if the typesetter accepted it: if no font has both the letter and its marks, only the marks are
    # printed.
    missing = tuple(one for one in unprintable(job.data, cjk=bool(cjk)) if len(one) > 1 or one in refused) or refused
    if missing:
        return Unprintable(job.path, missing)
    return Printed(job.path, packed(pdf), pages, picture, job.most_pages)


def _one(made: Any) -> bytes:
    """Return the document as bytes; in a format with a file for each page, return the first page."""
    first = made[0] if isinstance(made, list) else made
    assert isinstance(first, bytes)
    return first


def picture(template: str, files: Mapping[str, bytes], resolution: float) -> bytes:
    """Return a drawing without letters as PNG, with the files that it names; empty if the typesetter cannot read one of them."""
    import typst

    sources: Any = {"main.typ": template.encode(), **files}  # its types lack this form
    compiler = typst.Compiler(sources, font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False))
    try:
        return _one(compiler.compile(format="png", ppi=resolution))
    except typst.TypstError:
        return b""
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        return b""


@lru_cache(maxsize=2)
def fonts(*, cjk: bool) -> typst.Fonts:
    """Return the fonts of the packages and the fonts that the typesetter includes."""
    import typst

    folders = [str(files(name)) for name in font_packages(cjk=cjk).values()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def _cjk_family(job: PrintJob) -> str:
    """Return the font for Chinese, Japanese or Korean, whose letters differ by language, or "" if the job needs none.

    If the text is in another language, guess from the letters. If a job needs no such font, its bytes are the same whether such a font is
    installed or not.
    """
    if not needs_cjk(job.data):
        return ""
    main, *more = job.language.split("-")
    if main == "zh":
        return CJK_OF_CHINESE.get(next((tag for tag in reversed(more) if tag in CJK_OF_CHINESE), ""), CHINESE)
    if main == "ja" or (main != "ko" and KANA.search(job.data)):
        return JAPANESE
    return KOREAN if main == "ko" or HANGUL.search(job.data) else CHINESE


def unescaped(text: str) -> str:
    """Return the text of a quoted literal in a message of the typesetter."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else PLAIN_ESCAPES.get(match[2], match[2]), text)


def _to_record(result: Printed | Unprintable) -> list[Any]:
    if isinstance(result, Unprintable):
        return [result.characters, result.fault]
    return [base64.b64encode(result.pdf).decode(), result.pages, base64.b64encode(result.preview).decode()]


def _from_record(job: PrintJob, record: Any) -> Printed | Unprintable | None:
    """Return the result in a record of the cache, or None if the record is missing or has another form."""
    try:
        if len(record) == 2:
            return Unprintable(job.path, tuple(record[0]), str(record[1]))
        pdf, pages, preview = record
        return Printed(job.path, base64.b64decode(pdf), int(pages), base64.b64decode(preview), job.most_pages)
    except (TypeError, ValueError):
        return None
