"""What `runbook import` and `runbook new project --from` share: their options, reading documents, and what they print."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.project.faults import InputFault, UsageFault

if TYPE_CHECKING:
    from generator.imports.draft import ImportOptions
    from generator.imports.import_folder import PreviousImport
    from generator.imports.import_variant import ImportedVariant
    from generator.imports.plan_import import EarlierImports
    from generator.project.document_files import Documents

Found = TypeVar("Found")
MOST_SHOWN = 10


def import_options(phases: Iterable[str], take: Iterable[str], no_repair: Iterable[str], *, open_fences: bool) -> ImportOptions:
    """Return the options of an import. Raises UsageFault for an unknown phase, kind or repair."""
    from generator.diagnostics.diagnostic import unknown
    from generator.imports.draft import REPAIRS, ImportOptions
    from generator.imports.take_proposals import KINDS
    from generator.model.entities import PHASES

    chosen: dict[str, str] = {}
    for text in phases:
        heading, separator, phase = text.rpartition("=")
        if not separator or not heading.strip():
            raise UsageFault(f"--phase: expected HEADING=PHASE, and found `{text}`")
        if phase.strip() not in PHASES:
            raise UsageFault(f"--phase: {unknown('phase', phase.strip(), PHASES)}")
        chosen[heading.strip()] = phase.strip()
    kinds, repairs = _listed(take), _listed(no_repair)
    for option, names, known, noun in (("--take", kinds, KINDS, "kind"), ("--no-repair", repairs, REPAIRS, "repair")):
        wrong = next((name for name in names if name not in known), None)
        if wrong is not None:
            raise UsageFault(f"{option}: {unknown(noun, wrong, known)}")
    return ImportOptions(phases=chosen, no_repair=frozenset(repairs), open_fences=open_fences, take=frozenset(kinds))


def _listed(texts: Iterable[str]) -> list[str]:
    return [name.strip() for text in texts for name in text.split(",") if name.strip()]


def documents_of(paths: Iterable[Path], root: Path) -> Documents:
    """Read documents. Prints what is wrong with any of them, and then raises InputFault."""
    from generator.imports.import_folder import FOLDER
    from generator.project.document_files import read_documents
    from generator.report.diagnostics_report import to_text, wants_colour

    documents = read_documents(paths, root, (root / FOLDER,))
    if documents.problems:
        sys.stderr.write(to_text(documents.problems, colour=wants_colour(sys.stderr)) + "\n")
        raise InputFault("nothing was imported: some documents cannot be read")
    sys.stderr.writelines(f"runbook: warning: {one.span.file} is empty, and was left out\n" for one in documents.empty)
    return documents


def refuse_unknown_headings(phases: Iterable[str], variants: Iterable[ImportedVariant]) -> None:
    """Raise UsageFault for a heading of `--phase` that no document has."""
    from generator.diagnostics.diagnostic import unknown

    known = {choice.heading: None for one in variants for report in one.documents for choice in report.document.phases}
    for text in phases:
        heading = text.rpartition("=")[0].strip()
        if heading not in known:
            raise UsageFault(f"--phase: {unknown('heading', heading, known)}")


def import_documents(
    documents: Documents,
    options: ImportOptions,
    *,
    into: str = "",
    with_lines: bool = False,
    previous: Iterable[PreviousImport] = (),
) -> list[ImportedVariant]:
    """Import documents as variants, with a status line for long work. Documents that were imported before keep their options."""
    import gc
    from dataclasses import replace

    from generator.checks.resolve import gc_paused
    from generator.imports.import_all import import_all
    from generator.imports.import_document import import_document
    from generator.project.progress import Progress

    earlier = {path: one for one in previous for path in one.sources if not into or one.id == into}
    chosen: dict[str, ImportOptions] = {}
    for path in documents.data:
        own = earlier[path].options if path in earlier else options
        chosen[path] = replace(
            options,
            phases={**own.phases, **options.phases},
            no_repair=own.no_repair | options.no_repair,
            open_fences=own.open_fences or options.open_fences,
            take=own.take | options.take,
            beside=documents.beside(path),
        )
    # The values of an import have no cycles, and searching them for cycles while they grow takes half of the time. Once they are there,
    # they stay to the end of the command, and are not searched either.
    with gc_paused(), Progress() as progress:
        found = import_all(
            documents.data,
            import_document,
            chosen,
            into=into,
            known={path: one.id for path, one in earlier.items()},
            before={one.id: one.draft for one in previous},
            with_lines=[path for path in documents.data if with_lines or (path in earlier and earlier[path].with_lines)],
            say=progress.say,
        )
        variants = list(found)
        gc.freeze()
        return variants


def earlier_imports(root: Path, files: Mapping[str, bytes]) -> EarlierImports:
    """Return what earlier imports left in a project. Raises InputFault for a map that cannot be read."""
    from generator.imports.import_folder import LAYER_MAP, MAP, previous_import, previous_layer
    from generator.imports.plan_import import EarlierImports
    from generator.source.attached_files import without_attached

    variants, layers = _read_each(root, MAP, previous_import), _read_each(root, LAYER_MAP, previous_layer)
    return EarlierImports({one.id: one for one in variants}, {one.id: one for one in layers}, without_attached(files))


def _read_each(root: Path, name: str, read: Callable[[str, bytes], Found]) -> list[Found]:
    from generator.imports.import_folder import FOLDER

    found = []
    for place in sorted((root / FOLDER).glob(f"*/{name}")):
        try:
            found.append(read(place.parent.name, place.read_bytes()))
        except ValueError as fault:
            shown = place.relative_to(root).as_posix()
            raise InputFault(f"{shown} cannot be read: {fault}. Get it back from git, or delete its folder") from None
    return found


def other_files(variant: ImportedVariant, documents: Documents) -> dict[str, bytes]:
    """Return the files of an imported variant beside its data, by path: those that its texts use, and its folder in `imports/`."""
    from generator.imports.import_folder import folder_files

    files = folder_files(variant)
    for report in variant.documents:
        for name, path in report.document.files.items():
            files[f"data/variants/{variant.id}/{name}"] = (documents.places[report.path].parent / path).read_bytes()
    return files


def summary_lines(variants: Sequence[ImportedVariant], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what people read after an import: the figures, what is missing, and the next steps. Of several variants, figures are summed up.

    `names` are the documents by path, as a command names them.
    """
    from generator.imports.import_report_text import together

    for variant in variants:
        yield from _missing_lines(variant, in_short=len(variants) > 1 and variant.is_complete)
        if len(variants) == 1:
            yield from _next_lines(variant, [names[report.path] for report in variant.documents])
    if len(variants) > 1:
        yield from together(variants)


