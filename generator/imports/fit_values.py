"""Makes the texts of a draft values that the model takes: characters, parameters and lengths. What is changed is noted; no word is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.imports.clean_texts import clean_text
from generator.imports.divide_texts import at_sentence, at_word, in_blocks
from generator.imports.draft import Draft, DraftText, DraftValue, ImportNote
from generator.imports.typed_characters import as_meant
from generator.model.entities import PhaseId
from generator.model.field_facts import COLLECTIONS, HEADS, EntityFacts, FieldSpec
from generator.model.scalar_kinds import ALMOST, COMMAND, LINE, MAX_LINE, MAX_PROSE, MAX_TEXT, PARAM, PROSE, TEXT, Kind
from generator.text.gfm_escaping import fenced, inline, literal

BREAKS = re.compile("\r\n?")
DOT = re.compile(r"(?i:params?)\.(?=[\w-])")
DEEPEST = 12  # levels of items; the reader takes 40 levels of YAML
HOMES = ("details", "about")  # the fields for what does not fit elsewhere
REST = "passages"
# The titles of phases for which a document has none.
TITLES: dict[PhaseId, str] = {
    "prepare": "Prepare",
    "deploy-day": "Deployment day",
    "follow-up": "Follow-up",
    "operate": "Operate",
    "rollback": "Rollback",
    "incident": "Incident",
}


@dataclass(slots=True)
class Fitted:
    """A draft whose texts fit, and what was changed to get there. `moved` has the new address of each line of a list that was divided."""

    draft: Draft
    notes: list[ImportNote] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)


def fit(draft: Draft) -> Fitted:
    """Return a draft in which each text is valid for its field."""
    return _Fitting().all_of(draft)


def with_phases(draft: Draft) -> Draft:
    """Return a draft that defines each phase that its entries name."""
    collections = [value for key, value in draft.items() if key in COLLECTIONS and key != "phases" and isinstance(value, dict)]
    phases = [entry.get("phase") for entries in collections for entry in entries.values() if isinstance(entry, dict)]
    used = {phase.text for phase in phases if isinstance(phase, DraftText)}
    found = draft.get("phases")
    known = found if isinstance(found, dict) else {}
    defined: dict[str, DraftValue] = {}
    for phase, title in TITLES.items():
        own = known.get(phase, {})
        if phase in used or phase in known:
            defined[phase] = {"title": DraftText(title), **own} if isinstance(own, dict) else own
    head = {key: value for key, value in draft.items() if key in HEADS}
    rest = {key: value for key, value in draft.items() if key not in HEADS and key != "phases"}
    return {**head, **({"phases": defined} if defined else {}), **rest}


class _Fitting:
    def __init__(self) -> None:
        self.notes: list[ImportNote] = []
        self.rest: dict[str, DraftValue] = {}
        self.taken: set[str] = set()

    def all_of(self, draft: Draft) -> Fitted:
        fitted: Draft = {}
        spilled: list[DraftText] = []
        passages = draft.get(REST)
        self.taken = set(passages) if isinstance(passages, dict) else set()
        for key, value in draft.items():
            if isinstance(value, dict) and key in HEADS:
                fitted[key] = self.fields(HEADS[key], value, key, {})
            elif isinstance(value, dict) and key in COLLECTIONS:
                fitted[key], more = self.entries(COLLECTIONS[key].holds, value, key, {}, 0)
                spilled += more
            else:
                fitted[key] = value
        head = fitted.get("variant")
        if spilled and isinstance(head, dict):
            joined = self.with_home(HEADS["variant"], head, spilled, "about")
            fitted["variant"] = self.with_prose(HEADS["variant"], joined, "variant", {})
        if self.rest:
            known = fitted.get(REST)
            fitted[REST] = {**(known if isinstance(known, dict) else {}), **self.rest}
        return Fitted(with_phases(fitted), self.notes)

    def entries(
        self, record: EntityFacts, entries: Mapping[str, DraftValue], address: str, top: Mapping[str, DraftValue], depth: int
    ) -> tuple[DraftValue, list[DraftText]]:
        """Return entries that fit, and texts for which they have no place. `top` are the fields of the outermost entry."""
        fitted: dict[str, DraftValue] = {}
        spilled: list[DraftText] = []
        for id, value in entries.items():
            place = f"{address}.{id}"
            fields = value if isinstance(value, dict) else {record.model.shorthand: value}
            above = top or fields
            inner = self.fields(record, fields, place, above, depth)
            more = inner.pop("", ())
            assert isinstance(more, tuple)
            spilled += more
            below = inner.get("items")
            if depth >= DEEPEST and isinstance(below, dict):
                del inner["items"]
                fitted[id] = inner
                self.note(_first(inner), "an item deeper than twelve levels", "an item beside the one above it")
                for one, child in below.items():
                    fitted[one if one not in fitted and one not in entries else _free(one, {*fitted, *entries})] = child
            else:
                fitted[id] = inner
        return fitted, spilled

    def fields(
        self, record: EntityFacts, fields: Mapping[str, DraftValue], address: str, top: Mapping[str, DraftValue], depth: int = 0
    ) -> dict[str, DraftValue]:
        """Return the fields of an entry that fit. If it has no place for a text, the text is under an empty key."""
        fitted: dict[str, DraftValue] = {}
        spilled: list[DraftText] = []
        for key, value in fields.items():
            spec = record.keys.get(key)
            if isinstance(value, dict):
                if spec is not None and spec.record is not None:
                    deeper = depth + 1 if key == "items" else depth
                    fitted[key], more = self.entries(spec.record, value, f"{address}.{key}", top, deeper)
                    spilled += more
                else:
                    fitted[key] = {name: self.text(TEXT, one)[0] if isinstance(one, DraftText) else one for name, one in value.items()}
            elif isinstance(value, tuple):
                fitted[key] = tuple(self.cleaned(LINE, one) for one in value)
            else:
                kept, more = self.text(spec.kind if spec is not None else TEXT, value)
                spilled += more
                if kept.text or not value.text:
                    fitted[key] = kept
                elif spec is not None and (spec.required or key == record.model.shorthand):
                    fitted[key] = DraftText("…", value.lines)
        if spilled:
            home = next((name for name in HOMES if name in record.keys), "")
            if not home:
                return {**fitted, "": tuple(spilled)}
            fitted = self.with_home(record, fitted, spilled, home)
        return self.with_prose(record, fitted, address, top)

    def with_home(self, record: EntityFacts, fields: dict[str, DraftValue], spilled: list[DraftText], home: str) -> dict[str, DraftValue]:
        """Return fields with texts before the prose of an entry."""
        before = fields.get(home)
        texts = [*spilled, *([before] if isinstance(before, DraftText) else [])]
        joined = DraftText("\n\n".join(one.text for one in texts), tuple(sorted({line for one in texts for line in one.lines})))
        fitted = dict(fields)
        if home in fitted:
            fitted[home] = joined
            return fitted
        # A new field comes before the entries of the list.
        below = {spec.key for spec in record.children}
        first = {key: value for key, value in fitted.items() if key not in below}
        return {**first, home: joined, **{key: value for key, value in fitted.items() if key in below}}

    def with_prose(
        self, record: EntityFacts, fields: dict[str, DraftValue], address: str, top: Mapping[str, DraftValue]
    ) -> dict[str, DraftValue]:
        """Return fields whose prose has no odd code and is not too long: what follows is in passages of their own."""
        for key, given in fields.items():
            spec = record.keys.get(key)
            if not (isinstance(given, DraftText) and _is_prose(spec)):
                continue
            value = self.typed(PROSE, given)
            fields = {**fields, key: value}
            if len(value.text) > MAX_PROSE:
                first, *more = self.divided(value)
                fields[key] = DraftText(first, value.lines)
                title = next((one.text for name in ("title", "text") if isinstance(one := fields.get(name), DraftText)), "")
                for number, text in enumerate(more, 2):
                    id = _free("-".join(address.split(".")[1:])[:50].strip("-") or "about", self.taken)
                    self.taken.add(id)
                    where = {name: top[name] for name in ("phase", "group") if name in top} or {"phase": DraftText("prepare")}
                    named = f"{at_word(title, MAX_LINE - 10) if len(title) > MAX_LINE - 10 else title} · {number}"
                    self.rest[id] = {**where, "title": DraftText(named), "about": DraftText(text, value.lines)}
                self.note(
                    value,
                    f"{len(value.text):,} characters in one place",
                    f"{len(more)} more in passages, because {MAX_PROSE:,} are the most",
                )
        return fields

    def divided(self, value: DraftText) -> list[str]:
        """Return parts of prose. What was quoted in long code may not be in a part, so each is typed again, and that may make it longer."""
        for most in (MAX_PROSE, MAX_PROSE // 3):
            parts = [as_meant(one, PROSE)[0] for one in in_blocks(value.text, most)]
            if max(map(len, parts)) <= MAX_PROSE:
                break
        return parts

    def text(self, kind: Kind, value: DraftText) -> tuple[DraftText, list[DraftText]]:
        """Return a text that its field takes, and what is left over."""
        value = self.cleaned(kind, value)
        if kind is LINE and len(value.text) > MAX_LINE:
            self.note(value, f"a title of {len(value.text)} characters", "cut at a word; the whole of it is in the text below")
            return DraftText(f"{at_word(value.text, MAX_LINE - 2)} …", value.lines), [DraftText(literal(value.text), value.lines)]
        if kind is TEXT and len(value.text) > MAX_TEXT:
            self.note(value, f"a text of {len(value.text):,} characters", "divided at a sentence; the rest is in the text below")
            first, rest = at_sentence(value.text, MAX_TEXT)
            return DraftText(first, value.lines), [DraftText(one, value.lines) for one in in_blocks(inline(rest), MAX_PROSE)]
        if kind is COMMAND and len(value.text) > MAX_TEXT:
            self.note(value, f"a command of {len(value.text):,} characters", "code in the text below")
            return DraftText("", value.lines), [DraftText(fenced(value.text, "bash"), value.lines)]
        return value, []

    def cleaned(self, kind: Kind, value: DraftText) -> DraftText:
        """Return a text without characters and parameters that the reader refuses."""
        clean = clean_text(BREAKS.sub("\n", value.text), command=kind is COMMAND)
        for change in clean.changes:
            self.note(value, change.found, change.done, change.line)
        text = clean.text
        if kind in (LINE, TEXT):
            text = " ".join(text.split())
        elif kind is COMMAND:
            text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
        clean_value = value if text == value.text else DraftText(text, value.lines)
        return clean_value if kind is PROSE else self.typed(kind, clean_value)

    def typed(self, kind: Kind, value: DraftText) -> DraftText:
        """Return a text whose code has the characters of a keyboard, and which has no parameter."""
        text, typed = as_meant(value.text, kind)
        while typed:  # other characters may show a secret, and what is masked may have been a quote
            for odd, meant in typed.items():
                line = value.text.partition(odd)[0].count("\n")
                self.note(value, f"the odd character `{odd}`", f"written as `{meant}`" if meant else "left out", line)
            text, typed = as_meant(clean_text(text).text, kind)
        if "params" in text and (PARAM.search(text) or ALMOST.search(text)):
            self.note(value, "braces that would be a parameter of ours", "written with a space between them")
            text = PARAM.sub(_apart, ALMOST.sub(_apart, text))
        return value if text == value.text else DraftText(text, value.lines)

    def note(self, value: DraftText | int, found: str, done: str, below: int = 0) -> None:
        lines = (value,) if isinstance(value, int) else value.lines
        self.notes.append(ImportNote(lines[min(below, len(lines) - 1)] if lines else 0, found, done))


def _apart(match: re.Match[str]) -> str:
    return DOT.sub(r"\g<0> ", re.sub(r"\{(?=\{)", "{ ", match[0]))


def _is_prose(spec: FieldSpec | None) -> bool:
    return spec is not None and spec.kind is PROSE


def _first(fields: Mapping[str, DraftValue]) -> int:
    return min((line for one in fields.values() if isinstance(one, DraftText) for line in one.lines), default=0)


def _free(id: str, taken: Iterable[str]) -> str:
    """Return an id that is not taken: the id, or the id with a number."""
    known = set(taken)
    stem, number = re.sub(r"-\d+$", "", id), 2
    while f"{stem}-{number}" in known:
        number += 1
    return f"{stem}-{number}"
