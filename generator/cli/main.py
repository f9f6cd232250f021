"""The command line: what can be said, and to which command it goes. Each command is one function in `commands/`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import click

from generator.cli.main_editing import fmt, new, rename, review
from generator.cli.main_releases import publish, releases
from generator.project.faults import EXIT_CODES, exit_code_of, installed_version

Visibility = Literal["internal", "public"]
FOLDER = click.Path(file_okay=False, path_type=Path)
VISIBILITY = click.option(
    "--visibility",
    type=click.Choice(["internal", "public"]),
    help="For whom: `public` leaves out what is internal, and people; by default the `visibility` of mkdocs.yml, or internal.",
)
DEFAULT_PORT = 8000
MOST_PORT = 65535


def run(arguments: Sequence[str]) -> int:
    """Parse the arguments, run their command and return the exit code; nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its number, and the report goes on.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return exit_code_of(lambda: _dispatch(list(arguments)))


def _dispatch(arguments: list[str]) -> int:
    # Not `runbook.main`: it would turn a reader that goes away into the exit code of a problem in the input.
    try:
        with runbook.make_context("runbook", arguments) as context:
            code = runbook.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return code if isinstance(code, int) else 0


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it
    if wanted and not context.resilient_parsing:
        click.echo(f"runbook {installed_version()}")
        context.exit()


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--project", type=FOLDER, help="The folder that holds data/; by default the nearest one from here upwards.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit.")
@click.pass_context
def runbook(context: click.Context, project: Path | None) -> None:
    """Turn layered YAML into a runbook site and printable sheets.

    \b
    runbook check                      find every mistake in the data
    runbook serve                      preview while you write
    runbook build                      write the site
    """
    context.obj = project


@runbook.command(short_help="Find every mistake in the data.", epilog=EXIT_CODES)
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True, help="How to print.")
@click.option("--release", is_flag=True, help="Take for an error whatever a reader would stumble on.")
@click.option("--today", metavar="DATE", help="The day against which reviews and waivers are judged; by default the commit's.")
@click.pass_obj
def check(project: Path | None, style: str, release: bool, today: str | None) -> int:  # noqa: FBT001 - click calls it
    """Find every problem in the data of all layers and variants, in one run: mistakes, and what is against the rules of good practice.

    \b
    runbook check
    runbook check --release            what must be mended before a release
    runbook check --format github      annotations on a pull request
    """
    from generator.cli.check_command import check as command

    return command(project, style, today, release=release)


@runbook.command(short_help="Write the site, or leave the last good one.", epilog=EXIT_CODES)
@click.option("--site-dir", type=FOLDER, help="Where to write; by default the `site_dir` of mkdocs.yml, site/.")
@VISIBILITY
@click.pass_obj
def build(project: Path | None, site_dir: Path | None, visibility: Visibility | None) -> int:
    """Check the data and write the whole site and all sheets, or leave the last good site as it was.

    A public site is looked through at the end, and is not put in place if an internal text stands in it.

    \b
    runbook build
    runbook build --site-dir /srv/www/runbooks --visibility public
    """
    from generator.cli.build_command import build as command

    return command(project, site_dir, visibility)


@runbook.command(short_help="Preview the site while you write.", epilog=EXIT_CODES)
@click.option("--port", type=click.IntRange(1, MOST_PORT), default=DEFAULT_PORT, show_default=True, help="The port on 127.0.0.1.")
@click.pass_obj
def serve(project: Path | None, port: int) -> int:
    """Show the site on this machine, and again after each change of data, docs and theme.

    \b
    runbook serve
    runbook serve --port 8080
    """
    from generator.cli.serve_command import serve as command

    return command(project, port)


@runbook.command(short_help="Write plain pages for any builder.", epilog=EXIT_CODES)
@click.argument("folder", metavar="DIR", type=FOLDER)
@VISIBILITY
@click.pass_obj
def render(project: Path | None, folder: Path, visibility: Visibility | None) -> int:
    """Write plain Markdown pages, and a mkdocs.yml that needs no plugin, into DIR.

    Any builder that reads mkdocs.yml turns them into the same site.

    \b
    runbook render plain && mkdocs build -f plain/mkdocs.yml
    """
    from generator.cli.render_command import render as command

    return command(project, folder, visibility)


