"""The signs that people type as boxes."""

from __future__ import annotations

OPEN_SIGNS = "☐❏❑□▢◻⬜🔲⎕"
TICKED_SIGNS = "☑☒🗹"
