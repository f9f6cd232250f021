"""Documents of one layer, imported again: layer and systems without changes by hand become what the documents say.

Also tests `plan_import`.
"""

from __future__ import annotations

import pytest

from generator.imports.draft import ImportOptions
from generator.imports.import_all import import_all
from generator.imports.import_document import import_document
from generator.imports.import_folder import PreviousImport, folder_files, previous_import, previous_layer
from generator.imports.import_variant import ImportedVariant
from generator.imports.plan_import import EarlierImports, ImportPlan, SharingRefused, plan_import
from tests.imports.test_share_variants import NORTH, SOUTH

NOTHING = EarlierImports({}, {}, {})


def imported(earlier: EarlierImports, **documents: str) -> list[ImportedVariant]:
    data = {f"{name}.md": text.encode() for name, text in documents.items()}
    known = {path: one.id for one in earlier.variants.values() for path in one.sources}
    before = {id: one.draft for id, one in earlier.variants.items()}
    return list(import_all(data, import_document, dict.fromkeys(data, ImportOptions()), known=known, before=before))


def planned(earlier: EarlierImports, *, sharing: bool = False, **documents: str) -> ImportPlan:
    return plan_import(imported(earlier, **documents), earlier, "base", sharing=sharing)


def written(plan: ImportPlan, earlier: EarlierImports = NOTHING) -> EarlierImports:
    """Return what is there after a plan is carried out."""
    gone = {path for update in plan.updates.values() for path in update.gone}
    files = {**earlier.files, **plan.files, **{path: data for update in plan.updates.values() for path, data in update.files.items()}}
    variants: dict[str, PreviousImport] = {**earlier.variants}
    for one in plan.variants:
        if not plan.updates[one.id].is_same:
            variants[one.id] = previous_import(one.id, folder_files(one)[f"imports/{one.id}/map.json"])
    layers = {**earlier.layers}
    if "imports/base/layer.json" in plan.files:
        layers["base"] = previous_layer("base", plan.files["imports/base/layer.json"])
    return EarlierImports(variants, layers, {path: data for path, data in files.items() if path.startswith("data/") and path not in gone})


FIRST = written(planned(NOTHING, north=NORTH, south=SOUTH, sharing=True))


def test_the_same_documents_change_nothing() -> None:
    """With all documents or one of them, with or without the option."""
    for plan in (planned(FIRST, north=NORTH, south=SOUTH, sharing=True), planned(FIRST, south=SOUTH)):
        assert all(update.is_same for update in plan.updates.values()) and not plan.files


@pytest.mark.parametrize(
    ("before", "after"),
    [("19 degrees", "21 degrees"), ("Lights are on", "Lamps are on"), ("- [ ] Returns box is empty\n", ""), ("## After", "## Later")],
)
def test_without_changes_by_hand_data_become_what_a_first_import_writes(before: str, after: str) -> None:
    """Each change comes where a first import of the documents has it, and a second import changes nothing more."""
    north = NORTH.replace(before, after)
    assert north != NORTH
    plan = planned(FIRST, north=north)
    now = written(plan, FIRST)
    assert {"base", "north"} >= plan.updates.keys() - {"south"}
    assert planned(now, north=north, south=SOUTH).updates == {id: plan.updates[id].__class__(is_same=True) for id in ("north", "south")}
    if before in ("19 degrees", "## After"):
        again = written(planned(NOTHING, north=north, south=SOUTH, sharing=True))
        kept = {path: data.replace(b"21-degrees", b"19-degrees") for path, data in again.files.items()}
        assert {path: data.replace(b"21-degrees", b"19-degrees") for path, data in now.files.items()} == kept


def test_sharing_needs_what_the_last_import_left() -> None:
    """Who deleted the file of the layer, or the map of a system with data, is asked to get it back."""
    north = NORTH.replace("19", "18")
    with pytest.raises(SharingRefused, match=r"imports/base/layer\.json is missing"):
        planned(EarlierImports(FIRST.variants, {}, FIRST.files), north=north)
    alone = EarlierImports({"north": FIRST.variants["north"]}, FIRST.layers, FIRST.files)
    with pytest.raises(SharingRefused, match="imports/south/ is missing"):
        planned(alone, north=north)
    files = {path: data for path, data in FIRST.files.items() if "/south/" not in path}
    assert planned(EarlierImports(alone.variants, FIRST.layers, files), north=north).updates["north"].files
