"""Renaming: which layers define an entity, what refers to it, and what is refused. `test_rename_laws` has the laws.

Also tests `mentions` and `layer_stacks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generator.edits.layer_stacks import LayerStacks
from generator.edits.mentions import mentions
from generator.edits.rename import rename
from generator.project.faults import UsageFault
from generator.source.layers import load
from generator.source.read import read
from generator.source.splices import CannotEdit

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


def layer_stacks_of(files: Mapping[str, str] = FILES) -> LayerStacks:
    loaded = load([read(f"data/{path}", text.encode()) for path, text in files.items()])
    assert not loaded.diagnostics
    return LayerStacks(loaded.layers)


def plan(old: str, new: str, within: tuple[str, ...] = (), *, forum: str = FORUM, **options: bool) -> tuple[str, str, dict[str, str]]:
    """Return the old and new address, and the changed files by the letter of their name."""
    texts = {**FILES, "variants/forum/f.yaml": forum}
    old, new, changed = rename({f"data/{path}": text.encode() for path, text in texts.items()}, old, new, within, **options)
    return old, new, {path[-6]: data.decode() for path, data in changed.items()}


def test_an_entity_is_renamed_in_every_layer_that_defines_it() -> None:
    old, new, changed = plan("database/pooling", "connection-pool")
    assert (old, new) == ("checklists.database.items.pooling", "checklists.database.items.connection-pool")
    assert changed == {
        "b": BASE.replace(
            "      pooling: Pools are sized  # in base\n",
            "      connection-pool:\n        text: Pools are sized  # in base\n        aliases: [pooling]\n",
        ).replace("after pooling", "after connection-pool"),
        "w": WEB.replace("pooling:", "connection-pool:"),
    }


def test_a_group_is_found_by_the_phase_of_its_checklist() -> None:
    *_, changed = plan("phases.prepare.groups.week", "seven-days")
    assert "group: seven-days\n" in changed["b"]
    assert "groups: {seven-days: {title: A week before, aliases: [week]}}" in changed["b"]
    assert "group: seven-days, title: Own" in changed["s"]


COLUMNS = {
    "layers/base/b.yaml": """\
phases: {prepare: {title: Prepare}}
checklists:
  one:
    phase: prepare
    title: One
    columns:
      owner: Owner
      state: {label: State, kind: choice, choices: {open: Open, done: Done}}
    items:
      a: {text: A, cells: {owner: open, state: open}}
  other: {phase: prepare, title: Other, columns: {owner: Owner}, items: {a: {text: A, cells: {owner: Me}}}}
""",
    "variants/shop/s.yaml": """\
