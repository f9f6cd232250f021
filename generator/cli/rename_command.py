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
    from generator.project.atomic_files import write_all
    from generator.project.project_files import DATA
    from generator.source.folder_problems import VARIANTS

    with refusing("nothing was renamed"):
        changed = rename_system(data.files, old, new, alias=alias)
    before, after = (root / DATA / VARIANTS / name for name in (old, new))
    if before.is_symlink():
        raise InputFault(f"{DATA}/{VARIANTS}/{old} is a link: rename the folder that it leads to")
    if after.exists():
        raise InputFault(f"{DATA}/{VARIANTS}/{new} exists already, without data")
    write_all(root, changed, data.files)
    before.rename(after)
    sys.stdout.write(f"{VARIANT}{old} is now {VARIANT}{new}\n  {DATA}/{VARIANTS}/{new}/\n")
    sys.stdout.writelines(f"  {path}\n" for path in changed if not path.startswith(f"{DATA}/{VARIANTS}/{old}/"))
