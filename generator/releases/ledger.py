"""The ledger of a published folder: every release ever published, what was replaced or deleted and why, and the aliases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from generator.model.release_names import current_of, is_release_name

FORMAT = 1


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
    """Return a moment of the ledger in UTC. Raises ValueError for one without a time zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"`{text}` has no time zone")
    return moment.astimezone(UTC)


def _check_moment(text: str) -> str:
    parse_moment(text)
    return text


Name = Annotated[str, AfterValidator(_check_name)]
Moment = Annotated[str, AfterValidator(_check_moment)]
Count = Annotated[int, Field(ge=0, le=2**53)]  # JSON numbers are exact up to here, in every reader


@dataclass(frozen=True, slots=True)
class Replacement:
    """A release was published again with other content: when, the digest of the old content, and the reason."""

    at: Moment
    digest: str
    because: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """A release was deleted: when and why."""

    at: Moment
    because: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release as recorded when it was published.

    Attributes:
        published: The moment of publishing: UTC, ISO 8601.
        date: The moment of the commit, in the same form.
        digest: The SHA-256 of the list of its files' digests.
        size: The size of all files in bytes.
        program: The version of the generator.
        changes: A sentence about the differences from the previous release.
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


@dataclass(frozen=True, slots=True)
class Ledger:
    """Releases by name, and the release of each alias.

    Attributes:
        id: The permanent id of the published folder; empty before the first release, as are the next two.
        since: The moment of the first publishing.
        visibility: Who the releases are for.
    """

    releases: Mapping[str, Release] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    since: str = ""
    visibility: str = ""

    @property
    def newest_first(self) -> tuple[Release, ...]:
        """All releases, the last published first; those of one moment by name."""
        return tuple(sorted(self.releases.values(), key=lambda release: (parse_moment(release.published), release.name), reverse=True))

    @property
    def available(self) -> tuple[Release, ...]:
        """The releases that are not deleted, newest first."""
        return tuple(release for release in self.newest_first if release.deleted is None)

    @property
    def current(self) -> str:
        """The name of the release that people should read; empty if there is none."""
        return current_of(self.versions())

    def predecessor(self, name: str) -> Release | None:
        """Return the newest release published before another one, without drafts and deleted releases."""
        order = self.newest_first
        names = [release.name for release in order]
        older = order[names.index(name) + 1 :] if name in names else order
        return next((release for release in older if not release.draft and release.deleted is None), None)

    def next_moment(self, now: datetime) -> datetime:
        """Return the moment to publish the next release at: now, but after all others whatever the clock says, since moments order them."""
        return max([now, *(parse_moment(release.published) + timedelta(seconds=1) for release in self.releases.values())])

    def aliases_of(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(alias for alias, release in self.aliases.items() if release == name))

    def with_release(self, release: Release, aliases: Sequence[str] = ()) -> Ledger:
        """Return the ledger with a release added, or replaced, and aliases moved to it."""
        moved = dict.fromkeys(aliases, release.name)
        return replace(self, releases={**self.releases, release.name: release}, aliases={**self.aliases, **moved})

    def versions(self, others: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
        """Return the entries of `versions.json` in the format of mike, newest first.

        `others` are its present entries: releases and aliases that other programs added stay.
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
    """Parse a `releases.json`. Anybody may have edited it, and its names become paths, so every value is checked.

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
    """Return a moment in the form of the ledger: UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
