"""`runbook rename`: gives an entity another id in every file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import project_command


@project_command
@click.argument("old")
@click.argument("new")
@click.option("--in", "within", multiple=True, metavar="NAME", help="Rename only the entity of this layer or variant. May be repeated.")
@click.option("--everywhere", is_flag=True, help="Rename every entity at this address, even unrelated ones.")
@click.option("--no-alias", is_flag=True, help="Do not keep the old id as an alias.")
def rename(root: Path, old: str, new: str, within: tuple[str, ...] = (), *, everywhere: bool = False, no_alias: bool = False) -> None:
    """Change the id of the entity at the address OLD to NEW, in every layer that defines it or refers to it.

    The old id is kept as an alias, so that old links and printed codes still work.

    \b
    runbook rename database/pooling connection-pool
    runbook rename contacts.dba database-lead --in elearning-platform
    """
    from generator.edits.rename import rename as rename_in
    from generator.edits.write_edits import apply, read_for_editing, refusing

    data = read_for_editing(root)
    with refusing("nothing was renamed"):
        before, after, changed = rename_in(data.files, old, new, within, everywhere=everywhere, alias=not no_alias)
    apply(root, data, changed)
    sys.stdout.write(f"{before} is now {after}\n")
    sys.stdout.writelines(f"  {path}\n" for path in changed)
