"""Hostile files, each as the smallest program that writes it: the data of one variant, and of layers named after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

MEBIBYTE = 1 << 20
HEAD = "variant: {title: Hostile}\n"
PHASES = "phases:\n  prepare: {title: Prepare}\n"
CHECKLIST = "checklists:\n  all:\n    phase: prepare\n    title: All\n    items:\n"
DIGITS = "9" * 5000

Files = dict[str, bytes]
RECIPES: dict[str, Callable[[], Files]] = {}


def recipe(make: Callable[[], str | bytes | dict[str, str]]) -> Callable[[], str | bytes | dict[str, str]]:
    """Register a recipe under its name with hyphens. A text is the one file of a variant, unless it begins with its own head."""
    name = make.__name__.replace("_", "-")

    def files() -> Files:
        made = make()
        if isinstance(made, dict):
            return {path.replace("NAME", name): text.replace("NAME", name).encode() for path, text in made.items()}
        if isinstance(made, bytes):
            return {f"data/variants/{name}/variant.yaml": made}
        return {f"data/variants/{name}/variant.yaml": HEAD.encode(), f"data/variants/{name}/hostile.yaml": made.encode()}

    RECIPES[name] = files
    return make


def corpus() -> Iterator[tuple[str, Files]]:
    for name, make in sorted(RECIPES.items()):
        yield name, make()


# What nests.


@recipe
def brackets() -> str:
    return "[" * 100_000


@recipe
def braces() -> str:
    return "{" * 100_000


@recipe
def braces_with_keys() -> str:
    return "{a: " * 100_000


@recipe
def dashes() -> str:
    return "- " * 100_000


@recipe
def question_marks() -> str:
    return "? " * 100_000


@recipe
def colons() -> str:
    return ": " * 100_000


@recipe
def staircase() -> str:
    return "".join(" " * level + "a:\n" for level in range(1400))


@recipe
def items_within_items_at_the_bound() -> str:
    return PHASES + CHECKLIST.rstrip() + " " + "{a: {text: One, items: " * 18 + "{a: Last}" + "}}" * 18 + "\n"


@recipe
def items_within_items_beyond_the_bound() -> str:
    return PHASES + CHECKLIST.rstrip() + " " + "{a: {text: One, items: " * 19 + "{a: Last}" + "}}" * 19 + "\n"


@recipe
def laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 10)]
    return "\n".join(lines) + "\n"


# What is large.


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
    return PHASES + CHECKLIST.rstrip() + " {" + ", ".join(f"a{number}: x" for number in range(80_000)) + "}\n"


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
    contacts = "".join(f"  contact-{number}: {{title: x}}\n" for number in range(10_000))
    items = "".join(f"      i{number}: {{text: x, role: contakt-{number}}}\n" for number in range(10_000))
    return f"contacts:\n{contacts}{PHASES}{CHECKLIST}{items}"


@recipe
def many_overrides_without_reason() -> dict[str, str]:
    below = "".join(f"  contact-{number}: {{title: x}}\n" for number in range(20_000))
    above = "".join(f"  kontact-{number}: {{because: x, title: y}}\n" for number in range(20_000))
    return {
        "data/layers/NAME-base/base.yaml": f"contacts:\n{below}",
        "data/variants/NAME/variant.yaml": f"variant: {{title: Hostile, extends: [NAME-base]}}\ncontacts:\n{above}",
    }


@recipe
def many_new_entries_over_many() -> dict[str, str]:
    below = "".join(f"  b{number}: {{title: x, aliases: [c{number}]}}\n" for number in range(20_000))
    above = "".join(f"  a{number}: {{title: y}}\n" for number in range(30_000))
    return {
        "data/layers/NAME-base/base.yaml": f"contacts:\n{below}",
        "data/variants/NAME/variant.yaml": f"variant: {{title: Hostile, extends: [NAME-base]}}\ncontacts:\n{above}",
    }


@recipe
def many_placed_first() -> str:
    return "contacts:\n" + "".join(f"  a{number}: {{title: x, place: first}}\n" for number in range(20_000))


@recipe
def many_placed_after_each_other() -> str:
    return "contacts:\n  a0: {title: x}\n" + "".join(
        f"  a{number}: {{title: x, place: after a{number - 1}}}\n" for number in range(1, 20_000)
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


# What is not what it seems.


@recipe
def digits_everywhere() -> str:
    return f"""\
