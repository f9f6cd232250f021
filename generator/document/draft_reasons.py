"""What makes a sheet a draft: a release that is one, contacts that nobody can reach, and placeholders among its texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.checks.completeness import is_unassigned
from generator.document.sheet_context import SheetContext
from generator.document.sheets import Sheet, texts
from generator.text.placeholders import placeholders_in


def drafted(scope: SheetContext, sheet: Sheet, contacts: Iterable[str]) -> Sheet:
    """The sheet with what must be mended before it goes out, by kind; `contacts` are the ids of those it names."""
    named = dict.fromkeys((*contacts, *filter(None, (scope.runbook.variant.owner,))))
    known = [scope.runbook.contacts[key] for key in named if key in scope.runbook.contacts]
    # Addresses are made of the site's, which is no writer's text.
    written = dict.fromkeys(texts(replace(sheet, address="", chapters=tuple(replace(one, address="") for one in sheet.chapters))))
    found = {
        "unassigned": [contact.title for contact in known if is_unassigned(contact) and not sheet.public],
        "left to fill in": dict.fromkeys(placeholder for text in written for placeholder in placeholders_in(text)),
    }
    settings = scope.settings
    own = (f"part of draft release {settings.release}" if settings.release else "part of a draft",) if settings.draft else ()
    return replace(sheet, draft=(*own, *(f"{what}: {', '.join(names)}" for what, names in found.items() if names)))
