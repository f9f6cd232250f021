"""How far a change reaches: a shared layer's is said once, for all variants that it reaches."""

from __future__ import annotations

from generator.model.differences import SharedDifference
from generator.site.compare_with_pages import compare_with_pages
from tests.snapshots import FILES, change, edited, own, snapshot, told, values

REPLICAS = "      replicas: A replica follows the primary\n"


def only(shared: tuple[SharedDifference, ...]) -> SharedDifference:
    (one,) = shared
    return one


def test_a_shared_layers_change_is_said_once_with_the_variants_that_it_reaches() -> None:
    found = change(("base", "A backup restores into", "Each backup restores into"))
    shared = only(found.shared)
    assert (shared.layer, shared.title) == ("base", "Every system")
    assert shared.variants == shared.built_on == ("forum", "shop", "wiki")
    assert told(shared.differences) == [("changed", "checklists.database.items.backup")]
    assert shared.differences[0].source == "data/layers/base/base.yaml:13"
    assert [(one.id, one.shared, one.differences) for one in found.variants] == [("forum", 1, ()), ("shop", 1, ()), ("wiki", 1, ())]


def test_it_does_not_reach_a_variant_that_has_its_own_word() -> None:
    found = change(("base", "Connection pooling is", "Pooling is"))
    shared = only(found.shared)
    assert (shared.variants, shared.overriding) == (("forum", "wiki"), ("shop",))
    shop = next(one for one in found.variants if one.id == "shop")
    assert (shop.differences, shop.shared) == ((), 0)
    assert shop.pages.changed == ("shop/index.md", "shop/prepare/index.md")


def test_it_does_not_reach_a_variant_that_removed_it() -> None:
    shared = only(change(("base", "A replica follows", "Replicas follow")).shared)
    assert (shared.variants, shared.overriding) == (("shop", "wiki"), ())


def test_a_layer_reaches_those_alone_that_are_built_on_it() -> None:
    shared = only(change(("web", "The certificate is", "Certificates are")).shared)
    assert (shared.layer, shared.variants, shared.built_on) == ("web", ("shop", "wiki"), ("shop", "wiki"))


def test_what_a_layer_adds_and_removes_is_said_once() -> None:
    backup = "      backup: A backup restores into a scratch database\n"
    removed = only(change(("base", backup, "")).shared)
    assert (removed.variants, told(removed.differences)) == (("forum", "shop", "wiki"), [("removed", "checklists.database.items.backup")])
    found = change(("base", REPLICAS, REPLICAS + "      restore: {text: It restores, run: ./restore.sh}\n"))
    added = only(found.shared)
    assert (added.variants, told(added.differences)) == (("forum", "shop", "wiki"), [("added", "checklists.database.items.restore")])
    assert values(added.differences[0]) == [("text", None, "It restores"), ("run", None, "./restore.sh")]


def test_what_a_variant_makes_of_a_new_entity_is_its_own() -> None:
    files = edited(
        ("base", REPLICAS, REPLICAS + "      restore: It restores\n"),
        ("shop", "      rls:", "      restore: {because: it is slow, text: It restores in an hour}\n      rls:"),
    )
    found = compare_with_pages(snapshot(), snapshot(files))
    assert told(only(found.shared).differences) == [("added", "checklists.database.items.restore")]
    assert only(found.shared).differences[0].title == "It restores"
    assert values(own(found, "shop")["checklists.database.items.restore"]) == [("text", "It restores", "It restores in an hour")]


def test_filling_what_a_layer_left_open_is_the_variants_own() -> None:
    found = change(("shop", "    role: dba\n", "    role: lead\n"))
    assert not found.shared
    assert told(own(found, "shop").values()) == [("changed", "checklists.database")]


def test_a_variant_that_leaves_a_layer_has_changed_and_not_the_layer() -> None:
    found = change(("shop", "extends: [base, web]", "extends: [base]"))
    assert not found.shared
    assert told(own(found, "shop").values()) == [
        ("changed", "variant"),
        ("removed", "checklists.web"),
        ("removed", "checklists.web.items.tls"),
    ]


def test_a_layer_that_extends_another_has_changed_for_all() -> None:
    files = {
        **FILES,
        "data/layers/tls/tls.yaml": "layer: {title: Secure}\nslos: {age: {title: Age, kind: technical, target: under 90 d}}\n",
    }
    found = compare_with_pages(
        snapshot(files),
        snapshot({**files, "data/layers/web/web.yaml": FILES["data/layers/web/web.yaml"].replace("[base]", "[base, tls]")}),
    )
    assert (only(found.shared).layer, only(found.shared).variants) == ("tls", ("shop", "wiki"))


def test_what_goes_from_one_shared_layer_to_another_is_said_once() -> None:
    tls = "checklists: {web: {phase: prepare, title: Web, items: {tls: The certificate is valid}}}\n"
    found = change(
        ("web", tls, ""),
        ("base", "checklists:\n", "checklists:\n  web: {phase: prepare, title: Web, items: {tls: The certificate is valid}}\n"),
    )
    moved = next(one for one in found.shared if one.variants == ("shop", "wiki"))
    assert moved.layer == "base"
    assert {one.address: values(one) for one in moved.differences if one.events == ("changed",)} == {
        "checklists.web": [("layer", "web", "base")],
        "checklists.web.items.tls": [("layer", "web", "base")],
    }


def test_a_layers_own_order_is_said_once() -> None:
    backup = "      backup: A backup restores into a scratch database\n"
    shared = only(change(("base", backup + REPLICAS, REPLICAS + backup)).shared)
    assert (shared.layer, shared.variants, told(shared.differences)) == (
        "base",
        ("shop", "wiki"),
        [("moved", "checklists.database.items.replicas")],
    )


def test_a_name_and_a_field_of_a_shared_entity_are_told_together() -> None:
    files = edited(
        (
            "base",
            "      backup: A backup restores into a scratch database\n",
            "      restore: {aliases: [backup], text: A backup restores}\n",
        )
    )
    (difference,) = only(compare_with_pages(snapshot(), snapshot(files)).shared).differences
    assert difference.events == ("renamed", "changed")
    assert values(difference) == [("text", "A backup restores into a scratch database", "A backup restores")]


def test_a_layers_title_is_told_for_it_stands_on_pages() -> None:
    found = change(("base", "Every system", "All systems"))
    assert values(only(found.shared).differences[0]) == [("title", "Every system", "All systems")]
    assert all(f"{one.id}/index.md" in one.pages.changed for one in found.variants)


def test_pages_across_variants_are_told_apart() -> None:
    found = change(("shop", "title: Shop, ", "title: The shop, "))
    assert "index.md" in found.pages.changed
    assert "contacts/index.md" in found.pages.changed
    assert not any(path.startswith("shop/") for path in found.pages.changed)