variant: {title: Shop, extends: [base]}
checklists: {one: {items: {a: {cells: {owner: {because: we do it, text: We}}}, b: {text: B, items: {c: {text: C, cells: {state: open}}}}}}}
""",
}


def renamed(old: str, new: str) -> tuple[str, str]:
    *_, changed = rename({f"data/{path}": text.encode() for path, text in COLUMNS.items()}, old, new, alias=False)
    base, shop = (changed.get(f"data/{path}", text.encode()).decode() for path, text in COLUMNS.items())
    return base, shop


def test_the_cells_of_a_list_follow_its_column_in_every_layer() -> None:
    base, shop = renamed("checklists.one.columns.owner", "who")
    assert base == COLUMNS["layers/base/b.yaml"].replace("owner: Owner\n", "who: Owner\n").replace("{owner: open,", "{who: open,")
    assert shop == COLUMNS["variants/shop/s.yaml"].replace("cells: {owner:", "cells: {who:")


def test_the_values_of_a_column_follow_its_choice() -> None:
    """A text in another column that happens to be the same word stays."""
    base, shop = renamed("checklists.one.columns.state.choices.open", "to-do")
    assert base == COLUMNS["layers/base/b.yaml"].replace("{open: Open", "{to-do: Open").replace("state: open}", "state: to-do}")
    assert shop == COLUMNS["variants/shop/s.yaml"].replace("state: open", "state: to-do")


def test_a_cell_has_the_id_of_its_column() -> None:
    with pytest.raises(UsageFault, match="Rename the column `owner` of the checklist"):
        renamed("checklists.one.items.a.cells.owner", "who")


def test_one_address_in_unrelated_layers_names_two_entities() -> None:
    assert layer_stacks_of().families("checklists.own") == [["forum"], ["shop"]]
    assert layer_stacks_of().families("checklists.database.items.pooling") == [["base", "web"]]
    with pytest.raises(UsageFault, match=r"names 2 unrelated entities: in `forum`; `shop`. Choose with `--in NAME`"):
        plan("own/a", "b")


def test_layers_that_a_variant_combines_define_one_entity() -> None:
    both = {
        "layers/x/x.yaml": "contacts: {a: {title: A}}\n",
        "layers/y/y.yaml": "contacts: {a: {title: A}}\n",
        "variants/v/v.yaml": "variant: {title: V, extends: [x, y]}\n",
    }
    assert layer_stacks_of(both).families("contacts.a") == [["x", "y"]]
    assert layer_stacks_of(both).roots("contacts.a", ["x", "y"]) == ["x", "y"]


def test_the_entity_can_be_chosen_by_a_layer_or_by_a_variant_that_inherits_it() -> None:
    *_, changed = plan("own/a", "b", within=("forum",))
    assert list(changed) == ["f"]
    assert "b: {text: Another, aliases: [z, a]}" in changed["f"]
    *_, changed = plan("database/pooling", "pool", within=("shop",))
    assert sorted(changed) == ["b", "w"]


def test_everywhere_renames_all_entities_at_an_address() -> None:
    *_, changed = plan("contacts.dba", "data-lead", everywhere=True)
    assert "role: data-lead" in changed["b"]
    assert "owner: data-lead" in changed["s"]
    assert all("data-lead: {title: " in changed[name] for name in "fs")


def test_a_reference_to_two_entities_is_not_changed_for_one_of_them() -> None:
    with pytest.raises(CannotEdit, match="refers to the renamed entity in shop, and to another one in forum") as refused:
        plan("contacts.dba", "data-lead", within=("shop",))
    assert (refused.value.span.file, refused.value.span.line) == ("data/layers/base/b.yaml", 8)


def test_renaming_back_replaces_the_alias() -> None:
    *_, changed = plan("own/a", "z", within=("forum",))
    assert "z: {text: Another, aliases: [a]}" in changed["f"]


def test_renaming_back_without_an_alias_removes_the_alias() -> None:
    *_, changed = plan("own/a", "z", within=("forum",), alias=False)
    assert "items: {z: {text: Another}}" in changed["f"]


def test_addresses_of_children_are_changed_too() -> None:
    more = FORUM + "procedures: {p: {phase: prepare, title: P, steps: {s: {text: S, on-failure: 'procedures.p.steps.s'}}}}\n"
    *_, changed = plan("procedures.p", "q", forum=more)
    assert "on-failure: 'procedures.q.steps.s'" in changed["f"]
    *_, changed = plan("p/s", "t", forum=more)
    assert "on-failure: 'procedures.p.steps.t'" in changed["f"]


@pytest.mark.parametrize(
    ("names", "message", "help"),
    [
        (("nothing", "x"), "`nothing` is not the address of an entity", "Write one such as"),
        (("pooling", "x"), "`pooling` is not the address of an entity", "Run `runbook rename checklists.database.items.pooling x`"),
        (("dba", "x", ("shop",)), "`dba` is not the address of an entity", "Run `runbook rename contacts.dba x --in=shop`"),
        (("contacts/dba", "x"), "there is no `checklists.contacts.items.dba`", "Run `runbook rename contacts.dba x`"),
        (("contacts.dba.title", "x"), "is not the address of an entity", "Run `runbook rename contacts.dba x`"),
        (("poling", "x"), "`poling` is not the address of an entity", "Run `runbook rename checklists.database.items.pooling x`"),
        (("variant.title", "x"), "is not the address of an entity", ""),
        (("phases.prepare", "x"), "the ids of `phases` are fixed", "They are prepare"),
        (("database/poling", "x"), "there is no `checklists.database.items.poling`", "Did you mean `pooling`?"),
        (("own/z", "x"), "there is no `checklists.own.items.z`", "It is now `checklists.own.items.a`"),
        (("database/pooling", "No Id"), "expected an id of lower-case letters", ""),
        (("database/pooling", "database/pooling"), "already has this id", ""),
        (
            ("database/pooling", "own/pooling"),
            "is not in the same collection",
            "A rename changes only the id: write `pooling`",
        ),
        (("database/pooling", "backup"), "is already used by another entity: data/layers/base/b.yaml:11", "Choose another id"),
        (("database/pooling", "x", ("shpo",)), "no layer or variant `shpo`", "Did you mean `shop`?"),
        (("contacts.dba", "x", ("base",)), "`base` has no `contacts.dba`", "It is in `forum`; `shop`"),
        (("contacts.dba", "x", ("shop", "web")), "`web` has no `contacts.dba`", ""),
    ],
)
def test_an_impossible_request_is_refused_with_a_way_out(names: Any, message: str, help: str) -> None:
    with pytest.raises(UsageFault) as refused:
        plan(*names)
    assert message in str(refused.value)
    assert help in str(refused.value)


def test_the_new_address_may_be_written_in_full_or_short() -> None:
    for new in ("pool", "database/pool", "checklists.database.items.pool"):
        assert plan("database/pooling", new)[1] == "checklists.database.items.pool"


def test_mentions_are_references_and_neighbours() -> None:
    stacks = layer_stacks_of()
    found = {mention.name: mention for mention in mentions(stacks.layers["base"], stacks.entries["base"])}
    assert set(found) == {"prepare", "week", "dba", "pooling"}
    assert found["week"].holder == "checklists.database"
    assert (found["pooling"].collection, found["pooling"].start) == ("checklists.database.items", 6)


PLACES = """\
{placed: {phase: prepare, title: Placed, place: after checklists.own, items: {a: One, b: {text: B, place: before checklists.own.items.a}}},
  own: {phase: prepare, title: Own, items: {a: {text: Another, aliases: [z], place: first}}}}
