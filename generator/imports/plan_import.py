"""Decides what an import writes: for each variant alone, and for the layers that several of them share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.imports.import_again import DataUpdate, is_unchanged, update_lines, update_of
from generator.imports.import_folder import FOLDER, LAYER_MAP, LayerImport, PreviousImport, layer_file
from generator.imports.import_variant import ImportedVariant
from generator.imports.merge_changes import Side
from generator.imports.share_again import share_again
from generator.imports.share_variants import SharedImport, report_sharing, share_variants


class SharingRefused(Exception):
    """Documents that cannot share a layer, or whose layer is not known any more."""


@dataclass(frozen=True, slots=True)
class EarlierImports:
    """What is there already: the last imports of variants and layers by id, and all data files by path."""

    variants: Mapping[str, PreviousImport]
    layers: Mapping[str, LayerImport]
    files: Mapping[str, bytes]

    def has_data(self, id: str, folder: str = "variants") -> bool:
        """Whether a variant or a layer has data files."""
        return any(path.startswith(f"data/{folder}/{id}/") for path in self.files)


@dataclass(slots=True)
class ImportPlan:
    """What an import writes: the variants of its documents, the updates of variants and layers by id, and files of new layers.

    `lines` say what variants share; `in_layer` whether a layer has it now.
    """

    variants: list[ImportedVariant]
    updates: dict[str, DataUpdate] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    in_layer: bool = False
    layers: list[LayerImport] = field(default_factory=list)

    @property
    def has_conflicts(self) -> bool:
        return any(update.has_conflicts for update in self.updates.values())

    def lines_of(self, previous: Mapping[str, PreviousImport]) -> Iterator[str]:
        """Yield what is done to each variant and layer, in lines for people; only the conflicts if there are some."""
        shown = {one.id: (one.draft, [report.path for report in one.documents]) for one in self.variants}
        for layer in self.layers:
            for id, draft in ((layer.id, layer.layer), *layer.drafts.items()):
                if id in self.updates and not self.updates[id].is_new and self.updates[id].says_something:
                    shown.setdefault(id, (draft, [*previous[id].sources] if id in previous else []))
        for id, (draft, paths) in shown.items():
            if not self.has_conflicts or self.updates[id].has_conflicts:
                yield from update_lines(self.updates[id], id, draft, paths)


def plan_import(
    variants: Sequence[ImportedVariant], earlier: EarlierImports, new_layer: str, side: Side = "", *, sharing: bool = False
) -> ImportPlan:
    """Return what an import writes. With `sharing`, new documents share a layer: that of documents imported before, else `new_layer`.

    Raises SharingRefused, CannotEdit where a change would damage what people wrote, and ImportFault.
    """
    plan = ImportPlan([*variants])
    for layer, members in _groups(variants, earlier, new_layer, sharing=sharing).items():
        known = [one for one in members if one.id in earlier.variants]
        if layer and known == members and all(is_unchanged(one, earlier.variants[one.id]) for one in members):
            plan.updates |= dict.fromkeys((one.id for one in members), DataUpdate(is_same=True))
        elif layer and known:
            again = share_again(members, _known_layer(layer, members, earlier), earlier.variants, earlier.files, side)
            unchanged = {one.id for one in known if is_unchanged(one, earlier.variants[one.id])}
            for id, update in again.updates.items():
                plan.updates[id] = DataUpdate(is_same=True) if id in unchanged and not update.says_something else update
            _add(plan, again.sharing)
        elif layer:
            found = share_variants(members, layer)
            plan.files |= found.files
            _add(plan, found)
        else:
            _add(plan, report_sharing(members))
    for one in plan.variants:
        if one.id not in plan.updates:
            own = {path: content for path, content in earlier.files.items() if path.startswith(f"data/variants/{one.id}/")}
            plan.updates[one.id] = update_of(one, earlier.variants.get(one.id), own, side)
    return plan


def _add(plan: ImportPlan, found: SharedImport) -> None:
    by_id = {one.id: one for one in found.variants}
    plan.variants = [by_id.get(one.id, one) for one in plan.variants]
    plan.lines += found.lines
    if found.written is not None:
        plan.in_layer = True
        plan.layers.append(found.written)
        plan.files |= layer_file(found.written)


def _groups(
    variants: Sequence[ImportedVariant], earlier: EarlierImports, new_layer: str, *, sharing: bool
) -> dict[str, list[ImportedVariant]]:
    """Return the variants by their layer; those below an empty id share nothing."""
    layers = {one.id: earlier.variants[one.id].layer for one in variants if one.id in earlier.variants}
    shared = sorted({layer for layer in layers.values() if layer})
    alone = next((one for one in variants if layers.get(one.id) == ""), None)
    if sharing and alone is not None:
        path = alone.documents[0].path
        raise SharingRefused(
            f"--share puts new documents into a layer, and {path} was imported without a layer; "
            f"delete data/variants/{alone.id} and imports/{alone.id} to import it as a new one"
        )
    if sharing and len(shared) > 1 and len(layers) < len(variants):
        raise SharingRefused(f"these documents have the layers {' and '.join(shared)}; import new ones with documents of one layer")
    free = (shared or [new_layer])[0] if sharing else ""
    groups: dict[str, list[ImportedVariant]] = {}
    for one in variants:
        groups.setdefault(layers.get(one.id, free), []).append(one)
    return groups


def _known_layer(id: str, members: Collection[ImportedVariant], earlier: EarlierImports) -> LayerImport:
    """Return what the last import wrote for a layer, without variants that were deleted."""
    layer = earlier.layers.get(id)
    path = next(iter(members)).documents[0].path
    if layer is None:
        raise SharingRefused(f"{path} shares the layer `{id}`, and {FOLDER}/{id}/{LAYER_MAP} is missing; get it back from git")
    other = next((one.id for one in members if one.id in earlier.variants and one.id not in layer.drafts), None)
    if other is not None:
        raise SharingRefused(f"{FOLDER}/{id}/{LAYER_MAP} does not have `{other}`; if it was renamed by hand, write the new id there, too")
    drafts = {name: draft for name, draft in layer.drafts.items() if name in earlier.variants or earlier.has_data(name)}
    lost = next((name for name in drafts if name not in earlier.variants), None)
    if lost is not None:
        raise SharingRefused(f"{path} shares the layer `{id}` with `{lost}`, and {FOLDER}/{lost}/ is missing; get it back from git")
    return replace(layer, drafts=drafts)
