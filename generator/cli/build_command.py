"""`runbook build`: the whole site, which replaces the previous one only when it is complete."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import DIRECTORY, VISIBILITY, project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM

if TYPE_CHECKING:
    from generator.model.entities import Visibility


@project_command
@click.option("--site-dir", type=DIRECTORY, help="Write the site to this folder. Default: `site_dir` in mkdocs.yml, else site/.")
@VISIBILITY
@click.option("--stats", is_flag=True, help="Print how much work of each kind was done, and how long it took.")
def build(root: Path, site_dir: Path | None = None, visibility: Visibility | None = None, *, stats: bool = False) -> int:
    """Check the data, then write the whole site and all sheets.

    If a check fails, the existing site stays unchanged. A public site is also scanned, and the build fails if internal text is found.

    \b
    runbook build
    runbook build --site-dir /srv/www/runbooks --visibility public
    runbook build --stats
    """
    from generator.diagnostics.work_counts import counting_work
    from generator.project.atomic_folder import replacing
    from generator.project.output_target import refuse_sources
    from generator.report.diagnostics_report import count_of
    from generator.site.mkdocs_build import BuildFailed, build_site, load_settings, source_folders

    target = site_dir or Path(load_settings(root)[0].site_dir)
    refuse_sources(target, root, source_folders(root))
    try:
        with counting_work() as done, replacing(target) as fresh:
            built = build_site(root, fresh, visibility=visibility)
    except BuildFailed:
        kept = " The existing site is unchanged." if target.exists() else ""
        sys.stderr.write(f"runbook: {target} was not written.{kept}\n")
        return INPUT_PROBLEM
    sheets = sum(file.path.endswith(".md") for file in built.site.files)
    counts = (count_of(len(built.outcome.variants), "system"), count_of(len(built.site.pages), "page"), count_of(sheets, "sheet"))
    sys.stdout.write(f"{os.path.relpath(target)}: {', '.join(counts)} in {built.seconds:.1f} s\n")
    if stats:
        sys.stdout.writelines(f"{kind:18}{amount:12,}{done.seconds[kind]:10.2f} s\n" for kind, amount in done.amounts.items())
    return CLEAN
