"""The lint rules: cases with a finding and cases without.

Also tests `lint_clock`.

"""

from __future__ import annotations

import pytest

from generator.checks.lint import lint_variant
from tests.layered import BASE, SHOP, merged

HEAD = "variant: {title: Shop, extends: [base]}\n"
PHASE = "phases: {prepare: {title: Prepare, groups: {early: {title: Early, at: T-7d, lasts: 2 d}, late: {title: Late, at: T-1d}}}}\n"
ALL_USED = (
    "checklists: {a: {phase: prepare, group: early, title: A, items: {b: B}}, z: {phase: prepare, group: late, title: Z, items: {b: B}}}\n"
)


def reported(text: str, below: str = "layer: {title: Base}\n", head: str = HEAD) -> list[tuple[str, str]]:
    result = merged({BASE: below, SHOP: head + text})
    return [(problem.code, problem.address) for problem in lint_variant(result.variant, (), result.tree)]


def item(text: str) -> str:
    return f"checklists: {{a: {{phase: prepare, title: A, items: {{b: {text}}}}}}}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (item("The owner is TBD"), ["placeholder"]),
        (item("'Ask [Name] first'"), ["placeholder"]),
        (item("'The page of [Name](https://shop.test) is up'"), []),
        (item("'Released on $(date)'"), ["placeholder"]),
        (item("'`echo $(date)` prints the day'"), []),
        (item("{text: The release is tagged, run: git tag $(date)}"), []),
        (item("{text: The release is tagged, run: git tag $(...)}"), ["placeholder"]),
        (item("{text: Mail leaves, run: 'mail ops@example.com'}"), ["placeholder"]),
        (item("'See [the page](/deploy)'"), ["malformed-link"]),
        (item("'See [the page](https://shop.test/deploy)'"), []),
        (item("'See https//shop.test'"), ["malformed-link"]),
        (item("'`a[0](1)` prints the first'"), []),
        ("contacts: {a: {title: A, channel: 'https:/chat.shop.test'}}\n", ["malformed-link"]),
    ],
)
def test_texts(text: str, found: list[str]) -> None:
    assert [code for code, _ in reported(text)] == found
    below = reported("", "layer: {title: Base}\n" + text)
    assert [code for code, _ in below] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Characters of word processors and chats, in commands and in code spans.
        ("{text: B, run: 'curl \u2013f u'}", ["odd-character"]),
        ("{text: B, run: 'curl \u201cu\u201d'}", ["odd-character"]),
        ("{text: B, run: 'grep \u2018a\u2019 log'}", ["odd-character"]),
        ("{text: B, run: './x \u2014force'}", ["odd-character"]),
        ("{text: B, run: 'head \u22125 log'}", ["odd-character"]),
        ("{text: B, run: '\u0441url u'}", ["odd-character"]),
        ("{text: B, run: 'ls\uff0ca'}", ["odd-character"]),
        ("'Run `ls \u2013l` now'", ["odd-character"]),
        ("{text: B, run: \"echo 'It\u2019s done \u2013 really'\"}", []),
        ("{text: B, run: 'ls # don\u2019t stop \u2013 ever'}", []),
        ("'It\u2019s 9\u201317, \u201call\u201d green'", []),
        ("{text: B, run: 'curl https://\u043f\u0440\u0438\u043c\u0435\u0440.test'}", []),
        # Expressions of templates.
        ("'Deploy {{ shop }}'", ["unfilled-template"]),
        ("'Deploy {{shop.name}}'", ["unfilled-template"]),
        ("'Deploy {% if x %}it{% endif %}'", ["unfilled-template", "unfilled-template"]),
        ("'Deploy {{.Values.tag}}'", ["unfilled-template"]),
        ("{text: B, run: 'deploy ${{ github.sha }}'}", ["unfilled-template"]),
        ("'Run `deploy {{ shop }}`'", ["unfilled-template"]),
        ("{text: B, run: 'docker ps --format {{.Names}}'}", []),
        ("'Run `docker ps --format {{.Names}}`'", []),
        # What is typed into another program than a shell, what the screen shows, and messages.
        ("{text: B, run: 'say \"x', syntax: text}", []),
        ("{text: B, run: 'say \"x', syntax: zsh}", ["foreign-markup"]),
        ("{text: B, run: '<b>&amp;</b>', syntax: html}", []),
        ("{text: B, run: 'say \u201cx\u201d', syntax: sql}", ["odd-character"]),
        ("{text: B, run: x, output: '$ x | <none> | {{.Names}} | **a** | [b](c) | \u201cd\u201d'}", []),
        ("{text: B, run: x, output: 'deployed {{ version }}'}", ["unfilled-template"]),
        ("{text: B, run: x, output: 'version TBD'}", ["placeholder"]),
    ],
)
def test_characters_and_expressions(text: str, found: list[str]) -> None:
    assert [code for code, _ in reported(item(text)) if code != "missing-glyph"] == found


