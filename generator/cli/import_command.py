"""`runbook import`: makes variants from Markdown documents, and says where each line is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
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
    from generator.imports.plan_import import ImportPlan
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
    from generator.cli.import_run import (
        documents_of,
        earlier_imports,
        import_documents,
        import_options,
        other_files,
        refuse_unknown_headings,
    )
    from generator.edits.write_edits import refusal
    from generator.imports.import_again import is_unchanged
    from generator.imports.import_report_json import to_report_json
    from generator.imports.import_report_text import to_report
    from generator.imports.plan_import import SharingRefused, plan_import
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
    documents, data = documents_of(paths, root), read_data(root)
    earlier = earlier_imports(root, data.files)
    variants = import_documents(documents, options, into=into or "", with_lines=with_lines, previous=earlier.variants.values())
    refuse_unknown_headings(phases, variants)
    _refuse_existing(root, variants, earlier.variants)
    side: Side = "theirs" if theirs else "ours" if ours else ""
    try:
        plan = plan_import(variants, earlier, _free_layer(root, variants), side, sharing=share)
    except CannotEdit as fault:
        raise InputFault(f"nothing was written: a change of the document would damage what people wrote\n{refusal(fault)}") from None
    except SharingRefused as fault:
        raise UsageFault(str(fault)) from None
    variants, updates = plan.variants, plan.updates
    whole = to_report_json(variants) if style == "json" else "\n".join(map(to_report, variants))
    if not dry_run and not plan.has_conflicts:
        new = [one for one in variants if one.id not in earlier.variants or not is_unchanged(one, earlier.variants[one.id])]
        others = {path: content for one in new for path, content in other_files(one, documents).items()}
        replaced = [earlier.variants[one.id] for one in new if one.id in earlier.variants]
        _write(root, data, updates, {**others, **plan.files}, replaced)
    if report is not None:
        write_output(report, whole.encode())
    if style == "json" or dry_run:
        sys.stdout.write(whole)
    _print(plan, earlier.variants, documents, only_changes=style == "json" or dry_run)
    if not (style == "json" or dry_run or plan.has_conflicts or all(update.is_same for update in updates.values())):
        way = "now in a layer" if plan.in_layer else "with --share, a layer has them once"
        sys.stdout.writelines(f"{line}: {way}\n" for line in plan.lines)
    if dry_run:
        sys.stderr.write("runbook: nothing was written, because of --dry-run\n")
    is_problem = plan.has_conflicts or (strict and not all(variant.is_complete for variant in variants))
    return INPUT_PROBLEM if is_problem else CLEAN


def _free_layer(root: Path, variants: list[ImportedVariant]) -> str:
    """Return a free id for the layer of new documents."""
    from generator.project.project_files import DATA

    taken = {one.id for one in variants}
    places = (root / DATA / "layers", root / DATA / "variants")
    names = (LAYER if number == 1 else f"{LAYER}-{number}" for number in count(1))
    return next(name for name in names if name not in taken and not any((place / name).exists() for place in places))


def _write(
    root: Path, data: DataFiles, updates: Mapping[str, DataUpdate], others: Mapping[str, bytes], replaced: Iterable[PreviousImport]
) -> None:
    """Write what an import changes. Prints the errors and raises InputFault if changed data would have errors."""
    from generator.edits.write_edits import refuse_errors
    from generator.imports.import_folder import FOLDER
    from generator.project.atomic_files import write_all

    changed = {path: content for update in updates.values() for path, content in update.files.items()}
    gone = {path for update in updates.values() for path in update.gone}
    if any(update.changes is not None for update in updates.values()):  # new variants are as they were read back
        refuse_errors(data, changed, gone=gone)
    wanted = {**changed, **others}
    gone |= {f"{FOLDER}/{one.id}/{copy}" for one in replaced for copy in one.copies} - others.keys()
    known = {path: data.files.get(path) or (root / path).read_bytes() for path in (*wanted, *gone) if (root / path).is_file()}
    write_all(root, {path: content for path, content in wanted.items() if known.get(path) != content}, known, gone & known.keys())


def _print(plan: ImportPlan, previous: Mapping[str, PreviousImport], documents: Documents, *, only_changes: bool) -> None:
    """Print what was done for each variant, or what is in conflict."""
    from generator.cli.import_run import summary_lines

    out = sys.stderr if only_changes or plan.has_conflicts else sys.stdout
    out.writelines(f"{line}\n" for line in plan.lines_of(previous))
    if not (only_changes or plan.has_conflicts):
        written = [variant for variant in plan.variants if not plan.updates[variant.id].is_same]
        out.writelines(f"{line}\n" for line in summary_lines(written, {path: str(place) for path, place in documents.places.items()}))
    if plan.has_conflicts:
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
