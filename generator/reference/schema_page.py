"""The schema reference: every record of the data and every field of it, from the tables that the shape check goes by."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.field_facts import (
    COLLECTIONS,
    HOLDERS,
    LAYER_HEAD,
    OVERLAY_FIELDS,
    RECORDS,
    VARIANT_HEAD,
    WAIVER,
    EntityFacts,
    FieldSpec,
)
from generator.model.scalar_kinds import Kind
from generator.reference.table_cells import table

EVERYWHERE = ("aliases", "waive")
OPENING = """\
# Schema

Every key that a data file may have, and what it takes. Any file of a layer or a variant may hold any of the top-level keys.
[Write a runbook](../write-a-runbook.md) explains them by example, and [Forms](#forms) at the end of this page says how each kind of value
is written.

A field marked **needed** must have a value once all layers are merged; a shared layer may leave it out, or `null`, for the variant to fill.
Every other field may be left out. `null`, `~` and an empty value mean the same: nobody has said yet.
"""
SHARED = """\
## Keys of every entry

These may stand in every entry but the heads `variant:` and `layer:`, which may have `waive` alone. All but `aliases` and `waive` steer the
merge and never reach the result; [Merge rules](../merge-rules.md) shows each of them at work, and
[Check and waive](../check-and-waive.md) what waivers are for.
"""
FORMS = """\
## Forms

How each kind of value is written. A plain value is text as it stands: `no`, `1.10` and `12:30` mean what you see.
"""
FIELDS = ("Key", "What it takes", "What it means")


def schema_page() -> str:
    """The whole page."""
    lines = [OPENING, "## Top-level keys", ""]
    heads = (("variant", VARIANT_HEAD), ("layer", LAYER_HEAD))
    rows = [(f"`{key}`", f"one {_link(record)}", record.summary) for key, record in heads]
    rows += [(f"`{key}`", _form(spec), spec.description) for key, spec in COLLECTIONS.items()]
    lines += table(("Key", "What it holds", "What it is"), rows)
    shared = [
        *OVERLAY_FIELDS.values(),
        *(next(record.fields[key] for record in RECORDS if record.overlay and key in record.fields) for key in EVERYWHERE),
    ]
    lines += ["", SHARED, *table(FIELDS, (_row(spec) for spec in shared))]
    places = _places()
    for record in RECORDS:
        lines += ["", f"## {_title(record)}", "", record.summary, "", *_notes(record, places[record.name]), ""]
        lines += table(FIELDS, (_row(spec) for key, spec in record.fields.items() if not record.overlay or key not in EVERYWHERE))
    kinds = {kind.name: kind for kind in _kinds() if not kind.choices}
    lines += ["", FORMS, *table(("Form", "How it is written"), ((name, kind.form) for name, kind in sorted(kinds.items())))]
    return "\n".join(lines) + "\n"


def _notes(record: EntityFacts, places: list[str]) -> Iterator[str]:
    if record is WAIVER:
        yield "Stands in the `waive` of an entry or a head, below the name of a [rule](diagnostics.md#good-practice):"
        yield f"{', '.join(f'[{id}](diagnostics.md#{id})' for id in record.ids)}."
        return
    listed = " and ".join(f"`{place}`" for place in places)
    yield f"Stands at {listed}."
    if record.ids:
        yield f"The ids are {', '.join(f'`{id}`' for id in record.ids)}, and no others."
    if record.model.shorthand:
        yield f"A bare text stands for an entry that has nothing but its `text`: `{record.word}-id: the text`."


def _row(spec: FieldSpec) -> tuple[str, str, str]:
    return f"`{spec.key}`{' **needed**' if spec.required else ''}", _form(spec), spec.description


def _form(spec: FieldSpec) -> str:
    if spec.shape == "waivers":
        return f"[rules](diagnostics.md#good-practice), each with its {_link(WAIVER)}"
    if spec.record is not None:
        return f"{_link(spec.record)} entries by id"
    assert spec.kind is not None
    one = _kind(spec.kind, spec.reference)
    if spec.shape == "texts":
        return f"names, each with its {one}"
    if spec.shape == "list":
        united = "; the lists of all layers unite" if spec.unites else ""
        return f"a list, each {one}{united}"
    return one


def _kind(kind: Kind, reference: str) -> str:
    if kind.choices:
        return kind.form
    if kind.name == "boolean":
        return kind.form
    if reference and kind.name == "id":
        record = LAYER_HEAD if reference == "layers" else HOLDERS[reference]
        noun = record.word
        return f"the id of {'an' if noun[0] in 'aeiou' else 'a'} {_link(record)}"
    return f"[{kind.name}](#forms)"


def _kinds() -> Iterator[Kind]:
    for record in RECORDS:
        yield from (spec.kind for spec in record.keys.values() if spec.kind is not None)


def _places() -> dict[str, list[str]]:
    """Where each record stands in a file, as addresses with ID for every id; what nests in itself is shown once."""
    found: dict[str, list[str]] = {record.name: [] for record in RECORDS}
    found[VARIANT_HEAD.name].append("variant")
    found[LAYER_HEAD.name].append("layer")

    def walk(record: EntityFacts, place: str) -> None:
        found[record.name].append(place)
        for child in record.children:
            if child.record is not None and child.record is not record:
                walk(child.record, f"{place}.{child.key}.ID")

    for key, spec in COLLECTIONS.items():
        assert spec.record is not None
        walk(spec.record, f"{key}.ID")
    return found


def _title(record: EntityFacts) -> str:
    return record.word.capitalize()


def _link(record: EntityFacts) -> str:
    return f"[{record.word}](#{record.word})"