def test_a_parameter_with_an_odd_character_is_reported_where_a_command_uses_it() -> None:
    head = "variant: {title: Shop, extends: [base], params: {flag: '\u2013f'}}\n"
    assert reported(item("{text: B, run: 'curl {{ params.flag }}'}"), head=head) == [("odd-character", "checklists.a.items.b.run")]


@pytest.mark.parametrize("reason", ["'true'", "x", "n/a", "because", "'-'"])
def test_a_reason_says_something(reason: str) -> None:
    below = "layer: {title: Base}\n" + item("B")
    assert reported(f"checklists: {{a: {{items: {{b: {{because: {reason}, text: All is well}}}}}}}}\n", below) == [
        ("no-reason", "checklists.a.items.b.because")
    ]
    assert reported(f"checklists: {{a: {{items: {{b: {{remove: {reason}}}}}}}}}\n", below)[0] == (
        "no-reason",
        "checklists.a.items.b.remove",
    )
    head = f"variant: {{title: Shop, extends: [base], waive: {{overlap: {{because: {reason}, until: 2027-01-01}}}}}}\n"
    assert reported("", head=head) == [("no-reason", "variant.waive.overlap.because")]


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({"a": "b", "b": "a"}, ["services.a.needs"]),
        ({"a": "a"}, ["services.a.needs"]),
        ({"a": "b", "b": "c", "c": "b"}, ["services.b.needs"]),
        ({"a": "b, c", "b": "d", "c": "d", "d": ""}, []),
        ({"a": "b", "b": "a", "c": "d", "d": "e", "e": "c"}, ["services.a.needs", "services.c.needs"]),
        ({"a": "b, c", "b": "a", "c": "a"}, ["services.a.needs", "services.a.needs"]),
        ({f"s{number}": f"s{number + 1}" for number in range(3000)}, []),
    ],
)
def test_services_that_need_each_other(needs: dict[str, str], found: list[str]) -> None:
    rows = "".join(f"  {id}: {{title: S, status-page: https://s.test, needs: [{names}]}}\n" for id, names in needs.items())
    rows = rows.replace("needs: [s3000]", "needs: []")
    assert [address for code, address in reported(f"services:\n{rows}") if code == "circular-needs"] == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("at: T+1d, every: week, items: {b: B}", ["checklists.a"]),
        ("group: early, every: week, items: {b: B}", ["checklists.a"]),
        ("group: early, items: {b: B}", []),
        ("every: week, items: {b: B}", []),
        ("at: T+1d, items: {b: B}", []),
        ("items: {b: {text: B, optional: true, blocking: true}}", ["checklists.a.items.b"]),
        ("items: {b: {text: B, optional: true, blocking: false}}", []),
        ("items: {b: {text: B, blocking: true}}", []),
        ("items: {b: {text: B, at: T+1d, every: week}}", []),  # `every` is an error there
        ("items: {b: B}}}\nannouncements: {c: {text: C, audience: external, at: T+1d, every: 30 min", []),
    ],
)
def test_fields_that_contradict_each_other(fields: str, found: list[str]) -> None:
    text = f"checklists: {{a: {{phase: prepare, title: A, {fields}}}}}\n"
    result = reported(text, "layer: {title: Base}\n" + PHASE)
    assert [address for code, address in result if code == "contradictory-fields"] == found


