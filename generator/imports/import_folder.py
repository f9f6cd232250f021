"""The files of `imports/ID/`, beside the data: the documents as read, the report, and which source line became what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.import_report_text import to_report_page
from generator.imports.import_variant import ImportedVariant

FOLDER = "imports"
MAP, REPORT = "map.json", "report.md"
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


def fingerprint(text: str) -> str:
    """Return a short digest of a text without regard to spaces at its end."""
    return sha256(text.rstrip().encode()).hexdigest()[:16]


def fields_of(draft: Draft) -> Iterator[tuple[str, tuple[DraftText, ...]]]:
    """Yield the address of each field of a draft, with its texts."""

    def inner(value: DraftValue, address: str) -> Iterator[tuple[str, tuple[DraftText, ...]]]:
        if isinstance(value, dict):
            for key, one in value.items():
                yield from inner(one, f"{address}.{key}" if address else key)
        else:
            yield address, value if isinstance(value, tuple) else (value,)

    yield from inner(dict(draft), "")


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
    fields = {
        address: [fingerprint("\n".join(text.text for text in texts)), *sorted({line for text in texts for line in text.lines})]
        for address, texts in fields_of(variant.draft)
    }
    rows = ",\n".join(f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in fields.items())
    shown = ",\n".join(json.dumps(source, ensure_ascii=False, indent=1) for source in sources)
    return f'{{\n"format": {FORMAT},\n"sources": [{shown}],\n"fields": {{\n{rows}\n}}\n}}\n'
