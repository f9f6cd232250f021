"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

VISIBILITY = click.option(
    "--visibility",
    type=click.Choice(["internal", "public"]),
    help="For whom: `public` leaves out what is internal, and people; by default the `visibility` of mkdocs.yml, or internal.",
)
TODAY = click.option("--today", metavar="DATE", help="The day against which reviews and waivers are judged; by default the commit's.")
RELEASES_FOLDER = click.option(
    "--to", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="The folder of releases; by default published/."
)
BRANCH = click.option("--branch", metavar="NAME", help="A git branch of releases, such as gh-pages, in the place of a folder.")
