"""What differs for one variant: entities and fields, with their reasons, whatever name or place they have now.

Also tests `deciding_layer`, `field_changes`, `pairing`, `plain_nodes`, `reference_changes`, `page_changes` and `variant_changes`.
"""

from __future__ import annotations

import pytest

from generator.model.differences import ChangedPaths, Difference, FieldDifference, Owner
from generator.site.compare_with_pages import compare_with_pages
from tests.snapshots import FILES, Edit, change, edited, own, snapshot, told, values


def only(*edits: Edit) -> Difference:
    """The one difference that edits make to the shop."""
    found = change(*edits)
    assert not found.shared
    assert [one.id for one in found.variants] == ["shop"]
    (difference,) = found.variants[0].differences
    return difference


def test_a_snapshot_does_not_differ_from_itself() -> None:
    found = compare_with_pages(snapshot(), snapshot())
    assert not found
    assert found.compared == ("forum", "shop", "wiki")


def test_a_field_differs_with_its_old_and_its_new_value() -> None:
    assert only(("shop", "under 200 ms", "under 300 ms")) == Difference(
        "kept", "slos.latency", "Latency", fields=(FieldDifference("target", "under 200 ms", "under 300 ms"),)
    )


def test_a_field_comes_and_goes() -> None:
    assert values(only(("shop", "target: under 200 ms", "target: under 200 ms, percentile: 95"))) == [("percentile", None, 95)]
    assert values(only(("shop", ", name: Ann", ""))) == [("name", "Ann", None)]


def test_an_override_carries_its_reason() -> None:
    difference = only(("shop", "      rls:", "      backup: {because: nothing is stored, text: Nothing is restored}\n      rls:"))
    assert difference.fields == (
        FieldDifference("text", "A backup restores into a scratch database", "Nothing is restored", "nothing is stored"),
    )
    assert difference.source == "data/variants/shop/shop.yaml:10"


def test_a_reason_that_alone_differs_is_told() -> None:
    assert values(only(("shop", "because: the pool is PgBouncer", "because: there is a pooler"))) == [
        ("because", "the pool is PgBouncer", "there is a pooler")
    ]


def test_an_override_that_is_taken_back_is_the_variants_own_act() -> None:
    difference = only(("shop", "      pooling: {because: the pool is PgBouncer, text: PgBouncer pools are sized}\n", ""))
    assert values(difference) == [
        ("text", "PgBouncer pools are sized", "Connection pooling is configured"),
        ("because", "the pool is PgBouncer", None),
    ]


def test_what_comes_is_told_with_all_it_says() -> None:
    found = change(("shop", "slos:", "  other: {phase: deploy-day, title: Other, steps: {one: {text: First, run: ./one.sh}}}\nslos:"))
    assert told(own(found, "shop").values()) == [("added", "procedures.other"), ("added", "procedures.other.steps.one")]
    assert values(own(found, "shop")["procedures.other.steps.one"]) == [("text", None, "First"), ("run", None, "./one.sh")]


def test_what_goes_is_told_where_it_stood() -> None:
    found = change(("shop", "smoke: The shop opens, ", ""), ("shop", "under 200 ms", "under 300 ms"))
    assert told(own(found, "shop").values()) == [("removed", "checklists.cut-over.items.smoke"), ("changed", "slos.latency")]
    assert values(own(found, "shop")["checklists.cut-over.items.smoke"]) == [("text", "The shop opens", None)]


def test_what_a_variant_removes_goes_with_its_reason() -> None:
    difference = only(("shop", "      rls:", "      replicas: {remove: there is one instance}\n      rls:"))
    assert (difference.events, difference.address) == (("removed",), "checklists.database.items.replicas")
    assert (difference.because, difference.source) == ("there is one instance", "data/variants/shop/shop.yaml:10")


def test_a_removal_that_is_taken_back_brings_the_entity_and_says_so() -> None:
    found = change(("forum", "replicas: {remove: one instance by design}", "other: Other"))
    back = own(found, "forum")["checklists.database.items.replicas"]
    assert back.events == ("added",)
    assert values(back)[-1] == ("remove", "one instance by design", None)


def test_another_reason_of_a_removal_is_told() -> None:
    found = change(("forum", "one instance by design", "there is one"))
    assert values(own(found, "forum")["checklists.database.items.replicas"]) == [("remove", "one instance by design", "there is one")]


def test_a_renamed_entity_is_neither_removed_nor_added() -> None:
    difference = only(("shop", "      rls: {text: Policies are reviewed,", "      policies: {aliases: [rls], text: Policies are read,"))
    assert difference.events == ("renamed", "changed")
    assert difference.formerly == "checklists.database.items.rls"
    assert values(difference) == [("text", "Policies are reviewed", "Policies are read")]


def test_what_names_a_renamed_entity_has_not_changed() -> None:
    renamed = (
        ("shop", "  dba: {title", "  keeper: {aliases: [dba], title"),
        ("shop", "title: Cut-over, role: dba", "title: Cut-over, role: keeper"),
        ("shop", "    role: dba\n", "    role: keeper\n"),
    )
    assert told([only(*renamed)]) == [("renamed", "contacts.keeper")]


def test_what_stands_below_a_renamed_entity_is_still_itself() -> None:
    renamed = (
        ("shop", "  back:\n", "  return: \n    aliases: [back]\n"),
        ("shop", "text: It is restored,", "text: All is restored,"),
    )
    found = change(*renamed)
    assert told(own(found, "shop").values()) == [("renamed", "procedures.return"), ("changed", "procedures.return.steps.restore")]


