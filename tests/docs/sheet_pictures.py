"""`python -m tests.docs.sheet_pictures`: draw the sheets shown in the docs, one of each kind, in greyscale; needs `pdftoppm`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.document.print_job import Paper
from generator.document.select_sheets import sheet_of
from generator.document.sheets import FOLDING_CARD, PLAN, Sheet
from generator.model.clock import parse_moment
from generator.model.moments import parse_week
from generator.paper.print_data import print_job
from generator.project.project_files import read_data
from tests.composed import VERSIONS, sheet_from
from tests.docs.documents import ROOT
from tests.document.plan_shop import planned_document
from tests.document.role_shop import role_sheet
from tests.paper.paper_reader import typeset

SETTINGS = SiteSettings(site_url="https://runbooks.tld", versions=VERSIONS, release="2026.11")
PIXELS_AN_INCH = 75
# Of a pack, whose pages are shown as they lie beside each other when it is open.
SMALL, SPREADS_IN_ROW, BETWEEN, TABLE = 36, 2, 12, 160
ALL = 0
FOLDER = ROOT / "docs" / "images"


def pictured() -> dict[str, tuple[Sheet, Paper, int]]:
    """Return the sheet, paper and page of each picture by name; `ALL` shows all pages."""
    variants = resolve(read_data(ROOT).files).variants
    moment, week = parse_moment("2026-12-01T22:00 Asia/Dhaka"), parse_week("2026-W49")
    messaging, elearning = variants["school-messaging"], variants["elearning-platform"]
    return {
        "sheet-deploy-day": (sheet_from(messaging, "deploy-day", SETTINGS, moment), "a4", 2),
        "sheet-emergency": (sheet_from(elearning, "emergency", SETTINGS), "letter", 1),
        "sheet-book": (sheet_from(elearning, "book", SETTINGS), "a4", 1),
        "sheet-recurring": (sheet_from(elearning, "recurring", SETTINGS, period=week), "letter", 1),
        "sheet-role": (role_sheet("dba"), "a4", 2),
        "sheet-pack": (sheet_from(messaging, "pack", SETTINGS, moment), "a4", ALL),
        "sheet-plan": (sheet_of(planned_document(at="2026-12-01T22:00 Asia/Dhaka", settings=SETTINGS), PLAN), "a4", 1),
        "sheet-folding-card": (sheet_from(messaging, FOLDING_CARD, SETTINGS), "a4", 1),
    }


def draw(pdf: bytes, target: Path, resolution: int, *more: str) -> None:
    words = ["pdftoppm", "-gray", "-png", "-r", str(resolution), *more, "-", str(target)]
    subprocess.run(words, input=pdf, check=True, stderr=subprocess.DEVNULL)


def spreads(pdf: bytes) -> Image.Image:
    """Return all pages of a PDF, as the left and the right hand hold them."""
    with TemporaryDirectory() as folder:
        draw(pdf, Path(folder, "page"), SMALL)
        pages = [Image.open(path).copy() for path in sorted(Path(folder).iterdir())]
    width, height = pages[0].size
    step = 2 * width + BETWEEN
    rows = len(pages) // 2 // SPREADS_IN_ROW + 1
    whole = Image.new("L", (SPREADS_IN_ROW * step - BETWEEN, rows * (height + BETWEEN) - BETWEEN), TABLE)
    for number, page in enumerate(pages, 1):
        row, column = divmod(number // 2, SPREADS_IN_ROW)
        whole.paste(page, (column * step + number % 2 * (width + 1), row * (height + BETWEEN)))
    return whole


def main() -> int:
    """Write all pictures into the docs."""
    for name, (sheet, paper, page) in pictured().items():
        (printed,) = typeset([print_job(sheet, paper)])
        if page == ALL:
            spreads(printed.pdf).save(FOLDER / f"{name}.png", optimize=True)
        else:
            draw(printed.pdf, FOLDER / name, PIXELS_AN_INCH, "-f", str(page), "-singlefile")
            path = FOLDER / f"{name}.png"
            Image.open(path).convert("L").save(path, optimize=True)
        sys.stdout.write(f"docs/images/{name}.png\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
