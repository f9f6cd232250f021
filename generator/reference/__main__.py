"""`python -m generator.reference`: write the generated documentation, or list outdated pages with `--check`."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.project.atomic_folder import write_into
from generator.project.faults import CLEAN, INPUT_PROBLEM, USAGE
from generator.reference.made_pages import made_pages

ROOT = Path(__file__).resolve().parents[2]
CHECK = "--check"


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the outdated pages below `root`, or with `--check` only list them. Return the exit code."""
    if arguments not in ([], [CHECK]):
        sys.stderr.write(f"usage: python -m generator.reference [{CHECK}]\n")
        return USAGE
    pages = {path: text.encode() for path, text in made_pages(root).items()}
    outdated = [path for path, text in pages.items() if not (root / path).is_file() or (root / path).read_bytes() != text]
    if arguments:
        sys.stderr.writelines(f"runbook: {path} is out of date; run `make generated` and read the difference\n" for path in outdated)
        return INPUT_PROBLEM if outdated else CLEAN
    for path in outdated:
        write_into(root, path, pages[path])
    sys.stdout.write("".join(f"wrote {path}\n" for path in outdated) or "the documentation is up to date\n")
    return CLEAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
