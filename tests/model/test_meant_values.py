"""The value that a writer means by an invalid one."""

from __future__ import annotations

import pytest

from generator.model.field_facts import HOLDERS, OVERLAY_FIELDS, RECORDS, VARIANT_HEAD, FieldSpec
from generator.model.meant_values import MEANT, help_with_value, meant_value, to_id
from generator.model.scalar_kinds import ID_KIND

SPECS = {
    "target": HOLDERS["slos"].fields["target"],
    "percentile": HOLDERS["slos"].fields["percentile"],
    "lasts": HOLDERS["checklists"].fields["lasts"],
    "at": HOLDERS["checklists"].fields["at"],
    "every": HOLDERS["checklists"].fields["every"],
    "escalates-after": HOLDERS["contacts"].fields["escalates-after"],
    "reviewed": VARIANT_HEAD.fields["reviewed"],
    "language": VARIANT_HEAD.fields["language"],
    "status-page": HOLDERS["services"].fields["status-page"],
    "email": HOLDERS["contacts"].fields["email"],
    "phone": HOLDERS["contacts"].fields["phone"],
    "place": OVERLAY_FIELDS["place"],
    "blocking": HOLDERS["items"].fields["blocking"],
    "on-failure": HOLDERS["items"].fields["on-failure"],
    "before": HOLDERS["sign-offs"].fields["before"],
}
MEANT_VALUES = {
    "target": {
        "less than 200 ms": "under 200 ms",
        "no more than 5%": "at most 5%",
        "below 1,5 s": "under 1.5 s",
        ">= 99,9 %": "at least 99.9 %",
        "99.9% or more": "at least 99.9%",
        "under 200MS": "under 200 ms",
        "99.9%": "at least 99.9%",
        "fast": "",
    },
    "percentile": {"p95": "95", "95th": "95", "99,9": "99.9", "most": ""},
    "lasts": {
        "half an hour": "30 min",
        "1h30m": "90 min",
        "2 hours and 15 minutes": "135 min",
        "00:45": "45 min",
        "PT2H": "2 h",
        "P3D": "3 d",
        "20-30 min": "30 min",
        "~30 min": "30 min",
        "45": "45 min",
        "30m": "30 min",
        "quarterly": "90 d",
        "asap": "immediately",
        "a while": "",
    },
    "at": {
        "-2h": "T-2h",
        "T - 2 h": "T-2h",
        "t-2 hours": "T-2h",
        "T-30": "T-30min",
        "T-1:30": "T-90min",
        "2 days before": "T-2d",
        "30 minutes after go-live": "T+30min",
        "D-7": "T-7d",
        "T0": "T-0",
        "22:00": "",
        "Monday": "",
    },
    "every": {
        "mondays": "monday",
        "on Tuesdays": "tuesday",
        "Thu": "thursday",
        "Monday and Thursday": "monday",
        "weekly": "week",
        "Week": "week",
        "biweekly": "2 weeks",
        "fortnightly": "2 weeks",
        "every other week": "2 weeks",
        "every second month": "2 months",
        "2w": "2 weeks",
        "two weeks": "2 weeks",
        "1st of month": "month",
        "first of each month": "month",
        "month end": "month",
        "yearly": "12 months",
        "2 quarters": "6 months",
        "weekdays": "day",
        "hourly": "ongoing",
        "twice a week": "",
        "0 9 * * 1": "",
    },
    "escalates-after": {"15": "15 min", "half an hour": "30 min", "hourly": "1 h", "immediately": "", "never": ""},
    "reviewed": {
        "01.11.2026": "2026-11-01",
        "11/01/2026": "2026-11-01",
        "25/12/2026": "2026-12-25",
        "2026/11/1": "2026-11-01",
        "20261101": "2026-11-01",
        "2026-11-01T10:00:00Z": "2026-11-01",
        "1 November 2026": "2026-11-01",
        "Nov 1st, 2026": "2026-11-01",
        "2026-13-01": "",
        "yesterday": "",
    },
    "language": {"Bengali": "bn", "en_US": "en-US", "EN": "en", "pt_BR.UTF-8": "pt-BR", "?": ""},
    "status-page": {
        "status.shop.test": "https://status.shop.test",
        "https:/status.shop.test/x": "https://status.shop.test/x",
        "[status](https://status.shop.test)": "https://status.shop.test",
        "<https://status.shop.test>": "https://status.shop.test",
        "see the wiki": "",
    },
    "email": {
        "mailto:lead@shop.test": "lead@shop.test",
        "Ada <lead@shop.test>": "lead@shop.test",
        "lead@shop.test, ops@shop.test": "lead@shop.test",
        "lead at shop.test": "lead@shop.test",
        "lead": "",
    },
    "phone": {
        "tel:+880 2 5566 7788": "+880 2 5566 7788",
        "+880 2 5566 7788, +880 2 1111": "+880 2 5566 7788",
        "+880 2 5566 7788 (desk)": "+880 2 5566 7788",
        "ask the desk": "",
    },
    "place": {
        "migrations": "after migrations",
        "below Migrations": "after migrations",
        "above x": "before x",
        "top": "first",
        "frist": "first",
        "first-aid": "after first-aid",
        "3": "",
    },
    "blocking": {"yes": "true", "Off": "false", "1": "true", "maybe": ""},
    "on-failure": {
        "procedures/roll-back": "procedures.roll-back",
        "procedures.Roll_Back": "procedures.roll-back",
        "see below": "",
        "a/b": "",
    },
    "before": {
        "cut-over": "checklists.cut-over",
        "checklist.cut-over": "checklists.cut-over",
        "checklists.cut-over.items.switch": "checklists.cut-over",
        "cut-over/switch": "checklists.cut-over",
        "T-0": "",
        "phases.deploy-day": "",
        "2026-12-01": "",
    },
}
CASES = [(key, text, meant) for key, texts in MEANT_VALUES.items() for text, meant in texts.items()]