phases:
  prepare: {{title: Prepare, groups: {{one: {{title: One, at: T-{DIGITS}d, lasts: {DIGITS} min}}}}}}
checklists:
  all: {{phase: prepare, title: All, at: T+{DIGITS}min, lasts: {DIGITS} h, every: {DIGITS}, items: {{one: One}}}}
procedures:
  go: {{phase: prepare, title: Go, steps: {{one: {{title: One, choices: {{a: {{text: A, within: {DIGITS} s}}}}}}}}}}
triggers:
  errors: {{text: Errors, when: over {DIGITS}%, for: {DIGITS} min}}
slos:
  errors: {{title: Errors, kind: technical, percentile: {DIGITS}, target: under {DIGITS} ms, alert: over {DIGITS}.{DIGITS} ms}}
severities:
  p0: {{title: Outage, respond-within: {DIGITS} min}}
contacts:
  dba: {{title: Administrator, phone: {DIGITS}}}
notes:
  one: {{label: One, lines: {DIGITS}}}
"""


@recipe
def digits_in_the_head() -> bytes:
    return f"variant: {{title: Hostile, reviewed: {DIGITS}-01-01, review-every: {DIGITS} d}}\n".encode()


@recipe
def next_line() -> str:
    return "contacts:\n  dba:\n    title: Database\u0085administrator\n"


@recipe
def line_separator() -> str:
    return "contacts:\n  dba:\n    title: Database\u2028administrator\n"


@recipe
def paragraph_separator() -> str:
    return "contacts:\n  dba:\n    title: Database\u2029administrator\n"


@recipe
def right_to_left() -> str:
    return "contacts:\n  dba:\n    title: Database \u202erotartsinimda\n"


@recipe
def terminal_escape() -> str:
    return "contacts:\n  dba:\n    title: \x1b[31mred\x1b[0m\n"


@recipe
def terminal_escape_in_quotes() -> str:
    return 'contacts:\n  dba:\n    title: "\\e[31mred\\e[0m"\n'


@recipe
def surrogate_in_quotes() -> str:
    return 'contacts:\n  dba:\n    title: "\\uD800"\n'


@recipe
def zero_byte() -> str:
    return "contacts:\n  dba:\n    title: Database\x00administrator\n"


@recipe
def byte_order_mark_within() -> str:
    return "contacts:\n  dba:\n    title: Database \ufeffadministrator\n"


@recipe
def byte_order_mark_first() -> bytes:
    return b"\xef\xbb\xbf" + HEAD.encode()


@recipe
def utf_16() -> bytes:
    return HEAD.encode("utf-16")


@recipe
def utf_16_without_mark() -> bytes:
    return HEAD.encode("utf-16-le")


@recipe
def utf_16_big_without_mark() -> bytes:
    return HEAD.encode("utf-16-be")


@recipe
def utf_32() -> bytes:
    return HEAD.encode("utf-32")


@recipe
def overlong_utf_8() -> bytes:
    return HEAD.encode() + b"notes:\n  one: {label: a\xc0\xafb}\n"


@recipe
def cut_utf_8() -> bytes:
    return HEAD.encode() + b"notes:\n  one: {label: a\xe2\x82"


@recipe
def only_zero_bytes() -> bytes:
    return b"\x00" * 10_000


@recipe
def random_bytes() -> bytes:
    return bytes((index * 7919 + index // 251) % 256 for index in range(10_000))


@recipe
def lone_carriage_returns() -> bytes:
    return HEAD.replace("\n", "\r").encode() * 3


@recipe
def carriage_returns_and_line_feeds() -> bytes:
    return (HEAD + "contacts:\n  dba: {titel: Administrator}\n").replace("\n", "\r\n").encode()


@recipe
def tabs() -> str:
    return "contacts:\n\tdba:\n\t\ttitle: Database administrator\n"


@recipe
def names_of_programs() -> str:
    names = ("__proto__", "__class__", "__init__", "constructor", "toString", "hasOwnProperty", "none", "null", "true", "~")
    return "contacts:\n" + "".join(f"  {name}: {{title: Nobody}}\n" for name in names)


@recipe
def markup() -> str:
    return "contacts:\n  <script>alert(1)</script>: {title: Nobody}\n  '../../etc/passwd': {title: Nobody}\n"


@recipe
def quote_left_open_early() -> str:
    return 'notes:\n  first: {label: "left open}\n' + "".join(f"  n{number}: {{label: text {number}}}\n" for number in range(20_000))


@recipe
def quote_left_open_among_quotes() -> str:
    return 'notes:\n  first: {label: "left open}\n' + "".join(f'  n{number}: {{label: "text {number}"}}\n' for number in range(20_000))


@recipe
def block_left_open() -> str:
    return "notes:\n  first:\n    label: >9\n" + "".join(f"  n{number}: {{label: text}}\n" for number in range(1000))


@recipe
def python_tags() -> str:
    return "notes:\n  one: !!python/object/apply:os.system [ls]\n"


@recipe
def directives() -> bytes:
    return b"%TAG ! tag:a,2000:\n" * 5000 + b"---\nvariant: {title: Hostile}\n"


@recipe
def documents() -> str:
    return "---\n" * 100_000


# What stands on each other.


@recipe
def circle_of_three_hundred() -> dict[str, str]:
    return {f"data/layers/NAME-{number}/layer.yaml": f"layer: {{extends: [NAME-{(number + 1) % 300}]}}\n" for number in range(300)} | {
        "data/variants/NAME/variant.yaml": "variant: {title: Hostile, extends: [NAME-0]}\n"
    }


@recipe
def everyone_extends_everyone() -> dict[str, str]:
    names = [f"NAME-{number}" for number in range(40)]
    return {
        f"data/layers/{name}/layer.yaml": f"layer: {{extends: [{', '.join(other for other in names if other != name)}]}}\n"
        for name in names
    } | {"data/variants/NAME/variant.yaml": f"variant: {{title: Hostile, extends: [{', '.join(names)}]}}\n"}


@recipe
def tower_of_layers() -> dict[str, str]:
    note = "notes:\n  one: {because: higher, label: Note NUMBER}\n"
    tower = {
        f"data/layers/NAME-{number}/layer.yaml": f"layer: {{extends: [NAME-{number - 1}]}}\n{note.replace('NUMBER', str(number))}"
        for number in range(1, 400)
    }
    ground = {"data/layers/NAME-0/layer.yaml": "notes:\n  one: {label: Note}\n"}
    return ground | tower | {"data/variants/NAME/variant.yaml": "variant: {title: Hostile, extends: [NAME-399]}\n"}


@recipe
def lattice_of_layers() -> dict[str, str]:
    """Each layer extends the two of the step below: two to the thirtieth ways lead down."""
    rows = {f"data/layers/NAME-{row}-{side}/layer.yaml": _lattice(row, side) for row in range(30) for side in "ab"}
    return rows | {"data/variants/NAME/variant.yaml": "variant: {title: Hostile, extends: [NAME-29-a, NAME-29-b]}\n"}


def _lattice(row: int, side: str) -> str:
    if row == 0:
        return f"notes:\n  {side}: {{label: Note}}\n"
    return (
        f"layer: {{extends: [NAME-{row - 1}-a, NAME-{row - 1}-b]}}\n"
        f"notes:\n  a: {{because: row {row}, label: Note {row}}}\n  {side}{row}: {{label: New}}\n"
    )
