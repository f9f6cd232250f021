"""The values in the texts of a draft that may be parameters, and the same texts with parameters in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.written_times import UNITS
from generator.model.field_facts import COLLECTIONS, HEADS, EntityFacts
from generator.model.scalar_kinds import PARAMETER_KINDS, URL, Kind

WORDS = "|".join(word for words in UNITS.values() for word in words.split("|") if word.isascii() and len(word) > 1)
UNIT = rf"{WORDS}|h|s|ms|seconds?|Sekunden?"
# Each form is the whole value. What is around it must not be a part of a longer value, nor of a moment such as T-5 min.
FORMS = {
    "host": re.compile(r"(?<![\w.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?![\w-])"),
    "version": re.compile(r"(?<![A-Za-uw-z\d.])\d{1,3}\.\d{1,3}\.\d{1,3}(?:-(?:rc|beta|alpha)\.?\d*)?(?!\.?\d)"),
    "port": re.compile(
        r"(?:(?<=[A-Za-z\]]:)|(?<=\.\d:)|(?<=\.\d\d:)|(?<=\.\d\d\d:)|(?<=\b[Pp]ort )|(?<=\}\}:))\d{3,5}(?![\w:-]|\.\d)"  # of a host
    ),
    "duration": re.compile(rf"(?<![\w.,/+−–-])(?<![-+−–] )\d{{1,4}} ?(?:{UNIT})(?![\w-])"),
}
Change = Callable[[Kind, DraftText], DraftText]


def texts_below(draft: Draft) -> Iterator[DraftText]:
    """Yield all texts of a draft in which a parameter may be."""
    found: list[DraftText] = []

    def keep(_kind: Kind, text: DraftText) -> DraftText:
        found.append(text)
        return text

    _changed(draft, keep)
    yield from found


def with_named(draft: Draft, ids: Mapping[str, str]) -> Draft:
    """Return a draft whose texts have parameters instead of values, which are given with their ids. A text that gets too long stays."""

    def named(kind: Kind, text: DraftText) -> DraftText:
        written = text.text
        if any(value in written for value in ids):
            for form in FORMS.values():
                written = form.sub(lambda match: f"{{{{ params.{ids[match[0]]} }}}}" if match[0] in ids else match[0], written)
        return DraftText(written, text.lines) if written != text.text and (kind is URL or kind.valid(written) is not None) else text

    return _changed(draft, named)


def _changed(draft: Draft, change: Change) -> Draft:
    changed: Draft = {}
    for key, value in draft.items():
        if key in HEADS and isinstance(value, dict):
            changed[key] = _fields(HEADS[key], value, change)
        elif key in COLLECTIONS and isinstance(value, dict):
            changed[key] = {id: _entry(COLLECTIONS[key].holds, one, change) for id, one in value.items()}
        else:
            changed[key] = value
    return changed


def _entry(record: EntityFacts, value: DraftValue, change: Change) -> DraftValue:
    if isinstance(value, dict):
        return _fields(record, value, change)
    return _fields(record, {record.model.shorthand: value}, change)[record.model.shorthand]


def _fields(record: EntityFacts, fields: dict[str, DraftValue], change: Change) -> dict[str, DraftValue]:
    changed = dict(fields)
    for key, value in fields.items():
        spec = record.keys.get(key)
        if spec is None:
            continue
        if isinstance(value, DraftText) and spec.shape == "scalar" and spec.kind in PARAMETER_KINDS:
            changed[key] = change(spec.kind, value)
        elif isinstance(value, dict) and spec.record is not None:
            changed[key] = {id: _entry(spec.record, one, change) for id, one in value.items()}
    return changed