def test_a_step_that_is_renamed_is_still_what_a_choice_leads_to() -> None:
    renamed = (
        ("shop", "go: {then: restore}", "go: {then: recover}"),
        ("shop", "restore: {text: It is restored,", "recover: {aliases: [restore], text: It is restored,"),
    )
    assert told([only(*renamed)]) == [("renamed", "procedures.back.steps.recover")]


def test_an_entity_that_moves_to_another_list_is_moved() -> None:
    there = "      open: {text: The shop opens, aliases: [checklists.cut-over.items.smoke]}\n      rls:"
    difference = only(("shop", "smoke: The shop opens, ", ""), ("shop", "      rls:", there))
    assert difference.events == ("renamed", "moved")
    assert difference.formerly == "checklists.cut-over.items.smoke"


def test_without_an_alias_it_goes_and_comes() -> None:
    found = change(("shop", "smoke: The shop opens, ", ""), ("shop", "      rls:", "      open: The shop opens\n      rls:"))
    assert told(own(found, "shop").values()) == [
        ("added", "checklists.database.items.open"),
        ("removed", "checklists.cut-over.items.smoke"),
    ]


def test_one_of_a_list_that_is_moved_is_one_difference() -> None:
    difference = only(("shop", "      rls: {text:", "      rls: {place: first, text:"))
    assert (difference.events, difference.address, difference.place) == (("moved",), "checklists.database.items.rls", "first")


def test_lists_of_different_phases_have_no_order() -> None:
    files = edited()
    one, two = FILES["data/variants/shop/shop.yaml"].split("procedures:\n")
    head, lists = one.split("checklists:\n")
    database, cut_over = lists.split("  cut-over:")
    files["data/variants/shop/shop.yaml"] = f"{head}checklists:\n  cut-over:{cut_over}{database}procedures:\n{two}"
    assert not compare_with_pages(snapshot(), snapshot(files))


def test_a_role_is_told_where_it_is_said() -> None:
    difference = only(("shop", "    role: dba\n", "    role: lead\n"))
    assert (difference.address, values(difference)) == ("checklists.database", [("role", "dba", "lead")])


def test_a_moment_is_told_where_it_is_said() -> None:
    found = change(("base", "at: T-7d", "at: T-5d"))
    assert [told(shared.differences) for shared in found.shared] == [[("changed", "phases.prepare.groups.week-before")]]


def test_the_head_of_a_variant_is_told_with_each_parameter() -> None:
    found = own(change(("shop", "title: Shop, ", "title: The shop, "), ("shop", "host: shop.example", "host: www.example")), "shop")
    assert values(found["variant"]) == [("title", "Shop", "The shop"), ("params.host", "shop.example", "www.example")]
    assert values(found["checklists.database.items.rls"]) == [("run", "psql -h shop.example", "psql -h www.example")]


def test_a_variant_that_comes_or_goes_stands_as_a_whole() -> None:
    without = {path: text for path, text in FILES.items() if "wiki" not in path}
    for old, new, state in ((without, FILES, "added"), (FILES, without, "removed")):
        (variant,) = compare_with_pages(snapshot(old), snapshot(new)).variants
        assert (variant.id, variant.state, variant.differences, variant.entities) == ("wiki", state, (), 9)


def test_a_variant_is_told_with_its_owner() -> None:
    found = {one.id: one.owner for one in change(("base", "Connection pooling is", "Pooling is"), ("shop", "200", "100")).variants}
    assert found == {"forum": None, "shop": Owner("lead", "Tech lead"), "wiki": None}


def test_the_pages_and_sheets_that_change_are_those_that_show_it() -> None:
    (variant,) = change(("shop", "under 200 ms", "under 300 ms")).variants
    assert variant.pages == ChangedPaths(("shop/targets/index.md",))
    assert variant.sheets == ChangedPaths(("shop/sheets/book.md",))
    (variant,) = change(("shop", "The shop opens", "The shop is open")).variants
    assert variant.pages == ChangedPaths(("shop/deploy-day/index.md",))
    assert variant.sheets == ChangedPaths(("shop/sheets/deploy-day.md", "shop/sheets/book.md"))


def test_a_line_that_only_shifts_touches_no_page() -> None:
    files = edited()
    files["data/variants/shop/shop.yaml"] = "# The shop.\n" + files["data/variants/shop/shop.yaml"]
    assert not compare_with_pages(snapshot(), snapshot(files))


def test_an_entity_that_goes_over_to_another_layer_says_no_more_than_that() -> None:
    found = change(
        ("base", "      replicas:", "      rls: {text: Policies are reviewed, run: psql}\n      replicas:"),
        ("shop", '      rls: {text: Policies are reviewed, run: "psql -h {{ params.host }}"}\n', ""),
    )
    assert values(own(found, "shop")["checklists.database.items.rls"]) == [
        ("run", "psql -h shop.example", "psql"),
        ("layer", "shop", "base"),
    ]


@pytest.mark.parametrize("broken", [{"checklists": {"a": {"items": {"b": {"text": ["x"]}}}}}, {"oddities": {"a": {"b": "c"}}}])
def test_a_snapshot_of_another_version_is_compared_without_its_pages(broken: dict[str, dict[str, object]]) -> None:
    old = {"shop": {"variant": {"title": "Shop"}, **broken}}
    found = compare_with_pages(old, {"shop": {"variant": {"title": "The shop"}, **broken}})
    assert not found.pages_known
    assert values(found.variants[0].differences[0]) == [("title", "Shop", "The shop")]
