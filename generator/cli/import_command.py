"""`runbook import`: makes variants from Markdown documents, and says where each line is."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import format_option
from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM, InputFault, UsageFault

if TYPE_CHECKING:
    from generator.imports.import_again import DataUpdate
    from generator.imports.import_folder import PreviousImport
    from generator.imports.import_variant import ImportedVariant
    from generator.imports.merge_changes import Side
    from generator.project.document_files import Documents
    from generator.project.project_files import DataFiles

LAYER = "base"
DOCUMENT = click.Path(path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)


@click.command("import", epilog=EXIT_CODES)
@click.argument("paths", metavar="FILES...", nargs=-1, required=True, type=DOCUMENT)
@click.option("--variant", "into", metavar="ID", help="Write one variant with this id; each document is a group. Default: a variant each.")
@click.option(
    "--phase", "phases", metavar="HEADING=PHASE", multiple=True, help="Put the section below HEADING into PHASE. May be repeated."
)
@click.option(
    "--take", metavar="KIND", multiple=True, help="Also write what is proposed: contacts, slos and so on, or all. May be repeated."
)
@click.option("--share", is_flag=True, help="Put what new documents have in common into a layer. Default: only report it.")
@click.option("--open-fences", is_flag=True, help="Read lists in fences as lists. Default: keep them as code.")
@click.option("--no-repair", "no_repair", metavar="NAME", multiple=True, help="Leave out a repair, such as near-box. May be repeated.")
@click.option("--lines", "with_lines", is_flag=True, help="Add a comment with the source line to each box.")
@click.option("--theirs", is_flag=True, help="Take the document where it and the data were both changed. Default: write nothing.")
@click.option("--ours", is_flag=True, help="Keep the data where they and the document were both changed. Default: write nothing.")
@click.option("--strict", is_flag=True, help="Exit with code 1 if a line is not placed or not read back.")
@click.option("--dry-run", is_flag=True, help="Write no data, and print the whole report.")
@click.option("--report", "report", metavar="FILE", type=OUTPUT, help="Also write the whole report to FILE.")
@format_option("text", "json")
@click.pass_obj
def import_(
    folder: Path | None,
    paths: tuple[Path, ...],
    into: str | None = None,
    phases: tuple[str, ...] = (),
    take: tuple[str, ...] = (),
    no_repair: tuple[str, ...] = (),
    *,
    share: bool = False,
    open_fences: bool = False,
    with_lines: bool = False,
    theirs: bool = False,
    ours: bool = False,
    strict: bool = False,
    dry_run: bool = False,
    report: Path | None = None,
    style: str = "text",
) -> int:
    """Import Markdown documents as variants. FILES are documents, or folders: all documents in a folder are imported.

    Each line gets a place, or a reason in the report. Boxes become boxes, and nothing is invented. The documents and the report are
    kept in imports/. Importing a changed document again changes the data where the document changed. Either everything is written or
    nothing.

    \b
    runbook import handoff.md
    runbook import docs/runbooks --dry-run
    runbook import north.md south.md --variant branches
    runbook import north.md south.md --share
    runbook import handoff.md --phase '9. Go-Live=deploy-day' --take contacts --take slos
    """
    from generator.cli.import_run import documents_of, import_documents, import_options, other_files, previous_imports
    from generator.edits.write_edits import refusal
    from generator.imports.import_again import update_of
    from generator.imports.import_report_json import to_report_json
    from generator.imports.import_report_text import to_report
    from generator.imports.share_variants import report_sharing, share_variants
    from generator.project.atomic_files import write_output
    from generator.project.output_target import refuse_sources
    from generator.project.project_files import locate, read_data
    from generator.source.splices import CannotEdit

    try:
        root = locate(folder)
    except UsageFault as fault:
        raise UsageFault(f"{fault}; `runbook new project DIR --from {paths[0]}` makes a project from documents") from None
    if theirs and ours:
        raise UsageFault("--theirs and --ours exclude each other")
    if share and into:
        raise UsageFault("--share and --variant exclude each other: one variant shares nothing")
    options = import_options(phases, take, no_repair, open_fences=open_fences)
    _check_id(into)
    if report is not None:
        refuse_sources(report, root)
    documents, data, previous = documents_of(paths, root), read_data(root), {one.id: one for one in previous_imports(root)}
    variants = import_documents(documents, options, into=into or "", with_lines=with_lines, previous=previous.values())
    _refuse_existing(root, variants, previous)
    sharing = share_variants(variants, _layer_for(root, variants, previous)) if share else report_sharing(variants)
    variants = [*sharing.variants]
    side: Side = "theirs" if theirs else "ours" if ours else ""
    try:
        updates = {one.id: update_of(one, previous.get(one.id), _own(data, one.id), side) for one in variants}
    except CannotEdit as fault:
        raise InputFault(f"nothing was written: a change of the document would damage what people wrote\n{refusal(fault)}") from None
    _refuse_shared(updates, previous)
    whole = to_report_json(variants) if style == "json" else "\n".join(map(to_report, variants))
    conflicting = any(update.changes is not None and update.changes.conflicts for update in updates.values())
    if not dry_run and not conflicting:
        files = {one.id: other_files(one, documents) for one in variants if not updates[one.id].is_same}
        others = {path: content for found in files.values() for path, content in found.items()}
        _write(root, data, updates, {**others, **sharing.files}, previous)
    if report is not None:
        write_output(report, whole.encode())
    if style == "json" or dry_run:
        sys.stdout.write(whole)
    _print(variants, updates, documents, only_changes=style == "json" or dry_run, conflicting=conflicting)
    if not (style == "json" or dry_run or conflicting or all(update.is_same for update in updates.values())):
        way = "now in a layer" if sharing.files else "with --share, a layer has them once"
        sys.stdout.writelines(f"{line}: {way}\n" for line in sharing.lines)
    if dry_run:
        sys.stderr.write("runbook: nothing was written, because of --dry-run\n")
    is_problem = conflicting or (strict and not all(variant.is_complete for variant in variants))
    return INPUT_PROBLEM if is_problem else CLEAN


def _layer_for(root: Path, variants: list[ImportedVariant], previous: Mapping[str, PreviousImport]) -> str:
    """Return a free id for the layer of new documents. Raises UsageFault if one of the documents is not new."""
    from generator.project.project_files import DATA

    known = next((one for one in variants if one.id in previous), None)
    if known is not None:
        raise UsageFault(f"--share is for new documents, and {known.documents[0].path} was imported before")
    taken = {one.id for one in variants}
    places = (root / DATA / "layers", root / DATA / "variants")
    names = (LAYER if number == 1 else f"{LAYER}-{number}" for number in count(1))
    return next(name for name in names if name not in taken and not any((place / name).exists() for place in places))


def _refuse_shared(updates: Mapping[str, DataUpdate], previous: Mapping[str, PreviousImport]) -> None:
    """Raise InputFault for a changed document whose entries are in a layer: the change may be of all systems, or of one."""
    for id, update in updates.items():
        if id in previous and previous[id].layer and not update.is_same:
            path = next(iter(previous[id].sources))
            places = f"data/layers/{previous[id].layer} or data/variants/{id}"
            raise InputFault(f"nothing was written: {path} was imported with --share; change {places} by hand")


def _own(data: DataFiles, id: str) -> dict[str, bytes]:
    return {path: content for path, content in data.files.items() if path.startswith(f"data/variants/{id}/")}


def _write(
    root: Path, data: DataFiles, updates: Mapping[str, DataUpdate], others: Mapping[str, bytes], previous: Mapping[str, PreviousImport]
) -> None:
    """Write what an import changes. Prints the errors and raises InputFault if changed data would have errors."""
    from generator.edits.write_edits import refuse_errors
    from generator.imports.import_folder import FOLDER
    from generator.project.atomic_files import write_all

    changed = {path: content for update in updates.values() for path, content in update.files.items()}
    if any(update.places for update in updates.values()):  # others are as they were read back
        refuse_errors(data, changed)
    wanted = {**changed, **others}
    known = {path: data.files.get(path) or (root / path).read_bytes() for path in wanted if (root / path).is_file()}
    write_all(root, {path: content for path, content in wanted.items() if known.get(path) != content}, known)
    copies = {
        f"{FOLDER}/{id}/{copy}" for id, update in updates.items() if id in previous and not update.is_same for copy in previous[id].copies
    }
    for path in (*(path for update in updates.values() for path in update.gone), *(copies - others.keys())):
        (root / path).unlink(missing_ok=True)


def _print(
    variants: list[ImportedVariant], updates: Mapping[str, DataUpdate], documents: Documents, *, only_changes: bool, conflicting: bool
) -> None:
    """Print what was done for each variant, or what is in conflict."""
    from generator.cli.import_run import summary_lines
    from generator.imports.import_again import update_lines

    out = sys.stderr if only_changes or conflicting else sys.stdout
    for variant in variants:
        out.writelines(f"{line}\n" for line in update_lines(updates[variant.id], variant))
    if not (only_changes or conflicting):
        written = [variant for variant in variants if not updates[variant.id].is_same]
        out.writelines(f"{line}\n" for line in summary_lines(written, {path: str(place) for path, place in documents.places.items()}))
    if conflicting:
        out.write("runbook: nothing was written; take the document with --theirs, or keep the data with --ours\n")


def _check_id(id: str | None) -> None:
    """Raise UsageFault for an id that no variant can have."""
    from generator.model.meant_values import to_id
    from generator.model.scalar_kinds import ID_KIND
    from generator.model.site_names import why_not_a_system

    if id is None:
        return
    try:
        ID_KIND.parse(id)
    except ValueError as error:
        raise UsageFault(f"--variant: {error}{f'. Write `{to_id(id)}`' if to_id(id) else ''}") from None
    if why := why_not_a_system(id):
        raise UsageFault(f"--variant: {why}; choose another id")


def _refuse_existing(root: Path, variants: list[ImportedVariant], previous: Mapping[str, PreviousImport]) -> None:
    """Raise UsageFault if data of these ids exist that were not imported."""
    from generator.project.project_files import DATA

    for variant in variants:
        for kind in ("layers", "variants"):
            place = f"{DATA}/{kind}/{variant.id}"
            if (root / place).exists() and not (kind == "variants" and variant.id in previous):
                ways, gone = "choose another id with --variant", ""
                if kind == "variants":
                    gone, ways = f", or imports/{variant.id}/ was deleted", f"get that folder back from git, or {ways}"
                raise UsageFault(f"{place} exists already, and was not imported{gone}; {ways}")
