"""The navigation at the top of each page of a variant."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.document_parts import Link
from generator.document.pages import SiteSettings


@dataclass(frozen=True, slots=True)
class Head:
    """The navigation at the top of the pages of a variant. `here` is the part that the page shows; it is empty for the overview.

    `version` is the version of the variant in words. The last planned task ends `last` seconds after T-0; scripts offer a run that is over.
    `former` are the earlier ids of the variant, whose runs scripts find.
    """

    settings: SiteSettings
    variant: str
    system: Link
    emergency: Link
    phases: tuple[tuple[str, Link], ...]
    here: str
    version: str
    last: int
    former: tuple[str, ...] = ()
