"""Refuses to write output into a folder or over a file that the site is made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.project.faults import UsageFault
from generator.project.project_files import DATA, KINDS
from generator.project.settings_file import NAMES

REPOSITORY = ".git"


def refuse_sources(target: Path, root: Path, sources: Iterable[Path] = ()) -> None:
    """Check a file or folder before it is written. `sources` are the files and folders of the project at `root` beside its data.

    Raises UsageFault for a target that is a source, is in one, or contains one, and for a target in a repository of git.
    """
    place = target.resolve()
    for source in (root / DATA, *(root / name for name in NAMES), *sources):
        real = source.resolve()
        if place == real or place.is_relative_to(real):
            raise UsageFault(f"{target} is {'' if place == real else 'in '}{source}, which has sources of the site; write elsewhere")
        if real.is_relative_to(place):
            raise UsageFault(f"{target} contains {source}, which has sources of the site; write elsewhere")
    refuse_foreign_data(target)


def refuse_foreign_data(target: Path) -> None:
    """Raise UsageFault for a target in a repository of git, or in the data of any project."""
    place = target.resolve()
    if REPOSITORY in place.parts:
        raise UsageFault(f"{target} is in the folder `{REPOSITORY}` of a repository; write elsewhere")
    for folder in (place, *place.parents):
        if folder.name == DATA and any((folder / kind).is_dir() for kind in KINDS):
            raise UsageFault(f"{target} is in {folder}, which has the data of a project; write elsewhere")
