"""The command line, continued: what can be said to publish releases, and to look at those that are published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.project.faults import EXIT_CODES

TO = click.option(
    "--to", "folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="The folder of releases; by default published/."
)
BRANCH = click.option("--branch", metavar="NAME", help="A git branch of releases, such as gh-pages, in the place of a folder.")


@click.command(short_help="Publish a release, which then never changes.", epilog=EXIT_CODES)
@click.argument("release", required=False)
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="Another address of it, such as latest, which moves with it. May be repeated."
)
@TO
@BRANCH
@click.option("--push", is_flag=True, help="Fetch the branch from the remote `origin` before, and push it after.")
@click.option(
    "--draft", is_flag=True, help="Publish what is no release yet: it may lack what one needs, and says on every page that it is a draft."
)
@click.option("--replace", metavar="WHY", help="Let it take the place of what was published under this name; the reason is recorded.")
@click.option(
    "--delete", metavar="WHY", help="Take the release away; in the place of each of its pages stands that it was deleted, and why."
)
@click.option(
    "--visibility",
    type=click.Choice(["internal", "public"]),
    help="For whom: `public` leaves out what is internal, and people; by default the `visibility` of mkdocs.yml, or internal.",
)
@click.option("--all-tags", is_flag=True, help="Build the releases of all tags of the repository anew, oldest first.")
@click.pass_obj
def publish(project: Path | None, /, **wanted: Any) -> int:
    """Check the data as `check --release` does, build the site as RELEASE, and add it to those that are published.

    A published release never changes: publishing it again with the same content does nothing, with other content is refused. A failure
    at any moment leaves folder, branch and working tree as they were.

    \b
    runbook publish 2026.12 --alias latest
    runbook publish 2026.12 --alias latest --branch gh-pages --push
    runbook publish 2027.01-rc1 --draft --to /srv/www/runbooks
    runbook publish 2026.12 --replace "the number of the gateway was wrong"
    runbook publish --all-tags --alias latest --to /srv/www/runbooks
    """
    from generator.cli.publish_command import Asked
    from generator.cli.publish_command import publish as command

    return command(project, Asked(**wanted))


@click.command(short_help="List and verify published releases.", epilog=EXIT_CODES)
@TO
@BRANCH
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.pass_obj
def releases(project: Path | None, folder: Path | None, branch: str | None, style: str) -> int:
    """List what is published, with date, commit and size, and hold every file against the digests that were recorded then.

    Exits with 1 where a release is not what was published.

    \b
    runbook releases
    runbook releases --branch gh-pages --format json
    """
    from generator.cli.releases_command import releases as command

    return command(project, folder, branch, style)