def test_texts_of_an_entry_that_several_layers_make() -> None:
    below = "layer: {title: Base}\n" + item("{text: TBD, expect: TBD}")
    assert reported("checklists: {a: {items: {b: {because: it is known, text: All is well}}}}\n", below) == [
        ("placeholder", "checklists.a.items.b.expect")
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("checklists: {a: {items: {b: {because: TODO, text: All is well}}}}\n", "checklists.a.items.b.because"),
        ("checklists: {a: {items: {b: {remove: TBD}}}}\n", "checklists.a.items.b.remove"),
        (
            "contacts: {a: {title: A, name: A, waive: {overlap: {because: TBD, until: 2027-01-01}}}}\n",
            "contacts.a.waive.overlap.because",
        ),
    ],
)
def test_reasons_are_texts_too(text: str, address: str) -> None:
    assert reported(text, "layer: {title: Base}\n" + item("B")) == [("placeholder", address)]


def test_a_parameter_is_reported_where_it_is_defined() -> None:
    head = "variant: {title: Shop, extends: [base], params: {api: 'https://api.yourdomain.com'}}\n"
    assert reported(item("'The API answers at {{ params.api }}'"), head=head) == [("placeholder", "variant.params.api")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: {title: A}", [("unassigned-contact", "contacts.a")]),
        ("a: {title: A, name: null, phone: null}", [("unassigned-contact", "contacts.a")]),
        ("a: {title: A, channel: '#a'}", []),
        ("a: {titel: A}", []),
        ("a: {title: A, channel: '#a', escalates-to: b}, b: {title: B, channel: '#b'}", []),
        (
            "a: {title: A, channel: '#a', escalates-to: b}, b: {title: B}",
            [("dead-escalation", "contacts.a.escalates-to"), ("unassigned-contact", "contacts.b")],
        ),
        (
            "a: {title: A, channel: '#a', escalates-to: b}, b: {title: B, escalates-to: c}, c: {title: C, channel: '#c'}",
            [("unassigned-contact", "contacts.b")],
        ),
        (
            "a: {title: A, channel: '#a', escalates-to: b}, b: {title: B, backup: c}, c: {title: C, channel: '#c'}",
            [("unassigned-contact", "contacts.b")],
        ),
        ("a: {title: A, channel: '#a', escalates-to: gone}", []),
        ("a: {title: A, channel: '#a', escalates-to: a}", []),
    ],
)
def test_people(text: str, found: list[tuple[str, str]]) -> None:
    assert reported(f"contacts: {{{text}}}\n") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("contacts: {a: {title: A}}\n", []),
        ("contacts: {a: {title: A, phone: null}}\n", [("unassigned-contact", "contacts.a")]),
        ("contacts: {a: {title: A}}\n" + item("{text: B, role: a}"), [("unassigned-contact", "contacts.a")]),
        ("contacts: {a: {title: A}, b: {title: B}}\n", [("unassigned-contact", "contacts.b")]),
    ],
)
def test_an_owner_who_is_only_named_need_not_be_reachable(text: str, found: list[tuple[str, str]]) -> None:
    """Without other work and without a field to fill in, nobody calls the owner of a document."""
    assert reported(text, "layer: {title: Base}\n" + PHASE, HEAD.replace("}", ", owner: a}")) == found


@pytest.mark.parametrize(
    "work",
    [
        "checklists: {a: {phase: prepare, title: A, role: dba, items: {b: B}}}\n",
        item("{text: B, role: dba}"),
        item("{text: B, items: {c: {text: C, role: dba}}}"),
        "sign-offs: {dba: {title: Administrator, role: dba}}\n",
        "announcements: {a: {text: A, audience: internal, role: dba}}\n",
    ],
)
def test_a_role_with_work_needs_a_person(work: str) -> None:
    contact = "contacts: {dba: {title: Administrator, channel: '#dba'}}\n"
    assert reported(contact + work) == [("unheld-role", "contacts.dba")]
    assert reported(contact, "layer: {title: Base}\n" + work) == [("unheld-role", "contacts.dba")]
    assert reported(contact.replace("channel", "name: The team, channel") + work) == []
    assert reported(contact) == []