procedures:
  copy: {phase: prepare, title: Copy, place: before   checklists.own, steps: {one: One}}
  move: {phase: prepare, title: Move, place: after phases.prepare.groups.week, steps: {one: One}}
"""


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("checklists.own", "mine", "before   checklists.own,", "before   checklists.mine,"),
        ("checklists.own", "mine", "place: after checklists.own,", "place: after checklists.mine,"),
        ("phases.prepare.groups.week", "early", "phases.prepare.groups.week", "phases.prepare.groups.early"),
    ],
)
def test_places_follow_a_rename_of_the_address_that_they_name(old: str, new: str, before: str, after: str) -> None:
    forum = FORUM.replace("{own: {phase: prepare, title: Own, items: {a: {text: Another, aliases: [z]}}}}\n", PLACES)
    changed = plan(old, new, (), forum=forum, everywhere=True)[2]["f"]
    assert before in forum
    assert before not in changed
    assert after in changed


def test_ways_follow_a_rename_whether_they_are_ids_or_addresses() -> None:
    forum = FORUM.replace(
        "{a: {text: Another, aliases: [z]}}",
        "{a: {text: A, choices: {no: {then: done}, yes: {then: b}}, on-failure: checklists.own.items.b}, "
        "b: {text: B, items: {c: {text: C, then: b}}}}",
    )
    assert "then: done" in forum
    _, _, changed = plan("checklists.own.items.b", "later", ("forum",), forum=forum)
    assert changed["f"].replace(", aliases: [b]", "") == forum.replace("then: b", "then: later").replace(
        "items.b}", "items.later}"
    ).replace(" b: {text", " later: {text")


LIB = """\
phases:
  rollback: {title: Rollback}
procedures:
  back:
    phase: rollback
    title: Back
    steps:
      check: "See <commit>, not <<commit> or <commits>"
      out: {text: Check it out, run: "git checkout <commit> && echo '<commit>'"}
      more:
        text: >-
          It is at
          <commit> again
        run: |
          git show <commit>
          git log <other>
"""
KIOSK = """\
variant: {title: Kiosk, extends: [lib], params: {at: "<commit>"}}
checklists:
  day: {phase: rollback, title: Day, items: {note: {text: Note it, blanks: {commit: Commit that runs}}}}
