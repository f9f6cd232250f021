"""Find leaks: internal texts in files that are meant for anybody. It goes by the marks in the data, not by what was withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.model.entities import Entity
from generator.model.field_facts import COLLECTIONS, VARIANT_HEAD, FieldSpec, record_of
from generator.model.field_marks import FieldMark
from generator.model.scalar_kinds import FREE_TEXT_KINDS
from generator.model.variant import Trace, Variant, entities, places_of
from generator.model.visibility import Leak, is_public
from generator.redaction.people import People, Person, people_of
from generator.text.phrase_matching import Run, Runs, runs_of, words_in, words_of

NO_DOCS: Mapping[str, str] = {}


def find_leaks(
    variants: Mapping[str, Variant], files: Iterable[tuple[str, bytes]], docs: Mapping[str, str] = NO_DOCS, theme: Iterable[bytes] = ()
) -> tuple[Leak, ...]:
    """Every file in which an internal text of the variants stands, given with all that is internal in them.

    What is public elsewhere is no leak: in the data, in the hand-written `docs`, given by path, among the words of the `theme`. But a
    person's name, phone number or mail address is one wherever the theme does not happen to have the same word.
    """
    people = people_of(variant.runbook for variant in variants.values()).people
    marked = [text for variant in variants.values() for text in _texts_of(variant)]
    personal = [_Told(text, f"a contact, {person.role}") for person in people for text in person.details()]
    theme_words = [words for data in theme for words in words_in("theme.html", data)]
    open_words = [words for text in docs.values() for words in words_in("docs.md", text.encode())]
    open_words += [words_of(told.text) for told in marked if not told.internal]
    named = _without(_sources(personal), theme_words)
    secret = {**_without(_sources(told for told in marked if told.internal), [*theme_words, *open_words]), **named}
    runs = Runs(secret)
    found = dict.fromkeys(_people_in(docs, people, named))
    for path, data in files:
        for words in (words_of(path), *words_in(path, data)):
            found |= {Leak(path, secret[run].text, secret[run].source): None for run in sorted(runs.found_in(words))}
    return tuple(found)


def _people_in(docs: Mapping[str, str], people: Iterable[Person], named: Mapping[Run, _Told]) -> Iterator[Leak]:
    """Hand-written pages that name somebody, in whatever way: nothing was taken out of them. A word of the theme is no name."""
    told = People(person if set(runs_of(person.name)) <= named.keys() else replace(person, name="") for person in people)
    for path, text in docs.items():
        found = told.first_in(text)
        if found is not None:
            yield Leak(path, found[1], f"a contact, {found[0].role}")


@dataclass(frozen=True, slots=True)
class _Told:
    """A text of the data, where it stands, and whether the public may not read it."""

    text: str
    source: str
    internal: bool = True


def _sources(texts: Iterable[_Told]) -> dict[Run, _Told]:
    found: dict[Run, _Told] = {}
    for told in texts:
        for run in runs_of(told.text):
            found.setdefault(run, told)
    return found


def _without(secret: dict[Run, _Told], known: Iterable[list[str]]) -> dict[Run, _Told]:
    """The runs that stand in none of the known texts."""
    runs = Runs(secret)
    public = {run for words in known for run in runs.found_in(words)}
    return {run: told for run, told in secret.items() if run not in public}


def _texts_of(variant: Variant) -> Iterator[_Told]:
    runbook, name = variant.runbook, variant.id
    whole = not is_public(runbook.variant.visibility)
    head = runbook.variant
    yield _Told(name, name, whole)
    yield from _fields(head, VARIANT_HEAD.fields.values(), f"{name}: variant", frozenset(head.internal), internal=whole)
    for key, value in head.params.items():
        yield _Told(value, f"{name}: variant.params.{key}")
    known = dict(entities(runbook))
    for key, spec in COLLECTIONS.items():
        for id, entity in getattr(runbook, spec.attribute).items():
            yield from _entity(known, entity, id, f"{name}: {key}.{id}", internal=whole)
    for trace in variant.traces.values():
        yield from _history(name, trace)


def _entity(known: Mapping[str, Entity], entity: Entity, id: str, source: str, *, internal: bool) -> Iterator[_Told]:
    around = (entity, *places_of(entity, known).values())
    internal = internal or not all(is_public(one.visibility) for one in around)
    record = record_of(type(entity))
    if id not in record.ids:
        yield _Told(id, source, internal)
    marked = frozenset(entity.internal) | {spec.key for spec in record.marked[FieldMark.PERSONAL]}
    yield from _fields(entity, record.fields.values(), source, marked, internal=internal)
    for spec in record.children:
        for key, child in getattr(entity, spec.attribute).items():
            yield from _entity(known, child, key, f"{source}.{spec.key}.{key}", internal=internal or spec.key in marked)


def _fields(entity: Any, fields: Iterable[FieldSpec], source: str, marked: frozenset[str], *, internal: bool) -> Iterator[_Told]:
    for spec in fields:
        value = getattr(entity, spec.attribute)
        if spec.key == "waive":
            yield from (_Told(waiver.because, f"{source}.waive.{rule}") for rule, waiver in value.items())
        if value is None or isinstance(value, dict) or spec.reference:
            continue
        hidden = internal or spec.key in marked
        for text in value if isinstance(value, tuple) else (value,):
            if not hidden or spec.kind in FREE_TEXT_KINDS or spec.key == "aliases":
                yield _Told(str(text), f"{source}.{spec.key}", hidden)


def _history(name: str, trace: Trace) -> Iterator[_Told]:
    """How the runbook came to be what it is: nobody's business but its makers'."""
    source = f"{name}: {trace.address}"
    yield _Told(trace.origin.file, f"the place of {source}")
    yield _Told(trace.because, f"the reason of {source}")
    if trace.state == "removed":
        yield _Told(trace.title, f"{source}, which is removed")
    for change in trace.changes:
        yield _Told(change.because, f"the reason of {source}.{change.field}")
