"""`runbook rename`: another id for an entity, everywhere at once."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.edits import workflow as editing
from generator.edits.rename import CannotRename, Wish
from generator.edits.write_edits import apply, read_for_editing, refusal, refuse
from generator.project.faults import CLEAN, InputFault, UsageFault
from generator.project.open_project import locate, sentences
from generator.source.splices import CannotEdit


def rename(folder: Path | None, wish: Wish) -> int:
    """Rename an entity in the layers that write it and in all that refer to it."""
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
