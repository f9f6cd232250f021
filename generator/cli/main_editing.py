"""The command line, continued: what can be said to change data files, and to begin new ones."""

from __future__ import annotations

from pathlib import Path

import click

from generator.project.faults import EXIT_CODES


@click.command(short_help="Bring data files into their one style.", epilog=EXIT_CODES)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where a file is not in style.")
@click.pass_obj
def fmt(project: Path | None, files: tuple[Path, ...], only_check: bool) -> int:  # noqa: FBT001 - click calls it
    """Format data files, by default all of them: indentation, blank lines, and comments beside what they speak of.

    What a file says stays, and so does every comment. A file for which that cannot be promised is left alone, with the reason.

    \b
    runbook fmt
    runbook fmt data/variants/elearning-platform
    runbook fmt --check                fail where a file is not in style
    """
    from generator.cli.fmt_command import fmt as command

    return command(project, files, only_check=only_check)


@click.command(short_help="Begin a variant, a layer or a project.", epilog=EXIT_CODES)
@click.argument("kind", type=click.Choice(["variant", "layer", "project"]))
@click.argument("name", metavar="ID|DIR")
@click.option("--title", help="Its title; by default made from the id. For a project, the title of its first system.")
@click.option(
    "--extends", multiple=True, metavar="LAYER", help="A layer to stand on; by default the lowest that has phases. May be repeated."
)
@click.option(
    "--wheel", metavar="PATH|URL", help="The wheel that builds a project; by default the one that this program was installed from."
)
@click.pass_obj
def new(project: Path | None, kind: str, name: str, title: str | None, extends: tuple[str, ...], wheel: str | None) -> int:
    """Write the first file of a variant or a layer, or a whole small project into the folder DIR; valid at once.

    \b
    runbook new variant pay-desk --title "Pay desk" --extends base
    runbook new layer payments
    runbook new project my-runbooks --title "Web shop"
    runbook new project my-runbooks --wheel ~/runbook_generator-0.1.0-py3-none-any.whl
    """
    from generator.cli.new_command import new as command

    return command(project, kind, name, title, extends, wheel)


@click.command(short_help="Give an entity another id, everywhere.", epilog=EXIT_CODES)
@click.argument("old")
@click.argument("new")
@click.option("--in", "within", multiple=True, metavar="NAME", help="The layer or variant whose entity is meant. May be repeated.")
@click.option("--everywhere", is_flag=True, help="Rename all entities of this address, also where they have nothing in common.")
@click.option("--no-alias", is_flag=True, help="Forget the old id, which nobody has printed or linked to yet.")
@click.pass_obj
def rename(project: Path | None, old: str, new: str, within: tuple[str, ...], everywhere: bool, no_alias: bool) -> int:  # noqa: FBT001
    """Give the entity at the address OLD the id NEW, in every layer that writes it, refers to it or is placed beside it.

    The old id stays as an alias, so that old links and printed codes work.

    \b
    runbook rename database/pooling connection-pool
    runbook rename contacts.dba database-lead --in elearning-platform
    """
    from generator.cli.rename_command import rename as command
    from generator.edits.rename import Wish

    return command(project, Wish(old, new, within, everywhere, not no_alias))


@click.command(short_help="Stamp a variant as reviewed.", epilog=EXIT_CODES)
@click.argument("variant")
@click.option("--today", metavar="DATE", help="The day of the review; by default today.")
@click.pass_obj
def review(project: Path | None, variant: str, today: str | None) -> int:
    """Write the date of today into `variant.reviewed` of VARIANT: somebody has read its runbook against the system.

    \b
    runbook review elearning-platform
    runbook review elearning-platform --today 2026-11-20
    """
    from generator.cli.review_command import review as command

    return command(project, variant, today)
