"""Renaming: which layers speak of one entity, what mentions it, and what is refused. `test_rename_laws` has the laws.

Also tests `mentions` and `rename_layers`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.edits.mentions import mentions
from generator.edits.rename import CannotRename, Renaming, Wish, rename
from generator.edits.rename_layers import Layering
from generator.source.load import load
from generator.source.read import read
from generator.source.splices import CannotEdit, spliced_bytes

BASE = """\
phases:
  prepare: {title: Prepare, groups: {week: {title: A week before}}}
checklists:
  database:
    phase: prepare
    group: week
    title: Database
    role: dba
    items:
      pooling: Pools are sized  # in base
      backup: {text: A backup is there, place: after pooling}
"""
WEB = "layer: {extends: [base]}\nchecklists:\n  database: {items: {pooling: {because: why, text: PgBouncer pools are sized}}}\n"
SHOP = """\
variant: {title: Shop, extends: [web], owner: dba}
contacts: {dba: {title: DBA}}
checklists: {own: {phase: prepare, group: week, title: Own, items: {a: One}}}
"""
FORUM = """\
variant: {title: Forum, extends: [base]}
contacts: {dba: {title: Another DBA}}
checklists: {own: {phase: prepare, title: Own, items: {a: {text: Another, aliases: [z]}}}}
"""
FILES = {"layers/base/b.yaml": BASE, "layers/web/w.yaml": WEB, "variants/shop/s.yaml": SHOP, "variants/forum/f.yaml": FORUM}


def layering(files: Mapping[str, str] = FILES) -> Layering:
    loaded = load([read(f"data/{path}", text.encode()) for path, text in files.items()])
    assert not loaded.diagnostics
    return Layering(loaded.layers)


def plan(wish: Wish, **files: str) -> tuple[Renaming, dict[str, str]]:
    """The plan, and the files that it changes by their names; `files` take the place of those that have the same letter."""
    texts = {path: files.get(path[-6], text) for path, text in FILES.items()}
    done = rename(layering(texts).layers, wish)
    changed = {path[-6]: spliced_bytes(texts[path.removeprefix("data/")].encode(), found).decode() for path, found in done.splices.items()}
    return done, changed


def test_an_entity_is_renamed_in_every_layer_that_stands_together() -> None:
    done, changed = plan(Wish("database/pooling", "connection-pool"))
    assert (done.old, done.new) == ("checklists.database.items.pooling", "checklists.database.items.connection-pool")
    assert changed == {
        "b": BASE.replace(
            "      pooling: Pools are sized  # in base\n",
            "      connection-pool:\n        text: Pools are sized  # in base\n        aliases: [pooling]\n",
        ).replace("after pooling", "after connection-pool"),
        "w": WEB.replace("pooling:", "connection-pool:"),
    }


def test_a_group_is_found_by_the_phase_of_its_checklist() -> None:
    _, changed = plan(Wish("phases.prepare.groups.week", "seven-days"))
    assert "group: seven-days\n" in changed["b"]
    assert "groups: {seven-days: {title: A week before, aliases: [week]}}" in changed["b"]
    assert "group: seven-days, title: Own" in changed["s"]


def test_one_address_in_layers_that_have_nothing_in_common_is_two_entities() -> None:
    assert layering().families("checklists.own") == [["forum"], ["shop"]]
    assert layering().families("checklists.database.items.pooling") == [["base", "web"]]
    with pytest.raises(CannotRename, match=r"stands for 2 entities .* in `forum`; `shop`") as refused:
        plan(Wish("own/a", "b"))
    assert "--in NAME" in refused.value.help


def test_layers_that_a_variant_brings_together_speak_of_one_entity() -> None:
    both = {
        "layers/x/x.yaml": "contacts: {a: {title: A}}\n",
        "layers/y/y.yaml": "contacts: {a: {title: A}}\n",
        "variants/v/v.yaml": "variant: {title: V, extends: [x, y]}\n",
    }
    assert layering(both).families("contacts.a") == [["x", "y"]]
    assert layering(both).roots("contacts.a", ["x", "y"]) == ["x", "y"]


def test_the_one_that_is_meant_is_named_by_a_layer_or_by_a_variant_that_inherits_it() -> None:
    _, changed = plan(Wish("own/a", "b", within=("forum",)))
    assert list(changed) == ["f"]
    assert "b: {text: Another, aliases: [z, a]}" in changed["f"]
    _, changed = plan(Wish("database/pooling", "pool", within=("shop",)))
    assert sorted(changed) == ["b", "w"]


def test_all_of_an_address_are_renamed_when_asked_for() -> None:
    _, changed = plan(Wish("contacts.dba", "data-lead", everywhere=True))
    assert "role: data-lead" in changed["b"]
    assert "owner: data-lead" in changed["s"]
    assert all("data-lead: {title: " in changed[name] for name in "fs")


def test_a_mention_that_means_two_entities_is_not_changed_for_one_of_them() -> None:
    with pytest.raises(CannotEdit, match="means the renamed entity for shop, and another one for forum") as refused:
        plan(Wish("contacts.dba", "data-lead", within=("shop",)))
    assert (refused.value.span.file, refused.value.span.line) == ("data/layers/base/b.yaml", 8)


def test_a_way_back_takes_the_place_of_the_alias() -> None:
    _, changed = plan(Wish("own/a", "z", within=("forum",)))
    assert "z: {text: Another, aliases: [a]}" in changed["f"]


def test_a_way_back_without_a_trace() -> None:
    _, changed = plan(Wish("own/a", "z", within=("forum",), alias=False))
    assert "items: {z: {text: Another}}" in changed["f"]


def test_addresses_follow_into_what_the_entity_holds() -> None:
    more = FORUM + "procedures: {p: {phase: prepare, title: P, steps: {s: {text: S, on-failure: 'procedures.p.steps.s'}}}}\n"
    _, changed = plan(Wish("procedures.p", "q"), f=more)
    assert "on-failure: 'procedures.q.steps.s'" in changed["f"]
    _, changed = plan(Wish("p/s", "t"), f=more)
    assert "on-failure: 'procedures.p.steps.t'" in changed["f"]


@pytest.mark.parametrize(
    ("wish", "message", "help"),
    [
        (Wish("pooling", "x"), "`pooling` is no address of an entity", "write one such as"),
        (Wish("variant.title", "x"), "is no address of an entity", ""),
        (Wish("phases.prepare", "x"), "the ids of `phases` are fixed", "they are prepare"),
        (Wish("database/poling", "x"), "nothing stands at `checklists.database.items.poling`", "did you mean `pooling`?"),
        (Wish("own/z", "x"), "nothing stands at `checklists.own.items.z`", "it is now `checklists.own.items.a`"),
        (Wish("database/pooling", "No Id"), "expected an id of lower-case letters", ""),
        (Wish("database/pooling", "database/pooling"), "has this id already", ""),
        (Wish("database/pooling", "own/pooling"), "stands elsewhere", "write `pooling`"),
        (Wish("database/pooling", "backup"), "is another entity already: data/layers/base/b.yaml:11", "choose another id"),
        (Wish("database/pooling", "x", within=("shpo",)), "no layer or variant `shpo`", "did you mean `shop`?"),
        (Wish("contacts.dba", "x", within=("base",)), "`base` has no `contacts.dba`", "it stands in `forum`; `shop`"),
        (Wish("contacts.dba", "x", within=("shop", "web")), "`web` has no `contacts.dba`", ""),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(wish: Wish, message: str, help: str) -> None:
    with pytest.raises(CannotRename) as refused:
        plan(wish)
    assert message in str(refused.value)
    assert help in refused.value.help


def test_the_new_address_may_be_written_in_full_or_short() -> None:
    for new in ("pool", "database/pool", "checklists.database.items.pool"):
        assert plan(Wish("database/pooling", new))[0].new == "checklists.database.items.pool"


def test_mentions_are_references_and_neighbours() -> None:
    found = {mention.name: mention for mention in mentions(layering().layers["base"])}
    assert set(found) == {"prepare", "week", "dba", "pooling"}
    assert found["week"].holder == "checklists.database"
    assert (found["pooling"].collection, found["pooling"].start) == ("checklists.database.items", 6)