@runbook.command(short_help="Show what a change means.", epilog=EXIT_CODES)
@click.argument("old", metavar="[A]", required=False)
@click.argument("new", metavar="[B]", required=False)
@click.option("--format", "style", type=click.Choice(["text", "md", "json"]), default="text", show_default=True, help="How to print.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where the sides differ.")
@click.pass_obj
def diff(project: Path | None, old: str | None, new: str | None, style: str, exit_code: bool) -> int:  # noqa: FBT001 - click calls it
    """Show what a change means: for each variant the entities and fields that differ, why, on which pages and sheets, and whose they are.

    A and B are git revisions, the runbook.json of a release, or a folder that holds one. Without B, A is compared with the
    working tree; without both, the last commit is. A...B is what B changes since it parted from A.

    \b
    runbook diff                             what is not committed yet
    runbook diff origin/main...HEAD --format md
    runbook diff site-2026-10/runbook.json site
    """
    from generator.cli.diff_command import diff as command

    return command(project, old, new, style, exit_code=exit_code)


@runbook.command(short_help="Show where each field of an entity comes from.", epilog=EXIT_CODES)
@click.argument("variant")
@click.argument("address")
@click.pass_obj
def explain(project: Path | None, variant: str, address: str) -> int:
    """Show each field of one entity of VARIANT, with every layer's word on it, its place and its reason.

    \b
    runbook explain elearning-platform checklists.database.items.pooling
    runbook explain elearning-platform database/pooling
    """
    from generator.cli.explain_command import explain as command

    return command(project, variant, address)


@runbook.command(short_help="Show how complete each runbook is.", epilog=EXIT_CODES)
@click.option("--format", "style", type=click.Choice(["md", "json", "csv"]), default="md", show_default=True, help="How to print.")
@click.option("--today", metavar="DATE", help="The day against which reviews and waivers are judged; by default the commit's.")
@click.pass_obj
def report(project: Path | None, style: str, today: str | None) -> int:
    """Show, for each variant, its counts, what it does not define, unassigned contacts, overdue reviews, items without a role,
    waivers with their ends, and how far it is from the shared layers.

    \b
    runbook report
    runbook report --format csv --today 2026-12-31 > quality.csv
    """
    from generator.cli.report_command import report as command

    return command(project, style, today)


@runbook.command(short_help="Print a sheet as Markdown, HTML or PDF.", epilog=EXIT_CODES)
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
def sheet(project: Path | None, /, **wanted: Any) -> int:
    """Print the sheet of a phase of VARIANT; without a phase the whole runbook as a book.

    PHASE is prepare, deploy-day, follow-up, operate, rollback, incident, emergency for the emergency card, book, or recurring
    with a week or a month.

    \b
    runbook sheet elearning-platform deploy-day --at 2026-12-01T22:00+06:00
    runbook sheet elearning-platform deploy-day --at '2026-12-01T22:00 Asia/Dhaka' --output tonight.pdf
    runbook sheet elearning-platform emergency --release --output card.pdf
    runbook sheet elearning-platform --week 2026-W49 --format html
    """
    from generator.cli.sheet_command import Wanted
    from generator.cli.sheet_command import sheet as command

    return command(project, Wanted(kind=wanted.pop("phase"), **wanted))


@runbook.command(short_help="Write the schema that editors use.", epilog=EXIT_CODES)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where the committed file differs.")
@click.pass_obj
def schema(project: Path | None, only_check: bool) -> int:  # noqa: FBT001 - click calls it
    """Write schema/runbook.schema.json, by which editors complete and check data files.

    \b
    runbook schema
    runbook schema --check
    """
    from generator.cli.schema_command import schema as command

    return command(project, only_check=only_check)


for command in (fmt, new, rename, review, publish, releases):
    runbook.add_command(command)
