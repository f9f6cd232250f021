"""`runbook new`: creates a variant, a layer or a whole project, which passes the check at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from generator.cli.schema_command import PATH as SCHEMA
from generator.project.faults import EXIT_CODES, UsageFault

OWNERS = Path(".github", "CODEOWNERS")
FIRST_SYSTEM = "My service"


@click.command(epilog=EXIT_CODES)
@click.argument("kind", type=click.Choice(["variant", "layer", "project"]))
@click.argument("name", metavar="ID|DIR")
@click.option("--title", help=f"Set the title; for a project, the title of its first system. Default: made from ID, or {FIRST_SYSTEM}.")
@click.option("--extends", multiple=True, metavar="LAYER", help="Extend LAYER. May be repeated. Default: the lowest layer with phases.")
@click.option("--wheel", metavar="PATH|URL", help="Pin a project to this wheel. Default: the wheel that this program was installed from.")
@click.pass_obj
def new(folder: Path | None, kind: str, name: str, title: str | None = None, extends: Iterable[str] = (), wheel: str | None = None) -> None:
    """Create the first file of a variant or layer, or a small example project in the folder DIR.

    \b
    runbook new variant pay-desk --title "Pay desk" --extends base
    runbook new layer payments
    runbook new project my-runbooks --title "Web shop"
    runbook new project my-runbooks --wheel ~/runbook_generator-0.2.0-py3-none-any.whl
    """
    if kind != "project":
        if wheel is not None:
            raise UsageFault("--wheel is only for a project, whose requirements.txt names the wheel")
        _new_layer(folder, kind, name, title, extends)
    elif tuple(extends):
        raise UsageFault("--extends is only for a variant or a layer; the first system of a new project extends `base`")
    else:
        _new_project(Path(name), title or FIRST_SYSTEM, wheel)


def _new_layer(folder: Path | None, kind: str, id: str, title: str | None, extends: Iterable[str]) -> None:
    from generator.edits.scaffold import new_head
    from generator.edits.write_edits import apply, read_for_editing
    from generator.project.project_files import locate

    root = locate(folder)
    data = read_for_editing(root)
    text = new_head(data.files, kind, id, title, extends)
    home = f"data/{kind}s/{id}"
    if (root / home).exists():
        raise UsageFault(f"{home} already exists")
    path = f"{home}/{kind}.yaml"
    apply(root, data, {path: text.encode()})
    sys.stdout.write(f"{path} written\n")
    if not (root / SCHEMA).is_file():
        sys.stdout.write(f"{SCHEMA} is missing; `runbook schema` writes it, so that editors can complete keys\n")
    owners = root / OWNERS
    if kind == "variant" and owners.is_file() and f"/{home}/" not in owners.read_text("utf-8", "replace"):
        sys.stdout.write(f"{OWNERS} names no reviewer for this variant; add a line `/{home}/ @OWNER`\n")


def _new_project(target: Path, title: str, wheel: str | None) -> None:
    from generator.edits.scaffold import new_project
    from generator.model.editor_schema import schema_text
    from generator.project import program_requirement
    from generator.project.atomic_files import write_all
    from generator.project.output_target import refuse_foreign_data
    from generator.report.diagnostics_report import count_of

    refuse_foreign_data(target)
    home = Path(__file__).resolve().parents[1] / "templates" / "project"
    templates = {path.relative_to(home).as_posix(): path.read_text("utf-8") for path in home.rglob("*") if path.is_file()}
    requirement = program_requirement.installed() if wheel is None else program_requirement.chosen(wheel)
    files = {path: text.encode() for path, text in new_project(templates, title, requirement.text).items()}
    files[SCHEMA.as_posix()] = schema_text().encode()
    # The project may already have the wheel.
    files |= {path: data for path, data in requirement.files.items() if not _has_content(target / path, data)}
    if target.exists() and not target.is_dir():
        raise UsageFault(f"{target} is a file; name a folder")
    taken = next((path for path in files if os.path.lexists(target / path)), None)
    if taken is not None:
        raise UsageFault(f"{target / taken} already exists; name a new folder")
    write_all(target, files, {})
    sys.stdout.write(f"{target}: {count_of(len(files), 'file')} written; {target / 'README.md'} describes the next steps\n")
    if requirement.warning:
        sys.stderr.write(f"runbook: warning: {requirement.warning}\n")


def _has_content(place: Path, data: bytes) -> bool:
    return place.is_file() and place.read_bytes() == data
