"""A project in which every text is hostile: each field of each kind of entity in the model has each case, at its start or its end."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from generator.model.field_facts import COLLECTIONS, EntityFacts, FieldSpec
from generator.model.scalar_kinds import COMMAND, FIXED, LINE, PROSE, TEXT

CASES = {
    "script": "<script>alert(1)</script>",
    "element": "</div></p><b onclick=x>",
    "comment": "<!-- x",
    "comment-end": "x --> y",
    "cdata": "<![CDATA[ x ]]>",
    "instruction": "<?php x ?>",
    "reference": "&amp; &#60; &copy &bogus;",
    "quotes": "\"double\" 'single'",
    "table": "| a | b |",
    "bad-link": "[x](javascript:alert(1))",
    "relative-link": "[x](../y.md) ![z](./z.png)",
    "link-reference": "[x][y] [z]: https://z.tld",
    "bad-autolink": "<javascript:alert(1)> www.z.tld",
    "heading": "# x ## y #",
    "rule": "--- *** ___",
    "list": "- x * y + z 1. a 2) b",
    "quote": "> x >> y",
    "code-fence": "``` python",
    "tilde-fence": "~~~ x ~~y~~",
    "lone-backtick": "`",
    "jinja": "{{ x }} {% raw %} {# y #}",
    "attribute-list": "{: #id .cls } { #id2 .cls2 onclick=x }",
    "admonition": '!!! note "x" ??? y',
    "container": "::: x",
    "snippet": '--8<-- "x" ;--8<--',
    "contents": "[TOC] [[toc]]",
    "footnote": "[^1] [^1]: x",
    "abbreviation": "*[HTML]: x",
    "emoji": ":smile: :material-check:",
    "math": "$x$ $$y$$ \\(z\\)",
    "keys": "++ctrl+c++ ^^x^^ ==y== H~2~O",
    "escapes": "\\ \\* \\_ \\\\",
    "emphasis": "*x* ***y*** _z_ __a__",
    "front-matter": "title: x",
    "placeholder": "\u0002wzxhzdk:0\u0003",
    "right-to-left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "bengali": "\u09b6\u09bf\u0995\u09cd\u09b7\u09be\u09b0\u09cd\u09a5\u09c0",
    "long-word": "w" * 300,
}
# The reader rejects control characters, so nobody can type the placeholders of Python-Markdown for HTML, only their visible part.
CASES["placeholder"] = CASES["placeholder"].strip("\u0002\u0003")
FENCE = "~" * 9
HARMLESS = "words"
LONGEST_LINE = 200
PHASES = ("prepare", "deploy-day", "follow-up", "operate", "rollback", "incident")
FIRST = "c0"

KNOWN_SCALARS = {
    "duration": "5 min",
    "comparison": "over 5%",
    "offset": "T-2h",
    "date": "2026-11-01",
    "number": 95,
    "percentile": 95,
    "syntax": "sql",
    "recurrence": "day",
    "span": "30 d",
    "system page": "heading",
    "integer": 2,
    "boolean": True,
    "pattern": ".+",
    "url": "https://shop.tld/status",
    "email": "ops@shop.tld",
    "phone": "+880 2 5566 7788",
}


@dataclass(slots=True)
class HostileProject:
    """The files of the project by path, and each hostile text by the address of its field."""

    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def hostile_project(*, harmless: bool = False) -> HostileProject:
    """Return the project; with `harmless` a project of the same structure that has plain words instead of the cases."""
    project = HostileProject()
    maker = _Maker(project.texts, harmless=harmless)
    title = maker.title()
    head: dict[str, Any] = {
        "title": title,
        "summary": maker.text("variant.summary", TEXT.name, "script"),
        "owner": FIRST,
        "reviewed": "2026-11-01",
    }
    head |= {"review-every": "90 days", "extends": ["low"], "params": {"api": maker.case("jinja")}}
    files: dict[str, Any] = {"data/variants/shop/variant.yaml": {"variant": head}}
    for key, spec in COLLECTIONS.items():
        assert spec.record is not None
        files[f"data/variants/shop/{key}.yaml"] = {key: maker.phases(spec.record) if key == "phases" else maker.entries(key, spec.record)}
    for name, case in (("list", "list"), ("heading", "heading"), ("braces", "attribute-list")):
        files[f"data/variants/{name}/variant.yaml"] = {"variant": {"title": f"{maker.case(case)} {name}", "extends": ["low"]}}
        project.texts[f"{name}.title"] = f"{maker.case(case)} {name}"
    alike = ("A/B", "A B", "***", "###")
    groups = {f"n{at}": {"title": f"Signs {at}", "group": f"group {at}" if harmless else group} for at, group in enumerate(alike)}
    files["data/variants/heading/signs.yaml"] = {"sign-offs": groups, "contacts": groups}
    files["data/layers/low/layer.yaml"] = {"layer": {"title": f"{maker.case('element')} layer"}}
    project.files = {path: to_yaml(tree) for path, tree in files.items()}
    return project


class _Maker:
    """Fills entities from the field tables of the model."""

    def __init__(self, texts: dict[str, str], *, harmless: bool) -> None:
        self.texts = texts
        self.harmless = harmless
        self.numbers = itertools.count(100)

    def case(self, name: str) -> str:
        return HARMLESS if self.harmless else CASES[name]

    def title(self) -> str:
        """Return a title for a system with all cases that fit in one line."""
        self.texts["variant.title"] = (
            f"{self.case('script')} &amp; {self.case('emphasis')} {self.case('quotes')} Shop {self.case('heading')}"
        )
        return self.texts["variant.title"]

    def text(self, address: str, kind: str, case: str) -> str:
        """Return a text with the case at its start or, every other time, at its end, and a word that no other text contains."""
        number = next(self.numbers)
        mark = f"q{number}q"
        words = self.case(case)[: LONGEST_LINE - 20] if kind == LINE.name else self.case(case)
        self.texts[address] = f"{words} {mark}" if number % 2 else f"{mark} {words}"
        return self.texts[address]

    def entries(self, collection: str, record: EntityFacts) -> dict[str, Any]:
        """Return one entity for each case."""
        entries = {}
        for at, case in enumerate(CASES):
            key = f"c{at}"
            entries[key] = self.entry(f"{collection}.{key}", record, case, PHASES[at % len(PHASES)], key)
        return entries

    def phases(self, record: EntityFacts) -> dict[str, Any]:
        """Return the six phases, each with a case, and two groups in each phase."""
        return {
            phase: self.entry(f"phases.{phase}", record, case, phase, phase)
            for phase, case in zip(PHASES, ("script", "heading", "attribute-list", "list", "reference", "emphasis"), strict=True)
        }

    def entry(self, address: str, record: EntityFacts, case: str, phase: str, key: str) -> dict[str, Any]:
        entry: dict[str, Any] = {}
        for name, spec in record.fields.items():
            value = self.value(f"{address}.{name}", spec, case, phase, key)
            if value is not None:
                entry[name] = value
        return entry

    def known(self, reference: str, phase: str, key: str) -> str:
        """Return an id or address that exists in the project; the checklists of a phase are divided between its groups."""
        if reference == "groups":
            return "ab"[int(key[1:]) // len(PHASES) % 2]
        return {"phases": phase, "way": f"procedures.{FIRST}"}.get(reference, FIRST)

    def value(self, address: str, spec: FieldSpec, case: str, phase: str, key: str) -> Any:
        if spec.shape == "entities":
            assert spec.record is not None
            if address.count(".") > 7 or (spec.key == "items" and address.count(".items") > 2):
                return None
            is_blank = ".blanks." in address or ".columns." in address
            if spec.key == "choices" and is_blank and not address.startswith("phases."):
                return None  # the texts of cells are no ids of choices
            if spec.key == "cells" and address.startswith("procedures."):
                return None  # steps have no columns
            if spec.key == "blanks":
                return {id: self.entry(f"{address}.{id}", spec.record, case, phase, id) for id in (f"blank-{next(self.numbers)}",)}
            children = ("a", "b") if spec.key in ("groups", "steps") else ("a",)
            return {child: self.entry(f"{address}.{child}", spec.record, case, phase, child) for child in children}
        if spec.key == "group" and ".links." in address:
            return None  # only the links of the whole system are under headings
        if spec.key == "internal":
            return None  # controls what a public build leaves out and is never shown as text
        if spec.key == "aliases":
            return [f"old-{next(self.numbers)}"]
        if spec.shape == "waivers":
            return {"placeholder": {"because": self.text(f"{address}.placeholder", LINE.name, case), "until": KNOWN_SCALARS["date"]}}
        if spec.reference:
            if spec.kind.choices and spec.reference == "phases" and phase not in spec.kind.choices:
                return spec.kind.choices[0]
            # An approval and the list of the same id are in the same phase.
            known = f"checklists.{key}" if spec.key == "before" else self.known(spec.reference, phase, key)
            if spec.key in ("escalates-to", "backup", "needs") and key == FIRST:
                return None
            return [known] if spec.shape == "list" else known
        if spec.key == "kind" and address.startswith("phases."):
            return "choice"
        if spec.kind.choices:
            return spec.kind.choices[0]
        return self.scalar(address, spec, case, key)

    def scalar(self, address: str, spec: FieldSpec, case: str, key: str) -> Any:
        """Return a text with the case, or a value that its kind accepts."""
        if spec.kind is COMMAND:
            return f"echo 1\n{self.text(address, spec.kind.name, case)}\n\necho 2"
        if spec.kind is FIXED:
            return f"first\n{self.text(address, spec.kind.name, case)}\n\n  last"
        if spec.kind is PROSE:
            # Code may contain anything.
            return f"{FENCE} text\n{self.text(address, spec.kind.name, case)}\n{FENCE}"
        if spec.kind in (TEXT, LINE):
            return self.text(address, spec.kind.name, case)
        if spec.key == "escalates-after" and key == FIRST:
            return None
        return {"target": "under 5%", "warn": "over 3%"}.get(spec.key) or KNOWN_SCALARS[spec.kind.name]


def to_yaml(tree: dict[str, Any], indent: str = "") -> str:
    """Write mappings in block style and each scalar as JSON, which YAML reads as the same value."""
    lines = []
    for key, value in tree.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{to_yaml(value, indent + '  ')}")
        else:
            lines.append(f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines)
