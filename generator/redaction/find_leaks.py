"""Find leaks: internal texts in public files. The search uses the marks in the data and does not depend on the redaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.model.entities import Entity, is_public
from generator.model.field_facts import COLLECTIONS, VARIANT_HEAD, FieldSpec, record_of
from generator.model.field_marks import FieldMark
from generator.model.past_runs import PastRun
from generator.model.scalar_kinds import FREE_TEXT_KINDS, PROSE, SYSTEM_PAGE
from generator.model.variant import Trace, Variant, entities, places_of
from generator.redaction.people import EXTENSION_DIGITS, People, Person, digits_of, people_of
from generator.text.inline_markup import inner_targets_in, without_links
from generator.text.phrase_matching import Run, Runs, readings, runs_of, words_in, words_of
from generator.text.prose_markup import parse_prose

LETTER = re.compile(r"[^\W\d_]")
LETTERS_OF_NAME = 2
WORDS_OF_TEXT = 3


@dataclass(frozen=True, slots=True)
class Leak:
    """An internal text in a public file. `source` is its place in the data."""

    path: str
    text: str
    source: str


def find_leaks(
    variants: Mapping[str, Variant],
    files: Iterable[tuple[str, bytes]],
    written: Mapping[str, bytes] = {},
    theme: Iterable[tuple[str, bytes]] = (),
) -> tuple[Leak, ...]:
    """Return the internal texts in `files`, pairs of path and content. `variants` are the variants before redaction.

    A text is not a leak if it is also public: in the data, in the `written` files by path, or in the files of the `theme`. But names,
    phone numbers and mail addresses of people in roles, in any form, are leaks unless the theme contains them.
    """
    people = people_of(variant.runbook for variant in variants.values()).people
    marked = [text for variant in variants.values() for text in _texts_of(variant)]
    personal = [_DataText(text, _source(person)) for person in people for text in person.details()]
    theme_words = [words for path, data in theme for words in _words_of_file(path, data)]
    public_words = [words for path, data in written.items() for words in _words_of_file(path, data)]
    public_words += [words_of(text.text) for text in marked if not text.internal]
    names = _without(_by_run(personal), theme_words)
    secret = {**_without(_by_run(text for text in marked if text.internal), [*theme_words, *public_words]), **names}
    runs, known = Runs(secret), People((_without_words_of_the_theme(person, names) for person in people), in_files=True)
    found: dict[Leak, None] = {}
    for path, data in written.items():
        found |= dict.fromkeys(_people_in(path, data, known))
    for path, data in files:
        for words in _words_of_file(path, data):
            found |= {Leak(path, secret[run].text, secret[run].source): None for run in sorted(runs.found_in(words))}
        found |= {leak: None for leak in _people_in(path, data, known) if tuple(words_of(leak.text)) not in names}
    return tuple(found)


def _people_in(path: str, data: bytes, known: People) -> Iterator[Leak]:
    for text in (path, *readings(path, data)):
        yield from (Leak(path, named, _source(person)) for person, named in known.named_in(text))


def _words_of_file(path: str, data: bytes) -> Iterator[list[str]]:
    yield words_of(path)
    yield from words_in(path, data)


def _source(person: Person) -> str:
    return f"a contact, {person.role}" if person.role else "a contact"


def _without_words_of_the_theme(person: Person, names: Mapping[Run, _DataText]) -> Person:
    """Return a person without a name or number that is also in the theme, so that it does not identify the person."""
    name = person.name if set(runs_of(person.name)) <= names.keys() else ""
    digits = digits_of(person.phone)
    is_found = len(digits) <= EXTENSION_DIGITS or (digits,) in names
    return replace(person, name=name, phone=person.phone if is_found else "")


@dataclass(frozen=True, slots=True)
class _DataText:
    """A text of the data, with its place in the data, and whether it is internal."""

    text: str
    source: str
    internal: bool = True


def _by_run(texts: Iterable[_DataText]) -> dict[Run, _DataText]:
    """Return the texts by their runs of words. If two texts share a run, the first text counts."""
    return {run: text for text in reversed([*texts]) for run in runs_of(text.text)}


def _without(secret: dict[Run, _DataText], known: Iterable[list[str]]) -> dict[Run, _DataText]:
    """Return the runs that no known text contains."""
    runs = Runs(secret)
    public = {run for words in known for run in runs.found_in(words)}
    return {run: text for run, text in secret.items() if run not in public}


def _texts_of(variant: Variant) -> Iterator[_DataText]:
    runbook, name = variant.runbook, variant.id
    whole = not is_public(runbook.variant.visibility)
    head = runbook.variant
    yield _DataText(name, name, whole)
    yield from _fields(head, VARIANT_HEAD.fields.values(), f"{name}: variant", frozenset(head.internal), internal=whole)
    for key, value in head.params.items():
        yield _DataText(value, f"{name}: variant.params.{key}")
    known = dict(entities(runbook))
    for key, spec in COLLECTIONS.items():
        for id, entity in getattr(runbook, spec.attribute).items():
            yield from _entity(known, entity, id, f"{name}: {key}.{id}", internal=whole)
    for trace in variant.traces.values():
        yield from _history(name, trace)
    for run in variant.runs:
        yield from (_DataText(text, f"the record {run.record} of {name}") for text in typed_in(run))


def _entity(known: Mapping[str, Entity], entity: Entity, id: str, source: str, *, internal: bool) -> Iterator[_DataText]:
    around = (entity, *places_of(entity, known).values())
    internal = internal or not all(is_public(one.visibility) for one in around)
    record = record_of(type(entity))
    if id not in record.ids and not id.isdecimal():  # a number says nothing, and is in many files
        yield _DataText(id, source, internal)
    marked = frozenset(entity.internal) | {spec.key for spec in record.marked[FieldMark.PERSONAL]}
    yield from _fields(entity, record.fields.values(), source, marked, internal=internal)
    for spec in record.children:
        for key, child in getattr(entity, spec.attribute).items():
            yield from _entity(known, child, key, f"{source}.{spec.key}.{key}", internal=internal or spec.key in marked)


def _fields(entity: Any, fields: Iterable[FieldSpec], source: str, marked: frozenset[str], *, internal: bool) -> Iterator[_DataText]:
    for spec in fields:
        value = getattr(entity, spec.attribute)
        if spec.key == "waive":
            yield from (_DataText(waiver.because, f"{source}.waive.{rule}") for rule, waiver in value.items())
        if value is None or isinstance(value, dict) or spec.reference or spec.kind is SYSTEM_PAGE:
            continue
        hidden = internal or spec.key in marked
        texts = (piece.text for piece in parse_prose(value).pieces) if spec.kind is PROSE and isinstance(value, str) else ()
        for text in (*texts, *(value if isinstance(value, tuple) else (value,))):
            if not hidden or spec.kind in FREE_TEXT_KINDS or spec.key == "aliases":
                shown = without_links(str(text), inner_targets_in(str(text)))  # the ids in targets of links do not become public with it
                yield _DataText(shown, f"{source}.{spec.key}", hidden)


def typed_in(run: PastRun) -> Iterator[str]:
    """Yield what people typed in a run: their names, and texts of several words. Fewer words, or figures, may be in any file."""
    answers = [*run.answers.values(), *(one for those in run.failures.values() for one in those)]
    people = {run.lead, *(one.by for one in answers), *(name for names in run.people.values() for name in names)}
    yield from sorted(name for name in people if len(LETTER.findall(name)) >= LETTERS_OF_NAME)
    texts = {run.name, *(one.text for one in answers), *(one.note for one in answers)}
    yield from sorted(text for text in texts if sum(bool(LETTER.search(word)) for word in words_of(text)) >= WORDS_OF_TEXT)


def _history(name: str, trace: Trace) -> Iterator[_DataText]:
    """Yield the reasons and places of an entity's changes, which are internal."""
    source = f"{name}: {trace.address}"
    yield _DataText(trace.origin.file, f"the place of {source}")
    yield _DataText(trace.because, f"the reason of {source}")
    if trace.state == "removed":
        yield _DataText(trace.title, f"{source}, which is removed")
    for change in trace.changes:
        yield _DataText(change.because, f"the reason of {source}.{change.field}")
