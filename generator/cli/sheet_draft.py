"""Sheets that are drafts: what is printed all the same, and what a pack lacks."""

from __future__ import annotations

from generator.document.sheets import PACK, PACKED, Sheet


def why_draft_refused(found: Sheet, *, draft: bool, release: bool) -> str:
    """Return the reasons why a sheet is a draft, each once, if a draft of it is not printed; else an empty text."""
    if not found.draft or not (release or (found.part == PACK and not draft)):
        return ""
    refused = "cannot be released" if release else "is printed only with --draft"
    reasons = "".join(f"  {reason}\n" for reason in found.draft)
    return f"runbook: {found.system}, {found.title} is a draft and {refused}:\n{reasons}"


def missing_in_pack(found: Sheet) -> str:
    """Return a note that names the sheets that a pack is printed without; empty for a whole pack, and for other sheets."""
    parts = [sheet.part for sheet in found.chapters]
    lacking = [part for part in PACKED if part not in parts] if found.part == PACK else []
    return f"runbook: note: this pack has no {' and no '.join(lacking)}, because `{found.variant}` has no such sheet\n" if lacking else ""