def test_the_owner_counts_as_a_role_with_work() -> None:
    contact = "contacts: {dba: {title: Administrator, channel: '#dba'}}\n"
    assert reported(contact, head="variant: {title: Shop, extends: [base], owner: dba}\n") == [("unheld-role", "contacts.dba")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("services: {mail: {title: Mail}}\n", ["no-status-page"]),
        ("services: {mail: {title: Mail, status-page: null}}\n", ["no-status-page"]),
        ("services: {mail: {title: Mail, status-page: 'https://status.mail.test'}}\n", []),
        ("slos: {a: {title: A, kind: technical, target: under 1 s}}\n", ["no-alert"]),
        ("slos: {a: {title: A, kind: technical, target: under 1 s, alert: null}}\n", ["no-alert"]),
        ("slos: {a: {title: A, kind: technical, target: under 1 s, alert: [over 2 s, over 3 s]}}\n", []),
        ("slos: {a: {title: A, kind: technical}}\n", []),
        (item("B, c: b."), ["repeated-item"]),
        (item("{text: B, run: one}, c: {text: B, run: other}"), []),
        (item("{text: B, items: {c: B}}"), ["repeated-item"]),
        (item("{text: B, items: {x: X}}, c: {text: C, items: {x: X}}"), []),
        (item("{text: B, items: {x: X, y: x}}"), ["repeated-item"]),
        (PHASE + ALL_USED, []),
        (PHASE + ALL_USED.replace("group: late, ", ""), ["empty-group"]),
    ],
)
def test_entries(text: str, found: list[str]) -> None:
    assert [code for code, _ in reported(text)] == found


def test_a_group_of_a_shared_layer_may_be_there_for_others() -> None:
    assert reported("", "layer: {title: Base}\n" + PHASE) == []


def clock(*lists: str) -> str:
    entries = ", ".join(f"c{number}: {{phase: prepare, title: C, items: {{b: B}}, {one}}}" for number, one in enumerate(lists))
    return f"checklists: {{{entries}}}\n"


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        (["at: T-2h", "at: T-1h"], []),
        (["at: T-1h", "at: T-2h"], [("out-of-order", "checklists.c1.at")]),
        (["at: T-1h", "role: a", "at: T-2h"], [("out-of-order", "checklists.c2.at")]),
        (["at: T-2h, lasts: 1 h", "at: T-1h"], []),
        (["at: T-2h, lasts: 2 h", "at: T-1h"], [("overlap", "checklists.c1.at")]),
        (["at: T-2h, lasts: 2 h", "at: T-2h"], []),
        (["at: T-2h, lasts: 2 h, role: a", "at: T-1h, role: b"], []),
        (["at: T-2h, lasts: 2 h, role: a", "at: T-1h, role: a"], [("overlap", "checklists.c1.at")]),
        (["at: T-2h, lasts: next sprint", "at: T-1h"], []),
        (["every: week", "at: T-1h", "every: day"], []),
    ],
)
def test_the_clock(lists: list[str], found: list[tuple[str, str]]) -> None:
    assert reported(clock(*lists)) == found


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        ("{early: {title: E, at: T-7d}, late: {title: L, at: T-1d}}", []),
        ("{late: {title: L, at: T-1d}, early: {title: E, at: T-7d}}", [("out-of-order", "phases.prepare.groups.early.at")]),
        ("{early: {title: E, at: T-7d, lasts: 1 w}, late: {title: L, at: T-1d}}", [("overlap", "phases.prepare.groups.late.at")]),
    ],
)
def test_the_clock_of_groups(groups: str, found: list[tuple[str, str]]) -> None:
    assert reported(f"phases: {{prepare: {{title: Prepare, groups: {groups}}}}}\n" + ALL_USED) == found


