"""The generated parts of the schema reference: every record and field of the data, from the same tables as the shape check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.model.field_facts import COLLECTIONS, HEADS, HOLDERS, OVERLAY_FIELDS, RECORDS, WAIVER, EntityFacts, FieldSpec
from generator.reference.table_cells import table

# Fields of every entry, shown in their own table.
SHARED = ("aliases", "waive")


def top_level_keys() -> str:
    """Return a table of the keys that a file may have."""
    rows = [(f"`{key}`", f"one {_link(record)}", record.summary) for key, record in HEADS.items()]
    rows += [(f"`{key}`", _form(spec), spec.description) for key, spec in COLLECTIONS.items()]
    return table(("Key", "What it takes", "What it is"), rows)


def shared_keys() -> str:
    """Return a table of the keys that are allowed in every entry."""
    own = (next(record.fields[key] for record in RECORDS if record.overlay and key in record.fields) for key in SHARED)
    return _table((*OVERLAY_FIELDS.values(), *own))


def records() -> str:
    """Return a section for each record with a table of its fields."""
    places = _places()
    return "\n\n".join(
        "\n".join((f"## {record.word.capitalize()}", "", record.summary, "", *_notes(record, places[record.name]), "", _fields(record)))
        for record in RECORDS
    )


def forms() -> str:
    """Return a table of the kinds of values and their forms, without fixed choices."""
    kinds = {spec.kind for record in RECORDS for spec in record.keys.values() if spec.record is None and not spec.kind.choices}
    return table(("Form", "How it is written"), sorted((kind.name, kind.form) for kind in kinds))


def _fields(record: EntityFacts) -> str:
    return _table(spec for key, spec in record.fields.items() if not record.overlay or key not in SHARED)


def _table(specs: Iterable[FieldSpec]) -> str:
    rows = ((f"`{spec.key}`{' **needed**' if spec.required else ''}", _form(spec), spec.description) for spec in specs)
    return table(("Key", "What it takes", "What it means"), rows)


def _notes(record: EntityFacts, places: list[str]) -> Iterator[str]:
    if record is WAIVER:
        yield "Written in the `waive` of an entry or a head, below the name of a [rule](diagnostics.md#good-practice):"
        yield f"{', '.join(f'[{id}](diagnostics.md#{id})' for id in record.ids)}."
        return
    yield f"Written at {' and '.join(f'`{place}`' for place in places)}."
    if record.ids:
        yield f"The ids are {', '.join(f'`{id}`' for id in record.ids)}; no other ids are allowed."
    if record.model.shorthand:
        bare = record.model.shorthand
        yield f"A text alone is short for an entry with only a `{bare}`: `{record.word}-id: the {bare}`."


def _form(spec: FieldSpec) -> str:
    if spec.shape == "waivers":
        return f"[rules](diagnostics.md#good-practice), each with its {_link(WAIVER)}"
    if spec.record is not None:
        return f"{_link(spec.record)} entries by id"
    one = _value(spec)
    if spec.shape == "texts":
        return f"names, each with its {one}"
    if spec.shape == "list":
        return f"a list, each {one}{'; the lists of all layers are joined' if spec.unites else ''}"
    return one


def _value(spec: FieldSpec) -> str:
    if spec.kind.choices or spec.kind.name == "boolean":
        return spec.kind.form
    if spec.reference and spec.kind.name == "id":
        record = HEADS["layer"] if spec.reference == "layers" else HOLDERS[spec.reference]
        return f"the id of {'an' if record.word[0] in 'aeiou' else 'a'} {_link(record)}"
    return f"[{spec.kind.name}](#forms)"


def _places() -> dict[str, list[str]]:
    """Return the addresses of each record by its name, with `ID` for every id. Of a record inside itself, only the outer address."""
    found = defaultdict(list, {record.name: [key] for key, record in HEADS.items()})

    def walk(spec: FieldSpec, place: str) -> None:
        assert spec.record is not None
        found[spec.record.name].append(place)
        for child in spec.record.children:
            if child.record is not spec.record:
                walk(child, f"{place}.{child.key}.ID")

    for key, spec in COLLECTIONS.items():
        walk(spec, f"{key}.ID")
    return found


def _link(record: EntityFacts) -> str:
    return f"[{record.word}](#{record.word})"
