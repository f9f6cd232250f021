"""The matrix of boxes by variant."""

from __future__ import annotations

from generator.checks.resolve import resolve
from generator.document.document_parts import plain
from generator.document.matrix import MatrixList, MatrixRow, is_list, list_of
from generator.site.render_pages import render_site
from tests.composed import pages_from
from tests.site_sample import FILES, SETTINGS, pages, rendered

PHASE = "phases: {prepare: {title: P}}\n"


def lists(phase: str, part: str = "shared") -> dict[str, MatrixList]:
    return {one.anchor: one for one in pages()[f"matrix/{phase}/index.md"].view[part]}


def states(row: MatrixRow) -> list[str]:
    return [state for state, _ in row.cells]


def test_parameters_that_several_systems_have_are_side_by_side() -> None:
    """With the state of each value; a parameter of one system alone is on its overview."""
    files = {
        "data/layers/base/layer.yaml": "layer: {title: Base, params: {host: a.test, port: '1'}}\n",
        "data/variants/one/variant.yaml": "variant: {title: One, extends: [base], params: {lone: x, zone: east}}\n",
        "data/variants/two/variant.yaml": "variant: {title: Two, extends: [base], params: {host: b.test}}\n",
        "data/variants/three/variant.yaml": "variant: {title: Three, params: {host: c.test, zone: west}}\n",
    }
    found = resolve({name: f"{text}{'' if 'layer' in name else PHASE}".encode() for name, text in files.items()})
    all_pages = pages_from(found.variants, SETTINGS, found.layers)
    (page,) = (page for page in all_pages if page.path == "matrix/index.md")
    assert dict(page.view["params"]) == {
        "host": (("a.test", "inherited"), ("c.test", "added"), ("b.test", "overridden")),
        "port": (("1", "inherited"), ("", None), ("1", "inherited")),
        "zone": (("east", "added"), ("west", "added"), ("", None)),
    }


def test_a_shared_list_compares_its_boxes_side_by_side() -> None:
    database = lists("prepare")["checklists.database"]
    assert [column.text for column, _ in database.columns] == ["Forum", "Shop & Co"]
    assert [(plain(row.text), states(row)) for row in database.rows] == [
        ("Connection pooling is configured", ["inherited", "overridden"]),
        ("A backup restores into a scratch database", ["inherited", "inherited"]),
        ("A replica follows the primary", ["inherited", "removed"]),
        ("Policies are reviewed", ["added", "added"]),
    ]


def test_overrides_and_removals_have_their_reasons() -> None:
    pooling, _, replicas, _ = lists("prepare")["checklists.database"].rows
    assert [(note.system, plain(note.because), [change.field for change in note.changes]) for note in pooling.notes] == [
        ("Shop & Co", "the pool is PgBouncer", ["text", "aliases"])
    ]
    assert [(note.state, plain(note.because), note.changes) for note in replicas.notes] == [("removed", "one instance by design", ())]
    page = rendered()["matrix/prepare/index.md"].markdown
    assert "because <bdi>the pool is <code>PgBouncer</code></bdi>" in page
    assert "because <bdi>one instance by design</bdi>" in page


def test_a_row_has_the_text_of_each_variant_if_several_add_the_same_id() -> None:
    path = "data/variants/forum/forum.yaml"
    files = FILES | {path: FILES[path].replace("Policies are reviewed", "Nobody reads a stranger's rows")}
    found = resolve({name: text.encode() for name, text in files.items()})
    (page,) = (page for page in pages_from(found.variants, SETTINGS, found.layers) if page.path == "matrix/prepare/index.md")
    (row,) = (row for one in page.view["shared"] for row in one.rows if plain(row.text) == "Nobody reads a stranger's rows")
    assert [(note.system, note.state, plain(note.text)) for note in row.notes] == [("Shop & Co", "added", "Policies are reviewed")]


def test_the_boxes_of_one_variant_are_in_a_short_list() -> None:
    database = lists("prepare")["checklists.database"]
    ((system, _, boxes),) = database.lone
    assert system.text == "Shop & Co"
    assert [link.text for link in boxes] == ["Reading is denied", "Deep", "Deeper", "Writing is denied"]
    code = lists("prepare", "alone")["checklists.code"]
    assert [link.text for link in code.lone[0][2]] == ["All tests pass"]


def test_the_boxes_of_one_variant_are_in_its_language() -> None:
    path = "data/variants/shop/shop.yaml"
    files = FILES | {path: FILES[path].replace("language: en-GB", "language: bn")}
    found = resolve({name: text.encode() for name, text in files.items()})
    made = {page.path: page.markdown for page in render_site(pages_from(found.variants, SETTINGS, found.layers))}
    (line,) = (line for line in made["matrix/prepare/index.md"].splitlines() if "All tests pass" in line)
    assert ' lang="bn" dir="auto">All tests pass</a>' in line


def test_a_list_that_a_variant_removes_as_a_whole_has_a_row_for_that() -> None:
    logs = lists("follow-up")["checklists.logs"]
    assert [(plain(row.text), states(row)) for row in logs.rows] == [
        ("Whole list", ["removed", "inherited"]),
        ("The logs show no errors", ["", "inherited"]),
    ]
    assert logs.columns[0][0].target == "forum/follow-up/index.md"


def test_triggers_announcements_and_sign_offs_are_boxes_too() -> None:
    assert [(plain(row.text), states(row)) for row in lists("rollback")["triggers"].rows] == [
        ("A security breach is found", ["removed", "inherited"])
    ]
    assert set(lists("deploy-day", "alone")) == {"checklists.cut-over", "announcements", "sign-offs"}


def test_the_index_counts_by_system_and_phase() -> None:
    view = pages()["matrix/index.md"].view
    rows = {system.text: total for system, _, _, total in view["rows"]}
    assert dict(rows["Forum"]) == {"inherited": 3, "added": 1, "removed": 2}
    assert dict(rows["Shop & Co"]) == {"inherited": 3, "overridden": 1, "removed": 1, "added": 29}


def test_states_are_shown_as_words_and_not_only_as_colours() -> None:
    page = rendered()["matrix/prepare/index.md"].markdown
    for state, sign in (("inherited", "="), ("added", "+"), ("overridden", "≠"), ("removed", "×")):
        assert f'<span aria-hidden="true">{sign}</span> {state}</span>' in page


def test_the_address_of_a_box_gives_the_list_that_contains_it() -> None:
    assert list_of("checklists.a.items.b.items.c") == "checklists.a"
    assert list_of("procedures.a.steps.b") == "procedures.a"
    assert list_of("procedures.a.steps.b.choices.c") == ""
    assert list_of("triggers.a") == "triggers"
    assert list_of("contacts.a") == ""
    assert is_list("checklists.a")
    assert not is_list("triggers.a")
