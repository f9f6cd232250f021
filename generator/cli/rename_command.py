"""`runbook rename`: another id for an entity, everywhere at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.project.faults import CLEAN, EXIT_CODES, InputFault, UsageFault

if TYPE_CHECKING:
    from generator.edits.rename import Wish


@click.command(epilog=EXIT_CODES)
@click.argument("old")
@click.argument("new")
@click.option("--in", "within", multiple=True, metavar="NAME", help="The layer or variant whose entity is meant. May be repeated.")
@click.option("--everywhere", is_flag=True, help="Rename all entities of this address, also where they have nothing in common.")
@click.option("--no-alias", is_flag=True, help="Forget the old id, which nobody has printed or linked to yet.")
@click.pass_obj
def rename(folder: Path | None, old: str, new: str, within: tuple[str, ...], *, everywhere: bool, no_alias: bool) -> int:
    """Give the entity at the address OLD the id NEW, in every layer that writes it, refers to it or is placed beside it.

    The old id stays as an alias, so that old links and printed codes work.

    \b
    runbook rename database/pooling connection-pool
    runbook rename contacts.dba database-lead --in elearning-platform
    """
    from generator.edits.rename import Wish

    return rename_as_asked(folder, Wish(old, new, within, everywhere, not no_alias))


def rename_as_asked(folder: Path | None, wish: Wish) -> int:
    """Rename an entity in the layers that write it and in all that refer to it."""
    from generator.diagnostics.diagnostic import sentences
    from generator.edits import workflow as editing
    from generator.edits.rename import CannotRename
    from generator.edits.write_edits import apply, read_for_editing, refusal, refuse
    from generator.project.project_files import locate
    from generator.source.splices import CannotEdit

    root = locate(folder)
    data = read_for_editing(root)
    try:
        done = editing.rename(data.files, wish)
    except editing.Unread as fault:
        refuse(fault.diagnostics, "nothing was renamed: what cannot be read may mention the entity")
    except CannotRename as fault:
        raise UsageFault(sentences(str(fault), fault.help)) from None
    except CannotEdit as fault:
        raise InputFault(f"nothing was renamed\n{refusal(fault)}") from None
    apply(root, data, done.files)
    sys.stdout.write(f"{done.old} is now {done.new}\n")
    sys.stdout.writelines(f"  {path}\n" for path in done.files)
    return CLEAN
