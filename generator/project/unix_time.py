"""Moments in seconds since 1970, as git and SOURCE_DATE_EPOCH have them."""

from __future__ import annotations

from datetime import UTC, datetime

from generator.project.faults import InputFault

MOST_SECONDS = 2**32 - 1  # in February 2106; compressed files of the site cannot have a later date
MOST_DIGITS = len(str(MOST_SECONDS))


def moment_of(seconds: str, of: str, fix: str) -> datetime:
    """Return a moment in UTC. Raises InputFault for any text other than a number of seconds between 1970 and 2106.

    Args:
        seconds: The text, only ASCII digits.
        of: Whose date it is, for the message.
        fix: What to do about an invalid one.
    """
    if seconds.isascii() and seconds.isdecimal() and len(seconds) <= MOST_DIGITS and int(seconds) <= MOST_SECONDS:
        return datetime.fromtimestamp(int(seconds), UTC)
    hint = "; it seems to be in milliseconds" if seconds.isdecimal() and len(seconds) == MOST_DIGITS + 3 else ""
    found = f"found `{seconds[:40]}`{hint}" if seconds else "found no date, or one before 1970"
    raise InputFault(f"{of}: expected seconds since 1970, at most {MOST_SECONDS} (in 2106), and {found}; {fix}")
