"""`runbook render`: the pages as plain Markdown files, with a `mkdocs.yml` that does not need this program's plugin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import DIRECTORY, VISIBILITY, project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM

if TYPE_CHECKING:
    from generator.model.entities import Visibility


@project_command
@click.argument("target", metavar="DIR", type=DIRECTORY)
@VISIBILITY
def render(root: Path, target: Path, visibility: Visibility | None = None) -> int:
    """Write plain Markdown pages and a mkdocs.yml without plugins to DIR.

    Any builder that reads mkdocs.yml can make the same site from these files.

    \b
    runbook render plain && mkdocs build -f plain/mkdocs.yml
    """
    from generator.diagnostics.diagnostic import has_errors
    from generator.project.atomic_folder import write_tree
    from generator.project.open_project import judge_project, open_project
    from generator.project.output_target import refuse_sources
    from generator.redaction.leak_gate import refuse_leaks, unsearched
    from generator.redaction.redact import visible_outcome
    from generator.report.diagnostics_report import count_of, summary, to_build_report, wants_colour
    from generator.site.docs_outline import outline
    from generator.site.make_site import with_search
    from generator.site.mkdocs_build import read_docs, read_settings, source_folders
    from generator.site.plain_project import plain_files
    from generator.site.print_site import print_site

    refuse_sources(target, root, source_folders(root))
    project = open_project(root, lint=True)
    problems = judge_project(project, "build")
    sys.stderr.write(to_build_report(problems, colour=wants_colour(sys.stderr)))
    if has_errors(problems):
        sys.stderr.write(f"runbook: {summary(problems)}; {target} was not written\n")
        return INPUT_PROBLEM
    settings = read_settings(project, visibility)
    docs = read_docs(root)
    outlines = [outline(path, data.decode()) for path, data in docs.files.items() if path.endswith(".md")]
    site = with_search(print_site(project, settings, seen=visible_outcome(project.outcome, settings)), outlines)
    files = plain_files(site, docs, settings)
    refuse_leaks(project.outcome, settings, files.items(), docs.written, docs.packages)
    sys.stderr.write(unsearched(docs.written, settings))
    write_tree(target, files)
    sys.stdout.write(f"{target}: {count_of(len(site.pages), 'page')}; build them with `mkdocs build -f {target}/mkdocs.yml`,\n")
    sys.stdout.write(f"then copy {target}/files (the sheets and runbook.json) into the built site\n")
    return CLEAN
