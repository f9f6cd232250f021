"""The reach of changes: a change of a shared layer is listed once, with all variants that it reaches."""

from __future__ import annotations

from generator.diff.compare import compare_with_pages
from generator.model.differences import SharedDifference
from tests.snapshots import FILES, changes_by, edited_files, events, own_differences, snapshot, values

REPLICAS = "      replicas: A replica follows the primary\n"


def only_shared(shared: tuple[SharedDifference, ...]) -> SharedDifference:
    (one,) = shared
    return one


def test_a_change_of_a_shared_layer_is_listed_once_with_the_variants_that_it_reaches() -> None:
    found = changes_by(("base", "A backup restores into", "Each backup restores into"))
    shared = only_shared(found.shared)
    assert (shared.layer, shared.title) == ("base", "Every system")
    assert shared.variants == shared.built_on == ("forum", "shop", "wiki")
    assert events(shared.differences) == [("changed", "checklists.database.items.backup")]
    assert shared.differences[0].source == "data/layers/base/base.yaml:13"
    assert [(one.id, one.shared, one.differences) for one in found.variants] == [("forum", 1, ()), ("shop", 1, ()), ("wiki", 1, ())]


def test_a_change_does_not_reach_a_variant_that_overrides_the_field() -> None:
    found = changes_by(("base", "Connection pooling is", "Pooling is"))
    shared = only_shared(found.shared)
    assert (shared.variants, shared.overriding) == (("forum", "wiki"), ("shop",))
    shop = next(one for one in found.variants if one.id == "shop")
    assert (shop.differences, shop.shared) == ((), 0)
    assert shop.pages.changed == ("shop/index.md", "shop/prepare/index.md")


def test_a_change_does_not_reach_a_variant_that_removed_the_entity() -> None:
    shared = only_shared(changes_by(("base", "A replica follows", "Replicas follow")).shared)
    assert (shared.variants, shared.overriding) == (("shop", "wiki"), ())


def test_a_layer_reaches_only_the_variants_that_extend_it() -> None:
    shared = only_shared(changes_by(("web", "The certificate is", "Certificates are")).shared)
    assert (shared.layer, shared.variants, shared.built_on) == ("web", ("shop", "wiki"), ("shop", "wiki"))


def test_entities_that_a_layer_adds_or_removes_are_listed_once() -> None:
    backup = "      backup: A backup restores into a scratch database\n"
    removed = only_shared(changes_by(("base", backup, "")).shared)
    assert (removed.variants, events(removed.differences)) == (("forum", "shop", "wiki"), [("removed", "checklists.database.items.backup")])
    found = changes_by(("base", REPLICAS, REPLICAS + "      restore: {text: It restores, run: ./restore.sh}\n"))
    added = only_shared(found.shared)
    assert (added.variants, events(added.differences)) == (("forum", "shop", "wiki"), [("added", "checklists.database.items.restore")])
    assert values(added.differences[0]) == [("text", None, "It restores"), ("run", None, "./restore.sh")]


def test_an_override_of_a_new_shared_entity_is_a_change_of_the_variant() -> None:
    files = edited_files(
        ("base", REPLICAS, REPLICAS + "      restore: It restores\n"),
        ("shop", "      rls:", "      restore: {because: it is slow, text: It restores in an hour}\n      rls:"),
    )
    found = compare_with_pages(snapshot(), snapshot(files))
    assert events(only_shared(found.shared).differences) == [("added", "checklists.database.items.restore")]
    assert only_shared(found.shared).differences[0].title == "It restores"
    assert values(own_differences(found, "shop")["checklists.database.items.restore"]) == [
        ("text", "It restores", "It restores in an hour")
    ]


def test_setting_a_field_that_a_layer_left_open_is_a_change_of_the_variant() -> None:
    found = changes_by(("shop", "    role: dba\n", "    role: lead\n"))
    assert not found.shared
    assert events(own_differences(found, "shop").values()) == [("changed", "checklists.database")]


def test_no_longer_extending_a_layer_is_a_change_of_the_variant() -> None:
    found = changes_by(("shop", "extends: [base, web]", "extends: [base]"))
    assert not found.shared
    assert events(own_differences(found, "shop").values()) == [
        ("changed", "variant"),
        ("removed", "checklists.web"),
        ("removed", "checklists.web.items.tls"),
    ]


def test_extending_another_layer_is_a_shared_change() -> None:
    files = {
        **FILES,
        "data/layers/tls/tls.yaml": "layer: {title: Secure}\nslos: {age: {title: Age, kind: technical, target: under 90 d}}\n",
    }
    found = compare_with_pages(
        snapshot(files),
        snapshot({**files, "data/layers/web/web.yaml": FILES["data/layers/web/web.yaml"].replace("[base]", "[base, tls]")}),
    )
    assert (only_shared(found.shared).layer, only_shared(found.shared).variants) == ("tls", ("shop", "wiki"))


def test_entities_moved_between_shared_layers_are_listed_once() -> None:
    tls = "checklists: {web: {phase: prepare, title: Web, items: {tls: The certificate is valid}}}\n"
    found = changes_by(
        ("web", tls, ""),
        ("base", "checklists:\n", "checklists:\n  web: {phase: prepare, title: Web, items: {tls: The certificate is valid}}\n"),
    )
    moved = next(one for one in found.shared if one.variants == ("shop", "wiki"))
    assert moved.layer == "base"
    assert {one.address: values(one) for one in moved.differences if one.events == ("changed",)} == {
        "checklists.web": [("layer", "web", "base")],
        "checklists.web.items.tls": [("layer", "web", "base")],
    }


def test_a_changed_order_in_a_layer_is_listed_once() -> None:
    backup = "      backup: A backup restores into a scratch database\n"
    shared = only_shared(changes_by(("base", backup + REPLICAS, REPLICAS + backup)).shared)
    assert (shared.layer, shared.variants, events(shared.differences)) == (
        "base",
        ("shop", "wiki"),
        [("moved", "checklists.database.items.replicas")],
    )


def test_a_new_name_and_a_new_value_of_a_shared_entity_are_one_difference() -> None:
    files = edited_files(
        (
            "base",
            "      backup: A backup restores into a scratch database\n",
            "      restore: {aliases: [backup], text: A backup restores}\n",
        )
    )
    (difference,) = only_shared(compare_with_pages(snapshot(), snapshot(files)).shared).differences
    assert difference.events == ("renamed", "changed")
    assert values(difference) == [("text", "A backup restores into a scratch database", "A backup restores")]


def test_a_changed_title_of_a_layer_is_listed_because_pages_show_it() -> None:
    found = changes_by(("base", "Every system", "All systems"))
    assert values(only_shared(found.shared).differences[0]) == [("title", "Every system", "All systems")]
    assert all(f"{one.id}/index.md" in one.pages.changed for one in found.variants)


def test_pages_that_show_several_variants_are_listed_separately() -> None:
    found = changes_by(("shop", "title: Shop, ", "title: The shop, "))
    assert "index.md" in found.pages.changed
    assert "contacts/index.md" in found.pages.changed
    assert not any(path.startswith("shop/") for path in found.pages.changed)
