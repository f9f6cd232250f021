"""A sheet as a job for the typesetter: the template for the layout, and the texts as data."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from generator.document.print_job import CARD_PAGES, SMALLEST_TYPE, Paper, PrintJob
from generator.document.sheets import EMERGENCY, Sheet
from generator.paper.print_data import print_data

# Sizes in point. The emergency card uses a smaller one if it does not fit on both sides of one sheet.
SIZES = (12.0,)
CARD_SIZES = (*SIZES, 11.0, SMALLEST_TYPE)


def print_job(sheet: Sheet, paper: Paper = "a4") -> PrintJob:
    """Return the job for the PDF of a sheet. Texts are data, so that none of them is markup for the typesetter."""
    card = sheet.part == EMERGENCY
    ending = "" if paper == "a4" else f".{paper}"
    return PrintJob(
        path=f"{sheet.stem}{ending}.pdf",
        template=_template(),
        data=json.dumps(print_data(sheet), ensure_ascii=False, separators=(",", ":")),
        paper=paper,
        sizes=CARD_SIZES if card else SIZES,
        most_pages=CARD_PAGES if card else 0,
        language=sheet.language,
    )


@lru_cache(maxsize=1)
def _template() -> str:
    return files("generator").joinpath("templates", "print", "sheet.typ").read_text("utf-8")
