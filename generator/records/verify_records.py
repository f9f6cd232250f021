"""Verifies the records of one system: the chain of digests, and what git knows of their files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.project.record_history import RecordHistory, RewrittenRecord
from generator.runs.read_record import Record
from generator.runs.record_chain import broken_records, heads_of, in_chain_order

SHORT = 12


@dataclass(frozen=True, slots=True)
class VerifiedRecords:
    """What a check of the records of a system found: `problems`, the first altered record first, and `notes`, which are not problems."""

    heads: tuple[Record, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def verify_records(records: Sequence[Record], history: RecordHistory, ids: Collection[str]) -> VerifiedRecords:
    """Return what is wrong with the records of a system. `history` has the files of this system alone, `ids` are its ids."""
    order = in_chain_order(records)
    strange = ((at, record) for at, record in enumerate(order) if record.run.variant not in ids)
    found = [*_broken(order), *_copied(records, order), *_rewritten(records, order, history.rewritten)]
    found += [(at, f"{record.path} is a run of another system, `{record.run.variant}`") for at, record in strange]
    problems = [text for _, text in sorted(found, key=lambda one: one[0])]
    heads = tuple(heads_of(records))
    return VerifiedRecords(heads, tuple(dict.fromkeys(problems)), tuple(_notes(heads, history)))


def _broken(order: Sequence[Record]) -> Iterator[tuple[int, str]]:
    """Yield the records that are not what the records after them say, each with its place in the chain."""
    place = {record.name: at for at, record in enumerate(order)}
    for one in broken_records(order):
        after = " and ".join(one.named_by)
        at = place.get(one.record, min((place[name] for name in one.named_by), default=0))
        record = order[at]
        if one.kind == "altered":
            yield at, f"{record.path} was altered: its digest is {record.digest}, but {after} names {one.digest}"
        elif one.kind == "missing":
            yield at, f"{one.record} is missing: {after} names it, with the digest {one.digest}"
        elif one.kind == "misnamed":
            yield at, f"{record.path} has another name than `runbook run add` gave it; its content is the same"
        else:
            yield at, f"{record.path} has another form than `runbook run add` wrote; its content is the same"


def _copied(records: Sequence[Record], order: Sequence[Record]) -> Iterator[tuple[int, str]]:
    """Yield the records whose content another one has too. A chain has each content once."""
    first = {record.digest: (at, record.path) for at, record in enumerate(order)}
    for record in records:
        at, path = first[record.digest]
        if record.path != path:
            yield at, f"{record.path} has the same content as {path}: delete the one that `runbook run add` did not write"


def _rewritten(records: Sequence[Record], order: Sequence[Record], rewritten: Sequence[RewrittenRecord]) -> Iterator[tuple[int, str]]:
    """Yield the files that are not what was added to git. A file that went to the folder of a renamed system is still there."""
    place = {record.path: at for at, record in enumerate(order)}
    names = {record.path: record.name for record in records}
    for one in rewritten:
        name = one.path.rpartition("/")[2].removesuffix(".json")
        if one.gone and any(names.get(path) == name for path in one.copies):
            continue
        where = f"in commit {one.commit[:SHORT]} of {one.day}" if one.commit else "in this folder, and not in a commit"
        yield place.get(one.path, -1), f"{one.path} was {'deleted' if one.gone else 'changed'} after it was added, {where}"


def _notes(heads: Sequence[Record], history: RecordHistory) -> Iterator[str]:
    if len(heads) > 1:
        yield f"{' and '.join(head.name for head in heads)} were added side by side; the next `runbook run add` joins them"
    if history.uncommitted:
        yield f"in no commit yet: {', '.join(history.uncommitted)}"
    for path in history.twice:
        yield f"{path} was added more than once, with different content: compare with `git log -p --full-history -- {path}`"
    if history.gap:
        yield history.gap
