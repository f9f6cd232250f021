"""`runbook new`: the beginning of a variant, a layer or a whole project, valid at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import click

from generator.cli.schema_command import PATH as SCHEMA
from generator.project.faults import CLEAN, EXIT_CODES, UsageFault

OWNERS = Path(".github", "CODEOWNERS")
FIRST_SYSTEM = "My service"


@click.command(epilog=EXIT_CODES)
@click.argument("kind", type=click.Choice(["variant", "layer", "project"]))
@click.argument("name", metavar="ID|DIR")
@click.option("--title", help="Its title; by default made from the id. For a project, the title of its first system.")
@click.option(
    "--extends", multiple=True, metavar="LAYER", help="A layer to stand on; by default the lowest that has phases. May be repeated."
)
@click.option(
    "--wheel", metavar="PATH|URL", help="The wheel that builds a project; by default the one that this program was installed from."
)
@click.pass_obj
def new(folder: Path | None, kind: str, name: str, title: str | None, extends: Iterable[str], wheel: str | None = None) -> int:
    """Write the first file of a variant or a layer, or a whole small project into the folder DIR; valid at once.

    \b
    runbook new variant pay-desk --title "Pay desk" --extends base
    runbook new layer payments
    runbook new project my-runbooks --title "Web shop"
    runbook new project my-runbooks --wheel ~/runbook_generator-0.2.0-py3-none-any.whl
    """
    from generator.project.project_files import locate

    if kind == "project":
        if tuple(extends):
            raise UsageFault("--extends is for a variant or a layer: the first system of a new project stands on its layer `base`")
        return _new_project(Path(name), title or FIRST_SYSTEM, wheel)
    if wheel is not None:
        raise UsageFault("--wheel is for a project: its requirements.txt names the wheel")
    return _new_layer(locate(folder), "variant" if kind == "variant" else "layer", name, title, extends)


def _new_layer(root: Path, kind: Literal["variant", "layer"], id: str, title: str | None, extends: Iterable[str]) -> int:
    from generator.edits import workflow as editing
    from generator.edits.write_edits import apply, read_for_editing
    from generator.project.project_files import DATA

    data = read_for_editing(root)
    try:
        text = editing.new_head(data.files, kind, id, title, extends)
    except editing.NoSuchThing as fault:
        raise UsageFault(str(fault)) from None
    home = f"{DATA}/{kind}s/{id}"
    if (root / home).exists():
        raise UsageFault(f"{home} exists already")
    path = f"{home}/{kind}.yaml"
    apply(root, data, {path: text.encode()})
    sys.stdout.write(f"{path} is written\n")
    if not (root / SCHEMA).is_file():
        sys.stdout.write(f"{SCHEMA} is missing: `runbook schema` writes it, and editors then complete keys\n")
    owners = root / OWNERS
    if kind == "variant" and owners.is_file() and f"/{home}/" not in owners.read_text("utf-8", "replace"):
        sys.stdout.write(f"{OWNERS} asks nobody to review it yet: add a line `/{home}/ @OWNER`\n")
    return CLEAN


def _new_project(target: Path, title: str, wheel: str | None) -> int:
    from generator.edits import workflow as editing
    from generator.model.editor_schema import schema_text
    from generator.project import program_requirement
    from generator.project.atomic_files import write_all
    from generator.report.diagnostics_report import count_of

    templates = _templates()
    requirement = program_requirement.installed() if wheel is None else program_requirement.chosen(wheel)
    try:
        texts = editing.new_project(templates, title, requirement.text)
    except editing.NoSuchThing as fault:
        raise UsageFault(f"--title: {fault}") from None
    files = {path: text.encode() for path, text in texts.items()}
    files[SCHEMA.as_posix()] = schema_text().encode()
    files |= {path: data for path, data in requirement.files.items() if not _holds(target / path, data)}
    if target.exists() and not target.is_dir():
        raise UsageFault(f"{target} is a file; name a folder")
    taken = next((path for path in files if os.path.lexists(target / path)), None)
    if taken is not None:
        raise UsageFault(f"{target / taken} exists already; name a new folder")
    write_all(target, files, {})
    sys.stdout.write(f"{target}: {count_of(len(files), 'file')}; {target / 'README.md'} says how to go on\n")
    if requirement.warning:
        sys.stderr.write(f"runbook: warning: {requirement.warning}\n")
    return CLEAN


def _holds(place: Path, data: bytes) -> bool:
    """Whether a file is there already: somebody may have put the wheel into the project before."""
    return place.is_file() and place.read_bytes() == data


def _templates() -> dict[str, str]:
    """The files of a new project as they lie in the package."""
    home = Path(__file__).resolve().parents[1] / "templates" / "project"
    return {path.relative_to(home).as_posix(): path.read_text("utf-8") for path in sorted(home.rglob("*")) if path.is_file()}
