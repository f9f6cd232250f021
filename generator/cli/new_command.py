"""`runbook new`: creates a variant, a layer or a whole project, which passes the check at once."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from generator.cli.schema_command import PATH as SCHEMA
from generator.project.faults import EXIT_CODES, UsageFault

DOCUMENT = click.Path(path_type=Path)
FROM = "Make the systems of a project from Markdown documents, or from folders of them. Default: one example system."
OWNERS = Path(".github", "CODEOWNERS")
FIRST_SYSTEM = "My service"


@click.command(epilog=EXIT_CODES)
@click.argument("kind", type=click.Choice(["variant", "layer", "project"]))
@click.argument("name", metavar="ID|DIR")
@click.argument("more", metavar="", nargs=-1, type=DOCUMENT)
@click.option("--title", help=f"Set the title; for a project, the title of its first system. Default: made from ID, or {FIRST_SYSTEM}.")
@click.option("--id", help="Set the id of a project's first system. Default: made from its title.")
@click.option("--extends", multiple=True, metavar="LAYER", help="Extend LAYER. May be repeated. Default: the lowest layer with phases.")
@click.option("--wheel", metavar="PATH|URL", help="Pin a project to this wheel. Default: the wheel that this program was installed from.")
@click.option("--from", "documents", metavar="FILE...", multiple=True, type=DOCUMENT, help=FROM)
@click.pass_obj
def new(
    folder: Path | None,
    kind: str,
    name: str,
    title: str | None = None,
    extends: Iterable[str] = (),
    wheel: str | None = None,
    id: str | None = None,
    documents: Sequence[Path] = (),
    more: Sequence[Path] = (),
) -> None:
    """Create the first file of a variant or layer, or a small example project in the folder DIR. Files that DIR has already are kept.

    \b
    runbook new variant pay-desk --title "Pay desk" --extends base
    runbook new layer payments
    runbook new project my-runbooks --title "Web shop"
    runbook new project . --title "Über Straße" --id roads
    runbook new project my-runbooks --from docs/handoff.md docs/rollback.md
    runbook new project my-runbooks --wheel ~/runbook_generator-0.2.0-py3-none-any.whl
    """
    if more and not documents:
        raise click.UsageError(f"got an unexpected extra argument ({more[0]})")
    if kind != "project":
        if documents:
            raise UsageFault("--from is only for a project; in a project, `runbook import FILE` makes variants from documents")
        if wheel is not None:
            raise UsageFault("--wheel is only for a project, whose requirements.txt names the wheel")
        if id is not None:
            raise UsageFault(f"--id is only for a project; write the id of a {kind} after `{kind}`")
        _new_layer(folder, kind, name, title, extends)
    elif tuple(extends):
        raise UsageFault("--extends is only for a variant or a layer; the first system of a new project extends `base`")
    elif not documents:
        _new_project(Path(name), FIRST_SYSTEM if title is None else title, id, wheel)
    elif title is not None or id is not None:
        raise UsageFault("--title and --id are for the example system; with --from, each document has its own title")
    else:
        _project_from(Path(name), (*documents, *more), wheel)


def _new_layer(folder: Path | None, kind: str, id: str, title: str | None, extends: Iterable[str]) -> None:
    from generator.diagnostics.diagnostic import some_of
    from generator.edits.scaffold import new_file
    from generator.edits.write_edits import apply, read_for_editing
    from generator.project.project_files import locate

    root = locate(folder)
    data = read_for_editing(root)
    path, text, left = new_file(data.files, kind, id, title, extends)
    home = str(Path(path).parent)
    if (root / home).exists():
        raise UsageFault(f"{home} already exists")
    apply(root, data, {path: text.encode()}, to_fill_in=id)
    sys.stdout.write(f"{path} written\n")
    if left:
        shown = some_of(address.removeprefix("variant.") for address in left)
        sys.stdout.write(f"its layers leave this to it: {shown}; `runbook check` lists what is not filled in\n")
    if not (root / SCHEMA).is_file():
        sys.stdout.write(f"{SCHEMA} is missing; `runbook schema` writes it, so that editors can complete keys\n")
    owners = root / OWNERS
    if kind == "variant" and owners.is_file() and f"/{home}/" not in owners.read_text("utf-8", "replace"):
        sys.stdout.write(f"{OWNERS} names no reviewer for this variant; add a line `/{home}/ @OWNER`\n")


def _new_project(target: Path, title: str, id: str | None, wheel: str | None) -> None:
    from generator.edits.scaffold import DEFAULT_ID, first_id

    system = first_id(title, id)
    _write_project(target, _templates("project"), title, [system], {}, wheel)
    if id is None and system == DEFAULT_ID:
        sys.stdout.write(f"the id of the first system is `{system}`, because its title has no Latin letters; `--id` sets another\n")


def _project_from(target: Path, documents: Sequence[Path], wheel: str | None) -> None:
    """Create a project whose systems are made from documents."""
    from generator.cli.import_run import documents_of, import_documents, other_files, summary_lines
    from generator.imports.draft import ImportOptions

    _refuse_obstacles(target, ())
    sources = documents_of(documents, target.resolve())
    variants = import_documents(sources, ImportOptions())
    data = {path: content for variant in variants for path, content in {**variant.files, **other_files(variant, sources)}.items()}
    templates = {path: text for path, text in _templates("project").items() if not path.startswith("data/")}
    _write_project(target, {**templates, **_templates("project-from-documents")}, FIRST_SYSTEM, [one.id for one in variants], data, wheel)
    names = {path: str(place) if place.is_absolute() else os.path.relpath(place, target) for path, place in sources.places.items()}
    sys.stdout.writelines(f"{line}\n" for line in summary_lines(variants, names))
    sys.stdout.write(f"before these commands: cd {shlex.quote(str(target))}\n")


def _templates(name: str) -> dict[str, str]:
    home = Path(__file__).resolve().parents[1] / "templates" / name
    return {path.relative_to(home).as_posix(): path.read_text("utf-8") for path in home.rglob("*") if path.is_file()}


def _write_project(
    target: Path, templates: Mapping[str, str], title: str, ids: Sequence[str], data: Mapping[str, bytes], wheel: str | None
) -> None:
    """Write the files of a new project and its data, and say which files were kept and what is left to do."""
    from generator.edits.existing_files import NEXT_STEPS, README, keep_existing
    from generator.edits.scaffold import new_project
    from generator.model.editor_schema import schema_text
    from generator.project import program_requirement
    from generator.project.atomic_files import write_all
    from generator.project.ignored_files import ignored
    from generator.project.output_target import refuse_foreign_data
    from generator.report.diagnostics_report import count_of

    refuse_foreign_data(target)
    requirement = program_requirement.installed() if wheel is None else program_requirement.chosen(wheel)
    files = {path: text.encode() for path, text in new_project(templates, title, ids, requirement.text).items()}
    files |= {SCHEMA.as_posix(): schema_text().encode(), **data}
    _refuse_obstacles(target, (*files, *requirement.files))
    files, kept = keep_existing(files, _present(target, files), lambda path: _text_of(target / path))
    for path, wheel_data in requirement.files.items():
        if not os.path.lexists(target / path):
            files[path] = wheel_data
        elif not _has_content(target / path, wheel_data):
            raise UsageFault(f"{target / path} already exists, and is another file; move it away or choose it with `--wheel`")
    lost = ignored(target, files) if (target / ".git").exists() else {}
    write_all(target, files, {})
    steps = target / (README if README in files else NEXT_STEPS)
    sys.stdout.write(f"{target}: {count_of(len(files), 'file')} written; {steps} describes the next steps\n")
    for path, remark in sorted(kept.items()):
        sys.stdout.write(f"{path} is kept{f'; {remark[0]}' if remark else ''}\n")
        sys.stdout.writelines(f"    {line}\n" for line in remark[1:])
    if requirement.warning:
        sys.stderr.write(f"runbook: warning: {requirement.warning}\n")
    for path, rule in lost.items():
        sys.stderr.write(f"runbook: warning: git ignores {path}, because of {rule}: remove that rule, or other clones will miss the file\n")
    top = next((parent for parent in target.resolve().parents if (parent / ".git").exists()), None)
    if top is not None and not (target / ".git").exists():
        sys.stderr.write(
            f"runbook: warning: {target} is a folder of the repository {top}, and forges read workflows only at its top: "
            "move .github or .gitlab-ci.yml there, and let their commands run in this folder\n"
        )


def _refuse_obstacles(target: Path, paths: Iterable[str]) -> None:
    """Raise UsageFault if the folder has runbooks already, or something else where the project needs a folder or a file."""
    from generator.project.project_files import DATA, read_data

    if target.exists() and not target.is_dir():
        raise UsageFault(f"{target} is a file; name a folder")
    if (target / DATA).is_dir() and read_data(target).files:
        raise UsageFault(f"{target / DATA} already has YAML files; in a project, `runbook new variant ID` adds a system")
    for path in paths:
        place = target / path
        folder = next((one for one in place.parents if os.path.lexists(one)), target)
        if os.path.lexists(folder) and not folder.is_dir():
            raise UsageFault(f"{folder} is a file, and the project needs a folder there")
        if place.is_dir():
            raise UsageFault(f"{place} is a folder, and the project needs a file there")


def _present(target: Path, files: Iterable[str]) -> set[str]:
    """Return the paths of the files that a folder has, as far as they matter for a new project."""
    from generator.edits.existing_files import SEARCHED

    folders = [target, *(target / name for name in SEARCHED)]
    listed = {path.relative_to(target).as_posix() for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_file()}
    return listed | {path for path in files if os.path.lexists(target / path)}


def _text_of(place: Path) -> str:
    return place.read_text("utf-8", "replace") if place.is_file() else ""


def _has_content(place: Path, data: bytes) -> bool:
    return place.is_file() and place.read_bytes() == data