def _missing_lines(variant: ImportedVariant, *, in_short: bool) -> Iterator[str]:
    """Yield the figures of a variant, and the first lines that are not in it."""
    from generator.imports.import_report_text import figures, not_placed, not_read_back

    yield from islice(figures(variant), 1 if in_short else None)
    for title, rows in (("not placed", not_placed), ("not read back", not_read_back)):
        found = [row for document in variant.documents for row in rows(document)]
        if found:
            yield title
            yield from found[: 2 * MOST_SHOWN]
            if len(found) > 2 * MOST_SHOWN:
                yield f"  the rest is in imports/{variant.id}/report.md"


def _next_lines(variant: ImportedVariant, names: Sequence[str]) -> Iterator[str]:
    """Yield where the report and the data of the only variant are, and what to do next."""
    from generator.imports.import_report_text import next_steps, reported, take_command
    from generator.report.diagnostics_report import count_of

    notes = sum(1 for document in variant.documents for _ in reported(document))
    if notes:
        yield f"  {notes} {'thing was' if notes == 1 else 'things were'} reported: see imports/{variant.id}/report.md"
    proposals = [proposal for document in variant.documents for proposal in document.proposals]
    if proposals:
        yield f"  {len(proposals)} proposed: {take_command(variant, names)}"
    homes = (f"data/variants/{variant.id}/ ({count_of(len(variant.files), 'file')})", f"imports/{variant.id}/")
    yield f"  written: {', '.join(homes)}"
    yield from (f"  next: {line}" for line in next_steps(variant, names))
