"""Combines the drafts of several documents into one, in which each document is a group of its phases."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from generator.imports.draft import Draft, DraftText, DraftValue, Fields, ImportedDocument, fields_of
from generator.imports.entry_ids import free_entry_id
from generator.model.field_facts import COLLECTIONS, EntityFacts
from generator.text.parameters import markup_in
from generator.text.prose_code import sub_outside_code

Readdress = Callable[[int, str], str]
TEXTS = ("summary", "about")  # of the head of a document, which become a passage
SHARED = ("title", "phases")
LINK = re.compile(r"(?<=\]\()([a-z-]+\.[a-z0-9-]+)(?=[.)])")
FALLBACK = "prepare"


def combine(id: str, documents: Sequence[ImportedDocument]) -> tuple[Draft, Readdress]:
    """Return the draft of a variant, and a function from the number of a document and an address in its draft to the new address."""
    if len(documents) == 1:
        return documents[0].draft, lambda _number, address: address
    combining = _Combining(id)
    combining.blanks.update(name for document in documents for name in markup_in("\n".join(document.lines)))
    for document in documents:
        combining.add(document)
    return combining.draft(), combining.readdressed


class _Combining:
    def __init__(self, id: str) -> None:
        self.head: Fields = {"title": DraftText(id.replace("-", " ").capitalize())}
        self.phases: Fields = {}
        self.collections: dict[str, Fields] = {}
        self.blanks: set[str] = set()
        self.groups: set[str] = set()
        self.addresses: list[dict[str, str]] = []

    def draft(self) -> Draft:
        return {"variant": self.head, "phases": self.phases, **self.collections}

    def readdressed(self, number: int, address: str) -> str:
        """Return the new address of what had an address in a document."""
        known = self.addresses[number]
        parts = address.split(".")
        for length in range(min(4, len(parts)), 0, -1):
            head = ".".join(parts[:length])
            if head in known:
                return ".".join((known[head], *parts[length:]))
        return address

    def add(self, document: ImportedDocument) -> None:
        draft = document.draft
        group = free_entry_id(document.id or "part", self.groups)
        self.groups.add(group)
        head, phases = fields_of(draft.get("variant")), fields_of(draft.get("phases"))
        title = head.get("title", DraftText(document.path))
        entries = {key: fields_of(value) for key, value in draft.items() if key in COLLECTIONS and key != "phases"}
        first = next((text for found in entries.values() for one in found.values() if (text := fields_of(one).get("phase"))), None)
        phase = first if isinstance(first, DraftText) else DraftText(FALLBACK)
        texts = [text for key in TEXTS if isinstance(text := head.get(key), DraftText)]
        if texts:
            about = DraftText("\n\n".join(one.text for one in texts), tuple(line for one in texts for line in one.lines))
            passage: Fields = {"phase": phase, "title": title, "about": about}
            entries["passages"] = {free_entry_id(group, set(entries.get("passages", {}))): passage, **entries.get("passages", {})}
        ids = {key: {id: free_entry_id(id, set(self.collections.get(key, {}))) for id in found} for key, found in entries.items()}
        self.addresses.append(
            {
                "variant": f"passages.{ids['passages'][next(iter(entries['passages']))]}"
                if texts
                else f"phases.{phase.text}.groups.{group}",
                **{f"{key}.{old}": f"{key}.{new}" for key, found in ids.items() for old, new in found.items()},
            }
        )
        renamed = {f"{key}.{old}": f"{key}.{new}" for key, found in ids.items() for old, new in found.items() if old != new}
        for key, value in head.items():
            if key not in (*SHARED, *TEXTS):
                self.head.setdefault(key, value)
        titles = {id: _title(one) for one in phases.values() for id, one in fields_of(fields_of(one).get("groups")).items()}
        used = {
            text.text for found in entries.values() for one in found.values() if isinstance(text := fields_of(one).get("phase"), DraftText)
        }
        for name in dict.fromkeys((*phases, *sorted(used))):
            own = {key: one for key, one in fields_of(phases.get(name)).items() if key != "groups"}
            known = fields_of(self.phases.get(name))
            groups = {**fields_of(known.get("groups")), **({group: {"title": title}} if name in used else {})}
            blanks = {**fields_of(known.get("blanks")), **self.unique_blanks(fields_of(own.get("blanks")))}
            self.phases[name] = {
                **own,
                **{key: one for key, one in known.items() if key not in ("groups", "blanks")},
                **({"blanks": blanks} if blanks else {}),
                **({"groups": groups} if groups else {}),
            }
        for key, found in entries.items():
            record = COLLECTIONS[key].holds
            home = self.collections.setdefault(key, {})
            for old, value in found.items():
                home[ids[key][old]] = self.entry(record, value, renamed, group, titles)

    def entry(
        self, record: EntityFacts, value: DraftValue, renamed: Mapping[str, str], group: str, titles: Mapping[str, DraftText]
    ) -> DraftValue:
        """Return an entry in the group of its document. The title of its own group is before its title."""
        moved = self.references(record, value, renamed)
        spec = record.keys.get("group")
        if not isinstance(moved, dict) or spec is None or spec.reference != "groups":
            return moved
        above, title = moved.get("group"), moved.get("title")
        if isinstance(above, DraftText) and isinstance(title, DraftText) and (name := titles.get(above.text)):
            moved["title"] = DraftText(f"{name.text} · {title.text}", tuple(sorted({*name.lines, *title.lines})))
        at = [key for key in moved if key != "group"]
        return {key: moved[key] for key in at[:1]} | {"group": DraftText(group)} | {key: moved[key] for key in at[1:]}

    def references(self, record: EntityFacts | None, value: DraftValue, renamed: Mapping[str, str]) -> DraftValue:
        """Return a value in which what names a renamed entry names it by its new id, and in which each blank has an id of its own."""
        if isinstance(value, DraftText):
            return DraftText(_relinked(value.text, renamed), value.lines)
        if isinstance(value, tuple):
            return tuple(DraftText(_relinked(one.text, renamed), one.lines) for one in value)
        found: Fields = {}
        for key, one in value.items():
            spec = record.keys.get(key) if record is not None else None
            if isinstance(one, DraftText) and spec is not None and spec.reference in COLLECTIONS:
                new = renamed.get(f"{spec.reference}.{one.text}", one.text)
                found[key] = DraftText(new.rpartition(".")[2], one.lines)
            elif isinstance(one, dict) and spec is not None and spec.record is not None:
                inner = {id: self.references(spec.record, entry, renamed) for id, entry in one.items()}
                found[key] = self.unique_blanks(inner) if key == "blanks" else inner
            else:
                found[key] = self.references(None, one, renamed)
        return found

    def unique_blanks(self, blanks: Fields) -> Fields:
        unique: Fields = {}
        for id, value in blanks.items():
            own = free_entry_id(id, self.blanks)
            self.blanks.add(own)
            unique[own] = value
        return unique


def _relinked(text: str, renamed: Mapping[str, str]) -> str:
    if "](" not in text or not renamed:
        return text
    return sub_outside_code(LINK, lambda match: renamed.get(match[1], match[1]), text)


def _title(value: DraftValue) -> DraftText:
    title = fields_of(value).get("title")
    return title if isinstance(title, DraftText) else DraftText("")
