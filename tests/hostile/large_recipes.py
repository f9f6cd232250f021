"""Hostile files that are large or contain very many entries."""

from __future__ import annotations

from tests.hostile.recipe import CHECKLIST, HEAD, MEBIBYTE, PHASES, recipe


@recipe
def long_line() -> str:
    return "contacts:\n  dba:\n    title: " + "a" * (MEBIBYTE - 100) + "\n"


@recipe
def long_line_of_problems() -> str:
    return "contacts: {" + ", ".join(f"A{number}: {{title: x}}" for number in range(40_000)) + "}\n"


@recipe
def one_byte_too_many() -> bytes:
    return HEAD.encode() + b"#" * (MEBIBYTE + 1 - len(HEAD))


@recipe
def as_large_as_may_be() -> bytes:
    return HEAD.encode() + b"#" * (MEBIBYTE - len(HEAD))


@recipe
def many_unknown_keys() -> str:
    return "".join(f"k{number}:\n" for number in range(100_000))


@recipe
def many_items() -> str:
    return PHASES + CHECKLIST.rstrip() + " {" + ", ".join(f"a{number}: x" for number in range(30_000)) + "}\n"


@recipe
def many_duplicates() -> str:
    return "a: b\n" * 200_000


@recipe
def many_cut_texts() -> str:
    return "notes:\n" + "".join(f"  n{number}: {{label: a #b\n    }}\n" for number in range(20_000))


@recipe
def many_anchors() -> str:
    return "".join(f"a{number}: &a\n" for number in range(60_000))


@recipe
def many_wrong_references() -> str:
    contacts = "".join(f"  contact-{number}: {{title: x}}\n" for number in range(5_000))
    items = "".join(f"      i{number}: {{text: x, role: contakt-{number}}}\n" for number in range(5_000))
    return f"contacts:\n{contacts}{PHASES}{CHECKLIST}{items}"


@recipe
def many_overrides_without_reason() -> dict[str, str]:
    below = "".join(f"  contact-{number}: {{title: x}}\n" for number in range(8_000))
    above = "".join(f"  kontact-{number}: {{because: x, title: y}}\n" for number in range(8_000))
    return {
        "data/layers/NAME-base/base.yaml": f"contacts:\n{below}",
        "data/variants/NAME/variant.yaml": f"variant: {{title: Hostile, extends: [NAME-base]}}\ncontacts:\n{above}",
    }


@recipe
def many_new_entries_over_many() -> dict[str, str]:
    below = "".join(f"  b{number}: {{title: x, aliases: [c{number}]}}\n" for number in range(8_000))
    above = "".join(f"  a{number}: {{title: y}}\n" for number in range(12_000))
    return {
        "data/layers/NAME-base/base.yaml": f"contacts:\n{below}",
        "data/variants/NAME/variant.yaml": f"variant: {{title: Hostile, extends: [NAME-base]}}\ncontacts:\n{above}",
    }


@recipe
def many_placed_first() -> str:
    return "contacts:\n" + "".join(f"  a{number}: {{title: x, place: first}}\n" for number in range(8_000))


@recipe
def many_placed_after_each_other() -> str:
    return "contacts:\n  a0: {title: x}\n" + "".join(
        f"  a{number}: {{title: x, place: after a{number - 1}}}\n" for number in range(1, 8_000)
    )


@recipe
def many_parameters() -> str:
    return "notes:\n" + "".join(f"  n{number}: {{label: '{'{{ params.x }}' * 12}'}}\n" for number in range(4000))


@recipe
def parameters_that_grow() -> bytes:
    uses = "{{ params.x }}" * 280
    notes = "".join(f"  n{number}:\n    label: a {uses}\n" for number in range(200))
    return f"variant:\n  title: Hostile\n  params: {{x: {'y' * 3900}}}\nnotes:\n{notes}".encode()


@recipe
def braces_without_end() -> str:
    return "notes:\n  one:\n    label: a " + "{{ params." * 90_000 + "\n"


@recipe
def long_key() -> str:
    return "a" * 2000 + ": b\n"


@recipe
def long_quoted_key() -> str:
    return 'contacts:\n  ? "' + "a" * 2000 + '"\n  : {title: b}\n'


@recipe
def long_id() -> str:
    return "contacts:\n  " + "a" * 900 + ": {title: b}\n"
