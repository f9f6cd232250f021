"""The version of a variant: the last commit that changed its data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class VariantVersion:
    """The last commit that changed a file of a variant, or of a layer that the variant extends, directly or through other layers.

    Attributes:
        commit: The id of the commit; empty if no commit has the data, or if the commit is unknown.
        committed: The moment of the commit in UTC; None if git stored an impossible one.
        modified: Whether one of the files differs from the commit that is checked out.
        unknown: Whether this clone may lack the commit.
    """

    commit: str = ""
    committed: datetime | None = None
    modified: bool = False
    unknown: bool = False
