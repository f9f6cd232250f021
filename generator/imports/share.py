"""Divides the drafts of several documents into a layer with what they share, and drafts that state their differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.imports.alike_texts import same_words
from generator.imports.compare_lists import (
    ENTRIES,
    AlikeEntries,
    ComparedList,
    EarlierSharing,
    compare_lists,
    entries_of,
    words_of_entry,
)
from generator.imports.draft import Draft, DraftText, DraftValue, Fields, fields_of, line_of, text_at
from generator.imports.entry_ids import free_entry_id
from generator.model.field_facts import COLLECTIONS, EntityFacts
from generator.model.scalar_kinds import WORD_KINDS

NOTHING = EarlierSharing({}, {})


@dataclass(frozen=True, slots=True)
class SharedDrafts:
    """A layer, and the drafts that extend it. `moved` has the new addresses of entries, by draft; `lists` is what was compared."""

    layer: Draft
    drafts: Mapping[str, Draft]
    moved: Mapping[str, Mapping[str, str]]
    lists: tuple[ComparedList, ...]


def share(drafts: Mapping[str, Draft], paths: Mapping[str, str], layer: str = "base", before: EarlierSharing | None = None) -> SharedDrafts:
    """Return a layer with the entries that at least two drafts have, and what each draft adds, changes and removes.

    Args:
        drafts: The drafts of variants by id.
        paths: Their documents, which the reasons of changes name. A writer replaces these reasons.
        layer: The id of the layer.
        before: What an earlier import shared, if these documents are imported again.
    """
    lists = compare_lists(drafts, before)
    shared = [one for one in lists if one.drafts]
    earlier = before or NOTHING
    extending = [name for name in drafts if name in earlier.drafts or any(name in one.drafts for one in shared)]
    sharing = _Sharing(drafts, paths, extending, earlier)
    for one in shared:
        sharing.add(one)
    title: Draft = {"layer": {"title": DraftText("What several systems share")}}
    head = {"layer": earlier.layer["layer"]} if "layer" in earlier.layer else title if shared else {}
    return SharedDrafts(
        {**head, **({"phases": sharing.phases} if sharing.phases else {}), **sharing.collections},
        {name: sharing.draft_of(name, draft, layer) if name in extending else draft for name, draft in drafts.items()},
        sharing.moved,
        tuple(lists),
    )


@dataclass(slots=True)
class _Sharing:
    drafts: Mapping[str, Draft]
    paths: Mapping[str, str]
    extending: list[str]
    before: EarlierSharing
    collections: Draft = field(default_factory=dict)
    phases: Fields = field(default_factory=dict)
    changes: dict[tuple[str, str, str], Fields] = field(default_factory=dict)  # by draft, collection and list
    moved: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, one: ComparedList) -> None:
        """Put a list into the layer, and what each draft has otherwise into its changes."""
        key, record = ENTRIES[one.collection], COLLECTIONS[one.collection].holds
        common: dict[str, AlikeEntries] = {}
        entries: Fields = {}
        for cluster in one.entries:
            if (id := self._id_in_layer(one, cluster, entries)) is not None:
                name = self._majority(one, cluster)
                common[id], entries[id] = cluster, entries_of(one.collection, one.lists[name])[cluster.ids[name]]
        if not entries:
            return
        earlier = fields_of(fields_of(self.before.layer.get(one.collection)).get(one.id))
        head = {name: value for name, value in one.lists[one.drafts[0]].items() if name != key}
        if earlier and any(_same_fields(earlier, own) for own in one.lists.values()):
            head = {name: value for name, value in earlier.items() if name != key}
        home = self.collections.setdefault(one.collection, {})
        assert isinstance(home, dict)
        home[one.id] = {**head, key: entries}
        phase = text_at(head, "phase")
        title = fields_of(fields_of(self.drafts[one.drafts[0]].get("phases")).get(phase)).get("title")
        title = fields_of(fields_of(self.before.layer.get("phases")).get(phase)).get("title", title)
        if title is not None:
            self.phases.setdefault(phase, {"title": title})
        for name in self.extending:
            own = one.lists.get(name)
            if own is None:
                changes: Fields = {"remove": DraftText(f"TODO: {self.paths[name]} does not have this list")}
            else:
                rest = {field: value for field, value in own.items() if field != key}
                inner = self._entries(name, one, common, entries, record.fields[key].holds)
                changes = {**self._difference(name, head, rest, record), **({key: inner} if inner else {})}
            self.changes[name, one.collection, one.id] = changes

    def _id_in_layer(self, one: ComparedList, cluster: AlikeEntries, entries: Fields) -> str | None:
        """Return the id of an entry in the layer; None if it is not shared, or would take the id of another entry."""
        old = [id for name, id in cluster.ids.items() if self.before.has(name, one.collection, one.id, id)]
        address = f"{one.collection}.{one.id}.{ENTRIES[one.collection]}."
        if sum(name in one.drafts for name in cluster.ids) < 2 and not any(f"{address}{id}" in self.before.edited for id in old):
            return None
        others = {
            id: name for name in self.extending for id in entries_of(one.collection, one.lists.get(name, {})) if cluster.ids.get(name) != id
        }
        if old:
            return None if old[0] in others and self.before.has(others[old[0]], one.collection, one.id, old[0]) else old[0]
        taken = {**others, **self.before.entries(one.collection, one.id), **entries}
        first = cluster.ids[self._majority(one, cluster)]
        return next((id for id in (first, *cluster.ids.values()) if id not in taken), free_entry_id(first, taken))

    def _majority(self, one: ComparedList, cluster: AlikeEntries) -> str:
        """Return the draft that has an entry in the words of most drafts; of several, in those of the layer before, else the first."""
        own = {name: entries_of(one.collection, one.lists[name])[id] for name, id in cluster.ids.items()}
        words = {name: same_words(words_of_entry(fields_of(entry))) for name, entry in own.items()}
        layer = self.before.entries(one.collection, one.id)
        before = next((same_words(words_of_entry(fields_of(layer[id]))) for id in cluster.ids.values() if id in layer), "")
        counts = Counter(words.values())
        most = max(counts, key=lambda text: (counts[text], text == before))
        return next(name for name, text in words.items() if text == most)

    def _entries(self, name: str, one: ComparedList, common: Mapping[str, AlikeEntries], layer: Fields, record: EntityFacts) -> Fields:
        """Return what a draft adds to the entries of a shared list, changes in them, and removes from them."""
        own = entries_of(one.collection, one.lists[name])
        shared_as = {cluster.ids[name]: id for id, cluster in common.items() if name in cluster.ids}
        changes: Fields = {id: _removed(self.paths[name]) for id, cluster in common.items() if name not in cluster.ids}
        # What is at another place than in the layer is placed like what only this draft has.
        elsewhere = {cluster.ids[name] for cluster in common.values() if name in cluster.moved}
        order, staying = [*own], [id for old, id in shared_as.items() if old not in elsewhere]
        staying.sort(key=lambda id: order.index(common[id].ids[name]))
        taken = {*layer}
        for number, (id, value) in enumerate(own.items()):
            new = shared_as.get(id) or free_entry_id(id, taken)
            if new != id:
                prefix = f"{one.collection}.{one.id}.{ENTRIES[one.collection]}"
                self.moved.setdefault(name, {})[f"{prefix}.{id}"] = f"{prefix}.{new}"
            difference = self._difference(name, fields_of(layer[new]), fields_of(value), record) if id in shared_as else {}
            if id in shared_as and id not in elsewhere:
                changes |= {new: difference} if difference else {}
                continue
            taken.add(new)
            following = next((shared_as[other] for other in order[number + 1 :] if other in shared_as and other not in elsewhere), "")
            place = f"before {following}" if following else f"after {staying[-1]}" if elsewhere and staying else ""
            rest = difference if id in shared_as else fields_of(value)
            changes[new] = {"place": DraftText(place), **rest} if place else value
        return changes

    def _difference(self, name: str, layer: Fields, own: Fields, record: EntityFacts) -> Fields:
        """Return the fields by which an entry of a draft differs from that of the layer, with the reason that a writer has to give."""
        result: Fields = {}
        unset: list[DraftText] = []
        for key in dict.fromkeys((*own, *layer)):
            ours, theirs = own.get(key), layer.get(key)
            spec = record.fields.get(key)
            if spec is not None and spec.record is not None:
                inner = self._inner(name, fields_of(theirs) if theirs else {}, fields_of(ours) if ours else {}, spec.record)
                result |= {key: inner} if inner else {}
            elif ours is None:
                unset.append(DraftText(key))
            elif theirs is None or not _is_same(ours, theirs, is_text=spec is not None and spec.kind in WORD_KINDS):
                result[key] = ours
        scalars = [value for key, value in result.items() if key in own and not isinstance(value, dict)]
        if unset:
            result["unset"] = tuple(unset)
        if scalars or unset:
            line = next(filter(None, map(line_of, (*scalars, own))), 0)
            result["because"] = DraftText(f"TODO: {self.paths[name]} line {line} says otherwise")
        return result

    def _inner(self, name: str, layer: Fields, own: Fields, record: EntityFacts) -> Fields:
        """Return what a draft adds to entries within an entry, changes in them, and removes from them."""
        bare = record.model.shorthand
        changes: Fields = {id: _removed(self.paths[name]) for id in layer if id not in own}
        for id, value in own.items():
            if id not in layer:
                changes[id] = value
            else:
                difference = self._difference(name, fields_of(layer[id], bare), fields_of(value, bare), record)
                changes |= {id: difference} if difference else {}
        return changes

    def draft_of(self, name: str, draft: Draft, layer: str) -> Draft:
        """Return a draft that extends the layer. Lists that only it has stay before the shared lists that they were before."""
        changed: Draft = {}
        for key, value in draft.items():
            if key == "variant":
                changed[key] = {**fields_of(value), "extends": (DraftText(layer),)}
            elif key == "phases":
                changed[key] = self._added(name, self.phases, fields_of(value), COLLECTIONS[key].holds)
            elif key not in ENTRIES:
                changed[key] = value
            else:
                lists = self._lists(name, key, fields_of(value))
                changed |= {key: lists} if lists else {}
        for _, collection, id in (one for one in self.changes if one[0] == name):
            change = self.changes[name, collection, id]
            home = changed.setdefault(collection, {})
            assert isinstance(home, dict)
            if change and id not in home:
                home[id] = change
        return {key: value for key, value in changed.items() if value}

    def _added(self, name: str, layer: Fields, own: Fields, record: EntityFacts) -> Fields:
        """Return the entries that only a draft has, and what those of the layer lack; nothing is removed."""
        both = {id: self._difference(name, fields_of(layer[id]), fields_of(own[id]), record) for id in own if id in layer}
        return {id: both.get(id, value) for id, value in own.items() if both.get(id, value)}

    def _lists(self, name: str, collection: str, lists: Fields) -> Fields:
        found: Fields = {}
        for number, (id, value) in enumerate(lists.items()):
            change = self.changes.get((name, collection, id))
            if change is not None:
                found |= {id: change} if change else {}
                continue
            following = next((other for other in [*lists][number + 1 :] if (name, collection, other) in self.changes), "")
            found[id] = {"place": DraftText(f"before {following}"), **fields_of(value)} if following else value
        return found


def _same_fields(one: Fields, other: Fields) -> bool:
    """Whether two lists have the same fields beside their entries."""
    texts = [{key: value.text for key, value in fields.items() if isinstance(value, DraftText)} for fields in (one, other)]
    return texts[0] == texts[1]


def _removed(path: str) -> Fields:
    return {"remove": DraftText(f"TODO: {path} does not say this")}


def _is_same(ours: DraftValue, theirs: DraftValue, *, is_text: bool) -> bool:
    """Whether two values are the same; for texts, marks, case and a stop at the end make no difference."""
    if isinstance(ours, DraftText) and isinstance(theirs, DraftText):
        return ours.text == theirs.text or (is_text and same_words(ours.text) == same_words(theirs.text))
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return [one.text for one in ours] == [one.text for one in theirs]
    return False
