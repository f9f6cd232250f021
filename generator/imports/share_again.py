"""Imports changed documents again that share a layer. The documents that are not given stay as they were imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.imports.compare_lists import EarlierSharing
from generator.imports.emit_files import data_files
from generator.imports.import_again import DataHome, DataUpdate, merged, replaced
from generator.imports.import_folder import LayerImport, PreviousImport, field_values
from generator.imports.import_variant import ImportedVariant
from generator.imports.keep_ids import renamed
from generator.imports.merge_changes import Side
from generator.imports.merge_layers import ChangedLayer
from generator.imports.share_variants import SharedImport, readdressed, share_variants


@dataclass(frozen=True, slots=True)
class SharedUpdate:
    """Variants that share a layer, imported again, and what is written for the layer and for each of its variants, by id."""

    sharing: SharedImport
    updates: Mapping[str, DataUpdate]


def share_again(
    variants: Sequence[ImportedVariant],
    before: LayerImport,
    previous: Mapping[str, PreviousImport],
    files: Mapping[str, bytes],
    side: Side = "",
) -> SharedUpdate:
    """Return what an import writes for a layer and all its variants, of which some have changed and some are new. `files` are all data.

    Raises CannotEdit where a change of a document would damage what people wrote, and ImportFault if the data would have errors.
    """
    home = _home(before.id, files, before.sources, is_layer=True)
    homes = {id: _home(id, files, tuple(previous[id].sources)) for id in before.drafts}
    written = home.written()
    former = dict(written.former)
    for one in homes.values():
        former |= one.written().former
    old = LayerImport(
        before.id, before.sources, renamed(before.layer, former), {id: renamed(draft, former) for id, draft in before.drafts.items()}
    )
    known = {id: replace(previous[id], draft=renamed(previous[id].draft, former)) for id in before.drafts}
    changed = ChangedLayer(
        field_values(old.layer),
        {},
        {address: one.value for address, one in written.fields.items()},
        {address: one.node.span for address, one in written.fields.items()},
    )
    edited = changed.edited if home.files else frozenset()
    earlier = EarlierSharing(old.layer, {id: one.draft for id, one in known.items()}, edited)
    given = [readdressed(one, former) if one.id in known else one for one in variants]
    others = {id: one for id, one in known.items() if id not in {one.id for one in given}}
    sharing = share_variants(given, before.id, earlier, others)
    new = sharing.written
    assert new is not None, "what was in a layer stays in it"
    changed = replace(changed, document=field_values(new.layer))
    updates: dict[str, DataUpdate] = {}
    if not home.files:
        updates[before.id] = DataUpdate(sharing.files, is_new=True)
    elif home.files == data_files(old.layer, before.id, before.sources):
        updates[before.id] = replaced(home, old.layer, new.layer, sharing.files)
    else:
        updates[before.id] = merged(home, old.layer, new.layer, side)
    by_id = {one.id: one for one in sharing.variants}
    for id, draft in new.drafts.items():
        if id not in old.drafts:
            updates[id] = DataUpdate(by_id[id].files, is_new=True)
            continue
        own, was = homes[id], old.drafts[id]
        files_now = by_id[id].files if id in by_id else data_files(draft, id, own.sources, with_lines=known[id].with_lines)
        if not own.files:
            updates[id] = DataUpdate(files_now, is_new=True)
        elif not edited and own.files == data_files(was, id, own.sources, with_lines=known[id].with_lines):
            updates[id] = replaced(own, was, draft, files_now)
        else:
            updates[id] = merged(own, was, draft, side, changed)
    return SharedUpdate(sharing, updates)


def _home(id: str, files: Mapping[str, bytes], sources: tuple[str, ...], *, is_layer: bool = False) -> DataHome:
    folder = f"data/{'layers' if is_layer else 'variants'}/{id}/"
    return DataHome(id, {path: content for path, content in files.items() if path.startswith(folder)}, sources, is_layer)