"""


def renamed_blank(new: str = "previous", **more: str) -> dict[str, str]:
    files = {"layers/lib/l.yaml": LIB, "variants/kiosk/k.yaml": KIOSK} | {f"variants/{id}/{id}.yaml": text for id, text in more.items()}
    _, _, changed = rename({f"data/{path}": text.encode() for path, text in files.items()}, "day/note.blanks.commit", new)
    return {path.rpartition("/")[2]: data.decode() for path, data in changed.items()}


def test_commands_and_texts_follow_a_blank() -> None:
    """Every `<id>` of the blank changes, in values of any style; what only looks like it stays."""
    changed = renamed_blank()
    expected = LIB.replace("<commit>", "<previous>").replace("<<previous>", "<<commit>")
    assert changed["l.yaml"] == expected
    assert 'at: "<previous>"' in changed["k.yaml"]
    assert "previous: {label: Commit that runs, aliases: [commit]}" in changed["k.yaml"]


def test_a_blank_of_another_variant_keeps_its_id() -> None:
    """A text that both variants extend cannot follow only one of the two blanks."""
    alone = (
        'variant: {title: Other}\nphases: {rollback: {title: R, blanks: {commit: Commit}}}\ncommands: {x: {title: X, run: "x <commit>"}}\n'
    )
    assert set(renamed_blank(other=alone)) == {"l.yaml", "k.yaml"}
    with pytest.raises(CannotEdit, match="`<commit>` is the renamed blank in kiosk, and another one in other"):
        renamed_blank(other=alone.replace("Other}", "Other, extends: [lib]}"))


def test_a_blank_cannot_get_the_id_of_another_blank() -> None:
    with pytest.raises(UsageFault, match=r"`<other>` is already the blank `phases\.rollback\.blanks\.other`"):
        rename(
            {
                "data/layers/lib/l.yaml": LIB.encode(),
                "data/variants/kiosk/k.yaml": f"{KIOSK}phases: {{rollback: {{blanks: {{other: Other}}}}}}\n".encode(),
            },
            "day/note.blanks.commit",
            "other",
        )


def test_links_in_texts_follow_a_rename() -> None:
    """Links lead to the same entity: by full and short address, in parts of it, from reasons, and from other variants."""
    base = BASE.replace("Pools are sized ", "'See [a](database/backup) and [b](checklists.database.items.backup), [c](database/pooling).' ")
    shop = SHOP.replace("a: One", "a: 'One [x](variant:forum#database/backup) [y](variant:shop/prepare#checklists.database)'")
    files = {**FILES, "layers/base/b.yaml": base, "variants/shop/s.yaml": shop}
    _, _, changed = rename({f"data/{path}": text.encode() for path, text in files.items()}, "database/backup", "dump")
    texts = {path[-6]: data.decode() for path, data in changed.items()}
    assert "[a](database/dump) and [b](checklists.database.items.dump), [c](database/pooling)." in texts["b"]
    assert "[x](variant:forum#database/dump) [y](variant:shop/prepare#checklists.database)" in texts["s"]
    _, _, changed = rename({f"data/{path}": text.encode() for path, text in files.items()}, "checklists.database", "store")
    texts = {path[-6]: data.decode() for path, data in changed.items()}
    assert "[a](store/backup) and [b](checklists.store.items.backup), [c](store/pooling)." in texts["b"]
    assert "[x](variant:forum#store/backup) [y](variant:shop/prepare#checklists.store)" in texts["s"]


def test_a_link_in_code_stays() -> None:
    """Code shows how something is written; only links are links."""
    shop = SHOP.replace("a: One", "a: {text: One, details: '[x](database/backup), as in `[x](database/backup)`'}")
    files = {**FILES, "variants/shop/s.yaml": shop}
    _, _, changed = rename({f"data/{path}": text.encode() for path, text in files.items()}, "database/backup", "dump")
    assert "[x](database/dump), as in `[x](database/backup)`" in changed["data/variants/shop/s.yaml"].decode()


def test_a_link_to_another_entity_of_the_same_address_stays() -> None:
    """The contact `dba` of one system is another one than that of the other."""
    shop = SHOP.replace("a: One", "a: '[x](variant:forum#contacts.dba) [y](contacts.dba)'")
    files = {**FILES, "variants/shop/s.yaml": shop, "layers/base/b.yaml": BASE.replace("    role: dba\n", "")}
    _, _, changed = rename({f"data/{path}": text.encode() for path, text in files.items()}, "contacts.dba", "data", ("shop",))
    assert "[x](variant:forum#contacts.dba) [y](contacts.data)" in changed["data/variants/shop/s.yaml"].decode()
