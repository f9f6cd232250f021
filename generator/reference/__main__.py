"""`python -m generator.reference`: write what is made in the documentation, or with `--check` tell what has drifted."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.project.faults import CLEAN, INPUT_PROBLEM, USAGE
from generator.reference.made_pages import made_pages

ROOT = Path(__file__).resolve().parents[2]
CHECK = "--check"


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the pages below `root`, or compare them; the exit code."""
    if arguments not in ([], [CHECK]):
        sys.stderr.write(f"usage: python -m generator.reference [{CHECK}]\n")
        return USAGE
    drifted = []
    for path, text in made_pages(root).items():
        place = root / path
        if place.is_file() and place.read_bytes() == text.encode():
            continue
        drifted.append(path)
        if not arguments:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())
    if not arguments:
        sys.stdout.write("".join(f"{path} is written\n" for path in drifted) or "the documentation is up to date\n")
        return CLEAN
    sys.stderr.writelines(
        f"runbook: {path} has drifted from its source; run `make generated` and read the difference\n" for path in drifted
    )
    return INPUT_PROBLEM if drifted else CLEAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
