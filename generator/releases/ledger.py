"""The ledger of a published folder: every release that was ever published, what was replaced or deleted and why, and where aliases lead."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, get_type_hints

from generator.model.release_names import current_of, is_release_name

FORMAT = 1
MOST = 2**53  # what JSON holds exactly, whoever reads it

Record = TypeVar("Record")


class LedgerFault(ValueError):
    """A text is no ledger, or none of a form that this version reads."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """That a release was published again with other content: when, what was there, which reason was given."""

    at: str
    digest: str
    because: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """That a release was taken away, when and why."""

    at: str
    because: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release as it was recorded when it was published.

    `published` is the moment of that, in UTC; `date` is the moment of its commit, both in ISO 8601; `digest` is the SHA-256 of the list
    of its files' digests; `size` is in bytes; `program` is the version of the generator; `changes` says in a line what differs from the
    release before.
    """

    name: str
    published: str
    commit: str
    date: str
    draft: bool
    digest: str
    files: int
    size: int
    program: str
    changes: str = ""
    replaced: tuple[Replacement, ...] = ()
    deleted: Deletion | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Releases by name, and the release that each alias leads to.

    `id` names the published folder for ever, `since` is the moment of its first publishing, and `visibility` says for whom all its
    releases are; empty before that.
    """

    releases: Mapping[str, Release] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    since: str = ""
    visibility: str = ""

    @property
    def newest_first(self) -> tuple[Release, ...]:
        """Releases in the order in which they were published, the newest first; those of one moment by name."""
        return tuple(sorted(self.releases.values(), key=lambda one: (_moment(one.published), one.name), reverse=True))

    @property
    def standing(self) -> tuple[Release, ...]:
        """Those that were not deleted, newest first."""
        return tuple(one for one in self.newest_first if one.deleted is None)

    @property
    def current(self) -> str:
        """The release that people should read; empty where there is none."""
        return current_of(self.versions())

    def before(self, name: str) -> Release | None:
        """The finished release that a release follows: the newest of those published before it, drafts and deleted ones left out."""
        order = self.newest_first
        known = [one.name for one in order]
        later = order[known.index(name) + 1 :] if name in known else order
        return next((one for one in later if not one.draft and one.deleted is None), None)

    def next_moment(self, now: datetime) -> datetime:
        """When the next release is published: now, but later than all others, whose order is that of their moments, whatever clocks say."""
        return max([now, *(_moment(one.published) + timedelta(seconds=1) for one in self.releases.values())])

    def aliases_of(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(alias for alias, to in self.aliases.items() if to == name))

    def with_release(self, release: Release, aliases: tuple[str, ...] = ()) -> Ledger:
        """The ledger with a release in it, in the place of one of its name, and aliases that lead to it."""
        return replace(
            self,
            releases={**self.releases, release.name: release},
            aliases={**self.aliases, **dict.fromkeys(aliases, release.name)},
        )

    def versions(self, others: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
        """The entries of `versions.json`, in the format of mike, newest first.

        `others` are the entries as they stand there: what somebody else published stays, and aliases that somebody else set.
        """
        theirs = {entry["version"]: [one for one in entry.get("aliases", ()) if one not in self.aliases] for entry in others}
        own = [
            {
                "version": one.name,
                "title": one.name,
                "aliases": sorted({*self.aliases_of(one.name), *theirs.get(one.name, ())}),
                "properties": {"date": one.published, "commit": one.commit, "draft": one.draft},
            }
            for one in self.standing
        ]
        foreign = [entry for entry in others if entry["version"] not in self.releases]
        return [*own, *({**entry, "aliases": theirs[entry["version"]]} for entry in foreign)]


def to_json(ledger: Ledger) -> str:
    """The ledger as the text of `releases.json`."""
    releases = [_plain(asdict(one)) for one in ledger.newest_first]
    data = {
        "format": FORMAT,
        "id": ledger.id,
        "since": ledger.since,
        "visibility": ledger.visibility,
        "current": ledger.current,
        "aliases": dict(sorted(ledger.aliases.items())),
        "releases": releases,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def parse(text: bytes | str) -> Ledger:
    """The ledger in the text of a `releases.json`, which anybody may have edited: names become paths, so each is held to its form.

    Raises LedgerFault for anything else.
    """
    try:
        return _ledger(json.loads(text))
    except LedgerFault:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise LedgerFault(f"it is not of the form of a ledger ({error})") from None


def stamp(moment: datetime) -> str:
    """A moment as the ledger writes it: UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _ledger(data: Mapping[str, Any]) -> Ledger:
    if data["format"] != FORMAT:
        raise LedgerFault(f"it has format {data['format']}, and this version reads format {FORMAT}")
    found = [_release(entry) for entry in data["releases"]]
    about = _made(Ledger, {name: data[name] for name in ("id", "since", "visibility")})
    ledger = replace(about, releases={one.name: one for one in found}, aliases=dict(data["aliases"]))
    if len(ledger.releases) < len(found):
        raise LedgerFault("it names a release twice")
    if found:
        _moment(ledger.since)
    for alias, to in ledger.aliases.items():
        if not is_release_name(alias) or alias in ledger.releases:
            raise LedgerFault(f"{alias!r} cannot be an alias")
        if to not in ledger.releases or ledger.releases[to].deleted is not None:
            raise LedgerFault(f"the alias `{alias}` leads to no release")
    return ledger


def _release(entry: Mapping[str, Any]) -> Release:
    deleted = entry.get("deleted")
    replaced = tuple(_made(Replacement, one) for one in entry.get("replaced", ()))
    found = _made(Release, {**entry, "replaced": replaced, "deleted": None if deleted is None else _made(Deletion, deleted)})
    if not is_release_name(found.name):
        raise LedgerFault(f"{found.name!r} cannot be the name of a release")
    _moment(found.published)
    return found


def _made(kind: type[Record], entry: Mapping[str, Any]) -> Record:
    """A record out of what JSON gives, if its texts and numbers are such."""
    hints = get_type_hints(kind)
    for name, value in entry.items():
        if hints[name] in (str, int, bool) and type(value) is not hints[name]:
            raise LedgerFault(f"`{name}` is of another kind: {value!r}")
        if type(value) is int and not 0 <= value <= MOST:
            raise LedgerFault(f"`{name}` is out of all measure")
        if type(value) is str:
            value.encode()  # what stands for no sign could not be written again
        if name == "at":
            _moment(value)
    return kind(**entry)


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty by default."""
    return {name: value for name, value in entry.items() if value not in (None, (), "") or name in ("commit", "date")}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise LedgerFault(f"`{text}` names no time zone")
    return moment.astimezone(UTC)
