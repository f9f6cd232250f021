"""`python -m tests.docs.sheet_pictures`: draw the sheets shown in the docs, one of each kind, in greyscale; needs `pdftoppm`."""

from __future__ import annotations

import subprocess
import sys

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.document.print_job import Paper
from generator.document.sheets import Sheet
from generator.model.clock import parse_moment
from generator.model.moments import parse_week
from generator.paper.print_data import print_job
from generator.project.project_files import read_data
from tests.composed import VERSIONS, sheet_from
from tests.docs.documents import ROOT
from tests.paper.paper_reader import typeset

SETTINGS = SiteSettings(site_url="https://runbooks.tld", versions=VERSIONS, release="2026.11")
PIXELS_AN_INCH = 75
FOLDER = ROOT / "docs" / "images"


def pictured() -> dict[str, tuple[Sheet, Paper, int]]:
    """Yield name, sheet, paper and page of each picture."""
    variants = resolve(read_data(ROOT).files).variants
    moment, week = parse_moment("2026-12-01T22:00 Asia/Dhaka"), parse_week("2026-W49")
    messaging, elearning = variants["school-messaging"], variants["elearning-platform"]
    return {
        "sheet-deploy-day": (sheet_from(messaging, "deploy-day", SETTINGS, moment), "a4", 2),
        "sheet-emergency": (sheet_from(elearning, "emergency", SETTINGS), "letter", 1),
        "sheet-book": (sheet_from(elearning, "book", SETTINGS), "a4", 1),
        "sheet-recurring": (sheet_from(elearning, "recurring", SETTINGS, period=week), "letter", 1),
    }


def main() -> int:
    """Write all pictures into the docs."""
    for name, (sheet, paper, page) in pictured().items():
        (printed,) = typeset([print_job(sheet, paper)])
        words = ["pdftoppm", "-gray", "-png", "-r", str(PIXELS_AN_INCH), "-f", str(page), "-singlefile", "-", str(FOLDER / name)]
        subprocess.run(words, input=printed.pdf, check=True, stderr=subprocess.DEVNULL)
        sys.stdout.write(f"docs/images/{name}.png\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
