"""`runbook build`: the whole site, put in place only when it is complete."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from generator.model.entities import Visibility
from generator.project.atomic_folder import NotOurFolderError, replacing
from generator.project.faults import CLEAN, INPUT_PROBLEM, UsageFault
from generator.project.open_project import locate
from generator.report.diagnostics_report import count_of
from generator.site.mkdocs_build import BuildFailed, build_site, load_settings


def build(folder: Path | None, site_dir: Path | None, visibility: Visibility | None = None) -> int:
    """Build beside the target and swap; on any failure the last good site stays."""
    root = locate(folder)
    target = Path(load_settings(root).site_dir) if site_dir is None else site_dir
    try:
        with replacing(target) as fresh:
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
    return CLEAN
