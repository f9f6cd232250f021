"""`python -m tests.scripts`: the types of all scripts, and what no script may do."""

from __future__ import annotations

import subprocess
import sys

from tests.node_programs import ROOT, installed, node

FOLDERS = ("overrides/assets/javascripts", "generator/templates/offline", "tests/scripts")


def main() -> int:
    """Run the type checker and the linter. Return 1 if either of them reports something."""
    packages = installed("scripts")
    programs = (
        ("typescript/bin/tsc", "-p", "tests/scripts/tsconfig.json"),
        ("typescript/bin/tsc", "-p", "tests/scripts/tsconfig.pure.json"),
        ("eslint/bin/eslint.js", "-c", "tests/scripts/eslint.config.js", *FOLDERS),
    )
    found = [subprocess.run([node(), str(packages / program), *words], cwd=ROOT, check=False).returncode for program, *words in programs]
    return int(any(found))


if __name__ == "__main__":
    sys.exit(main())
