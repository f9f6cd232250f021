"""The chain of records: each names those that were there before it, with their digests, so that nobody can alter one unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from generator.runs.read_record import Record
from generator.runs.read_run import Run
from generator.runs.run_state import state_of

Kind = Literal["altered", "missing", "misnamed", "reformatted"]


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that is not what it was: `altered`, `missing`, or the same in another form or under another name.

    `named_by` are the records that name it.
    """

    kind: Kind
    record: str
    digest: str = ""
    named_by: tuple[str, ...] = ()


def name_of(run: Run) -> str:
    """Return the name of the first record of a run: the day when it began, in UTC, and its id."""
    return f"{state_of(run.events).facts.began[:10]}-{run.id}"


def heads_of(records: Iterable[Record]) -> list[Record]:
    """Return the records that no other one names, in the order of names: usually one, and one more for each branch that added some."""
    found = list(records)
    named = {one.digest for record in found for one in record.previous}
    return sorted((record for record in found if record.digest not in named), key=lambda record: record.name)


def in_chain_order(records: Sequence[Record]) -> list[Record]:
    """Return records so that each comes after those that it names; in the order of names where the chain does not decide."""
    by_digest = {record.digest: record for record in records}
    found: dict[str, Record] = {}
    waiting = sorted(records, key=lambda record: record.name, reverse=True)
    while waiting:
        record = waiting[-1]
        before = [by_digest[one.digest] for one in record.previous if one.digest in by_digest and one.digest not in found]
        if before:
            waiting += sorted(before, key=lambda one: one.name, reverse=True)
        else:
            found.setdefault(waiting.pop().digest, record)
    return list(found.values())


def broken_records(records: Sequence[Record]) -> Iterator[BrokenRecord]:
    """Yield the records that are not what they were, the first of the chain first.

    A record has its own digest in the records after it, so nothing in these says that the last one is what it was: git does, and whoever
    noted its digest.
    """
    digests = {record.digest for record in records}
    names = {record.name: record for record in records}
    named: dict[tuple[str, str], list[str]] = {}
    order = in_chain_order(records)
    for record in order:
        for one in record.previous:
            if one.digest not in digests:
                named.setdefault((one.record, one.digest), []).append(record.name)
    place = {record.name: at for at, record in enumerate(order)}
    found = [BrokenRecord("altered" if name in names else "missing", name, digest, tuple(by)) for (name, digest), by in named.items()]
    found += [BrokenRecord("reformatted", record.name) for record in order if not record.is_canonical]
    names_of: dict[str, set[str]] = {}
    for one in (one for record in order for one in record.previous):
        names_of.setdefault(one.digest, set()).add(one.record)
    found += [BrokenRecord("misnamed", one.name) for one in order if not _is_named_right(one, names_of.get(one.digest, set()))]
    yield from sorted(found, key=lambda one: (place.get(one.record, min((place[by] for by in one.named_by), default=0)), one.kind))


def _is_named_right(record: Record, names: Set[str]) -> bool:
    """Return whether a record has the name that its content gives it, and the `names` by which the records after it name it."""
    return record.name.partition(".")[0] == name_of(record.run) and names <= {record.name}
