"""Texts that keep their lines, and the languages of commands, for the sample of the sheets."""

from __future__ import annotations

from typing import Any

FIXED: dict[str, dict[str, str]] = {
    "checklists.release-notes.items.written": {"syntax": "sh", "output": "# Notes\n\n  * Carts are kept"},
    "checklists.code.items.tests": {"syntax": "bash"},
    "checklists.cut-over.items.migrate": {"output": "NAME     STATE\norders   applied"},
    "procedures.roll-back.steps.restore": {
        "run": "restore-backup.ps1 `\n  -Force",
        "syntax": "powershell",
        "output": "restored 2 of 2",
    },
    "procedures.respond.steps.contain": {"run": "db.close()", "syntax": "javascript", "output": "closed\nbye"},
    "commands.quick": {"syntax": "bash", "output": "1/2 built\n2/2 started"},
    "commands.health": {"syntax": "console", "output": "HTTP/1.1 200 OK"},
    "announcements.team": {"message": "Good morning,\n\nwe begin at <start>."},
    "announcements.partners": {"message": "The shop is back."},
}


def fill_fixed_texts(data: dict[str, Any]) -> None:
    """Fill these fields in the entities at these addresses."""
    for address, fields in FIXED.items():
        entity = data
        for key in address.split("."):
            entity = entity[key]
        entity.update(fields)
