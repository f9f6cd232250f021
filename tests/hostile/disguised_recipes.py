"""Hostile files that are not what they seem to be."""

from __future__ import annotations

from tests.hostile.recipe import DIGITS, HEAD, recipe


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
