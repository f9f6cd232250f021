"""`python -m tests.audit`: build with other plugins, run axe-core on the whole matrix, then Lighthouse; `--write` writes the tables."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.audit.lighthouse import measure
from tests.audit.page import axe_table, lighthouse_table, with_part
from tests.audit.plugin_matrix import install, judge_plugins, plugin_table, theme_table
from tests.audit.whole_matrix import judge
from tests.browsers import CHROMIUM
from tests.built_site.shared_builds import ROOT, runbook

PAGE = ROOT / "docs" / "audit.md"
PLUGIN_PAGE = ROOT / "docs" / "mkdocs.md"


def say(table: str, started: float) -> None:
    """Print a table and its duration."""
    sys.stdout.write(f"{table}\n({time.monotonic() - started:.0f} s)\n\n")
    sys.stdout.flush()


def audit(*, write: bool) -> int:
    """Measure and print; return 1 if a result misses its goal."""
    chromium = next((found for found in map(shutil.which, CHROMIUM) if found), None)
    assert chromium is not None, "no browser: run requirements/system.sh"
    started = time.monotonic()
    plugins = ROOT / ".cache" / "plugins"
    install(plugins)
    count, plugin_faults = judge_plugins(plugins)
    say(f"{count} projects with other plugins, templates and settings: {len(plugin_faults)} faults.", started)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        runbook("build", "--site-dir", str(site))
        started = time.monotonic()
        outcome = judge(site, chromium)
        say(axe_table(outcome), started)
        started = time.monotonic()
        measured = list(measure(site, chromium))
        say(lighthouse_table(measured), started)
    if write:
        text = with_part(PLUGIN_PAGE.read_text(encoding="utf-8"), "plugins", plugin_table())
        PLUGIN_PAGE.write_text(with_part(text, "theme", theme_table()), encoding="utf-8", newline="\n")
        text = PAGE.read_text(encoding="utf-8")
        text = with_part(text, "axe", axe_table(outcome))
        PAGE.write_text(with_part(text, "lighthouse", lighthouse_table(measured)), encoding="utf-8", newline="\n")
    faults = [*plugin_faults, *outcome.faults, *(fault for one in measured for fault in one.faults)]
    sys.stdout.write(("\n".join(faults) or "no fault") + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(audit(write="--write" in sys.argv[1:]))
