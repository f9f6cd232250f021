"""`runbook rename`: gives an entity another id in every file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import project_command
from generator.project.faults import InputFault, UsageFault

if TYPE_CHECKING:
    from generator.project.project_files import DataFiles

VARIANT = "variants."


@project_command
@click.argument("old")
@click.argument("new")
@click.option("--in", "within", multiple=True, metavar="NAME", help="Rename only the entity of this layer or variant. May be repeated.")
@click.option("--everywhere", is_flag=True, help="Rename every entity at this address, even unrelated ones.")
@click.option("--no-alias", is_flag=True, help="Do not keep the old id as an alias.")
def rename(root: Path, old: str, new: str, within: tuple[str, ...] = (), *, everywhere: bool = False, no_alias: bool = False) -> None:
    """Change the id of the entity at the address OLD to NEW, in every layer that defines it or refers to it.

    The old id is kept as an alias, so that old links and printed codes still work. `variants.OLD` renames a system and its folder.

    \b
    runbook rename database/pooling connection-pool
    runbook rename contacts.dba database-lead --in elearning-platform
    runbook rename variants.elearning-platform academy
    """
    from generator.edits.rename import rename as rename_in
    from generator.edits.write_edits import apply, read_for_editing, refusing

    data = read_for_editing(root)
    if old.startswith(VARIANT):
        if within or everywhere:
            raise UsageFault("a variant has one id: leave out --in and --everywhere")
        _rename_system(root, data, old.removeprefix(VARIANT), new.removeprefix(VARIANT), alias=not no_alias)
        return
    with refusing("nothing was renamed"):
        before, after, changed = rename_in(data.files, old, new, within, everywhere=everywhere, alias=not no_alias)
    apply(root, data, changed)
    sys.stdout.write(f"{before} is now {after}\n")
    sys.stdout.writelines(f"  {path}\n" for path in changed)


def _rename_system(root: Path, data: DataFiles, old: str, new: str, *, alias: bool) -> None:
    from generator.edits.rename_system import rename_system
    from generator.edits.write_edits import refusing
    from generator.imports.import_folder import FOLDER, renamed_folder
    from generator.project.atomic_files import write_all
    from generator.project.project_files import DATA
    from generator.source.folder_problems import VARIANTS

    with refusing("nothing was renamed"):
        changed = rename_system(data.files, old, new, alias=alias)
    homes = (f"{DATA}/{VARIANTS}", FOLDER)  # the data, and what an import keeps beside them
    if (root / DATA / VARIANTS / old).is_symlink():
        raise InputFault(f"{DATA}/{VARIANTS}/{old} is a link: rename the folder that it leads to")
    moves = {f"{home}/{old}": f"{home}/{new}" for home in homes if (root / home / old).exists()}
    for there in moves.values():
        if (root / there).exists():
            raise InputFault(f"{there} exists already, without data")
    maps = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / FOLDER).glob("*/*.json"))}
    changed |= renamed_folder({**data.files, **changed, **maps}, old, new)
    write_all(root, changed, {**data.files, **maps}, moves=moves)
    sys.stdout.write(f"{VARIANT}{old} is now {VARIANT}{new}\n")
    sys.stdout.writelines(f"  {there}/\n" for there in moves.values())
    sys.stdout.writelines(f"  {path}\n" for path in changed if not path.startswith(tuple(f"{here}/" for here in moves)))
