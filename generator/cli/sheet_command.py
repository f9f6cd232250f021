"""`runbook sheet`: one sheet on standard output or in a file, as Markdown, plain text, HTML or PDF."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from generator.cli.options import VISIBILITY, project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM, InputFault, UsageFault

if TYPE_CHECKING:
    from generator.document.print_job import Paper, WallPaper
    from generator.document.sheets import Sheet
    from generator.model.entities import Runbook, Visibility
    from generator.project.open_project import Project

FORMATS = ("md", "html", "pdf", "txt")
WALL_PAPERS = ("a3", "tabloid")
PAPERS = click.Choice(["a4", "letter", *WALL_PAPERS], case_sensitive=False)
TARGET = click.Path(dir_okay=False, path_type=Path)
RECORD = click.Path(exists=True, dir_okay=False, path_type=Path)

T = TypeVar("T")


@project_command
@click.argument("variant")
@click.argument("phase", required=False)
@click.argument("section", required=False, metavar="[LIST]")
@click.option("--at", "moment", metavar="TIME", help="Show clock times for a deployment whose T-0 is TIME; give a time zone.")
@click.option("--set", "given", metavar="NAME=VALUE", multiple=True, help="Fill in the blank NAME. Repeat it for more blanks.")
@click.option("--role", metavar="ROLE", help="Print the lines of one role, and where to meet others. `lead` has those without a role.")
@click.option("--open", "opened", type=RECORD, metavar="RECORD", help="Print what a run has not answered. RECORD is its file from a page.")
@click.option("--week", metavar="WEEK", help="Print the recurring tasks of a week, such as 2026-W49.")
@click.option("--month", metavar="MONTH", help="Print the recurring tasks of a month, such as 2026-12.")
@click.option("--format", "style", type=click.Choice(FORMATS), help="Set the output format. Default: the ending of FILE, else md.")
@click.option("--paper", type=PAPERS, default="a4", show_default=True, help="Set the paper size of a PDF; a3 and tabloid for plan.")
@click.option("--size", metavar="POINTS", help="Set the size of the text for large print, 12 to 24 points. PDF and HTML take it.")
@click.option("--release", is_flag=True, help="Fail if the sheet is a draft, and list the reasons.")
@click.option("--draft", is_flag=True, help="Print a pack although it is a draft.")
@VISIBILITY
@click.option("--output", type=TARGET, metavar="FILE", help="Write to FILE. Default: standard output.")
def sheet(
    root: Path,
    variant: str,
    phase: str | None = None,
    section: str | None = None,
    *,
    moment: str | None = None,
    given: tuple[str, ...] = (),
    role: str | None = None,
    opened: Path | None = None,
    week: str | None = None,
    month: str | None = None,
    style: str | None = None,
    paper: Paper | WallPaper = "a4",
    size: str | None = None,
    release: bool = False,
    draft: bool = False,
    visibility: Visibility | None = None,
    output: Path | None = None,
) -> int:
    """Print one sheet of VARIANT. Without PHASE, print the whole runbook as a book.

    PHASE is one of prepare, deploy-day, follow-up, operate, rollback and incident, if VARIANT defines it; or emergency (the emergency
    card), book, pack (the card, deploy-day, rollback and incident for two-sided printing), plan (the plan of the day on one page),
    folding-card (the card in panels to fold), incident-log (lines to write on during an incident), or recurring (with --week or
    --month). With LIST, print one list of the phase: its id or letter.

    \b
    runbook sheet elearning-platform deploy-day --at 2026-12-01T22:00+06:00
    runbook sheet elearning-platform deploy-day --at '2026-12-01T22:00 Asia/Dhaka' --output tonight.pdf
    runbook sheet elearning-platform rollback --set previous-commit=4f2a91c
    runbook sheet elearning-platform deploy-day deployment --role lead
    runbook sheet elearning-platform deploy-day --open night.json --output rest.pdf
    runbook sheet elearning-platform emergency --release --output card.pdf
    runbook sheet elearning-platform deploy-day --size 16 --output large.pdf
    runbook sheet elearning-platform --week 2026-W49 --format html
    runbook sheet elearning-platform pack --draft --output pack.pdf
    """
    from generator.cli.open_record import opened_record
    from generator.cli.sheet_choice import chosen_sheet, refuse_style, refuse_unfit
    from generator.cli.sheet_draft import missing_in_pack, why_draft_refused
    from generator.cli.sheet_size import type_size
    from generator.diagnostics.diagnostic import unknown
    from generator.document.blank_values import with_values
    from generator.document.compose import compose
    from generator.document.select_sheets import why_no_sheet
    from generator.document.sheets import BOOK, FOLDING_CARD, INCIDENT_LOG, PACK, PLAN, RECURRING, SHEETS
    from generator.model.clock import Clock, parse_moment
    from generator.model.moments import parse_month, parse_week
    from generator.model.variant import by_every_id
    from generator.paper.markdown_sheets import render_sheet
    from generator.project.atomic_files import write_output
    from generator.project.open_project import open_project
    from generator.project.settings_file import settings_problems
    from generator.project.variant_versions import version_problems
    from generator.redaction.leak_gate import refuse_leaks
    from generator.redaction.redact import visible_outcome
    from generator.report.diagnostics_report import to_build_report, wants_colour
    from generator.site.mkdocs_build import read_settings

    style = _style(style, output)
    if week is not None and month is not None:
        raise UsageFault("give --week or --month, not both")
    period = _parsed("--week", parse_week, week) or _parsed("--month", parse_month, month)
    kind = phase if phase is not None else RECURRING if period else BOOK
    kinds, example = (*SHEETS, BOOK, RECURRING, PACK, PLAN, FOLDING_CARD, INCIDENT_LOG), "--week 2026-W49 or --month 2026-12"
    if kind not in kinds:
        raise UsageFault(unknown("phase", kind, kinds))
    if kind == RECURRING and period is None:
        raise UsageFault(f"recurring tasks need a period: give {example}")
    if kind != RECURRING and period is not None:
        raise UsageFault(f"`{kind}` takes no week or month; only {RECURRING} takes {example}")
    refuse_style(kind, style)
    points = type_size(size, style, kind)
    if kind == RECURRING and moment is not None:
        raise UsageFault("recurring tasks have dates and no T-0: leave out --at")
    wall = paper if paper in WALL_PAPERS else None
    refuse_unfit(kind, {"LIST": section, "--role": role, "--open": opened, "--draft": draft or None, "--paper a3 or tabloid": wall})
    if draft and release:
        raise UsageFault("give --draft or --release, not both")
    at = _parsed("--at", parse_moment, moment)
    if output is not None:
        _refuse_target(output, root, opened)
    if style == "pdf" and output is None and sys.stdout.isatty():
        raise UsageFault("a PDF cannot be shown on a terminal: name a file with --output, or redirect the output")

    sys.stderr.write(to_build_report(settings_problems(root), colour=wants_colour(sys.stderr)))
    project = open_project(root)
    settings = read_settings(project, visibility)
    seen = replace(project, outcome=visible_outcome(project.outcome, settings))
    chosen = seen.variant(variant)
    values = _values(given, chosen.runbook)
    record, at, values = opened_record(opened, chosen, at, values, public=settings.public)
    others = by_every_id(seen.outcome.variants)
    document = compose(chosen, settings, seen.outcome.layers, Clock(at) if at is not None else None, values, others)
    if why := why_no_sheet(document, kind, period):
        raise InputFault(why)
    found = with_values(chosen_sheet(document, kind, period, section, role, record), values)
    if moment is not None and not found.counts_down:
        raise UsageFault(f"`{kind}` has no times that count from T-0: leave out --at")
    if release and (unstated := version_problems({variant: settings.versions[variant]})):
        raise InputFault(f"{unstated[0].message}. {unstated[0].help}.")
    if report := why_draft_refused(found, draft=draft, release=release):
        sys.stderr.write(report)
        return INPUT_PROBLEM
    sys.stderr.write(missing_in_pack(found))
    markdown = render_sheet(found).encode()
    refuse_leaks(project.outcome, settings, [("the sheet.md", markdown)])
    data = markdown if style == "md" else _printed(project, found, style, paper, points)
    if output is not None:
        write_output(output, data)
    else:
        click.echo(data, sys.stdout, nl=False)
    return CLEAN


def _refuse_target(output: Path, root: Path, opened: Path | None) -> None:
    """Raise UsageFault if the file cannot be written, has sources of the site, or is the record of the run that is opened."""
    from generator.project.output_target import refuse_sources
    from generator.site.mkdocs_build import source_folders

    if not output.parent.is_dir():
        raise UsageFault(f"--output: no folder `{output.parent}` for `{output.name}`")
    if opened is not None and output.resolve() == opened.resolve():
        raise UsageFault(f"--output: `{output}` is the record of the run that --open reads, and is not replaced; write to another file")
    refuse_sources(output, root, source_folders(root))


def _parsed(option: str, parse: Callable[[str], T], text: str | None) -> T | None:
    try:
        return None if text is None else parse(text)
    except ValueError as error:
        raise UsageFault(f"{option}: {error}") from None


def _values(given: tuple[str, ...], runbook: Runbook) -> dict[str, str]:
    """Return the values of blanks from `NAME=VALUE`, if all of them are valid."""
    from generator.diagnostics.diagnostic import unknown
    from generator.document.blank_values import parameters_of, why_refused

    found: dict[str, str] = {}
    known = parameters_of(runbook)
    for text in given:
        id, separator, value = text.partition("=")
        if not separator:
            raise UsageFault(f"--set: expected NAME=VALUE, and found `{text}`")
        if id not in known:
            raise UsageFault(f"--set: {unknown('blank', id, known)}")
        if why := why_refused(id, known[id][1], value):
            raise UsageFault(f"--set: {why}")
        if found.setdefault(id, value) != value:
            raise UsageFault(f"--set: `{id}` has two values: `{found[id]}` and `{value}`")
    return found


def _style(given: str | None, output: Path | None) -> str:
    """Return the format that is given, or that the ending of the file names. Refuse a format that differs from the ending."""
    from generator.diagnostics.diagnostic import unknown

    ending = output.suffix.removeprefix(".").lower() if output else ""
    style = given or ending or "md"
    if style not in FORMATS:
        raise UsageFault(unknown("format", style, FORMATS))
    if ending in FORMATS and ending != style:
        raise UsageFault(f"--format {style} does not match the file `{output}`: leave out --format, or name a file that ends in .{style}")
    return style


def _printed(project: Project, found: Sheet, style: str, paper: Paper | WallPaper, size: int) -> bytes:
    if style == "txt":
        from generator.paper.text_sheets import render_text

        return render_text(found).encode()
    if style == "pdf":
        # Imported only for a PDF, since the typesetter is slow to load.
        from generator.paper.print_sheet import NotPrinted, print_sheet
        from generator.report.diagnostics_report import to_text

        try:
            return print_sheet(project, found, paper, size)
        except NotPrinted as fault:
            report = f"\n{to_text(fault.diagnostics)}".rstrip()
            raise InputFault(f"the PDF cannot be made: {fault}; use `--format html` and print it from a browser{report}") from None
    from generator.paper.print_html import render_print_page

    return render_print_page(found, size).text.encode()
