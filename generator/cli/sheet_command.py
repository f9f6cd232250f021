"""`runbook sheet`: one sheet on standard output or in a file, as Markdown, HTML or PDF."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.cli.options import VISIBILITY
from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM, InputFault, UsageFault

if TYPE_CHECKING:
    from generator.document.print_job import Paper
    from generator.document.sheets import Sheet
    from generator.model.entities import Visibility
    from generator.model.periods import Period
    from generator.project.open_project import Project

FORMATS = ("md", "html", "pdf")
# Endings of a file that name no format; Markdown is what reads well in it.
PLAIN = ("", "txt")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """What is asked for, as it was typed; empty where nothing was."""

    variant: str
    kind: str | None = None
    moment: str | None = None
    week: str | None = None
    month: str | None = None
    style: str | None = None
    paper: str | None = None
    output: Path | None = None
    release: bool = False
    visibility: Visibility | None = None


@click.command(epilog=EXIT_CODES)
@click.argument("variant")
@click.argument("phase", required=False)
@click.option("--at", "moment", metavar="TIME", help="T-0 with its zone; every offset then shows its clock time.")
@click.option("--week", metavar="WEEK", help="The recurring tasks of a week, such as 2026-W49.")
@click.option("--month", metavar="MONTH", help="The recurring tasks of a month, such as 2026-12.")
@click.option("--format", "style", metavar="[md|html|pdf]", help="What to print; by default what the output's name ends in, else md.")
@click.option("--paper", metavar="[a4|letter]", help="The paper of a PDF; by default a4.")
@click.option("--release", is_flag=True, help="Refuse a draft, and list what makes it one.")
@VISIBILITY
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to write; by default standard output."
)
@click.pass_obj
def sheet(folder: Path | None, /, **wanted: Any) -> int:
    """Print the sheet of a phase of VARIANT; without a phase the whole runbook as a book.

    PHASE is prepare, deploy-day, follow-up, operate, rollback, incident, emergency for the emergency card, book, or recurring
    with a week or a month.

    \b
    runbook sheet elearning-platform deploy-day --at 2026-12-01T22:00+06:00
    runbook sheet elearning-platform deploy-day --at '2026-12-01T22:00 Asia/Dhaka' --output tonight.pdf
    runbook sheet elearning-platform emergency --release --output card.pdf
    runbook sheet elearning-platform --week 2026-W49 --format html
    """
    return print_as_asked(folder, SheetRequest(kind=wanted.pop("phase"), **wanted))


def print_as_asked(folder: Path | None, wanted: SheetRequest) -> int:
    """Print the sheet of a phase, the emergency card, the recurring tasks of a period, or the whole runbook when nothing is named."""
    from generator.model.clock import parse_moment

    style, paper, period, kind = _style(wanted), _paper(wanted), _period(wanted), _kind(wanted)
    if wanted.output is not None and not wanted.output.parent.is_dir():
        raise UsageFault(f"--output: there is no folder `{wanted.output.parent}` to write `{wanted.output.name}` into")
    at = _parsed("--at", parse_moment, wanted.moment) if wanted.moment is not None else None
    if style == "pdf" and wanted.output is None and sys.stdout.isatty():
        raise UsageFault("a PDF is not for a terminal: name a file with --output, or redirect the output")

    # Loaded only now, so that wrong usage is reported at once.
    from generator.document.compose import compose
    from generator.document.select_sheets import sheet_of
    from generator.model.clock import Clock
    from generator.paper.markdown_sheets import render_sheet
    from generator.project.open_project import open_project
    from generator.project.project_files import locate
    from generator.redaction.leak_gate import refuse_leaks
    from generator.redaction.public_view import as_seen
    from generator.site.mkdocs_build import read_settings

    project = open_project(locate(folder))
    settings = read_settings(project, wanted.visibility)
    seen = replace(project, outcome=as_seen(project.outcome, settings))
    clock = Clock(at) if at is not None else None
    document = compose(seen.variant(wanted.variant), settings, seen.outcome.layers, clock)
    found = sheet_of(document, kind, period)
    if wanted.release and found.draft:
        sys.stderr.write(f"runbook: {found.system}, {found.title} is a draft and cannot be released:\n")
        sys.stderr.writelines(f"  {reason}\n" for reason in found.draft)
        return INPUT_PROBLEM
    markdown = render_sheet(found).encode()
    refuse_leaks(project.outcome, settings, [("the sheet.md", markdown)])
    _write(markdown if style == "md" else _printed(project, found, style, paper), wanted.output)
    return CLEAN


def _kind(wanted: SheetRequest) -> str:
    from generator.diagnostics.diagnostic import unknown
    from generator.document.sheets import BOOK, RECURRING, SHEETS

    kinds = (*SHEETS, BOOK, RECURRING)
    kind = wanted.kind if wanted.kind is not None else RECURRING if wanted.week or wanted.month else BOOK
    if kind not in kinds:
        raise UsageFault(unknown("phase", kind, kinds))
    if (kind == RECURRING) != bool(wanted.week or wanted.month):
        example = "--week 2026-W49 or --month 2026-12"
        raise UsageFault(f"say for when: {example}" if kind == RECURRING else f"`{kind}` has no week or month; {RECURRING} has: {example}")
    if kind == RECURRING and wanted.moment is not None:
        raise UsageFault("recurring tasks have dates and no T-0: leave out --at")
    return kind


def _period(wanted: SheetRequest) -> Period | None:
    from generator.model.periods import parse_month, parse_week

    if wanted.week is not None and wanted.month is not None:
        raise UsageFault("a sheet is for a week or for a month: leave out --week or --month")
    if wanted.week is not None:
        return _parsed("--week", parse_week, wanted.week)
    return _parsed("--month", parse_month, wanted.month) if wanted.month is not None else None


def _style(wanted: SheetRequest) -> str:
    """The format that is asked for, else that of the file's ending, else Markdown; never one under the ending of another."""
    from generator.diagnostics.diagnostic import unknown

    ending = wanted.output.suffix.removeprefix(".").lower() if wanted.output else ""
    style = wanted.style or ("md" if ending in PLAIN else ending)
    if style not in FORMATS:
        raise UsageFault(unknown("format", style, FORMATS))
    return style


def _paper(wanted: SheetRequest) -> Paper:
    from generator.diagnostics.diagnostic import unknown
    from generator.document.print_job import PAPERS

    name = (wanted.paper or PAPERS[0]).lower()
    paper = next((paper for paper in PAPERS if paper == name), None)
    if paper is None:
        raise UsageFault(unknown("paper", name, PAPERS))
    return paper


def _parsed(option: str, parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except ValueError as error:
        raise UsageFault(f"{option}: {error}") from None


def _printed(project: Project, found: Sheet, style: str, paper: Paper) -> bytes:
    if style == "pdf":
        # The typesetter is loaded for those who want it.
        from generator.paper.print_sheet import NotPrinted, print_sheet
        from generator.report.diagnostics_report import to_text

        try:
            return print_sheet(project, found, paper)
        except NotPrinted as fault:
            report = f"\n{to_text(fault.diagnostics)}".rstrip()
            raise InputFault(f"the sheet cannot be made as a PDF: {fault}; `--format html` is printed from any browser{report}") from None
    from generator.paper.print_html import render_print_page

    return render_print_page(found).text.encode()


def _write(data: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(data)
        return
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a stream of text alone, as where the documentation runs its examples
        sys.stdout.write(data.decode())
    else:
        buffer.write(data)
