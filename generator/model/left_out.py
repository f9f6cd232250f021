"""What to write instead of what the model leaves out on purpose: keys that other tools have, and several values where one belongs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from generator.model.field_facts import FieldSpec
from generator.model.scalar_kinds import TEXT_KINDS
from generator.model.synonyms import normal

MOST_JOINED = 200  # characters of a text that a help shows
LINKED = "write it as a link below its {holder}: `links: {{{{{{word}}: https://...}}}}`"
ONE_ROLE = "a line has one role, such as `role: lead`; who takes over is the backup of that contact: `contacts: {lead: {backup: dba}}`"
# Keys of other tools, with what to write. `{word}` is the key as it is written.
KEYS = {
    "rota on-call-rota roster duty-roster on-call-schedule shifts shift-plan": LINKED.format(holder="contact"),
    "dashboard dashboards grafana metrics-page graph graphs": LINKED.format(holder="target or service"),
    "roles assignees responsibles performers": ONE_ROLE.replace("{", "{{").replace("}", "}}"),
    "replace replaces override overrides overwrite": "an entry changes the entry of a layer field by field: write what differs and "
    "`because: why`, and drop inherited fields with `unset: [FIELD]`; for another thing, write `remove: why` and a new entry",
    "clock clocks timer stopwatch": "the only clock is that of the deployment (`at: T-2h`): in an incident, write the time into the text, "
    "such as `Within 5 min: ...`, or as `within` of a choice",
    "escalation-levels escalation-chain escalation-policy escalation-path on-call-chain": "people are called one after the other: "
    "`escalates-to: lead` and `escalates-after: 15 min`, and the same again for `lead`",
}
_WORDS = {word: remark for words, remark in KEYS.items() for word in words.split()}
_CHAIN = (
    "people are called one after the other: `escalates-to: {one}`, and then "
    "`contacts: {{{one}: {{escalates-to: {other}, escalates-after: 15 min}}}}`"
)
_BACKUP = "{what}: `{key}: {one}`; who takes over is the backup of that contact: `contacts: {{{one}: {{backup: {other}}}}}`"
# What to write instead of several values, by the field, or by the collection that the field refers to.
SEVERAL = {
    "escalates-to": _CHAIN,
    "backup": "each contact has one backup: `backup: {one}`, and then `contacts: {{{one}: {{backup: {other}}}}}`",
    "contacts": _BACKUP.replace("{what}", "one contact is named"),
    "slos": "a line checks one target: `{key}: {one}`; write a second line for `{other}`",
    "groups": "a list is in one group: `{key}: {one}`; write a second list for `{other}`",
    "phases": "an entry is in one phase: `{key}: {one}`; write a second entry for `{other}`",
    "then": "a line leads to one place: `then: {one}`; if people decide, "
    "write `choices: {{first: {{then: {one}}}, second: {{then: {other}}}}}`",
    "on-failure": "there is one way out: `on-failure: {one}`; the entry there may lead on to `{other}`",
    "before": "an approval holds one list: `before: {one}`; write a second approval for `{other}`",
    "every": "a list has one rhythm: `every: {one}`; write a second list with `every: {other}`",
    "phone": "a contact has one number: `phone: {one}`; write a contact for the other, and name it in `backup`",
    "email": "a contact has one address: `email: {one}`; write a contact for the other, and name it in `backup`",
    "name": "a contact has one name: `name: {one}`; write a contact for the other, and name it in `backup`",
    "run": "write all commands as one block: `run: |`, and below it each command on a line of its own",
    "message": "write `message: |`, and below it each line of the message",
    "output": "write `output: |`, and below it each line of the screen",
    "target": "a target has one figure: `target: {one}`; write a second entry of `slos` for `{other}`",
    "alert": "there are two levels: the earlier one is `warn`, the later one is `alert`",
    "warn": "there are two levels: the earlier one is `warn`, the later one is `alert`",
}


def instead_of_key(word: str) -> str:
    """Return what to write instead of a key that the model leaves out on purpose; empty for any other key."""
    remark = _WORDS.get(normal(word), "")
    return remark.format(word=normal(word)) if remark else ""


def instead_of_several(spec: FieldSpec, values: Sequence[str]) -> str:
    """Return what to write instead of several values in a field that takes one; empty if there is nothing particular to say."""
    remark = SEVERAL.get(spec.key) or SEVERAL.get(spec.reference, "")
    if len(values) < 2 or any(spec.kind.valid(one) is None for one in values):
        return ""
    if not remark and spec.kind in TEXT_KINDS:
        whole = " ".join(values) if all(one.endswith((".", "!", "?")) for one in values) else "; ".join(values)
        if re.search(r": |:$|\s#|^\W", whole):  # YAML would read more than a text
            whole = json.dumps(whole, ensure_ascii=False)
        return f"write all as one text: `{spec.key}: {whole}`" if len(whole) <= MOST_JOINED else "write all as one text"
    return remark.format(key=spec.key, one=values[0], other=values[1]) if remark else ""
