"""The ledger of a published folder: all releases, also replaced and deleted ones with the reasons, and the aliases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from generator.model.release_names import current_of, is_release_name

FORMAT = 1
# The years of a 32-bit clock, which git and archives can store. So a later moment can always be computed.
FIRST_YEAR, LAST_YEAR = 1970, 2105


class LedgerError(ValueError):
    """A text is not a ledger that this version can read."""


def _check_name(name: str) -> str:
    if not is_release_name(name):
        raise ValueError(f"{name!r} cannot be the name of a release or an alias")
    return name


def _check_format(number: int) -> int:
    if number != FORMAT:
        raise ValueError(f"found {number}, and this version reads {FORMAT}")
    return number


def parse_moment(text: str) -> datetime:
    """Parse a moment of the ledger and return it in UTC. Raises ValueError for a moment without a time zone or out of range."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"`{text}` has no time zone")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"`{text}` is not between the years {FIRST_YEAR} and {LAST_YEAR}")
    return moment.astimezone(UTC)


def _check_moment(text: str) -> str:
    parse_moment(text)
    return text


Name = Annotated[str, AfterValidator(_check_name)]
Moment = Annotated[str, AfterValidator(_check_moment)]
Count = Annotated[int, Field(ge=0, le=2**53)]  # every reader of JSON reads whole numbers up to this limit exactly


@dataclass(frozen=True, slots=True)
class Replacement:
    """A release was published again with other content: the moment, the digest of the old content, and the reason."""

    at: Moment
    digest: str
    because: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """A release was deleted: the moment and the reason."""

    at: Moment
    because: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release, as recorded when it was published.

    Attributes:
        published: The moment of publishing: UTC, ISO 8601.
        date: The moment of the commit, in the same form.
        digest: The SHA-256 of the list of its files' digests.
        size: The size of all files in bytes.
        program: The version of this program that built the release.
        changes: A sentence about the differences from the previous release.
        because: The reason why readers lose systems by the release, or why an alias goes back to it; empty if neither happens.
    """

    name: Name
    published: Moment
    commit: str
    date: str
    draft: bool
    digest: str
    files: Count
    size: Count
    program: str
    changes: str = ""
    replaced: tuple[Replacement, ...] = ()
    deleted: Deletion | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All releases by name, and the name of the release that each alias leads to.

    Attributes:
        id: The permanent id of the published folder; empty before the first release, as are `since` and `visibility`.
        since: The moment of the first publishing.
        visibility: The readers that all releases are built for: internal or public.
    """

    releases: Mapping[str, Release] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    since: str = ""
    visibility: str = ""

    @property
    def newest_first(self) -> tuple[Release, ...]:
        """All releases, newest first; releases of the same moment are sorted by name."""
        return tuple(sorted(self.releases.values(), key=lambda release: (parse_moment(release.published), release.name), reverse=True))

    @property
    def available(self) -> tuple[Release, ...]:
        """The releases that are not deleted, newest first."""
        return tuple(release for release in self.newest_first if release.deleted is None)

    @property
    def current(self) -> str:
        """The name of the release that people should read; empty if no release is published."""
        return current_of(self.versions())

    def predecessor(self, name: str) -> Release | None:
        """Return the newest finished release that was published before the release `name`. Deleted releases do not count."""
        order = self.newest_first
        older = order[order.index(self.releases[name]) + 1 :] if name in self.releases else order
        return next((release for release in older if not release.draft and release.deleted is None), None)

    def next_moment(self, now: datetime) -> datetime:
        """Return the moment to publish the next release: `now`, or later than all other releases, since the moments order the releases."""
        return max([now, *(parse_moment(release.published) + timedelta(seconds=1) for release in self.releases.values())])

    def aliases_of(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(alias for alias, release in self.aliases.items() if release == name))

    def with_release(self, release: Release, aliases: Sequence[str] = ()) -> Ledger:
        """Return a ledger in which a release is added or replaced, and aliases lead to it."""
        moved = dict.fromkeys(aliases, release.name)
        return replace(self, releases={**self.releases, release.name: release}, aliases={**self.aliases, **moved})

    def versions(self, others: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
        """Return the entries of `versions.json` in the format of mike, newest first.

        `others` are the present entries of the file: releases and aliases that other programs added stay.
        """
        theirs = {entry["version"]: [alias for alias in entry.get("aliases", ()) if alias not in self.aliases] for entry in others}
        own = [
            {
                "version": release.name,
                "title": release.name,
                "aliases": sorted({*self.aliases_of(release.name), *theirs.get(release.name, ())}),
                "properties": {"date": release.published, "commit": release.commit, "draft": release.draft},
            }
            for release in self.available
        ]
        foreign = [entry for entry in others if entry["version"] not in self.releases]
        return [*own, *({**entry, "aliases": theirs[entry["version"]]} for entry in foreign)]


@dataclass(frozen=True, slots=True)
class _LedgerFile:
    """The content of `releases.json`."""

    format: Annotated[int, AfterValidator(_check_format)]
    id: str
    since: str
    visibility: str
    current: str
    aliases: dict[Name, str]
    releases: tuple[Release, ...]


LEDGER_FILE = TypeAdapter(_LedgerFile)


def to_json(ledger: Ledger) -> str:
    """Return the text of `releases.json`."""
    aliases = dict(sorted(ledger.aliases.items()))
    file = _LedgerFile(FORMAT, ledger.id, ledger.since, ledger.visibility, ledger.current, aliases, ledger.newest_first)
    return LEDGER_FILE.dump_json(file, indent=1, exclude_defaults=True).decode() + "\n"


def parse_ledger(text: bytes | str) -> Ledger:
    """Parse the text of `releases.json`. Anybody may have edited the file, and its names become paths, so every value is checked.

    Raises LedgerError.
    """
    try:
        file = LEDGER_FILE.validate_json(text, strict=True, extra="forbid")
        if file.releases:
            parse_moment(file.since)
    except ValidationError as errors:
        error = errors.errors()[0]
        raise LedgerError(f"{'.'.join(map(str, error['loc']))}: {error['msg'].removeprefix('Value error, ')}".removeprefix(": ")) from None
    except (ValueError, OverflowError) as error:
        raise LedgerError(str(error)) from None
    ledger = Ledger({release.name: release for release in file.releases}, file.aliases, file.id, file.since, file.visibility)
    if len(ledger.releases) < len(file.releases):
        raise LedgerError("it lists a release twice")
    for alias, name in ledger.aliases.items():
        if alias in ledger.releases:
            raise LedgerError(f"the alias `{alias}` is the name of a release")
        if name not in ledger.releases or ledger.releases[name].deleted is not None:
            raise LedgerError(f"the alias `{alias}` leads to a missing release")
    return ledger


def timestamp(moment: datetime) -> str:
    """Return a moment as the ledger records it: UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
