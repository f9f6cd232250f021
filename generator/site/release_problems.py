"""Find what only a composed and typeset site shows: sheets that cannot be printed, files in one place, internal text in public files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version

from generator.checks.resolve import Problems
from generator.diagnostics.codes import WRITTEN_CODES
from generator.diagnostics.diagnostic import Diagnostic, Span, in_order, some_of
from generator.document.pages import Site, SiteSettings
from generator.paper.print_sheet import timestamp_of, why_unprintable
from generator.paper.typst_compiler import PROGRAMS, Typesetter
from generator.project.cache import FOLDER, SHEETS, Cache, digest, program_digest
from generator.project.open_project import Project
from generator.project.remembered_check import from_records, to_records
from generator.redaction.leak_gate import MOST_SHOWN, leaks_in
from generator.redaction.redact import visible_outcome
from generator.site.docs_outline import outline
from generator.site.make_site import make_site, with_search
from generator.site.output_paths import clashes, own_outputs, twins
from generator.site.plain_project import TEMPLATES, Docs, plain_files
from generator.text.font_coverage import font_versions, has_cjk


def release_problems(project: Project, settings: SiteSettings, docs: Docs) -> Problems:
    """Return the problems of the site of a project without errors. The same sources are composed and typeset once."""
    cache, key = Cache(project.root / FOLDER), _key(project, settings, docs)
    known = from_records(cache.get(key))
    if known is None:
        known = in_order(_find(project, settings, docs))
        cache.put(key, to_records(known))
    return known


def place_problems(project: Project, settings: SiteSettings, docs: Docs) -> Problems:
    """Return the problems of hand-written files in the places of generated ones, for a project without errors. Nothing is typeset."""
    cache, key = Cache(project.root / FOLDER), digest(b"places", _key(project, settings, docs).encode())
    known = from_records(cache.get(key))
    if known is None:
        known = in_order(_places(_composed(project, settings, docs), docs))
        cache.put(key, to_records(known))
    return known


def _key(project: Project, settings: SiteSettings, docs: Docs) -> str:
    programs = (program_digest(), *(f"{name} {version(name)}" for name in PROGRAMS), font_versions(cjk=has_cjk()))
    words = (*programs, repr(settings), str(timestamp_of(project)), repr(docs.nav), repr(docs.config), repr(docs.outputs))
    files = {**project.files, **docs.files, **docs.written}
    return digest(*(word.encode() for word in words), *(part for path in sorted(files) for part in (path.encode(), files[path])))


def _find(project: Project, settings: SiteSettings, docs: Docs) -> Iterator[Diagnostic]:
    typesetter = Typesetter(timestamp_of(project), Cache(project.root / FOLDER / SHEETS), previews=True)
    site = _composed(project, settings, docs, typesetter)
    yield from _sheets(project, site)
    misplaced = tuple(_places(site, docs))
    yield from misplaced
    if not misplaced:
        yield from _leaks(project, settings, docs, site)


def _composed(project: Project, settings: SiteSettings, docs: Docs, typesetter: Typesetter | None = None) -> Site:
    site = make_site(visible_outcome(project.outcome, settings), settings, typesetter)
    pages = ((path, data.decode("utf-8", "replace")) for path, data in docs.files.items() if path.endswith(".md"))
    return with_search(site, [outline(path, text) for path, text in pages])


def _places(site: Site, docs: Docs) -> Iterator[Diagnostic]:
    """Yield a problem for each hand-written file whose place is taken."""
    for sentence in (*docs.warnings, *twins(docs.outputs), *clashes(docs.outputs, own_outputs(site, TEMPLATES))):
        yield _problem("name-clash", sentence.rstrip("."), Span(_file_in(sentence, docs), 1, 1), help="rename one of the two files")


def _file_in(sentence: str, docs: Docs) -> str:
    """Return the hand-written file that a sentence names. MkDocs names files by their paths in `docs_dir`, in quotes."""
    quoted = re.findall("'([^']+)'", sentence)
    return next((name for name in docs.outputs if name in sentence or name.endswith(tuple(f"/{path}" for path in quoted))), "")


def _sheets(project: Project, site: Site) -> Iterator[Diagnostic]:
    """Yield a problem for each reason why sheets of a variant cannot be printed, and for each emergency card that is too long."""
    failed: dict[tuple[str, str], dict[str, None]] = {}
    for one in site.unprintable:
        if not one.characters:  # the rule `missing-glyph` finds the characters that no font has
            name, _, sheet = one.path.partition("/sheets/")
            failed.setdefault((name, why_unprintable(one)), {})[sheet.partition(".")[0]] = None
    for (name, reason), sheets in failed.items():
        yield _problem("unprintable-sheet", f"PDFs cannot be made: {some_of(sheets)}; {reason}", _place(project, name), name)
    for printed in site.printed:
        if 0 < printed.most_pages < printed.pages:
            name, _, sheet = printed.path.partition("/sheets/")
            message = f"{sheet} has {printed.pages} pages, and an emergency card has {printed.most_pages}"
            yield _problem("long-card", message, _place(project, name), name)


def _leaks(project: Project, settings: SiteSettings, docs: Docs, site: Site) -> Iterator[Diagnostic]:
    """Yield a problem for each internal text in public files, at its place in the data, with the first file that has it."""
    found: dict[tuple[str, str], str] = {}
    files = plain_files(site, docs, settings).items() if settings.public else ()
    for leak in leaks_in(project.outcome, settings, files, docs.written, docs.packages):
        found.setdefault((leak.text, leak.source), leak.path)
    for (text, source), path in found.items():
        name, _, address = source.partition(": ")
        message = f"`{text[:MOST_SHOWN]}` of {source} is internal, but the public file {path} has it"
        if name in project.outcome.variants:
            yield _problem("internal-text", message, _place(project, name, address), name, address)
        else:
            written = next((name for name in docs.outputs if name.endswith(path)), path)
            yield _problem("internal-text", message, Span(written, 1, 1))


def _place(project: Project, variant: str, address: str = "variant") -> Span:
    """Return the line of an entity of a variant, or of the nearest one around it, or of the variant's head."""
    traces = project.outcome.variants[variant].traces
    parts = address.split(".")
    known = next((one for end in range(len(parts), 0, -1) if (one := traces.get(".".join(parts[:end])))), traces["variant"])
    text = project.files[known.origin.file].decode("utf-8", "replace").split("\n")[known.origin.line - 1].rstrip("\r")
    key = re.search(r"[^\s:{]+", text)
    start, end = key.span() if key else (0, 1)
    return Span(known.origin.file, known.origin.line, start + 1, end - start, text)


def _problem(code: str, message: str, place: Span, variant: str = "", address: str = "", help: str = "") -> Diagnostic:
    known = WRITTEN_CODES[code]
    help = help or known.fix[:1].lower() + known.fix[1:].rstrip(".")
    return Diagnostic(code, message, place, help, address, (variant,) if variant else (), severity=known.severity)
