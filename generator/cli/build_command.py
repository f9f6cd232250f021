"""`runbook build`: the whole site, put in place only when it is complete."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import VISIBILITY
from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM, UsageFault

if TYPE_CHECKING:
    from generator.model.entities import Visibility


@click.command(epilog=EXIT_CODES)
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Where to write; by default the `site_dir` of mkdocs.yml, site/."
)
@VISIBILITY
@click.option("--stats", is_flag=True, help="Say at the end how much work of each kind was done, and how long it took.")
@click.pass_obj
def build(folder: Path | None, site_dir: Path | None, visibility: Visibility | None = None, *, stats: bool = False) -> int:
    """Check the data and write the whole site and all sheets, or leave the last good site as it was.

    A public site is looked through at the end, and is not put in place if an internal text stands in it.

    \b
    runbook build
    runbook build --site-dir /srv/www/runbooks --visibility public
    runbook build --stats
    """
    from generator.diagnostics.work_counts import counting_work
    from generator.project.atomic_folder import NotOurFolderError, replacing
    from generator.project.project_files import locate
    from generator.report.diagnostics_report import count_of
    from generator.site.mkdocs_build import BuildFailed, build_site, load_settings

    root = locate(folder)
    target = Path(load_settings(root)[0].site_dir) if site_dir is None else site_dir
    try:
        with counting_work() as done, replacing(target) as fresh:
            built = build_site(root, fresh, visibility=visibility)
    except NotOurFolderError as fault:
        raise UsageFault(str(fault)) from None
    except BuildFailed:
        kept = " The last good site stays as it was." if target.exists() else ""
        sys.stderr.write(f"runbook: {target} was not written.{kept}\n")
        return INPUT_PROBLEM
    sheets = sum(file.path.endswith(".md") for file in built.site.files)
    counts = (count_of(built.variants, "system"), count_of(len(built.site.pages), "page"), count_of(sheets, "sheet"))
    sys.stdout.write(f"{os.path.relpath(target)}: {', '.join(counts)} in {built.seconds:.1f} s\n")
    if stats:
        sys.stdout.write("".join(f"{kind:18}{amount:12,}{done.seconds[kind]:10.2f} s\n" for kind, amount in done.amounts.items()))
    return CLEAN