@pytest.mark.parametrize(("key", "text", "meant"), CASES)
def test_the_value_that_is_meant(key: str, text: str, meant: str) -> None:
    assert meant_value(SPECS[key], text) == meant


@pytest.mark.parametrize(("key", "text", "meant"), CASES)
def test_every_offered_value_is_valid_and_the_written_one_is_not(key: str, text: str, meant: str) -> None:
    kind = SPECS[key].kind
    assert kind.valid(text) is None
    assert not meant or kind.valid(meant) is not None


def test_each_kind_of_the_table_is_a_kind_of_the_model() -> None:
    kinds = {spec.kind.name for record in RECORDS for spec in record.keys.values()}
    assert MEANT.keys() <= kinds


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Tech Lead", "tech-lead"),
        ("  A/B  ", "a-b"),
        ("__class__", "class"),
        ("---", ""),
        ("Ünï Straße", "ueni-strasse"),
        ("p\u0430y", "pay"),
        ("x" * 70, "x" * 64),
    ],
)
def test_the_id_that_was_meant(text: str, id: str) -> None:
    assert to_id(text) == id


@pytest.mark.parametrize(
    ("spec", "text", "words"),
    [
        (SPECS["at"], "T\u22122h", "the minus sign `\u2212`, U+2212: write `T-2h`"),
        (SPECS["email"], "le\u0430d@shop", "the Cyrillic letter `\u0430`, U+0430: type `a` instead"),
        (HOLDERS["items"].fields["run"], "ls\u200b -l", "U+200B, which is invisible or looks like a space: write `ls -l`"),
        (HOLDERS["items"].fields["run"], "ls\u00a0-l " + "x" * 80, "U+00A0, which is invisible or looks like a space: type a space"),
        (HOLDERS["items"].fields["role"], "Tech lead", "Write the key of a contact in `contacts`, not its title or name"),
        (FieldSpec("x", "x", "scalar", "", ID_KIND), "Tech lead", "did you mean `tech-lead`?"),
        (SPECS["at"], "soon", "`at`: When the checklist starts"),
    ],
)
def test_help_names_the_character_the_value_or_the_purpose(spec: FieldSpec, text: str, words: str) -> None:
    assert words in help_with_value(spec, text)


@pytest.mark.parametrize(
    ("key", "beside", "help"),
    [
        ("warn", {"warn": "300ms", "alert": "over 500 ms"}, "did you mean `over 300ms`?"),
        ("warn", {"alert": "under 95%", "target": "at least 99%"}, "did you mean `under 300ms`?"),
        ("alert", {"target": "under 200 ms"}, "did you mean `over 300ms`?"),
        ("alert", {"target": "at least 99%"}, "did you mean `under 300ms`?"),
        ("alert", {"target": "exactly 0", "warn": "fast"}, "did you mean `over 300ms` or `under 300ms`?"),
        ("target", {"alert": "over 500 ms"}, "did you mean `under 300ms`?"),
        ("target", {"alert": "under 95%"}, "did you mean `at least 300ms`?"),
        ("target", {}, "did you mean `under 300ms`?"),
    ],
)
def test_a_figure_without_a_relation_has_that_of_the_figures_beside_it(key: str, beside: dict[str, str], help: str) -> None:
    assert help_with_value(HOLDERS["slos"].fields[key], "300ms", beside) == help