def test_a_list_does_not_start_before_its_group() -> None:
    early = ALL_USED.replace("group: early, ", "group: early, at: T-8d, ")
    assert reported(PHASE + early) == [("out-of-order", "checklists.a.at")]


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ("z: {title: Z, at: T-1h}, a: {title: A, group: early}, b: {title: B, group: late}", [("out-of-order", "checklists.z.at")]),
        (
            "a: {title: A, group: early}, z: {title: Z, at: T-1h}, b: {title: B, group: late}",
            [("out-of-order", "phases.prepare.groups.late.at")],
        ),
        ("a: {title: A, group: early}, b: {title: B, group: late}, z: {title: Z, at: T-1h}", []),
        ("b: {title: B, group: late}, z: {title: Z, at: T-3d}, a: {title: A, group: early}", []),
        ("a: {title: A, group: early, at: T-1h}, b: {title: B, group: late}", [("out-of-order", "phases.prepare.groups.late.at")]),
        ("a: {title: A, group: early, lasts: 1 w}, b: {title: B, group: late}", [("overlap", "checklists.b")]),
        ("a: {title: A, group: early, lasts: 5 d}, z: {title: Z, at: T-3d}, b: {title: B, group: late}", [("overlap", "checklists.z.at")]),
    ],
)
def test_the_clock_of_a_whole_page(lists: str, found: list[tuple[str, str]]) -> None:
    """Groups are in the order of their phase, at the position of their lists."""
    whole = lists.replace("title:", "phase: prepare, items: {x: X}, title:")
    result = reported(f"{PHASE}checklists: {{{whole}}}\n")
    assert [one for one in result if one[0] != "empty-group"] == found


def test_an_entry_in_a_wrong_place_is_reported_once_without_its_neighbours() -> None:
    assert reported(clock("at: T+3h", "at: T-2h", "at: T-0", "at: T+1h")) == [("out-of-order", "checklists.c0.at")]
    assert reported(clock("at: T-2h", "at: T+3h", "at: T-1h", "at: T-0")) == [("out-of-order", "checklists.c1.at")]
    assert reported(clock("at: T-2h", "at: T-1h", "at: T-0", "at: T-3h")) == [("out-of-order", "checklists.c3.at")]


def test_the_order_after_placing_is_checked() -> None:
    below = "layer: {title: Base}\n" + clock("at: T-1h", "at: T-2h")
    assert reported("checklists: {c1: {place: first}}\n", below) == []


def test_a_review_is_reported_with_its_first_overdue_day() -> None:
    result = merged({SHOP: "variant: {title: Shop, reviewed: 2026-06-01, review-every: 30d}\n"})
    future, overdue = lint_variant(result.variant, (), result.tree)
    assert (future.code, str(future.until)) == ("future-review", "2026-05-30")
    assert (overdue.code, str(overdue.since)) == ("overdue-review", "2026-07-02")


@pytest.mark.parametrize(
    "head",
    ["reviewed: 2026-06-01", "review-every: never", "reviewed: soon, review-every: 30d", "reviewed: 2026-06-01, review-every: never"],
)
def test_a_runbook_without_review_rules_has_no_finding(head: str) -> None:
    result = merged({SHOP: f"variant: {{title: Shop, {head}}}\n"})
    assert {problem.code for problem in lint_variant(result.variant, (), result.tree)} <= {"future-review"}


def test_every_shared_layer_is_a_candidate_for_lonely() -> None:
    """Whether the finding stays depends on the other variants: see `tests/checks/test_severity_policy.py`."""
    result = merged({BASE: "layer: {title: Base}\n", SHOP: HEAD})
    layer = merged({BASE: "layer: {title: Base}\n", SHOP: HEAD}).variant
    assert [problem.address for problem in lint_variant(result.variant, (layer,), result.tree)] == ["layers.shop"]


def test_a_long_escalation_that_ends_with_somebody_reachable_is_fine() -> None:
    """If each contact were followed to the end, this would take minutes."""
    rows = "".join(f"  c{at}: {{title: C, channel: c, escalates-to: c{at + 1}}}\n" for at in range(4000))
    assert reported(f"contacts:\n{rows}  c4000: {{title: C, channel: c}}\n") == []
