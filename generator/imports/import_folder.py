"""The files of `imports/ID/`, beside the data: the documents as read, the report, and the map, by which the next import knows this one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from generator.imports.draft import Draft, DraftText, DraftValue, ImportOptions
from generator.imports.import_report_text import to_report_page
from generator.imports.import_variant import ImportedVariant

FOLDER = "imports"
MAP, LAYER_MAP, REPORT = "map.json", "layer.json", "report.md"
FORMAT = 1


def folder_files(variant: ImportedVariant) -> dict[str, bytes]:
    """Return the files that an import keeps beside the data, by path."""
    home = f"{FOLDER}/{variant.id}"
    names = copy_names([one.path for one in variant.documents])
    files = {f"{home}/{names[one.path]}": one.data for one in variant.documents}
    files[f"{home}/{MAP}"] = _map(variant, names).encode()
    files[f"{home}/{REPORT}"] = to_report_page(variant).encode()
    return files


def copy_names(paths: list[str]) -> dict[str, str]:
    """Return the name of the copy of each document: its own name, with a number if it is taken."""
    names: dict[str, str] = {}
    taken = {MAP, REPORT}
    for path in paths:
        place = PurePath(path)
        name, number = place.name, 2
        while name.lower() in taken:
            name, number = f"{place.stem}-{number}{place.suffix}", number + 1
        taken.add(name.lower())
        names[path] = name
    return names


def field_values(draft: Draft) -> dict[str, str | tuple[str, ...]]:
    """Return the values of a draft by the addresses of their fields, as they are compared with the data."""
    return {
        address: tuple(text.text for text in texts) if is_list else texts[0].text.strip("\n")
        for address, texts, is_list in _stored_fields(draft)
    }


def _map(variant: ImportedVariant, names: Mapping[str, str]) -> str:
    sources: list[dict[str, Any]] = [
        {
            "path": one.path,
            "copy": names[one.path],
            "sha256": one.digest,
            "lines": {
                str(number): [place.address, place.field]
                for number, place in sorted(one.dispositions.items())
                if place.outcome in ("entry", "prose")
            },
        }
        for one in variant.documents
    ]
    files = {path: sha256(data).hexdigest() for path, data in variant.files.items()}
    layer = f'"layer": {_json(variant.layer)},\n' if variant.layer else ""
    return (
        f'{{\n"format": {FORMAT},\n{layer}"options": {_json(stored_options(variant.options, with_lines=variant.with_lines))},\n'
        f'"sources": [{", ".join(json.dumps(source, ensure_ascii=False, indent=1) for source in sources)}],\n'
        f'"files": {json.dumps(files, indent=1)},\n"fields": {_fields(variant.draft)}\n}}\n'
    )


def layer_file(one: LayerImport) -> dict[str, bytes]:
    """Return the file that keeps what an import wrote for a layer and for the variants that extend it, by path."""
    drafts = ",\n".join(f"{_json(id)}: {_fields(draft)}" for id, draft in one.drafts.items())
    text = f'{{\n"format": {FORMAT},\n"sources": {_json(one.sources)},\n"layer": {_fields(one.layer)},\n"variants": {{\n{drafts}\n}}\n}}\n'
    return {f"{FOLDER}/{one.id}/{LAYER_MAP}": text.encode()}


def _fields(draft: Draft) -> str:
    """Return the fields of a draft as JSON: the values by address, each with its source lines."""
    fields = ",\n".join(
        f"  {_json(address)}: {_json([_stored(texts, is_list=is_list), *sorted({line for text in texts for line in text.lines})])}"
        for address, texts, is_list in _stored_fields(draft)
    )
    return f"{{\n{fields}\n}}"


def _draft_of(fields: Mapping[str, Any]) -> Draft:
    draft: Draft = {}
    for address, (value, *lines) in fields.items():
        *above, key = address.split(".")
        home: dict[str, DraftValue] = draft
        for part in above:
            inner = home.setdefault(part, {})
            assert isinstance(inner, dict)
            home = inner
        texts = tuple(DraftText(text, tuple(lines)) for text in ([value] if isinstance(value, str) else value))
        home[key] = texts[0] if isinstance(value, str) else texts
    return draft


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _stored_fields(draft: DraftValue, address: str = "") -> Iterator[tuple[str, tuple[DraftText, ...], bool]]:
    if isinstance(draft, dict):
        for key, one in draft.items():
            yield from _stored_fields(one, f"{address}.{key}" if address else key)
    else:
        yield address, draft if isinstance(draft, tuple) else (draft,), isinstance(draft, tuple)


def _stored(texts: tuple[DraftText, ...], *, is_list: bool) -> str | list[str]:
    return [text.text for text in texts] if is_list else texts[0].text


def stored_options(options: ImportOptions, *, with_lines: bool) -> dict[str, Any]:
    """Return the options of an import as the map keeps them: the next import of the document has them too."""
    return {
        "phases": dict(options.phases),
        "no_repair": sorted(options.no_repair),
        "open_fences": options.open_fences,
        "take": sorted(options.take),
        "lines": with_lines,
    }


@dataclass(frozen=True, slots=True)
class PreviousImport:
    """What an import left: the digests of its documents by path, the digests of its data files, its draft and its options.

    `layer` is the layer that has entries of the draft, if some are shared.
    """

    id: str
    sources: Mapping[str, str]
    copies: tuple[str, ...]
    files: Mapping[str, str]
    draft: Draft
    options: ImportOptions
    with_lines: bool
    layer: str = ""


@dataclass(frozen=True, slots=True)
class LayerImport:
    """What an import wrote for a layer: its draft, and those of the variants that extend it, by id. `sources` are their documents."""

    id: str
    sources: tuple[str, ...]
    layer: Draft
    drafts: Mapping[str, Draft]


def previous_layer(id: str, data: bytes) -> LayerImport:
    """Read the file of an imported layer. Raises ValueError if it is not one of ours."""
    try:
        known = json.loads(data)
        drafts = {name: _draft_of(fields) for name, fields in known["variants"].items()}
        return LayerImport(id, tuple(known["sources"]), _draft_of(known["layer"]), drafts)
    except (KeyError, TypeError, AttributeError, AssertionError, ValueError) as error:
        raise ValueError(f"it is not the file of an imported layer: {error}") from None


def previous_import(id: str, data: bytes) -> PreviousImport:
    """Read the map of an import. Raises ValueError if it is not one of ours."""
    try:
        known = json.loads(data)
        if known["format"] != FORMAT:
            raise ValueError(f"it has the format {known['format']}, and this program reads {FORMAT}")
        options = known["options"]
        return PreviousImport(
            id,
            {source["path"]: source["sha256"] for source in known["sources"]},
            tuple(source["copy"] for source in known["sources"]),
            known["files"],
            _draft_of(known["fields"]),
            ImportOptions(options["phases"], frozenset(options["no_repair"]), options["open_fences"], frozenset(options["take"])),
            options["lines"],
            known.get("layer", ""),
        )
    except (KeyError, TypeError, AttributeError, AssertionError, json.JSONDecodeError) as error:
        raise ValueError(f"it is not the map of an import: {error}") from None


def renamed_folder(files: Mapping[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """Return what changes in data and in the maps of imports if a variant gets another id. Its folders have their old names still."""
    report = re.compile(rf"(?m)^(# Imported from .* is in {FOLDER}/){re.escape(old)}(?=/{REPORT}$)".encode())
    changed: dict[str, bytes] = {}
    for path, data in files.items():
        home, _, name = path.removeprefix(f"{FOLDER}/").partition("/")
        if path == f"{FOLDER}/{old}/{MAP}":
            changed[path] = re.sub(rb'(?m)^ "data/variants/[^/]+/', f' "data/variants/{new}/'.encode(), data)
        elif path.startswith(f"data/variants/{old}/") and report.search(data):
            changed[path] = report.sub(rb"\g<1>" + new.encode(), data)
        elif path.startswith(f"{FOLDER}/") and name == LAYER_MAP:
            one = previous_layer(home, data)
            drafts = {new if id == old else id: draft for id, draft in one.drafts.items()}
            changed |= layer_file(replace(one, drafts=drafts)) if old in one.drafts else {}
    return changed
