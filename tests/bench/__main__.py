"""`python -m tests.bench`: print the table of figures; `--write` writes it into the docs."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, data_figures, memory_figure, output_figures, site_figures, warm_figure
from tests.bench.import_figures import import_figures
from tests.bench.page import to_page
from tests.bench.preview_figures import preview_figures
from tests.bench.sheet_figures import sheet_figures

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def main() -> int:
    """Measure every figure and print it at once."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    parser.add_argument("--quick", action="store_true", help="leave out sheets and sites, which take minutes")
    options = parser.parse_args()
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="runbook-bench-") as place:
        folder = Path(place)
        takes = [
            data_figures,
            output_figures,
            warm_figure,
            memory_figure,
            import_figures,
            *(() if options.quick else (sheet_figures, site_figures, preview_figures)),
        ]
        for take in takes:
            for figure in take(folder):
                found.append(figure)
                sys.stdout.write(f"{figure.what:<76} {figure.found:>22}   {figure.goal}\n")
                sys.stdout.flush()
    if options.write:
        PAGE.write_text(to_page(found), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
