"""The shape of a file: keys, ids, and the form of each value."""

from __future__ import annotations

import pytest

from generator.source.validate import validate
from tests.layered import tree_of


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.span.line, problem.span.column) for problem in validate(tree_of(text))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "variant: {title: Shop, summary: null, extends: [], params: {api: 'x: y'}}\n",
        "layer: {extends: [base]}\n",
        "contacts: {dba: {title: Administrator, name: null, aliases: [db-admin, contacts.old]}}\n",
        "checklists: {a: {phase: prepare, at: T-2h, every: week, items: {b: Text, c: {text: Text, items: {d: Text}}}}}\n",
        "checklists: {a: {items: {b: {remove: why}, c: {because: why, unset: [role, if]}, d: {place: after b, text: D}}}}\n",
        "checklists:\n  a:\n    items:\n      b:\n        text: >-\n          a\n          b\n        run: |\n          c\n",
        "commands: {a: {title: A, run: '{{ params.x }}'}}\n",
        "services: {a: {title: A, status-page: '{{ params.x }}/status'}}\n",
        f"checklists: {{a: {{items: {{b: {'x' * 4000}}}}}}}\n",
    ],
)
def test_valid_data_pass(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: b\n", [("unknown-field", 1, 1)]),
        ("contacts: {dba: {titel: x, colour: y}}\n", [("unknown-field", 1, 18), ("unknown-field", 1, 28)]),
        ("contacts: {D: {title: x}}\n", [("bad-id", 1, 12)]),
        (f"contacts: {{{'a' * 65}: {{title: x}}}}\n", [("bad-id", 1, 12)]),
        ("contacts: x\n", [("wrong-shape", 1, 11)]),
        ("contacts:\n", [("wrong-shape", 1, 10)]),
        ("contacts: {dba: x}\n", [("wrong-shape", 1, 17)]),
        ("contacts: {dba: }\n", [("wrong-shape", 1, 12)]),
        ("checklists: {a: {items: {b: }}}\n", [("wrong-shape", 1, 26)]),
        ("checklists: {a: {items: {b: [x]}}}\n", [("wrong-shape", 1, 29)]),
        (f"checklists: {{a: {{items: {{b: {'x' * 4001}}}}}}}\n", [("wrong-value", 1, 29)]),
        (f"contacts: {{dba: {{title: {'x' * 201}}}}}\n", [("wrong-value", 1, 25)]),
        ("contacts: {dba: {title: ''}}\n", [("wrong-value", 1, 25)]),
        ("contacts: {dba: {title: ' '}}\n", [("wrong-value", 1, 25)]),
        ('checklists: {a: {items: {b: "\\e"}}}\n', [("wrong-value", 1, 29)]),
        ("contacts:\n  dba:\n    title: >-\n      x\n", [("block-scalar", 3, 12)]),
        ("services: {a: {needs: null}}\n", [("wrong-shape", 1, 23)]),
        (
            "services: {a: {needs: [b, [c], null, B, b]}}\n",
            [("wrong-shape", 1, 27), ("wrong-shape", 1, 32), ("wrong-value", 1, 38), ("wrong-value", 1, 41)],
        ),
        ("variant: {because: x}\n", [("unknown-field", 1, 11)]),
        ("variant: x\n", [("wrong-shape", 1, 10)]),
        ("variant: {params: {x: null}}\n", [("wrong-value", 1, 20)]),
        ("variant: {params: {x: [y]}}\n", [("wrong-shape", 1, 23)]),
        ("contacts: {dba: {unset: [phone]}}\n", [("needs-because", 1, 18)]),
        ("contacts: {dba: {unset: phone, because: x}}\n", [("wrong-shape", 1, 25)]),
        ("checklists: {a: {because: x, unset: [items]}}\n", [("unknown-field", 1, 38)]),
        ("contacts: {dba: {remove: x, place: first}}\n", [("remove-not-alone", 1, 29)]),
        ("contacts: {dba: {remove: }}\n", [("wrong-value", 1, 26)]),
        ("phases: {prepare: {title: x}, deploy: {title: x}}\n", [("bad-id", 1, 31)]),
    ],
)
def test_problems_are_reported_at_their_positions(text: str, found: list[tuple[str, int, int]]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    ("path", "text", "meant"),
    [
        ("data/variants/a/variant.yaml", "Layers: {title: A, extends: [base]}\n", "variant"),
        ("data/variants/a/variant.yaml", "service: {title: A, owner: lead}\n", "variant"),
        ("data/variants/a/variant.yaml", "Layer: {review-every: 90d}\n", "variant"),
        ("data/layers/a/layer.yaml", "Variant: {extends: [base]}\n", "layer"),
        ("data/variants/a/variant.yaml", "service: {db: {title: A}}\n", "services"),
        ("data/variants/a/variant.yaml", "variant: {title: A}\nservice: {owner: lead}\n", "services"),
        ("data/variants/a/variant.yaml", "procedure: {title: A, steps: {b: B}}\n", "procedures"),
    ],
)
def test_a_misnamed_head_is_known_by_its_fields(path: str, text: str, meant: str) -> None:
    """What is below a key tells more than the key: only heads have `extends`, `owner` or `review-every`."""
    assert [problem.help for problem in validate(tree_of(text, path)) if f"did you mean `{meant}`?" in problem.help]


def test_addresses_name_the_entry() -> None:
    text = "checklists: {a: {items: {b: {items: {c: {text: x, blocking: yes}}}}}}\n"
    assert [problem.address for problem in validate(tree_of(text))] == ["checklists.a.items.b.items.c.blocking"]


def test_a_file_with_too_many_problems_is_cut_short() -> None:
    found = validate(tree_of("".join(f"k{number}: x\n" for number in range(500))))
    assert len(found) == 201
    assert found[-1].code == "too-many-problems"
