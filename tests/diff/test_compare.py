"""The differences of one variant: entities and fields with their reasons, also after a rename or a move.

Also tests `deciding_layer`, `field_changes`, `pairing`, `plain_nodes` and `variant_changes`.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.diff.compare import compare, compare_with_pages
from generator.model.differences import ChangedPaths, Difference, FieldDifference, Owner, Snapshot
from tests.snapshots import FILES, Edit, changes_by, edited_files, events, own_differences, snapshot, values


def only_difference(*edits: Edit) -> Difference:
    """Return the only difference that edits make; it is in the variant `shop`."""
    found = changes_by(*edits)
    assert not found.shared
    assert [one.id for one in found.variants] == ["shop"]
    (difference,) = found.variants[0].differences
    return difference


def test_a_snapshot_does_not_differ_from_itself() -> None:
    found = compare_with_pages(snapshot(), snapshot())
    assert not found
    assert found.compared == ("forum", "shop", "wiki")


def test_a_changed_field_has_its_old_and_new_value() -> None:
    assert only_difference(("shop", "under 200 ms", "under 300 ms")) == Difference(
        "kept", "slos.latency", "Latency", fields=(FieldDifference("target", "under 200 ms", "under 300 ms"),)
    )


def test_a_field_is_set_and_unset() -> None:
    assert values(only_difference(("shop", "target: under 200 ms", "target: under 200 ms, percentile: 95"))) == [("percentile", None, 95)]
    assert values(only_difference(("shop", ", name: Ann", ""))) == [("name", "Ann", None)]


def test_an_override_has_its_reason() -> None:
    difference = only_difference(
        ("shop", "      rls:", "      backup: {because: nothing is stored, text: Nothing is restored}\n      rls:")
    )
    assert difference.fields == (
        FieldDifference("text", "A backup restores into a scratch database", "Nothing is restored", "nothing is stored"),
    )
    assert difference.source == "data/variants/shop/shop.yaml:10"


def test_a_changed_reason_is_a_difference_of_its_own() -> None:
    assert values(only_difference(("shop", "because: the pool is PgBouncer", "because: there is a pooler"))) == [
        ("because", "the pool is PgBouncer", "there is a pooler")
    ]


def test_a_deleted_override_is_a_change_of_the_variant() -> None:
    difference = only_difference(("shop", "      pooling: {because: the pool is PgBouncer, text: PgBouncer pools are sized}\n", ""))
    assert values(difference) == [
        ("text", "PgBouncer pools are sized", "Connection pooling is configured"),
        ("because", "the pool is PgBouncer", None),
    ]


def test_an_added_entity_is_listed_with_all_its_fields() -> None:
    found = changes_by(("shop", "slos:", "  other: {phase: deploy-day, title: Other, steps: {one: {text: First, run: ./one.sh}}}\nslos:"))
    assert events(own_differences(found, "shop").values()) == [("added", "procedures.other"), ("added", "procedures.other.steps.one")]
    assert values(own_differences(found, "shop")["procedures.other.steps.one"]) == [("text", None, "First"), ("run", None, "./one.sh")]


def test_a_removed_entity_is_listed_at_its_former_position() -> None:
    found = changes_by(("shop", "smoke: The shop opens, ", ""), ("shop", "under 200 ms", "under 300 ms"))
    assert events(own_differences(found, "shop").values()) == [("removed", "checklists.cut-over.items.smoke"), ("changed", "slos.latency")]
    assert values(own_differences(found, "shop")["checklists.cut-over.items.smoke"]) == [("text", "The shop opens", None)]


def test_an_entity_removed_by_a_variant_has_the_reason() -> None:
    difference = only_difference(("shop", "      rls:", "      replicas: {remove: there is one instance}\n      rls:"))
    assert (difference.events, difference.address) == (("removed",), "checklists.database.items.replicas")
    assert (difference.because, difference.source) == ("there is one instance", "data/variants/shop/shop.yaml:10")


def test_a_deleted_removal_adds_the_entity_with_the_old_reason() -> None:
    found = changes_by(("forum", "replicas: {remove: one instance by design}", "other: Other"))
    back = own_differences(found, "forum")["checklists.database.items.replicas"]
    assert back.events == ("added",)
    assert values(back)[-1] == ("remove", "one instance by design", None)


def test_a_changed_reason_of_a_removal_is_a_difference() -> None:
    found = changes_by(("forum", "one instance by design", "there is one"))
    assert values(own_differences(found, "forum")["checklists.database.items.replicas"]) == [
        ("remove", "one instance by design", "there is one")
    ]


def test_a_renamed_entity_is_neither_removed_nor_added() -> None:
    difference = only_difference(
        ("shop", "      rls: {text: Policies are reviewed,", "      policies: {aliases: [rls], text: Policies are read,")
    )
    assert difference.events == ("renamed", "changed")
    assert difference.formerly == "checklists.database.items.rls"
    assert values(difference) == [("text", "Policies are reviewed", "Policies are read")]


def test_a_reference_to_a_renamed_entity_is_unchanged() -> None:
    renamed = (
        ("shop", "  dba: {title", "  keeper: {aliases: [dba], title"),
        ("shop", "title: Cut-over, role: dba", "title: Cut-over, role: keeper"),
        ("shop", "    role: dba\n", "    role: keeper\n"),
    )
    assert events([only_difference(*renamed)]) == [("renamed", "contacts.keeper")]


def test_a_child_of_a_renamed_entity_keeps_its_identity() -> None:
    renamed = (
        ("shop", "  back:\n", "  return: \n    aliases: [back]\n"),
        ("shop", "text: It is restored,", "text: All is restored,"),
    )
    found = changes_by(*renamed)
    assert events(own_differences(found, "shop").values()) == [
        ("renamed", "procedures.return"),
        ("changed", "procedures.return.steps.restore"),
    ]


def test_a_choice_that_leads_to_a_renamed_step_is_unchanged() -> None:
    renamed = (
        ("shop", "go: {then: restore}", "go: {then: recover}"),
        ("shop", "restore: {text: It is restored,", "recover: {aliases: [restore], text: It is restored,"),
    )
    assert events([only_difference(*renamed)]) == [("renamed", "procedures.back.steps.recover")]


def test_a_reference_follows_each_of_two_entities_with_the_same_former_address() -> None:
    """A choice moved to another step. Its former step moved too, and has a new choice with the old id."""

    def state(steps: dict[str, object], after: dict[str, object], target: str) -> Snapshot:
        procedures = {"a": {"steps": steps}, "b": {"steps": after}, "c": {"steps": {"run": {"on-failure": target}}}}
        return {"shop": {"variant": {"title": "Shop"}, "procedures": procedures}}

    there, moved = "procedures.a.steps.ask.choices.go", "procedures.a.steps.first.choices.start"
    old = state({"ask": {"choices": {"go": {"title": "Go"}}}}, {}, there)
    first = {"choices": {"start": {"title": "Go", "aliases": [there]}}}
    new = state({"first": first}, {"ask": {"aliases": ["procedures.a.steps.ask"], "choices": {"go": {"title": "Go"}}}}, moved)
    assert "procedures.c.steps.run" not in own_differences(compare(old, new), "shop")


def test_an_entity_that_moves_to_another_list_is_moved() -> None:
    there = "      open: {text: The shop opens, aliases: [checklists.cut-over.items.smoke]}\n      rls:"
    difference = only_difference(("shop", "smoke: The shop opens, ", ""), ("shop", "      rls:", there))
    assert difference.events == ("renamed", "moved")
    assert difference.formerly == "checklists.cut-over.items.smoke"


def test_a_moved_entity_without_an_alias_is_removed_and_added() -> None:
    found = changes_by(("shop", "smoke: The shop opens, ", ""), ("shop", "      rls:", "      open: The shop opens\n      rls:"))
    assert events(own_differences(found, "shop").values()) == [
        ("added", "checklists.database.items.open"),
        ("removed", "checklists.cut-over.items.smoke"),
    ]


def test_moving_one_item_in_a_list_is_one_difference() -> None:
    difference = only_difference(("shop", "      rls: {text:", "      rls: {place: first, text:"))
    assert (difference.events, difference.address, difference.place) == (("moved",), "checklists.database.items.rls", "first")


@pytest.mark.parametrize(
    ("title", "place", "moved"),
    [
        ("    title: Back\n", "    place: before checklists.cut-over\n", {"procedures.back": "first"}),
        ("title: Cut-over", ", place: after procedures.back", {"checklists.cut-over": "after procedures.back"}),
    ],
)
def test_a_section_that_moves_past_one_of_another_collection_is_one_difference(title: str, place: str, moved: dict[str, str]) -> None:
    """The entry with `place` moved, and the page with the new order is listed."""
    extra = ("shop", "  back:\n", "  more: {phase: deploy-day, title: More, steps: {one: One}}\n  back:\n")
    old, new = snapshot(edited_files(extra)), snapshot(edited_files(extra, ("shop", title, f"{title}{place}")))
    found = compare_with_pages(old, new)
    assert {one.address: one.place for one in own_differences(found, "shop").values()} == moved
    assert "shop/deploy-day/index.md" in found.variants[0].pages.changed


def test_the_order_of_lists_of_different_phases_is_not_compared() -> None:
    files = edited_files()
    one, two = FILES["data/variants/shop/shop.yaml"].split("procedures:\n")
    head, lists = one.split("checklists:\n")
    database, cut_over = lists.split("  cut-over:")
    files["data/variants/shop/shop.yaml"] = f"{head}checklists:\n  cut-over:{cut_over}{database}procedures:\n{two}"
    assert not compare_with_pages(snapshot(), snapshot(files))


def test_a_changed_role_is_listed_only_where_it_is_set() -> None:
    difference = only_difference(("shop", "    role: dba\n", "    role: lead\n"))
    assert (difference.address, values(difference)) == ("checklists.database", [("role", "dba", "lead")])


def test_a_changed_moment_is_listed_only_where_it_is_set() -> None:
    found = changes_by(("base", "at: T-7d", "at: T-5d"))
    assert [events(shared.differences) for shared in found.shared] == [[("changed", "phases.prepare.groups.week-before")]]


def test_changes_of_a_head_include_each_parameter() -> None:
    found = own_differences(
        changes_by(("shop", "title: Shop, ", "title: The shop, "), ("shop", "host: shop.example", "host: www.example")), "shop"
    )
    assert values(found["variant"]) == [("title", "Shop", "The shop"), ("params.host", "shop.example", "www.example")]
    assert values(found["checklists.database.items.rls"]) == [("run", "psql -h shop.example", "psql -h www.example")]


def test_a_changed_default_of_a_parameter_is_a_change_of_its_layer() -> None:
    """It is listed once, for all variants that have the default; a variant that sets its own value, or drops it, changed itself."""
    head = "layer: {title: Every system%s}"
    old, new = (("base", head % "", head % f", params: {{host: {value}}}") for value in ("old.example", "new.example"))
    found = compare(snapshot(edited_files(old)), snapshot(edited_files(new)))
    (shared,) = found.shared
    assert (shared.layer, shared.variants) == ("base", ("forum", "wiki"))
    assert [(one.address, values(one)) for one in shared.differences] == [("layer", [("params.host", "old.example", "new.example")])]
    dropped = compare(snapshot(edited_files(old)), snapshot(edited_files(old, ("shop", ", params: {host: shop.example}", ""))))
    assert values(own_differences(dropped, "shop")["variant"]) == [("params.host", "shop.example", "old.example")]


def test_an_added_or_removed_variant_is_listed_as_a_whole() -> None:
    files_without_wiki = {path: text for path, text in FILES.items() if "wiki" not in path}
    for old, new, state in ((files_without_wiki, FILES, "added"), (FILES, files_without_wiki, "removed")):
        (variant,) = compare_with_pages(snapshot(old), snapshot(new)).variants
        assert (variant.id, variant.state, variant.differences, variant.entities) == ("wiki", state, (), 9)


def renamed(*edits: Edit) -> Snapshot:
    """Return the snapshot after edits, and after the variant `shop` got the id `store`."""
    files = edited_files(*edits, ("shop", "variant: {title: Shop,", "variant: {title: Shop, aliases: [shop],"))
    return snapshot({path.replace("shop/shop", "store/store"): text for path, text in files.items()})


@pytest.mark.parametrize("back", [False, True])
def test_a_renamed_variant_is_compared_with_itself(back: bool) -> None:
    """Only its new alias and what really changed is listed, also if the variant gets its earlier id back."""
    old, new = snapshot(), renamed(("shop", "under 200 ms", "under 300 ms"))
    found = compare_with_pages(*((new, old) if back else (old, new)))
    (one,) = found.variants
    assert (one.id, one.state) == ("shop" if back else "store", "changed")
    found_values = {each.address: values(each) for each in one.differences}
    if back:
        found_values = {address: [(name, now, was) for name, was, now in fields] for address, fields in found_values.items()}
    assert found_values == {"slos.latency": [("target", "under 200 ms", "under 300 ms")], "variant": [("aliases", None, ("shop",))]}
    assert not (one.pages.added or one.pages.removed or found.shared)


def test_a_variant_that_another_one_names_as_an_alias_is_added_if_both_exist() -> None:
    new = {**snapshot(), "store": renamed()["store"]}
    assert [(one.id, one.state) for one in compare(snapshot(), new).variants] == [("store", "added")]


def test_a_changed_variant_has_its_owner() -> None:
    found = {one.id: one.owner for one in changes_by(("base", "Connection pooling is", "Pooling is"), ("shop", "200", "100")).variants}
    assert found == {"forum": None, "shop": Owner("lead", "Tech lead"), "wiki": None}


def test_pages_and_sheets_change_if_they_show_the_changed_value() -> None:
    (variant,) = changes_by(("shop", "under 200 ms", "under 300 ms")).variants
    assert variant.pages == ChangedPaths(("shop/targets/index.md",))
    assert variant.sheets == ChangedPaths(("shop/sheets/book.md",))
    (variant,) = changes_by(("shop", "The shop opens", "The shop is open")).variants
    assert variant.pages == ChangedPaths(("shop/deploy-day/index.md",))
    assert variant.sheets == ChangedPaths(("shop/sheets/deploy-day.md", "shop/sheets/book.md", "shop/sheets/pack.md"))


def test_a_picture_whose_bytes_change_changes_the_pages_that_show_it() -> None:
    """Readers of the page see another picture. A file that is only linked changes no page."""

    def with_files(wires: str, form: str) -> Snapshot:
        found: dict[str, Any] = copy.deepcopy(dict(snapshot()))
        found["forum"]["variant"]["files"] = {"wires.png": wires, "form.png": form}
        about = "![Wires](files/wires.png)\n\n[The form](files/form.png)"
        found["forum"]["passages"] = {"wires": {"title": "Wires", "phase": "prepare", "about": about}}
        return found

    assert not compare_with_pages(with_files("sha256:1", "sha256:1"), with_files("sha256:1", "sha256:1"))
    (linked,) = compare_with_pages(with_files("sha256:1", "sha256:1"), with_files("sha256:1", "sha256:2")).variants
    assert (linked.pages, linked.sheets) == (ChangedPaths(), ChangedPaths())
    (shown,) = compare_with_pages(with_files("sha256:1", "sha256:1"), with_files("sha256:2", "sha256:1")).variants
    assert shown.pages == ChangedPaths(("forum/prepare/index.md",))
    assert shown.sheets == ChangedPaths(("forum/sheets/prepare.md", "forum/sheets/book.md"))


def test_a_shifted_line_number_changes_no_page() -> None:
    files = edited_files()
    files["data/variants/shop/shop.yaml"] = "# The shop.\n" + files["data/variants/shop/shop.yaml"]
    assert not compare_with_pages(snapshot(), snapshot(files))


def test_an_entity_that_another_layer_now_defines_has_only_the_changed_fields_and_the_layer() -> None:
    found = changes_by(
        ("base", "      replicas:", "      rls: {text: Policies are reviewed, run: psql}\n      replicas:"),
        ("shop", '      rls: {text: Policies are reviewed, run: "psql -h {{ params.host }}"}\n', ""),
    )
    assert values(own_differences(found, "shop")["checklists.database.items.rls"]) == [
        ("run", "psql -h shop.example", "psql"),
        ("layer", "shop", "base"),
    ]


@pytest.mark.parametrize("broken", [{"checklists": {"a": {"items": {"b": {"text": ["x"]}}}}}, {"oddities": {"a": {"b": "c"}}}])
def test_a_snapshot_of_another_version_is_compared_without_its_pages(broken: dict[str, dict[str, object]]) -> None:
    old = {"shop": {"variant": {"title": "Shop"}, **broken}}
    found = compare_with_pages(old, {"shop": {"variant": {"title": "The shop"}, **broken}})
    assert not found.pages_known
    assert values(found.variants[0].differences[0]) == [("title", "Shop", "The shop")]


def test_a_default_of_a_field_that_an_older_release_lacks_is_no_change() -> None:
    """Every trigger would be listed as changed, because it has a phase since triggers may call for an incident."""
    data = {"variant": {"title": "Shop"}, "triggers": {"full": {"text": "The disk is full"}}}
    now = {"shop": {**data, "triggers": {"full": {"text": "The disk is full", "phase": "rollback"}}}}
    incident = {"shop": {**data, "triggers": {"full": {"text": "The disk is full", "phase": "incident"}}}}
    assert not compare({"shop": data}, now)
    assert not compare(now, {"shop": data})
    assert compare({"shop": data}, incident)
