"""What every built page has around its content, in order: our styles, our first script, our other scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

FRAME = (
    "<link[^>]*assets/pages\\.css",
    "</head>",
    "<body",
    "<script[^>]*/before-paint\\.js",
    "<script[^>]*/strings\\.en\\.js",
    "<script[^>]*/frame\\.js",
    "</body>",
)
# The banner of a draft comes after the first script.
DRAFT = (*FRAME[:4], '<aside class="rb-release ', *FRAME[4:])


def frame_faults(site: Path, pages: Iterable[str], frame: tuple[str, ...] = FRAME) -> dict[str, list[str]]:
    """Return the parts of the frame that are missing, out of order or there twice, by page. Pages without faults are left out."""
    found = {}
    for path in pages:
        text = (site / path).read_text("utf-8")
        at = [[match.start() for match in re.finditer(part, text)] for part in frame]
        starts = [one[0] if len(one) == 1 else -1 for one in at]
        found[path] = [
            part for part, start, before in zip(frame, starts, [0, *starts], strict=False) if start < max(before, 0) or start < 0
        ]
    return {path: parts for path, parts in found.items() if parts}
